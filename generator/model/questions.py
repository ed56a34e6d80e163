"""The questions: the one list from which everything else follows."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.look_for import LookFor

# Where a program can stand in a facet besides the options and bands of its question; none of them is an option's id.
DISPUTED, LISTED, SILENT, UNASKED = "disputed", "listed", "not-stated", "not-collected"
PARTS = {
    DISPUTED: "Sources disagree",
    LISTED: "Only a listing says",
    SILENT: "Not stated",
    UNASKED: "Not collected yet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of the answers that a question allows, and what it means for the reader."""

    id: str
    label: str
    tone: str  # one of kinds.TONES
    means: str = ""
    letter: str = ""  # what whoever writes to a program that answers so must know first; "" where nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A range of numbers that a facet offers; both ends belong to it."""

    id: str
    label: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plausible:
    """The numbers that an honest answer can have, and what somebody who writes another one may have meant."""

    low: float
    high: float
    shown: str  # both ends in words
    hint: str

    def holds(self, number: float) -> bool:
        """Whether a number is one that an honest answer can have."""
        return self.low <= number <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How a reader's own situation meets an answer (content/fit.yml names the reader's fields)."""

    field: str
    rule: str
    allows: Mapping[str, tuple[str, ...]]
    prefers: tuple[str, ...] = ()  # options that are only a wish: not to have them speaks against nobody
    when: Mapping[str, tuple[str, ...]] = dataclasses.field(
        default_factory=dict
    )  # only for readers with one of these answers


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderField:
    """Something that readers tell about themselves; the rules of questions are held against it (Fit.field)."""

    id: str
    label: str
    help: str = ""
    kind: str  # choice, number, specialty or place
    options: tuple[tuple[str, str], ...] = ()  # (id, label)
    derived: str = ""  # not asked: the years from this field to the start of training
    low: int | None = None
    high: int | None = None
    unless: Mapping[str, str] = field(default_factory=dict)  # not asked where another field has this answer
    either: tuple[str, ...] = ()  # answers for which one of several rules is enough
    decides: bool = False  # where it is open, nothing else makes a program fit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderNote:
    """What readers with certain answers must know, whatever a program publishes."""

    says: str
    question: str  # where more of it stands
    readers: Mapping[str, tuple[str, ...]]  # the answers by field; all must be given


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderStep:
    """One question of the shortlist: the fields that stand on one screen."""

    id: str
    label: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to find out about a program."""

    id: str
    section: str
    label: str
    text: str
    kind: str  # a key of kinds.KINDS
    options: tuple[Option, ...] = ()
    unit: str = ""
    strength: bool = False
    old_after: int  # months
    column: int | None = None
    facet: bool = False
    sort: bool = False  # the list of programs can be ordered by its number
    bands: tuple[Band, ...] = ()
    plausible: Plausible | None = None
    why: str
    ask: tuple[tuple[str, str], ...] = ()  # (audience id, the words to say)
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    personal: bool = False
    fit: Fit | None = None
    known_as: tuple[str, ...] = ()  # what people type when they mean it
    look_for: LookFor | None = None  # how a machine finds the answer on a page
    aliases: tuple[str, ...] = ()

    @property
    def unit_rule(self) -> str | None:
        """How a number that a reader types meets an answer, where the answer is a number with ranges; else None.

        Without a rule of its own, the reader asks for at least so much: "floor".
        """
        if not self.bands:
            return None
        return self.fit.rule if self.fit else "floor"

    @property
    def letters(self) -> tuple[tuple[str, str], ...]:
        """The options that speak against a letter to the program, each with what the writer must know."""
        return tuple((option.id, option.letter) for option in self.options if option.letter)

    def option(self, id: str) -> Option | None:
        """The option with this id, if the question has it."""
        return next((option for option in self.options if option.id == id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """A question that is no longer asked; its address leads to the one that took its place, or to the checklist."""

    id: str
    label: str
    why: str
    instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A group of questions, which stands as such in every profile."""

    id: str
    label: str
    lead: str
    official: bool  # hearsay alone never answers its questions
    unless: Mapping[str, str] = field(default_factory=dict)  # does not concern readers who said so of themselves
    questions: tuple[Question, ...]
    retired: tuple[Retired, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Somebody to ask, and when."""

    id: str
    label: str
    when: str
    lead: str
    known_as: tuple[str, ...] = ()
    letter: tuple[str, ...] = ()  # the paragraphs by which one asks in writing; hold {program} and {questions}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A moment of a season, and what to find out then."""

    id: str
    label: str
    lead: str
    asks: tuple[str, ...] = ()  # audiences who are met then
    reads: tuple[str, ...] = ()  # sections whose answers stand on pages that are read then

    def holds(self, question: Question) -> bool:
        """Whether a question is for this moment."""
        met = any(audience in self.asks for audience, _ in question.ask)
        return met or (question.section in self.reads and not question.personal)
