"""The searches that many readers want: offered where they find something, with as many as the browser's list then shows."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.answers.counting import spread_facets
from generator.answers.summaries import Summaries
from generator.answers.summary import summarize
from generator.model.site import Search
from generator.pages.searches import Searches
from tests.pages import read_pages
from tests.real import small_library
from tests.test_filter import count, open_list

ROWS = re.compile(r'<a href="[^"]*programs/\?([^"]+)">([^<]+)</a> <span>(\d+) programs?</span>')
QUERIES = (
    "t1=yes",
    "t1=yes&t2b=yes&t2b=case-by-case",
    "t2b=yes&t2b=no&current=1",
    "t2b=disputed",
    "t2b=not-collected&specialty=joinery",
    "age-limit=6",
    "age-limit=3",
    "age-limit=4&current=1",
    "age-limit=6&age-limit=not-collected",
    "age-limit=no-limit",
    "region=riverside&trial-week=offered&trial-week=required",
    "state=sb&sort=name",
)


def offer(*queries: str) -> dict[str, int]:
    """How many programs the generator says that each search finds, of those that it would offer."""
    library = small_library()
    site = replace(library.editorial.site, searches=tuple(Search(label=each, query=each) for each in queries))
    context = replace(library.context, editorial=replace(library.editorial, site=site))
    summaries = Summaries(summarize(program, context, {}) for program in library.programs)
    searches = Searches(summaries, spread_facets(summaries.column("facets"), context), context)
    return {link.label: int(link.note.partition(" ")[0]) for link in searches.offer(summaries)}


@pytest.mark.browser
@pytest.mark.parametrize("query", QUERIES)
def test_a_search_finds_as_many_as_it_says(page: Any, small_url: str, query: str) -> None:
    open_list(page, small_url, f"?{query}")
    assert page.locator("[data-part=ignored]").is_hidden()
    rows = page.locator("program-filter tr[data-slug]").count()
    assert offer(query).get(query, 0) == (count(page) if rows else 0)


def test_what_the_list_does_not_know_is_not_offered() -> None:
    assert offer("colour=red", "t1=yes&colour=red", "current=1", "t1=yes").keys() == {"t1=yes"}


def test_no_page_offers_a_search_that_finds_nothing(small_site: Path) -> None:
    """The small directory names one that finds nothing anywhere, and some that find nothing in one trade."""
    pages = read_pages(small_site)
    offered = {path: ROWS.findall(page.html) for path, page in pages.items() if page.kind in ("home", "listing")}
    home = offered["index.html"]
    assert len(home) == len(small_library().editorial.site.searches) - 1
    assert not [label for found in offered.values() for _, label, hits in found if hits == "0" or "Turning" in label]
    assert any(found for path, found in offered.items() if path != "index.html")
