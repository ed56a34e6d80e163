"""Filings: what the government's public record says of who applies, and the rules by which it is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.model.dates import PartialDate

# The columns of a government table that we can make use of; without the first three a row tells nothing.
COLUMNS = (
    *("title", "employer", "state", "case", "class", "status", "decided", "received"),
    *("occupation", "start", "positions", "new", "seat"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What one employer filed for work in one state, in one fiscal year."""

    employer: str  # as it files
    state: str
    cases: int
    positions: int | None = None  # None: the table did not tell
    new: int | None = None  # positions that are no continuation of an earlier one
    either: int = 0  # cases whose title may mean somebody else too
    specialties: tuple[tuple[str, int], ...] = ()  # label → cases whose title names it
    titles: tuple[str, ...] = ()  # the most frequent ones, as filed
    first: PartialDate | None = None  # the first and the last day on which work was to begin
    last: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingYear:
    """The record of one fiscal year, and what it rests on."""

    year: int
    path: str
    since: PartialDate
    until: PartialDate
    certified: bool  # whether the table told which applications were certified
    files: tuple[str, ...]
    note: str = ""
    filings: tuple[Filing, ...]

    @property
    def cases(self) -> int:
        """How many applications there are."""
        return sum(filing.cases for filing in self.filings)


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleRules:
    """Which job titles count: phrases of whole words, a star for any ending."""

    mean: tuple[str, ...]
    either: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSpecialty:
    """A specialty as titles name it; `specialty` is the id of ours, or ""."""

    label: str
    specialty: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRules:
    """How a row of the government's table is read."""

    year_begins: int  # the month
    columns: Mapping[str, tuple[str, ...]]  # one of COLUMNS → its names through the years
    kind: str  # the class of case that counts
    case: str  # how the number of such a case begins; YY and DDD are the year and day of its receipt
    status: str
    occupations: tuple[str, ...]
    other_occupations: tuple[str, ...]
    titles: TitleRules
    specialties: tuple[NamedSpecialty, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingPage:
    """The page of all employers: its address and its words."""

    group: str
    slug: str
    label: str
    title: str
    lead: str
    description: str
    notes: tuple[str, ...]
    known_as: tuple[str, ...] = ()  # what else people type for it


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingFacet:
    """Filed lately, as a choice in the list of programs."""

    id: str
    label: str
    option: str
    says: str
    others: str  # what is said of programs that are not in the record


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingRules:
    """content/filings.yml: where filings are shown, in which words, and how the record is read."""

    question: str
    against: tuple[str, ...]
    lately: int  # months
    page: FilingPage
    facet: FilingFacet
    noun: tuple[str, str]
    texts: Mapping[str, str]  # the sentences of a profile, by TEXTS
    source_title: str
    source_url: str
    table: TableRules


# The sentences of a profile, each with the marks that it may hold.
TEXTS = {
    "said": ("count", "period", "year", "employer"),
    "specialty": ("number", "specialty"),
    "no_specialty": ("titles",),
    "other_specialties": ("specialty", "others"),
    "new": ("number",),
    "either": ("number",),
    "filed": (),
    "certified": (),
    "shared": ("others",),
    "contradiction": (),
    "perhaps": (),
    "support": (),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The whole public record as it stands in the content, the newest year first."""

    rules: FilingRules
    years: tuple[FilingYear, ...]


_APOSTROPHE = re.compile(r"['’`]")
_OTHER = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """A text as words alone: small letters, no punctuation, "and" for "&"."""
    return _OTHER.sub(" ", _APOSTROPHE.sub("", text.casefold()).replace("&", " and ")).strip()


def same_employer(name: str) -> str:
    """What two spellings of one legal name have in common. Legal forms stay: Inc. and LLC may be two companies."""
    return plain(name).removeprefix("the ")


def phrases(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of some phrases in a plain text, the longest first; a star is any ending."""
    longest = sorted({plain(word.rstrip("*")) + "*" * word.endswith("*") for word in words}, key=len, reverse=True)
    any_of = "|".join(re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in longest)
    return re.compile(rf"\b(?:{any_of or '(?!)'})\b")


def sum_known(numbers: Iterable[int | None]) -> int | None:
    """The sum, or None where any of them is not known: half a sum would look like a whole one."""
    known = list(numbers)
    return None if None in known else sum(number for number in known if number is not None)
