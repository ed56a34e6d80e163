"""What people type, and what they mean by it (content/search.yml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """Words that mean some answers to a question: a search for them becomes that choice of the list of programs."""

    label: str
    question: str
    options: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWords:
    """What the search knows beyond names: words that are one, words that say nothing, meanings, and what is not here."""

    same: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    skip: tuple[str, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    absent: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # names that people look for here in vain
