"""Sentences: a text as phrases are looked for in it, with the way back to the page's own words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"\S+")
_QUOTES = str.maketrans({**dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"), **dict.fromkeys('“”„«»"', " ")})
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2212", "-"))
_PIECES = re.compile(r"[a-z0-9]+(?:[.,']?[a-z0-9]+)*|[,;:?!()/%$+&]|[–—|•]")
_RANGE = re.compile(r"(?<=\d)[-–](?=\d)")
_MARK = {"–": ",", "—": ";", "|": ":", "•": ";"}
_END = re.compile(r"[.?!][)\]\"'”’]*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word for phrases, and where it stands in the page's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence: `plain` is its words, each followed by a space; `source` the text that it is from."""

    source: str
    words: tuple[Word, ...]
    plain: str
    offsets: tuple[int, ...]  # where each word begins in `plain`
    answers_from: int = 0  # where the answer begins, in a question and its answer

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return bool(self.words) and self.words[-1].text == "?"

    def at(self, offset: int) -> int:
        """The number of the word that begins at a place of `plain`, or the first after it."""
        return next((n for n, begin in enumerate(self.offsets) if begin >= offset), len(self.offsets))


def split_sentences(text: str, same: Mapping[str, str], ends_no_sentence: Sequence[str]) -> Iterator[Sentence]:
    """The sentences of a block of text."""
    tokens = list(_TOKEN.finditer(text))
    begin = 0
    for number, token in enumerate(tokens):
        following = tokens[number + 1].group() if number + 1 < len(tokens) else ""
        if not following or _ends(token.group(), following, ends_no_sentence):
            yield _sentence(text, tokens[begin : number + 1], same)
            begin = number + 1


def _ends(token: str, following: str, ends_no_sentence: Sequence[str]) -> bool:
    if not _END.search(token):
        return False
    if token.rstrip(")]\"'”’")[-1] in "?!":
        return True
    bare = token.casefold().lstrip("([\"'“‘")
    starts = following.lstrip("([\"'“‘*")[:1]
    return bare not in ends_no_sentence and (starts.isupper() or starts.isdigit() or not starts.isalnum())


def _sentence(source: str, tokens: Sequence[re.Match[str]], same: Mapping[str, str]) -> Sentence:
    words = [
        Word(text=text, start=token.start(), end=token.end())
        for token in tokens
        for text in _pieces(token.group(), same)
    ]
    while words and words[-1].text in (".", "!"):
        words.pop()
    return join_words(source, words)


def join_words(source: str, words: Sequence[Word]) -> Sentence:
    """Words as one sentence."""
    offsets, at = [], 0
    for word in words:
        offsets.append(at)
        at += len(word.text) + 1
    plain = "".join(f"{word.text} " for word in words)
    return Sentence(source=source, words=tuple(words), plain=plain, offsets=tuple(offsets))


def _pieces(token: str, same: Mapping[str, str]) -> Iterator[str]:
    """The words of what stands between two spaces of the page."""
    plain = unicodedata.normalize("NFKC", token).translate(_DASHES).translate(_QUOTES).strip()
    if _RANGE.search(plain):
        for place, part in enumerate(_RANGE.split(plain)):
            yield from (("to",) if place else ())
            yield from _pieces(part, same)
        return
    bare = plain.strip(".,;:?!()[]*'")
    before, _, after = plain.partition(bare) if bare else (plain, "", "")
    yield from _marks(before)
    if bare:
        known = same.get(bare) or same.get(bare.casefold())
        if known:
            yield from known.split()
        else:
            for part in re.split(r"([/–—|•])", bare):
                yield from _parts(part, same)
    yield from _marks(after)


def _parts(part: str, same: Mapping[str, str]) -> Iterator[str]:
    """A part without slashes: what it is the same as, or its pieces, hyphens taken as spaces."""
    known = same.get(part) or same.get(part.casefold())
    if known:
        yield from known.split()
        return
    for piece in part.split("-"):
        known = same.get(piece) or same.get(piece.casefold())
        if known:
            yield from known.split()
        else:
            yield from (_MARK.get(text, text) for text in _PIECES.findall(piece.casefold()))


def _marks(text: str) -> Iterator[str]:
    yield from (_MARK.get(mark, mark) for mark in text if mark in ",;:?!()/%$–—|•")
