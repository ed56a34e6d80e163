"""Plan the pages of one answer, such as visas/h-1b: one list, or where it would be long, a list a state.

A list of 6,000 programs in numbered pages helps nobody, and one changed answer would move all rows after it.
A list a state can be linked to for good.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, groupby
from operator import attrgetter

from generator import urls
from generator.model import FacetPage
from generator.plan.context import Context
from generator.plan.heads import head_of
from generator.plan.listings import Listing
from generator.plan.names import facet_page_link, lower_first, state_link, tell_programs
from generator.plan.planned import Page
from generator.summary import Summary
from generator.views import IndexView, Link

LONG = 5  # pages; a list of more is cut by state


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    """The programs of one answer among some programs."""

    programs: tuple[Summary, ...]  # a program that only a source not shown first counts in stands at the end
    torn: int  # how many those are
    unknown: int  # programs whose answer nobody has collected


def list_facet_pages(summaries: Sequence[Summary], context: Context) -> Iterator[Listing]:
    """The lists of each answer that has a page."""
    for page in context.editorial.site.facet_pages:
        yield from _list_facet_page(page, summaries, context)


def _list_facet_page(page: FacetPage, summaries: Sequence[Summary], context: Context) -> Iterator[Listing]:
    chosen = _choose(page, summaries, context)
    if not _is_long(chosen, context):
        yield _list(page, chosen, context)
        return
    for code, group in groupby(summaries, key=attrgetter("state")):
        chosen = _choose(page, tuple(group), context)
        if chosen.programs:
            yield _list(page, chosen, context, code)


def plan_facet_pages(summaries: Sequence[Summary], context: Context) -> Iterator[Page]:
    """The way to the lists of each answer that is cut by state."""
    for page in context.editorial.site.facet_pages:
        chosen = _choose(page, summaries, context)
        if _is_long(chosen, context):
            yield _plan_states(page, chosen, context)


def _choose(page: FacetPage, summaries: Sequence[Summary], context: Context) -> _Chosen:
    number = next(n for n, question in enumerate(context.facets) if question.id == page.question)
    options = set(page.options)
    column = [summary.facets[number] for summary in summaries]
    values = set(column)  # few combinations, thousands of programs
    leading = {value for value in values if value and value[0] in options}
    torn = {value for value in values if value not in leading and not options.isdisjoint(value)}
    first = compress(summaries, map(leading.__contains__, column))
    last = tuple(compress(summaries, map(torn.__contains__, column)))
    return _Chosen(programs=(*first, *last), torn=len(last), unknown=column.count(()))


def _is_long(chosen: _Chosen, context: Context) -> bool:
    return len(chosen.programs) > LONG * context.editorial.site.per_page


def _list(page: FacetPage, chosen: _Chosen, context: Context, code: str = "") -> Listing:
    where = f" in {state_link(code, context).label}" if code else ""
    count = tell_programs(len(chosen.programs))
    siblings = [other for other in context.editorial.site.facet_pages if other.group == page.group]
    state = f"&state={code.lower()}" if code else ""
    query = "&".join(f"{page.question}={option}" for option in page.options) + state
    more = "specialty and more" if code else "specialty, state and more"
    return Listing(
        url=urls.facet_state(page.group, page.slug, code) if code else urls.facet_page(page.group, page.slug),
        heading=f"Programs that {lower_first(page.label)}{where}",
        title=f"Residency programs that {lower_first(page.label)}{where}: who says so",
        lead=page.lead,
        note=_note(chosen),
        description=f"{page.lead} {count}{where}, each with source and age.",
        programs=chosen.programs,
        crumb=facet_page_link(page) if code else Link(label=page.group.capitalize(), url=f"{page.group}/"),
        others=tuple(facet_page_link(other) for other in siblings),
        others_label=page.group.capitalize(),
        searches=(Link(label=f"Narrow this list by {more}", url=f"{urls.PROGRAMS}?{query}"),),
    )


def _note(chosen: _Chosen) -> str:
    note = f"{tell_programs(chosen.unknown)} are left out because nobody has collected the answer: unknown is not no."
    if chosen.torn:
        note += (
            f" The last {chosen.torn} stand here by another source than the one shown first: their sources disagree."
        )
    return note


def _plan_states(page: FacetPage, chosen: _Chosen, context: Context) -> Page:
    """A long list's first page: how many programs in which state."""
    title = f"Programs that {lower_first(page.label)}"
    counts: dict[str, int] = {}
    for summary in chosen.programs:
        counts[summary.state] = counts.get(summary.state, 0) + 1
    regions: dict[str, list[Link]] = {}
    for label, code in sorted((state_link(code, context).label, code) for code in counts):
        url, count = urls.facet_state(page.group, page.slug, code), counts[code]
        link = Link(label=label, url=url, note=tell_programs(count))
        regions.setdefault(context.editorial.states[code].region, []).append(link)
    unknown = tell_programs(chosen.unknown)
    head = head_of(
        context,
        url=urls.facet_page(page.group, page.slug),
        title=f"Residency programs that {lower_first(page.label)}: who says so",
        description=f"{page.lead} {tell_programs(len(chosen.programs))}, state by state, each with source and age.",
        kind="index",
        crumbs=(Link(label=page.group.capitalize(), url=f"{page.group}/"), Link(label=page.label, url="")),
    )
    lead = (
        f"{page.lead} {tell_programs(len(chosen.programs))}, state by state. "
        f"{unknown} are left out because nobody has collected the answer: unknown is not no."
    )
    siblings = (facet_page_link(other) for other in context.editorial.site.facet_pages if other.group == page.group)
    others = tuple(link for link in siblings if link.url != head.url)
    groups = (*((region, tuple(links)) for region, links in sorted(regions.items())), (page.group.capitalize(), others))
    return head, IndexView(heading=title, lead=lead, groups=groups if others else groups[:-1])
