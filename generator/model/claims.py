"""Claims: answers with their evidence, and the programs and institutions that hold them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.model.dates import PartialDate
from generator.model.identifiers import Codes
from generator.model.slots import Slotted


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceKind:
    """Whose page a source is. They stand best first; `hearsay` alone answers no official question."""

    id: str
    label: str
    rank: int
    hearsay: bool = False
    spoken: bool = False  # what somebody said, with or without a page that shows it
    own: bool = False  # the program's own page, or its institution's
    listing: bool = False  # filled in by whoever lists programs: alone it answers no official question


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Slotted):
    """A page or report that somebody read."""

    key: str
    kind: str  # the id of a SourceKind
    rank: int = 0  # of its kind: 0 is best
    title: str
    url: str
    dated: PartialDate | None  # None: the page shows no date
    estimated: PartialDate | None = None
    basis: str = ""
    checked: PartialDate | None = None
    archived: str = ""  # the address of a kept copy


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Slotted):
    """The value inside a claim, read by its question's kind.

    `text` is what the file says; `shown` is what a reader sees; `options` are option ids;
    `low` and `high` bound a number (percent for shares, dollars for money);
    `series` holds (year, number) pairs; `stated` is False for "not stated".
    """

    text: str
    shown: str
    stated: bool = True
    tone: str = "neutral"
    options: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    series: tuple[tuple[int, float], ...] = ()


def _last_day(when: PartialDate) -> date:
    return when.latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Slotted):
    """An answer to a question, by a source, as of a date."""

    question: str
    answer: Answer
    source: Source
    as_of: PartialDate | None = None
    of: int | None = None
    strength: str = ""  # "", "required" or "preferred"
    note: str = ""
    words: str = ""  # as they stand on the source's page
    checked: PartialDate | None = None  # like its source's, for this claim alone
    confirmed: Source | None = None  # where the program itself says that it still holds
    disputed: PartialDate | None = None  # since when the program says that it does not
    institution_wide: bool = False
    line: int = 0  # in the file that holds it, for edit links

    @property
    def date(self) -> PartialDate | None:
        """What the claim's age counts from: checked, else as_of, else the page's own date."""
        return self.last_checked or self.as_of or self.source.dated

    @property
    def last_checked(self) -> PartialDate | None:
        """The day on which a person last found it on the live page, or the program last said that it still holds.

        A look at its source counts for all its claims.
        """
        if not (self.checked or self.source.checked or self.confirmed):
            return None  # most claims, which are asked half a million times
        said = self.confirmed.dated if self.confirmed else None
        return max((day for day in (self.checked, self.source.checked, said) if day), key=_last_day, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Who owns an institution, as a source says."""

    kind: str  # one of check.profiles.OWNERS
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution(Slotted):
    """What sponsors programs; its claims hold for each of them."""

    slug: str
    path: str
    name: str
    known_as: tuple[str, ...] = ()
    city: str
    state: str
    website: str = ""
    owner: Owner | None = None
    employers: tuple[str, ...] = ()  # the legal names under which it files
    sources: tuple[Source, ...] = ()
    claims: tuple[Claim, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing(Slotted):
    """A program that takes nobody any more, as a source says: it closed, or became part of another."""

    date: PartialDate
    source: Source
    into: str = ""  # the program that it became part of


@dataclass(frozen=True, slots=True, kw_only=True)
class Program(Slotted):
    """What the directory lists: one specialty at one institution."""

    slug: str
    path: str
    name: str
    institution: str
    specialty: str
    city: str
    state: str
    codes: Codes = ()
    website: str = ""
    known_as: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    claims: tuple[Claim, ...] = ()  # its own, in question order; the institution's are not here
    closed: Closing | None = None
    body: str = ""
    digest: str = ""


Subject = Program | Institution  # what a file with claims is
