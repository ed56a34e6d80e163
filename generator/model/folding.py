"""Folding: one name for all the ways in which people write it."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Mapping

_APOSTROPHE = re.compile(r"['’‘`´.]")
_WORD = re.compile(r"\w+")


class Fold:
    """Makes names comparable: case, accents, signs, abbreviations, and words that say nothing."""

    __slots__ = ("_same", "_skip")

    def __init__(self, same: Mapping[str, Collection[str]], skip: Collection[str]) -> None:
        """`same` are words with what else people write for them; `skip` are words that say nothing."""
        self._same = {short: word for word, shorts in same.items() for short in shorts}
        self._skip = frozenset(skip)

    def __call__(self, name: str) -> str:
        """The name as all its spellings have it; its bare words where nothing else is left."""
        text = unicodedata.normalize("NFKD", html.unescape(name)).encode("ascii", "ignore").decode() or name
        words = [self._same.get(word, word) for word in _WORD.findall(_APOSTROPHE.sub("", text.casefold()))]
        return " ".join([word for word in words if word not in self._skip] or words)

    def says(self, word: str) -> bool:
        """Whether a word says something, and is no mere sign either."""
        return bool(_WORD.search(word)) and self(word) not in self._skip
