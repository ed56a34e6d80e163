"""Nearest: "Did you mean …?", the known word that is most like one that nobody knows."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_LONGEST_WORD = 80  # what is longer is no misspelt word, and slow to compare


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like this one, or ""."""
    if len(word) > _LONGEST_WORD:
        return ""
    by_small = {name.lower(): name for name in known}
    found = difflib.get_close_matches(word.lower(), list(by_small), n=1, cutoff=0.6)
    return by_small[found[0]] if found else ""
