"""The lists of one answer: whole where they are short, state by state where they are long."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.answers.context import Context
from generator.answers.counting import spread_facets
from generator.answers.summaries import Summaries
from generator.answers.summary import summarize
from generator.pages.facet_pages import LONG, Chosen, choose_programs, list_facet_pages, plan_facet_pages
from generator.pages.indexes import IndexView
from generator.pages.listings import Listing
from tests.pages import read_pages
from tests.real import small_library


@pytest.fixture(scope="module")
def summaries() -> Summaries:
    """Ten of each program of the small directory, so that a list of an answer is long where a page holds one program."""
    library = small_library()
    once = [summarize(program, library.context, {}) for program in library.programs]
    found = [each._replace(slug=f"{each.slug}-{number}") for each in once for number in range(10)]
    return Summaries(sorted(found, key=lambda summary: (summary.state, summary.city, summary.title)))


def context_with(per_page: int) -> Context:
    context = small_library().context
    site = replace(context.editorial.site, per_page=per_page)
    return Context(editorial=replace(context.editorial, site=site), today=context.today)


def choose(summaries: Summaries, context: Context) -> tuple[Chosen, ...]:
    return choose_programs(summaries, spread_facets(summaries.column("facets"), context), context)


def test_a_short_list_stands_on_one_address(summaries: Summaries):
    context = context_with(len(summaries))
    pages = context.editorial.site.facet_pages
    assert [listing.url for listing in list_facet_pages(choose(summaries, context), context)] == [
        f"{p.group}/{p.slug}/" for p in pages
    ]
    assert not list(plan_facet_pages(choose(summaries, context), context))


def test_a_long_list_is_cut_by_state_and_loses_nobody(summaries: Summaries):
    whole, cut = context_with(len(summaries)), context_with(1)
    for page, listing in zip(
        cut.editorial.site.facet_pages, list_facet_pages(choose(summaries, whole), whole), strict=True
    ):
        if len(listing.programs) <= LONG:
            continue
        by_state = [
            found for found in list_facet_pages(choose(summaries, cut), cut) if found.url.startswith(listing.url)
        ]
        assert {summary.slug for found in by_state for summary in found.programs} == {s.slug for s in listing.programs}
        for found in by_state:
            (state,) = {summary.state for summary in found.programs}
            assert found.url == f"{page.group}/{page.slug}/{state.lower()}/"
            assert f"&state={state.lower()}" in found.searches[0].url


def test_the_first_page_of_a_long_list_counts_each_state(summaries: Summaries):
    context = context_with(1)
    listings = {listing.url: len(listing.programs) for listing in list_facet_pages(choose(summaries, context), context)}
    overviews = list(plan_facet_pages(choose(summaries, context), context))
    assert len(overviews) == sum(len(each.programs) > LONG for each in choose(summaries, context))
    for head, view in overviews:
        assert isinstance(view, IndexView)
        links = {
            link.url: link.note for _, group in view.groups for link in group if link.url in listings and link.note
        }
        assert {url: int(note.split()[0]) for url, note in links.items()} == {
            url: count for url, count in listings.items() if url.startswith(head.url)
        }


def test_an_answer_changed_in_one_state_moves_no_row_of_another(summaries: Summaries):
    context = context_with(1)
    number = next(n for n, q in enumerate(context.facets) if q.id == context.editorial.site.facet_pages[0].question)
    changed = summaries[0]
    facets = (*changed.facets[:number], (), *changed.facets[number + 1 :])
    edited = Summaries([changed._replace(facets=facets), *summaries[1:]])
    before = {listing.url: laid_open(listing) for listing in list_facet_pages(choose(summaries, context), context)}
    after = {listing.url: laid_open(listing) for listing in list_facet_pages(choose(edited, context), context)}
    differing = {url for url in before.keys() | after.keys() if before.get(url) != after.get(url)}
    assert differing <= {url for url in before if url.endswith(f"/{changed.state.lower()}/")}


def laid_open(listing: Listing) -> tuple[object, ...]:
    return (*(part for part in listing if part is not listing.programs), *listing.programs)


def test_the_list_of_a_specialty_begins_with_its_note(small_site: Path):
    noted = {each.id: each.note for each in small_library().context.editorial.specialties.values() if each.note}
    assert noted
    pages = read_pages(small_site)
    for id, note in noted.items():
        assert note in pages[f"specialties/{id}/index.html"].text
    assert sum(note in page.text for note in noted.values() for page in pages.values()) == len(noted)
