"""Phrases: a small language for what pages say, and the regular expressions that it means.

A phrase is words, one after the other, as `sentences` leaves them: small letters, no hyphens, digits for numbers.

    we (offer|accept) [only] {kinds}* type-1    one of some; may be left out; a group of the lexicon, any number of it
    within # years                              a number, which the answer may take up as #: "five (5)" is one
    ^ valid certificate $                       the beginning and the end of the sentence
    offer ..4 places                            up to four words, none of them a stop, on the same side of ; : ? and !

A comma, a bracket or a slash may stand between any two words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_PARTS = re.compile(
    r"(?P<edge>[\^$])|\{(?P<group>[a-z0-9-]+)\}(?P<many>\*)?|\.\.(?P<gap>\d+)|(?P<mark>[()\[\]|])|(?P<word>[^\s()\[\]|{}^]+)"
)
_BETWEEN = r"(?:[,()/] )?"
MOST_OF_A_GROUP = 14
LONGEST_GAP = 40  # words
LONGEST_PATTERN = 60_000  # characters: groups may hold groups, and each level would multiply it
NUMBER = r"(?P<number_%d>\d[\d,]*(?:\.\d+)?)(?:st|nd|rd|th)?"


class BadPhrase(ValueError):
    """Why a phrase means nothing."""


class Phrases:
    """Turns phrases into patterns, with the groups of a lexicon."""

    def __init__(self, groups: Mapping[str, str], stops: Iterable[str] = ()) -> None:
        """`stops` are words that a gap never skips: a "not" among them would turn the meaning."""
        self._groups = groups
        self._skipped = rf"(?!(?:{'|'.join(map(re.escape, stops)) or '(?!)'}) )[^ ;:?!]+ "

    def pattern(self, phrase: str) -> re.Pattern[str]:
        """The pattern of one phrase, for a text in which each word is followed by one space."""
        self._numbers = 0
        body = self._translate(phrase, ())
        try:
            return re.compile(rf"(?:(?<= )|\A){body}")
        except re.error as fault:
            raise BadPhrase(f"its brackets do not match ({fault})") from fault

    def _translate(self, phrase: str, inside: tuple[str, ...]) -> str:
        found, end = [], 0
        for part in _PARTS.finditer(phrase):
            if phrase[end : part.start()].strip():
                raise BadPhrase(f"“{phrase[end : part.start()].strip()}” means nothing")
            found.append(self._part(part, inside))
            end = part.end()
        if phrase[end:].strip():
            raise BadPhrase(f"“{phrase[end:].strip()}” means nothing")
        whole = "".join(found)
        if len(whole) > LONGEST_PATTERN:
            raise BadPhrase("with its groups it is too long")
        return whole

    def _part(self, part: re.Match[str], inside: tuple[str, ...]) -> str:
        if part["edge"]:
            return r"\A" if part["edge"] == "^" else r"(?=[,;:]? ?\Z)"
        if part["group"]:
            return self._group(part["group"], bool(part["many"]), inside)
        if part["gap"]:
            if len(part["gap"]) > 2 or int(part["gap"]) > LONGEST_GAP:
                raise BadPhrase(f"a gap is at most {LONGEST_GAP} words")
            return rf"(?:{self._skipped}){{0,{int(part['gap'])}}}?"
        if part["mark"]:
            return {"(": "(?:", ")": ")", "[": "(?:", "]": ")?", "|": "|"}[part["mark"]]
        return self._word(part["word"])

    def _group(self, name: str, many: bool, inside: tuple[str, ...]) -> str:
        if name not in self._groups:
            raise BadPhrase(f"there is no group {{{name}}}")
        if name in inside:
            raise BadPhrase(f"the group {{{name}}} holds itself")
        body = f"(?:{self._translate(self._groups[name], (*inside, name))})"
        return f"{body}{{0,{MOST_OF_A_GROUP}}}" if many else body

    def _word(self, word: str) -> str:
        if word == "#":
            self._numbers += 1
            return rf"{_BETWEEN}{NUMBER % self._numbers} (?:\( \d+ \) )?"
        stem = word.endswith("*") and len(word) > 1
        text = re.escape(word.removesuffix("*") if stem else word)
        return f"{_BETWEEN if word[0].isalnum() else ''}{text}{'[^ ]*' if stem else ''} "
