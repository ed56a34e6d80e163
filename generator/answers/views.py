"""What templates are given: finished texts, links and states, prepared once by `plan`.

Templates decide nothing and sort nothing, so every word and order is settled here.
Links (`url`) are relative to the root of the site and end with a slash (a template puts `root` in front);
`href` is a complete link to somewhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from generator.model.slots import pack_row


class Link(NamedTuple):
    """A link, of which plans make thousands."""

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


# How an answer can stand (design §8a), the best first: its name in words, and what that means.
STANDINGS = {
    "confirmed": ("Confirmed this season", "A person, or the program itself, found it on the live page this season."),
    "current": ("Current", "The page's own date is recent enough for this question."),
    "there": ("Still on the page", "Old or undated, but a machine saw its words on the live page lately."),
    "undated": ("Undated", "The page shows no date, so nobody knows how old the answer is."),
    "old": ("Old", "The page is dated, and too old for this question."),
    "listed": (
        "Said elsewhere only",
        "A listing or one reply says so, and no page of the program or its institution does.",
    ),
    "overtaken": ("Said before a rule changed", "A law, an order or a ruling came later: ask again."),
    "gone": ("No longer on the page", "Its words have left the page that they stood on."),
    "disputed": ("Sources disagree", "Sources say different things, and no date settles which holds."),
}
SETTLED = frozenset({"confirmed", "current"})  # all others are questions to ask, with what was said


class Standing(NamedTuple):
    """How far a reader may lean on an answer today.

    `state` is a key of STANDINGS; `change` is the id of the rule change that overtook it;
    `day` is when it was confirmed or seen last, or since when it is gone.
    """

    state: str
    change: str = ""
    day: str = ""


class Cell(NamedTuple):
    """One program's answer to one question, in a table or at a glance; hashed a million times, so a plain tuple of texts.

    `state` is "answered", "not-stated" or "gap"; `tone` is good, mixed, bad or neutral.
    `shown` already says what a gap or a silence is called, and both sides of a dispute.
    """

    state: str
    shown: str
    tone: str = "neutral"
    strength: str = ""  # "", "required", "preferred"
    standing: str = ""  # a key of STANDINGS; "" for a gap
    mark: str = ""  # its age and standing, as it stands under the answer: "2012, old, institution-wide"
    warning: str = ""  # the rule change that came later, and that one must ask again

    def __reduce__(self) -> tuple[Any, ...]:
        return pack_row(self)

    @property
    def said(self) -> str:
        """What is answered and how strictly, where text stands alone: "5 years preferred" is not "5 years required"."""
        return f"{self.shown} {self.strength}".rstrip()

    @property
    def settled(self) -> bool:
        """Whether a reader can use it as it is."""
        return self.state == "answered" and self.standing in SETTLED


class ClaimView(NamedTuple):
    """A claim with all its evidence."""

    shown: str
    means: str  # what we mean by the answer, said so that nobody takes it for the program's own words; or ""
    note: str
    words: str  # those on the source's page that carry it, or ""
    of: str  # "of 120 people; one person moves it by 0.8 points" or ""
    small: bool  # so small a group that a warning belongs beside it
    series: tuple[tuple[str, str], ...]
    wide: str  # "Institution-wide: holds for all programs of …" or ""
    source_title: str
    source_href: str  # at the words that carry the claim, where they are known
    stands: str  # how it stands, in a sentence; "" where its age says all
    evidence: str  # kind of source, page date, age and whether anybody checked the live page, in sentences
    kept: str  # in which kept copies of the page its words stand, in a sentence, or ""
    kept_href: str  # a kept copy
    reply: str  # what the program itself said of it here, or ""


class RuleChangeView(NamedTuple):
    """A rule change beside an answer that it touches."""

    heading: str
    says: str
    contested: str
    ask: str
    url: str  # the paragraph of a guide that tells more, or ""
    label: str  # of that link
    source_title: str
    source_date: str  # "" where it shows none
    source_href: str


class FiledView(NamedTuple):
    """What the public record says beside an answer, or where nobody has collected one."""

    lines: tuple[str, ...]  # a sentence a year
    against: str  # that it contradicts the answer, "" where it does not
    notes: tuple[str, ...]
    page: str  # the label of the page of all employers, and its address
    url: str
    source_title: str
    source_href: str


class LegendEntry(NamedTuple):
    """A mark and what it means."""

    cell: Cell
    means: str


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
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    label: str
    url: str


NOT_COLLECTED = "Not collected yet"
GAP = Cell(state="gap", shown=NOT_COLLECTED)
LEGEND = (
    *(
        LegendEntry(Cell(state="answered", shown=label, tone="good", standing=state), means)
        for state, (label, means) in STANDINGS.items()
        if state != "disputed"  # whose cell says itself what it is
    ),
    LegendEntry(Cell(state="answered", shown="Yes or No", tone="mixed", standing="disputed"), STANDINGS["disputed"][1]),
    LegendEntry(Cell(state="answered", shown="Helps you", tone="good", standing="current"), "Such as a yes."),
    LegendEntry(Cell(state="answered", shown="Depends", tone="mixed", standing="current"), "Such as case by case."),
    LegendEntry(Cell(state="answered", shown="Stands against it", tone="bad", standing="current"), "Such as a no."),
    LegendEntry(Cell(state="not-stated", shown="Not stated"), "Somebody looked, and the source does not say."),
    LegendEntry(GAP, "Nobody has looked yet, so it is a question to ask. Unknown is not no."),
)
# Stands for the program's slug in what is rendered once for all programs.
SLUG_MARK = "PROGRAM-SLUG"
SEEN_MARK = "ANSWER-SEEN"  # what stands there now, as a report names it
