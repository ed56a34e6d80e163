"""Plan the pages that list the listings: states, specialties, institutions and each group of facet pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.answers.context import Context
from generator.answers.names import filings_links, institution_link, place_of, tell_programs, upper_first
from generator.answers.summaries import Summaries
from generator.answers.views import Link
from generator.model import urls
from generator.model.site import FacetPage
from generator.model.wording import Noun, fill
from generator.pages.heads import head_of
from generator.pages.parts import Head


def plan_indexes(summaries: Summaries, context: Context) -> Iterator[tuple[Head, IndexView]]:
    """The pages that list the listings: states, specialties, institutions and each group of facet pages."""
    by_state = Counter(summaries.column("state"))
    regions: dict[str, list[Link]] = {}
    for code, state in context.editorial.states.items():
        if code in by_state:
            link = Link(label=state.label, url=urls.state(code), note=tell_programs(by_state[code]))
            regions.setdefault(state.region, []).append(link)
    yield _index(urls.STATES, context.wording.state, tuple((r, tuple(v)) for r, v in sorted(regions.items())), context)
    by_specialty = Counter(summaries.column("specialty"))
    links = tuple(
        Link(label=s.label, url=urls.specialty(id), note=tell_programs(by_specialty[id]))
        for id, s in context.editorial.specialties.items()
        if id in by_specialty
    )
    yield _index(urls.SPECIALTIES, context.wording.specialty, (("", links),), context)
    yield _institution_index(summaries, context)
    groups: dict[str, list[FacetPage]] = {}
    for page in context.editorial.site.facet_pages:
        groups.setdefault(page.group, []).append(page)
    for group, pages in groups.items():
        facet_links = tuple(Link(label=p.label, url=urls.facet_page(p.group, p.slug), note=p.lead) for p in pages)
        facet_links += filings_links(group, context)
        yield _index(f"{group}/", Noun(one=group.rstrip("s"), many=group), (("", facet_links),), context)


def _institution_index(summaries: Summaries, context: Context) -> tuple[Head, IndexView]:
    by_institution = Counter(summaries.column("institution"))
    letters: dict[str, list[Link]] = {}
    for slug, institution in sorted(context.editorial.institutions.items(), key=lambda item: item[1].name):
        link = institution_link(slug, context)
        note = f"{place_of(institution.city, institution.state, context)}, {tell_programs(by_institution[slug])}"
        letters.setdefault(institution.name[:1].upper(), []).append(Link(label=link.label, url=link.url, note=note))
    groups = tuple((letter, tuple(links)) for letter, links in letters.items())
    return _index(urls.INSTITUTIONS, context.wording.institution, groups, context)


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
class IndexView:
    """A page of links with counts: states, specialties, institutions, answers, comparisons, guides."""

    heading: str
    lead: str
    groups: tuple[tuple[str, tuple[Link, ...]], ...]
    layout: str = "columns"  # or "rows", where the notes are sentences
