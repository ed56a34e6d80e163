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
class Tried:
    """A search that people type, and what the results page must answer; the tests of the content type it."""

    typed: str
    first: tuple[str, ...] = ()  # how addresses begin, one of which the first hit must have
    choice: Mapping[str, tuple[str, ...]] | None = None  # the options by facet as which the words must be read
    words: str = ""  # what is left of them beside that choice
    says: str = ""  # what the page must say
    absent: str = ""  # the name that it must call not in this directory
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWords:
    """What the search knows beyond names: words that are one, words that say nothing, meanings, what is not here, and
    searches that must be answered.
    """

    same: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    skip: tuple[str, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    absent: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # names that people look for here in vain
    tried: tuple[Tried, ...] = ()
