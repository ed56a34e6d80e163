"""Plan listings: all programs, and those of a state, a specialty or an institution; paged when long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.answers.context import Context
from generator.answers.counting import Combined, count_parts, facet_parts, tell_parts, tells_apart
from generator.answers.evidence import view_rule_change
from generator.answers.filings import list_late
from generator.answers.grouping import answers_for_all
from generator.answers.names import (
    filings_links,
    institution_link,
    lower_first,
    place_of,
    region_id,
    specialty_link,
    state_link,
    tell_programs,
    upper_first,
)
from generator.answers.summaries import Summaries
from generator.answers.summary import Summary
from generator.answers.views import Cell, Column, Link, RuleChangeView
from generator.model import urls
from generator.model.kinds import KINDS
from generator.model.questions import PARTS, UNASKED, Question
from generator.model.site import FacetPage
from generator.model.wording import Noun, fill
from generator.pages.heads import head_of
from generator.pages.pager import pager_of
from generator.pages.parts import Choice, Facet, Head, Pager, Typed
from generator.pages.previews import institution_title
from generator.pages.profile import SectionView, row_of, show_filed

ENOUGH_TO_SEARCH = 5


class Listing(NamedTuple):
    """Which programs a listing holds, before it is cut into pages. A build makes all of them anew, some thousands."""

    url: str
    heading: str
    title: str
    lead: str
    description: str
    programs: Summaries
    crumb: Link
    columns: tuple[int, ...] = ()  # which of the key questions stand in the table
    note: str = ""
    parts: str = ""  # all parts of the answer that the list is about, which sum to all programs
    changes: tuple[RuleChangeView, ...] = ()  # what may stop it
    institution: str = ""
    filters: bool = False
    others: tuple[Link, ...] = ()
    others_label: str = ""
    searches: tuple[Link, ...] = ()
    closed: tuple[Link, ...] = ()  # programs that are counted apart


class ListingPage(NamedTuple):
    """One page of a listing: all that is needed to plan it, and no more."""

    listing: Listing  # with the programs of this page alone
    number: int
    pages: int
    total: int
    facets: tuple[Facet, ...] = ()

    @property
    def url(self) -> str:
        """The address of this page."""
        return urls.page(self.listing.url, self.number)


def list_listings(summaries: Summaries, closed: Summaries, context: Context) -> Iterator[Listing]:
    """Every listing but those of facet pages, the full one first."""
    gone = tuple(Link(label=summary.title, url=urls.program(summary.slug)) for summary in closed)
    yield _all_programs(summaries, context)._replace(closed=gone)
    yield from _states(summaries, context)
    yield from _specialties(summaries, context)
    yield from _institutions(summaries, context)


def cut_pages(listing: Listing, per_page: int, facets: tuple[Facet, ...] = ()) -> Iterator[ListingPage]:
    """The pages of a listing; an empty listing has one, which says so."""
    total = len(listing.programs)
    pages = max(1, -(-total // per_page))
    for number in range(1, pages + 1):
        chosen = listing.programs[(number - 1) * per_page : number * per_page]
        part = listing._replace(programs=chosen, filters=listing.filters and number == 1)
        first = facets if number == 1 else ()
        yield ListingPage(listing=part, number=number, pages=pages, total=total, facets=first)


def plan_listing(page: ListingPage, context: Context) -> tuple[Head, ListingView]:
    """One page of a listing."""
    listing = page.listing
    suffix = f", page {page.number}" if page.number > 1 else ""
    view = ListingView(
        heading=f"{listing.heading}{suffix}",
        lead=listing.lead,
        note=listing.note,
        parts=listing.parts,
        changes=listing.changes if page.number == 1 else (),
        columns=tuple(context.column_heads[place] for place in listing.columns),
        rows=tuple(row_of_program(summary, listing.columns, context) for summary in listing.programs),
        pager=pager_of(page.listing.url, page.number, page.pages),
        count=_count(page),
        facets=page.facets,
        claims=_institution_claims(listing.institution, context) if page.number == 1 else (),
        website_href=context.editorial.institutions[listing.institution].website if listing.institution else "",
        website_label=f"{upper_first(context.wording.institution.one)} website",
        others=listing.others,
        others_label=listing.others_label,
        searches=listing.searches,
        closed=listing.closed if page.number == 1 else (),
        filters=listing.filters,
        sorts=tuple(Link(label=lower_first(q.label), url=q.id) for q in context.sorts) if listing.filters else (),
    )
    head = head_of(
        context,
        url=page.url,
        title=f"{listing.title}{suffix}",
        description=listing.description,
        kind="programs" if listing.filters else "listing",
        crumbs=(listing.crumb,) if listing.filters else (listing.crumb, Link(label=listing.heading, url="")),
        scripts=("compare-tray", "my-list-button", "program-columns", "program-rows", "facet-choices", "program-filter")
        if listing.filters
        else ("compare-tray", "my-list-button"),
    )
    return head, view


def row_of_program(summary: Summary, columns: Sequence[int], context: Context) -> ProgramRow:
    """A program as a row of a table."""
    cells = tuple([summary.cells[place] for place in columns])
    gaps = [context.columns[place].label for place, cell in zip(columns, cells, strict=True) if cell.state == "gap"]
    return ProgramRow(
        slug=summary.slug,
        title=summary.title,
        url=urls.program(summary.slug),
        place=place_of(summary.city, summary.state, context),
        cells=cells,
        missing=", ".join(gaps),
    )


def list_facets(summaries: Summaries, combined: Sequence[Combined], context: Context) -> tuple[Facet, ...]:
    """The facets of /programs/: the questions that ask to be one and tell programs apart, then specialty and state."""
    found = [
        _facet(number, question, combined[number], context)
        for number, question in enumerate(context.facets)
        if tells_apart(combined[number])
    ]
    found += _filed(summaries, context)
    specialties = context.editorial.specialties
    states = context.editorial.states
    by_specialty = Counter(summaries.column("specialty"))
    by_state = Counter(summaries.column("state"))
    found.append(
        Facet(
            id="specialty",
            label=upper_first(context.wording.specialty.one),
            choices=tuple(
                Choice(id=id, label=specialties[id].label, count=by_specialty[id], url=urls.specialty(id))
                for id in specialties
                if id in by_specialty
            ),
        )
    )
    by_region: Counter[str] = Counter()
    for code, count in by_state.items():
        by_region[states[code].region] += count
    regions = dict.fromkeys(state.region for state in states.values() if state.region in by_region)
    found.append(
        Facet(
            id="region",
            label=upper_first(context.wording.region.one),
            choices=tuple(Choice(id=region_id(label), label=label, count=by_region[label]) for label in regions),
        )
    )
    found.append(
        Facet(
            id="state",
            label=upper_first(context.wording.state.one),
            choices=tuple(
                Choice(id=code.lower(), label=states[code].label, count=by_state[code], url=urls.state(code))
                for code in states
                if code in by_state
            ),
        )
    )
    return tuple(found)


def _filed(summaries: Summaries, context: Context) -> Iterator[Facet]:
    """Whether the institution filed lately; one that is not in the public record is not known, never a no."""
    if context.editorial.record:
        facet = context.editorial.record.rules.facet
        late = list_late(zip(summaries.column("institution"), summaries.column("state"), strict=True), context)
        known = sum(map(bool, late))
        counts = ((facet.option, facet.says, known), (UNASKED, facet.others, len(late) - known))
        choices = tuple(Choice(id=id, label=label, count=count) for id, label, count in counts if count)
        yield Facet(id=facet.id, label=facet.label, choices=choices)


def _facet(number: int, question: Question, combined: Combined, context: Context) -> Facet:
    counts, banded = count_parts(combined), {band.id for band in question.bands}
    choices = [
        Choice(id=id, label=label, count=counts[id].programs, settled=None if id in PARTS else counts[id].settled)
        for id, label in facet_parts(question).items()
        if id in counts
    ]
    return Facet(
        id=question.id,
        label=question.label,
        choices=tuple(choice for choice in choices if choice.id not in banded),
        told=tell_parts(question, counts),
        typed=_typed(question, context),
        changes=tuple(link_rule_changes(question, context)),
        open=number < 2,
    )


def _typed(question: Question, context: Context) -> Typed | None:
    """The number that a reader types: his own where the question is held against one, else the least wanted."""
    if question.unit_rule is None:
        return None
    field = next((each for each in context.editorial.fit if question.fit and each.id == question.fit.field), None)
    if field is None:
        return Typed(label=f"At least{', in percent' * KINDS[question.kind].of}", low=0, high=999)
    return Typed(label=f"Mine: {lower_first(field.label)}", low=field.low or 0, high=field.high or 99)


def link_rule_changes(question: Question, context: Context) -> Iterator[Link]:
    """The paragraphs of guides about the rule changes in force that touch a question."""
    for change in context.rule_changes_in_order:
        if question.id in change.touches and change.holds(context.today) and change.guide:
            yield Link(label=upper_first(change.label), url=view_rule_change(change, context).url)


def _all_programs(summaries: Summaries, context: Context) -> Listing:
    return Listing(
        url=urls.PROGRAMS,
        heading="Programs",
        title=context.wording.programs_title,
        lead="Choose what matters to you. A program whose answer nobody has collected is never counted as a no.",
        description=context.wording.programs_description,
        programs=summaries,
        crumb=Link(label="Programs", url=""),
        filters=True,
    )


def _states(summaries: Summaries, context: Context) -> Iterator[Listing]:
    groups, wording = summaries.group("state"), context.wording
    links = tuple(state_link(code, context) for code in sorted(groups, key=lambda c: state_link(c, context).label))
    for code, programs in groups.items():
        label = state_link(code, context).label
        yield Listing(
            url=urls.state(code),
            heading=f"Programs in {label}",
            title=fill(wording.state_title, place=label),
            lead=fill(wording.listing_lead, **_told(programs, label)),
            description=fill(wording.listing_description, **_told(programs, label)),
            programs=programs,
            crumb=Link(label=upper_first(wording.state.many), url="states/"),
            others=links,
            others_label=f"Other {wording.state.many}",
            searches=_searches(f"state={code.lower()}", len(programs), context),
        )


def _told(programs: Summaries, place: str) -> dict[str, str]:
    """What the texts about a list hold."""
    return {"programs": tell_programs(len(programs)), "place": place}


def _searches(within: str, programs: int, context: Context) -> tuple[Link, ...]:
    """The searches that many readers want, within one state or specialty; a short list needs none."""
    if programs < ENOUGH_TO_SEARCH:
        return ()
    facet = within.partition("=")[0]
    return tuple(
        Link(label=search.label, url=f"{urls.PROGRAMS}?{within}&{search.query}")
        for search in context.editorial.site.searches
        if f"{facet}=" not in search.query
    )


def _specialties(summaries: Summaries, context: Context) -> Iterator[Listing]:
    groups, wording = summaries.group("specialty"), context.wording
    links = tuple(specialty_link(id, context) for id in context.editorial.specialties if id in groups)
    for id, programs in groups.items():
        label = specialty_link(id, context).label
        yield Listing(
            url=urls.specialty(id),
            heading=label,
            title=fill(wording.specialty_title, specialty=label),
            lead=fill(wording.listing_lead, **_told(programs, label.lower())),
            description=fill(wording.listing_description, **_told(programs, label.lower())),
            programs=programs,
            crumb=Link(label=upper_first(wording.specialty.many), url="specialties/"),
            others=links,
            others_label=f"Other {wording.specialty.many}",
            searches=_searches(f"specialty={id}", len(programs), context),
        )


def _institutions(summaries: Summaries, context: Context) -> Iterator[Listing]:
    groups = summaries.group("institution")
    for slug, institution in context.editorial.institutions.items():
        programs = groups.get(slug) or summaries.take(())
        place = place_of(institution.city, institution.state, context)
        yield Listing(
            url=urls.institution(slug),
            heading=institution.name,
            title=institution_title(institution, context),
            lead=f"{tell_programs(len(programs))} listed here. {place}.",
            description=f"Policies that hold {context.wording.wide} at {institution.name}, and {tell_programs(len(programs))}, with sources.",
            programs=programs,
            crumb=Link(label=upper_first(context.wording.institution.many), url="institutions/"),
            institution=slug,
        )


def _institution_claims(slug: str, context: Context) -> tuple[SectionView, ...]:
    if not slug:
        return ()
    institution = context.editorial.institutions[slug]
    answered = answers_for_all(institution, context)
    found = []
    for section in context.editorial.sections:
        items = [answered[question.id] for question in section.questions if question.id in answered]
        rows = tuple(row_of(item, institution.name, context) for item in items)
        count = f"{len(items)} answered for all programs"
        view = SectionView(
            id=section.id, subject=slug, label=section.label, lead=section.lead, count=count, rows=rows, gaps=()
        )
        view = show_filed(view, (slug, institution.state), "", answered, context)
        if view.rows or view.filed:
            found.append(view)
    return tuple(found)


def _count(page: ListingPage) -> str:
    if page.pages == 1:
        return tell_programs(page.total)
    first = (page.number - 1) * len(page.listing.programs) + 1 if page.number < page.pages else None
    if first is None:
        return f"The last {len(page.listing.programs)} of {page.total} programs"
    return f"{first} to {first + len(page.listing.programs) - 1} of {page.total} programs"


def plan_indexes(summaries: Summaries, context: Context) -> Iterator[tuple[Head, IndexView]]:
    """The pages that list the listings: states, specialties, institutions and each group of facet pages."""
    by_state = Counter(summaries.column("state"))
    regions: dict[str, list[Link]] = {}
    for code, state in context.editorial.states.items():
        if code in by_state:
            link = Link(label=state.label, url=urls.state(code), note=tell_programs(by_state[code]))
            regions.setdefault(state.region, []).append(link)
    yield _index("states/", context.wording.state, tuple((r, tuple(v)) for r, v in sorted(regions.items())), context)
    by_specialty = Counter(summaries.column("specialty"))
    links = tuple(
        Link(label=s.label, url=urls.specialty(id), note=tell_programs(by_specialty[id]))
        for id, s in context.editorial.specialties.items()
        if id in by_specialty
    )
    yield _index("specialties/", context.wording.specialty, (("", links),), context)
    yield _institution_index(summaries, context)
    groups: dict[str, list[FacetPage]] = {}
    for page in context.editorial.site.facet_pages:
        groups.setdefault(page.group, []).append(page)
    for group, pages in groups.items():
        facet_links = tuple(Link(label=p.label, url=urls.facet_page(p.group, p.slug), note=p.lead) for p in pages)
        facet_links += filings_links(group, context)
        yield _index(f"{group}/", Noun(one=group.rstrip("s"), many=group), (("", facet_links),), context)


def _institution_index(summaries: Summaries, context: Context) -> tuple[Head, IndexView]:
    by_house = Counter(summaries.column("institution"))
    letters: dict[str, list[Link]] = {}
    for slug, house in sorted(context.editorial.institutions.items(), key=lambda item: item[1].name):
        link = institution_link(slug, context)
        note = f"{place_of(house.city, house.state, context)}, {tell_programs(by_house[slug])}"
        letters.setdefault(house.name[:1].upper(), []).append(Link(label=link.label, url=link.url, note=note))
    groups = tuple((letter, tuple(links)) for letter, links in letters.items())
    return _index("institutions/", context.wording.institution, groups, context)


def _index(
    url: str, noun: Noun, groups: tuple[tuple[str, tuple[Link, ...]], ...], context: Context
) -> tuple[Head, IndexView]:
    title = f"Programs by {noun.one}"
    head = head_of(
        context,
        url=url,
        title=title,
        description=fill(context.wording.index_description, title=title),
        kind="index",
        crumbs=(Link(label=upper_first(noun.many), url=""),),
    )
    return head, IndexView(heading=title, lead=context.wording.index_lead, groups=groups)


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
class ListingView:
    """All programs, or those of a state, a specialty, an institution or one answer."""

    heading: str
    lead: str
    note: str  # for instance how many are left out because the answer is unknown
    columns: tuple[Column, ...]
    rows: tuple[ProgramRow, ...]
    pager: Pager | None
    count: str
    parts: str = ""
    changes: tuple[RuleChangeView, ...] = ()
    facets: tuple[Facet, ...] = ()
    claims: tuple[SectionView, ...] = ()  # an institution's own claims
    website_href: str = ""
    website_label: str = ""
    others: tuple[Link, ...] = ()  # the sibling pages: other states, other answers
    others_label: str = ""
    searches: tuple[Link, ...] = ()  # searches that many readers want, within this listing
    closed: tuple[Link, ...] = ()  # programs that are counted apart
    filters: bool = False  # the page with facets and search
    sorts: tuple[Link, ...] = ()  # the numbers by which it can be ordered


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    """A page of links with counts: states, specialties, institutions, answers, comparisons, guides."""

    heading: str
    lead: str
    groups: tuple[tuple[str, tuple[Link, ...]], ...]
    layout: str = "columns"  # or "rows", where the notes are sentences
