"""Plan one page of a listing: its table of programs and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.answers.context import Context
from generator.answers.grouping import answers_for_all
from generator.answers.names import lower_first, place_of, tell_programs, upper_first
from generator.answers.summary import Summary
from generator.answers.views import Cell, Column, Link, RuleChangeView
from generator.model import urls
from generator.pages.heads import head_of
from generator.pages.listings import ListingPage
from generator.pages.pager import numbered, pager_of
from generator.pages.parts import Facet, Head, Pager
from generator.pages.sections import SectionView, row_of, show_filed


def plan_listing(page: ListingPage, context: Context) -> tuple[Head, ListingView]:
    """One page of a listing."""
    listing = page.listing
    view = ListingView(
        heading=numbered(listing.heading, page.number),
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
        title=numbered(listing.title, page.number),
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
            id=section.id,
            subject=slug,
            whose=institution.name,
            label=section.label,
            lead=section.lead,
            count=count,
            rows=rows,
            gaps=(),
        )
        view = show_filed(view, (slug, institution.state), "", answered, context)
        if view.rows or view.filed:
            found.append(view)
    return tuple(found)


def _count(page: ListingPage) -> str:
    if page.pages == 1:
        return tell_programs(page.total)
    shown = len(page.listing.programs)
    if page.number == page.pages:
        return f"The last {shown} of {page.total} programs"
    return f"{shown * (page.number - 1) + 1} to {shown * page.number} of {page.total} programs"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramRow:
    """A program in a listing table."""

    slug: str
    title: str
    url: str
    place: str
    cells: tuple[Cell, ...]
    missing: str  # the labels of its gaps, said once where there is no room for a table


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
    parts: str
    changes: tuple[RuleChangeView, ...]
    facets: tuple[Facet, ...]
    claims: tuple[SectionView, ...]  # an institution's own claims
    website_href: str
    website_label: str
    others: tuple[Link, ...]  # the sibling pages: other states, other answers
    others_label: str
    searches: tuple[Link, ...]  # searches that many readers want, within this listing
    closed: tuple[Link, ...]  # programs that are counted apart
    filters: bool  # the page with facets and search
    sorts: tuple[Link, ...]  # the numbers by which it can be ordered
