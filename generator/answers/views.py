"""What templates are given: finished texts, links and states, prepared once by `plan`.

Templates decide nothing and sort nothing, so every word and order is settled here.
Links (`url`) are relative to the root of the site and end with a slash (a template puts `root` in front);
`href` is a complete link to somewhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    label: str
    url: str
    note: str = ""


class Age(NamedTuple):
    """How old a claim is, as shown beside it.

    `state` is "fresh", "old" or "undated"; `short` fits a table cell ("2024", "undated", "undated, about 2014");
    `words` is a sentence part ("2024, about 2 years old", "undated, clues suggest about 2014").
    `checked` tells whether a person has confirmed it on the live page.
    """

    state: str
    short: str
    words: str
    checked: bool = False


class Cell(NamedTuple):
    """One program's answer to one question, in a table or at a glance; hashed a million times, so a plain tuple.

    `state` is "answered", "not-stated" or "gap"; `tone` is good, mixed, bad or neutral.
    `shown` already says what a gap or a silence is called.
    """

    state: str
    shown: str
    tone: str = "neutral"
    strength: str = ""  # "", "required", "preferred"
    age: Age | None = None
    disagree: bool = False
    wide: bool = False  # an institution-wide claim, not the program's own


class ClaimView(NamedTuple):
    """A claim with all its evidence."""

    shown: str
    tone: str
    stated: bool
    means: str
    strength: str
    note: str
    of: str  # "of 120 residents; one resident moves it by 0.8 points" or ""
    small: bool  # so small a group that a warning belongs beside it
    series: tuple[tuple[str, str], ...]
    wide: str  # "Institution-wide: holds for all programs of …" or ""
    source_title: str
    source_href: str
    source_kind: str  # "Program's own page"
    age_mark: str  # beside the answer: "2024, old, institution-wide"
    evidence: str  # kind of source, page date, age and whether anybody checked the live page, in sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A question without a claim: not collected yet, so a question to ask.

    It is the same for every program, so its HTML is made once.
    """

    id: str
    label: str
    url: str
    audience: str
    words: str
    add_href: str = ""  # holds `SLUG_MARK`
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    id: str
    label: str
    url: str


NOT_COLLECTED = "Not collected yet"
GAP = Cell(state="gap", shown=NOT_COLLECTED)
# Stands for the program's slug in what is rendered once for all programs.
SLUG_MARK = "PROGRAM-SLUG"
