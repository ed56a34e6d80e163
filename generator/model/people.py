"""People: how a person who is named shows, in a text, in an e-mail address and in the address of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NOBODY = "(?!)"
_NAME = r"[A-Z][a-z]+(?:[-'][A-Z][a-z]+)?"
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+", re.ASCII)
_LONGEST_BEFORE = 30  # characters of the words before a name
_NAME_MARK = re.escape("{name}")
_SYNTAX = re.compile(r"[\\^$.|?*+()\[\]{}]")  # what only means itself behind a backslash, in JavaScript too


def titled(degrees: Iterable[str]) -> re.Pattern[str]:
    """Finds a name behind a title, or before one of these degrees."""
    letters = _any_word(degrees)
    return re.compile(
        rf"\b(?:Drs?|Prof|Professor|Mr|Mrs|Ms)\.?\s+[A-Z][a-z]+"
        rf"|\b[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+,? (?:{letters})(?!\w)"
    )


class People:
    """Finds people by the lists of content/people.yml and the degrees of content/wording.yml."""

    __slots__ = ("_before", "_named", "_offices", "_pages", "_titled")

    def __init__(
        self,
        degrees: Iterable[str] = (),
        *,
        first_names: Iterable[str] = (),
        before: Iterable[str] = (),
        offices: Iterable[str] = (),
        pages: Iterable[str] = (),
    ) -> None:
        """`before` are words that a name follows; `offices` are parts of an office's e-mail address."""
        names = tuple(first_names)
        self._titled = titled(degrees)
        # The name is looked for first, since few texts hold one; then the word before it.
        self._named = re.compile(rf"(?:{_any_word(names)}) {_NAME}(?! [A-Z])")
        words = _any_word(spelling for word in before for spelling in (word, word[:1].swapcase() + word[1:]))
        self._before = re.compile(rf"\b(?:{words}),? \Z")
        self._offices = tuple(office.lower() for office in offices)
        self._pages = _page_pattern(pages, names, degrees)

    def find(self, text: str) -> re.Match[str] | None:
        """The first place where a text names somebody."""
        return self._titled.search(text) or next(filter(self._is_asked, self._named.finditer(text)), None)

    def _is_asked(self, name: re.Match[str]) -> bool:
        start = name.start()
        return self._before.search(name.string[max(0, start - _LONGEST_BEFORE) : start]) is not None

    def find_mail(self, text: str) -> re.Match[str] | None:
        """The first e-mail address of a text that is no office's."""
        if "@" not in text:
            return None
        return next((found for found in _MAIL.finditer(text) if not self._is_office(found[0])), None)

    def _is_office(self, address: str) -> bool:
        name = address.partition("@")[0].lower()
        return not self._offices or any(office in name for office in self._offices)

    def owns(self, address: str) -> bool:
        """Whether a web address is that of a page about one person."""
        return self._pages.search(address.lower()) is not None


def _any(patterns: Iterable[str]) -> str:
    return "|".join(filter(None, patterns)) or _NOBODY


def _any_word(words: Iterable[str]) -> str:
    """A pattern of these words as they stand."""
    return _any(_SYNTAX.sub(r"\\\g<0>", word) for word in words)


def _page_pattern(pages: Iterable[str], names: Iterable[str], degrees: Iterable[str]) -> re.Pattern[str]:
    """Parts of addresses; {name} stands for what begins with a first name or a title, or ends in a degree."""
    letters = _any(dict.fromkeys(re.sub(r"\W", "", degree).lower() for degree in degrees))
    firsts = _any_word(name.lower() for name in names)
    name = rf"(?:(?:dr[-_.]|(?:{firsts})[-_.])[a-z]|[a-z-]{{3,40}}[-_](?:{letters})(?:[/?#.]|\Z))"
    return re.compile(_any(re.escape(page.lower()).replace(_NAME_MARK, name) for page in pages))
