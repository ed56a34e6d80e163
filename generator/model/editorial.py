"""Editorial pages: guides, terms, figures and tools, and all of the content but the programs in one noun.

Everything here is frozen: what `check` let through is never changed, only looked at.
The names are the vocabulary that the content, the templates and the docs use too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.claims import Institution, SourceKind
from generator.model.dates import PartialDate
from generator.model.filings import Record
from generator.model.identifiers import Identifier
from generator.model.look_for import Lexicon
from generator.model.questions import Audience, Question, ReaderField, ReaderNote, ReaderStep, Section, Stage
from generator.model.rule_changes import RuleChange
from generator.model.search import SearchWords
from generator.model.sightings import Looks
from generator.model.site import Site, Tracker
from generator.model.specialties import Specialty
from generator.model.states import State
from generator.model.wording import Wording


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
class TextPage:
    """A page that says one thing about the directory itself; its body may hold {marks}."""

    slug: str
    title: str
    summary: str
    heading: str
    lead: str
    body: str


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
    cells: tuple[str, ...]  # one a column


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """One author's heuristic, shown as such and never as a label on a program."""

    title: str
    summary: str
    caution: str
    columns: tuple[str, ...]
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
    per: str  # once or per-unit
    unit_label: str = ""
    default_count: int = 1
    tiers: tuple[CostTier, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Editorial:
    """Everything but the programs: small, held whole, and shared by every worker."""

    site: Site
    wording: Wording
    sections: tuple[Section, ...]
    audiences: tuple[Audience, ...]
    specialties: Mapping[str, Specialty]
    states: Mapping[str, State]
    source_kinds: Mapping[str, SourceKind]  # best first
    identifiers: tuple[Identifier, ...] = ()
    institutions: Mapping[str, Institution]
    comparisons: tuple[Comparison, ...]
    guides: tuple[Guide, ...]
    pages: Mapping[str, TextPage]
    terms: Mapping[str, Term]
    facts: Mapping[str, Fact]
    charts: Mapping[str, Chart]
    steplists: tuple[StepList, ...]
    flow: Flow | None
    patterns: Patterns | None
    costs: tuple[CostItem, ...]
    tracker: Tracker
    fit: tuple[ReaderField, ...] = ()  # what readers can tell of themselves
    fit_steps: tuple[ReaderStep, ...] = ()  # the questions of the shortlist
    fit_notes: tuple[ReaderNote, ...] = ()  # what some readers must know, whatever a program publishes
    stages: tuple[Stage, ...] = ()  # moments of a season, in order
    rule_changes: tuple[RuleChange, ...] = ()  # the newest first
    lexicon: Lexicon | None = None  # what holds for all patterns by which answers are found on pages
    record: Record | None = None  # what the government publishes of who files
    search: SearchWords = field(default_factory=SearchWords)
    spellings: Mapping[str, str] = field(default_factory=dict)  # what search would miss, and the right one
    questions: Mapping[str, Question]  # every question by id, in reading order
    sightings: Mapping[str, Looks]  # of each institution's sources, and of its programs'
    digests: Mapping[str, str]  # the hash of each file, by path

    def digest_of(self, institution: str) -> str:
        """A hash of what all programs of an institution rest on: its file, and the sightings of its sources."""
        own = self.digests.get(f"content/institutions/{institution}.yml", "")
        return own + self.digests.get(f"content/sightings/{institution}.yml", "")
