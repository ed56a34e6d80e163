"""The nouns of the directory, as they are once `check` has passed them.

Everything here is frozen: what `check` let through is never changed, only looked at.
The names are the vocabulary that the content, the templates and the docs use too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.dates import PartialDate
from generator.model.slots import Stored

# --- Questions: the one list from which everything else follows --------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of the answers that a question allows, and what it means for an applicant."""

    id: str
    label: str
    tone: str  # one of answers.TONES
    means: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A range of numbers that a facet offers; both ends belong to it."""

    id: str
    label: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How a reader's own situation meets an answer (content/fit.yml names the reader's fields)."""

    field: str
    rule: str
    allows: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderField:
    """Something that readers tell about themselves; the rules of questions are held against it (Fit.field)."""

    id: str
    label: str
    help: str = ""
    kind: str  # choice or number
    options: tuple[tuple[str, str], ...] = ()  # (id, label)
    derived: str = ""  # not asked: the years from this field to the start of training
    low: int | None = None
    high: int | None = None
    unless: Mapping[str, str] = field(default_factory=dict)  # not asked where another field has this answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to find out about a program."""

    id: str
    section: str
    label: str
    text: str
    kind: str  # a key of answers.KINDS
    options: tuple[Option, ...] = ()
    unit: str = ""
    strength: bool = False
    old_after: int  # months
    column: int | None = None
    facet: bool = False
    bands: tuple[Band, ...] = ()
    why: str
    ask: tuple[tuple[str, str], ...] = ()  # (audience id, the words to say)
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    personal: bool = False
    fit: Fit | None = None
    aliases: tuple[str, ...] = ()

    def option(self, id: str) -> Option | None:
        """The option with this id, if the question has it."""
        return next((option for option in self.options if option.id == id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A group of questions: visa, eligibility, img …"""

    id: str
    label: str
    lead: str
    always: bool  # shown on every profile, even when all its questions are gaps
    official: bool  # an article or a resident's report alone never answers its questions
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Somebody to ask, and when."""

    id: str
    label: str
    when: str
    lead: str


# --- Claims: answers with their evidence --------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Stored):
    """A page or report that somebody read."""

    key: str
    kind: str  # one of answers.SOURCE_KINDS
    title: str
    url: str
    dated: PartialDate | None  # None: the page shows no date
    estimated: PartialDate | None = None
    basis: str = ""
    checked: PartialDate | None = None
    archived: str = ""  # the address of a kept copy


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Stored):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Stored):
    """An answer to a question, by a source, as of a date."""

    question: str
    answer: Answer
    source: Source
    as_of: PartialDate | None = None
    of: int | None = None
    strength: str = ""  # "", "required" or "preferred"
    note: str = ""
    words: str = ""  # as they stand on the source's page
    institution_wide: bool = False
    line: int = 0  # in the file that holds it, for edit links

    @property
    def date(self) -> PartialDate | None:
        """What the claim's age counts from: checked, else as_of, else the page's own date."""
        return self.source.checked or self.as_of or self.source.dated


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Who owns an institution, as a source says."""

    kind: str  # one of check.profiles.OWNERS
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """The house that sponsors programs; its claims hold for each of them."""

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
class Program(Stored):
    """One accredited residency: one specialty at one institution."""

    slug: str
    path: str
    name: str
    institution: str
    specialty: str
    city: str
    state: str
    acgme: str = ""
    nrmp: tuple[str, ...] = ()
    website: str = ""
    known_as: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    claims: tuple[Claim, ...] = ()  # its own, in question order; the institution's are not here
    body: str = ""
    digest: str = ""


# --- Places and kinds of program ------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Specialty:
    id: str
    label: str
    short: str
    known_as: tuple[str, ...] = ()
    note: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state or territory; `cities` gives the other names under which people know a city."""

    code: str
    label: str
    region: str
    cities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


# --- Editorial pages ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    slug: str
    path: str
    title: str
    summary: str
    programs: tuple[str, ...]
    body: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    slug: str
    path: str
    title: str
    summary: str
    order: int
    body: str
    known_as: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    id: str
    term: str
    meaning: str
    full: str = ""
    known_as: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A dated national figure or rule that guides quote by id."""

    id: str
    fact: str
    value: str
    number: float | None = None
    unit: str = ""
    as_of: PartialDate | None
    source_title: str
    source_url: str
    confidence: str
    old_after: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    id: str
    kind: str  # bars, stack or range
    title: str
    unit: str
    facts: tuple[str, ...]
    labels: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    id: str
    label: str
    why: str
    when: str = ""
    guide: str = ""
    facts: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepGroup:
    id: str
    label: str
    lead: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepList:
    """A checklist other than the evaluation checklist, such as preparing an application."""

    slug: str
    path: str
    title: str
    summary: str
    groups: tuple[StepGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowStep:
    id: str
    ask: str
    questions: tuple[str, ...]
    yes: str
    no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowEnd:
    id: str
    label: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    title: str
    summary: str
    steps: tuple[FlowStep, ...]
    ends: tuple[FlowEnd, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    id: str
    label: str
    img_share: str
    visas: str
    step2: str
    fellowship: str
    reads_as: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """One author's heuristic, shown as such and never as a label on a program."""

    title: str
    summary: str
    caution: str
    rows: tuple[Pattern, ...]
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CostTier:
    up_to: int | None
    price: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CostItem:
    id: str
    label: str
    fact: str
    group: str
    amount: float | None
    per: str  # once or per-unit
    unit_label: str = ""
    default_count: int = 1
    tiers: tuple[CostTier, ...] = ()


# --- The whole --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Forge:
    """Where the content is edited; patterns hold {path}, {title}, {body}, {filename}, {value}."""

    name: str
    edit: str
    new: str
    issue: str
    history: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetPage:
    """A facet as a static page: the programs whose answer to one question is among some options."""

    group: str  # the first part of the address, such as visas
    slug: str
    label: str
    question: str
    options: tuple[str, ...]
    words: tuple[str, ...]  # what people type when they mean it
    lead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A search that many readers want, as a link: the query string of /programs/."""

    label: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerColumn:
    """A column of the spreadsheet that readers take away from their list, and whose answers stand in it."""

    label: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    title: str
    tagline: str
    description: str
    base_url: str
    repository: str
    branch: str
    forge: Forge
    season: str
    sections: tuple[str, ...]
    facet_pages: tuple[FacetPage, ...] = ()
    searches: tuple[Search, ...] = ()
    per_page: int = 50

    @property
    def base_path(self) -> str:
        """The path part of the base URL, with a slash at both ends."""
        rest = self.base_url.split("://", 1)[-1]
        path = rest.partition("/")[2].strip("/")
        return f"/{path}/" if path else "/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Editorial:
    """Everything but the programs: small, held whole, and shared by every worker."""

    site: Site
    sections: tuple[Section, ...]
    audiences: tuple[Audience, ...]
    specialties: Mapping[str, Specialty]
    states: Mapping[str, State]
    institutions: Mapping[str, Institution]
    comparisons: tuple[Comparison, ...]
    guides: tuple[Guide, ...]
    terms: Mapping[str, Term]
    facts: Mapping[str, Fact]
    charts: Mapping[str, Chart]
    steplists: tuple[StepList, ...]
    flow: Flow | None
    patterns: Patterns | None
    costs: tuple[CostItem, ...]
    tracker: tuple[TrackerColumn, ...] = ()
    fit: tuple[ReaderField, ...] = ()
    questions: Mapping[str, Question]  # every question by id, in reading order
    digests: Mapping[str, str]  # the hash of each file, by path
