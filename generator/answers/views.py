"""What templates are given: finished texts, links and states, prepared once by `plan`.

Templates decide nothing and sort nothing, so every word and order is settled here.
Links (`url`) are relative to the root of the site and end with a slash (a template puts `root` in front);
`href` is a complete link to somewhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

# --- Small parts ---------------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where a listing stands among its pages: earlier and later are None at the ends."""

    number: int
    total: int
    earlier: Link | None
    later: Link | None
    pages: tuple[Link, ...]  # a window of numbered links; the current one has note "current"


# --- The profile -----------------------------------------------------------------------------------


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


class Row(NamedTuple):
    """A question that has at least one claim.

    What it says of the question is the same for every program, so its HTML is made once; its links hold `SLUG_MARK`.
    """

    id: str
    label: str
    text: str
    url: str  # of the question's own page
    heads: tuple[ClaimView, ...]  # beside the question: the leading claim, and where sources disagree, all
    told: tuple[tuple[str, bool, ClaimView], ...]  # each claim with a heading or "", and whether its answer is repeated
    disagree: bool
    report_href: str
    change_url: str  # the form on this site; "" where it changes no file of this kind
    aliases: tuple[str, ...] = ()  # earlier ids of the question: anchors, so that old links land here


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
class SectionView:
    id: str
    subject: str  # the slug of the program or institution
    label: str
    lead: str
    count: str  # "4 of 12 questions answered"
    rows: tuple[Row, ...]
    gaps: tuple[Gap, ...]
    gap_labels: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    label: str
    anchor: str
    cell: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    title: str
    url: str
    place: str
    why: str  # "same specialty, same state"
    compare_url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """Something that changed, for readers."""

    day: str
    title: str
    url: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesView:
    """What changed in the whole directory, newest first."""

    heading: str
    lead: str
    items: tuple[ChangeView, ...]
    note: str
    feed_url: str
    pager: Pager | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileView:
    slug: str
    title: str  # institution and specialty, as a reader names the program
    own_name: str
    institution: Link
    specialty: Link
    state: Link
    place: str
    website_href: str
    acgme: str
    nrmp: str
    search_words: str  # hidden, for the index only
    glance: tuple[Glance, ...]
    standing: str  # "31 claims: 8 from the last two years, 20 undated, none checked …"
    body: str  # HTML, sanitized
    sections: tuple[SectionView, ...]
    sources: tuple[ClaimView, ...] = ()
    similar: tuple[Similar, ...]
    similar_columns: tuple[str, ...]
    compare_all_url: str
    curated: tuple[Link, ...]  # comparisons that hold this program
    edit_href: str
    form_url: str  # the form on this site that changes the file
    history_href: str
    report_href: str
    changes: tuple[ChangeView, ...]
    changes_note: str


# --- Tables ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    id: str
    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramRow:
    """A program in a listing table."""

    slug: str
    title: str
    url: str
    place: str
    cells: tuple[Cell, ...]
    missing: str = ""  # the labels of its gaps, said once where there is no room for a table


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One option of a facet, as a link or a checkbox, with its count."""

    id: str
    label: str
    count: int
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    id: str
    label: str
    choices: tuple[Choice, ...]
    unknown: int  # programs whose answer is not known
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingView:
    """All programs, or those of a state, a specialty, an institution or a visa."""

    heading: str
    lead: str
    note: str  # for instance how many are left out because the answer is unknown
    columns: tuple[Column, ...]
    rows: tuple[ProgramRow, ...]
    pager: Pager | None
    count: str
    facets: tuple[Facet, ...] = ()
    claims: tuple[SectionView, ...] = ()  # an institution's own claims
    website_href: str = ""
    others: tuple[Link, ...] = ()  # the sibling pages: other states, other visas
    others_label: str = ""
    searches: tuple[Link, ...] = ()  # searches that many readers want, within this listing
    filters: bool = False  # the page with facets and search


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    """A page of links with counts: states, specialties, institutions, visas, comparisons, guides."""

    heading: str
    lead: str
    groups: tuple[tuple[str, tuple[Link, ...]], ...]
    layout: str = "columns"  # or "rows", where the notes are sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareRow:
    id: str
    label: str
    url: str
    differs: bool
    complete: bool  # all of the programs state an answer
    cells: tuple[Cell, ...]
    claims: tuple[ClaimView | None, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareSection:
    id: str
    label: str
    rows: tuple[CompareRow, ...]
    unknown: tuple[Gap, ...]  # nobody knows: ask each of them


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareHead:
    slug: str
    title: str
    url: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareView:
    heading: str
    lead: str
    body: str
    programs: tuple[CompareHead, ...]
    sections: tuple[CompareSection, ...]
    differing: str  # "12 of 31 answered rows differ"
    edit_href: str
    tool_url: str  # the same programs in the free comparison


# --- Checklist and questions -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    audience: str
    audience_url: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question as the checklist shows it, and on its own page."""

    id: str
    label: str
    text: str
    url: str
    section: Link
    why: str
    ask: tuple[Ask, ...]
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    options: tuple[tuple[str, str, str], ...]  # (label, tone, what it means)
    personal: bool
    aliases: tuple[str, ...]
    old_after: str
    answered: str = ""  # "61 of 154 programs have an answer"
    tally: tuple[Choice, ...] = ()
    examples: tuple[Link, ...] = ()
    earlier: Link | None = None
    later: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistSection:
    id: str
    label: str
    lead: str
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistView:
    heading: str
    lead: str
    count: int
    sections: tuple[ChecklistSection, ...]
    audiences: tuple[Link, ...]
    config: str = "{}"  # JSON for the element that makes it a tool


@dataclass(frozen=True, slots=True, kw_only=True)
class AskView:
    heading: str
    lead: str
    when: str
    sections: tuple[tuple[str, tuple[tuple[Link, str], ...]], ...]  # (section, ((question, words) …))
    others: tuple[Link, ...]


# --- Editorial ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideView:
    heading: str
    summary: str
    body: str  # HTML
    contents: tuple[Link, ...]  # headings of the page, as anchors
    edit_href: str
    others: tuple[Link, ...]
    facts_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    id: str
    term: str
    full: str
    meaning: str
    url: str  # of the term's own page
    see: tuple[Link, ...]
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermPageView:
    """A glossary term on a small page of its own, for linking."""

    term: str
    full: str
    meaning: str
    known_as: str
    see: tuple[Link, ...]
    edit_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryView:
    heading: str
    lead: str
    terms: tuple[TermView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    number: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    heading: str
    lead: str
    visas: tuple[Facet, ...]
    specialties: tuple[Choice, ...]
    states: tuple[Choice, ...]
    figures: tuple[Figure, ...]
    honest: tuple[str, ...]  # how complete and how old the directory is, in sentences
    comparisons: tuple[Link, ...]
    guides: tuple[Link, ...]
    searches: tuple[Link, ...] = ()  # searches that many readers want
    asks: tuple[Link, ...] = ()  # the questions by whom to ask
    changes: tuple[ChangeView, ...]
    changes_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    id: str
    label: str
    why: str
    when: str
    guide: Link | None
    facts: tuple[str, ...]  # HTML
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepListView:
    slug: str
    heading: str
    summary: str
    count: int
    groups: tuple[tuple[str, str, str, tuple[StepView, ...]], ...]  # (id, label, lead, steps)
    edit_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowStepView:
    id: str
    number: int
    ask: str
    questions: tuple[Link, ...]
    yes: str
    no: str
    no_end: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowView:
    heading: str
    lead: str
    steps: tuple[FlowStepView, ...]
    ends: tuple[tuple[str, str, str], ...]  # (id, label, meaning)


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternsView:
    heading: str
    lead: str
    caution: str
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...]
    inputs: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """A page that says one thing: method, contribute, 404, a tool's shell."""

    heading: str
    lead: str
    body: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolView:
    """A page whose work is done in the browser; `config` is JSON for its element."""

    heading: str
    lead: str
    config: str = "{}"
    element: str = "my-list"  # the custom element that does the work
    without: tuple[Link, ...] = ()  # where to go without JavaScript


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """Something to mend: where it is, how it stands, and the link that mends it."""

    link: Link
    cells: tuple[str, ...]
    mend: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """What is old, undated, never checked or missing."""

    heading: str
    lead: str
    notes: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[ReviewRow, ...]
    pager: Pager | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A name that may stand in a file, and what it means."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionField:
    """A question as contributors meet it in a file."""

    id: str
    label: str
    text: str
    url: str
    kind: str
    options: tuple[FieldView, ...]
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldsView:
    """The reference of everything that may stand in a profile."""

    heading: str
    lead: str
    tables: tuple[tuple[str, tuple[FieldView, ...]], ...]
    sections: tuple[tuple[str, str, tuple[QuestionField, ...]], ...]  # (id, label, questions)
    form_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemView:
    """A code of the check: what it means and how to mend it."""

    heading: str
    code: str
    why: str
    wrong: str
    right: str
    all_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectView:
    target: str
    title: str


# --- A page ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureAnswer:
    """An answer on a preview picture; a second side of a disagreement has no label."""

    label: str
    shown: str
    age: str = ""
    tone: str = "neutral"
    note: str = ""

    @property
    def words(self) -> str:
        """The same in words."""
        said = f"{self.shown} ({self.age})" if self.age else self.shown
        said = f"{self.label}: {said}" if self.label else f"or {said}"
        return f"{said}, {self.note}" if self.note else said


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What the preview picture of a page shows; `generator.render.draw` draws it."""

    eyebrow: str
    title: str
    text: str
    answers: tuple[PictureAnswer, ...] = ()
    foot: str

    @property
    def alt(self) -> str:
        """The picture in words, for those who cannot see it."""
        return ". ".join(part.rstrip(".") for part in (self.title, self.text, *(a.words for a in self.answers)) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands in `<head>` and around the page, so that a link unfurls well."""

    url: str  # relative to the site's root: "" for home, "programs/x/", "404.html"
    root: str  # from this page to the site's root: "./", "../../"
    canonical: str
    title: str
    description: str
    kind: str  # the page kind: profile, listing, guide …
    card: str  # absolute URL of the preview picture
    card_alt: str = ""
    picture: Picture | None = None  # what to draw, where the page has a picture of its own
    crumbs: tuple[Link, ...] = ()
    json_ld: str = ""
    scripts: tuple[str, ...] = ()  # beyond those of every page
    indexed: bool = False  # Pagefind reads it
    search_title: str = ""
    feed: str = ""  # the Atom feed about what this page shows


GLANCE_GAP = Cell(state="gap", shown="Not collected yet")
# Stands for the program's slug in what is rendered once for all programs.
SLUG_MARK = "PROGRAM-SLUG"
# Pages that load the programs' JSON, whose names change with any program.
DATA_KINDS = frozenset({"programs", "compare-tool", "contribute-program", "my-list", "checklist", "ask", "home"})
