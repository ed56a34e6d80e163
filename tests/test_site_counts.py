"""Every count on the built site names its parts, and the parts sum to all programs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.pages import ReadPage, read_pages
from tests.real import real_library

PARTS = re.compile(r"by the answer shown first: ([^·]+? \d[\d,]*(?: · [^·]+? \d[\d,]*)*)")
pytestmark = [pytest.mark.site, pytest.mark.content]


def numbers(text: str) -> list[int]:
    return [int(part.rsplit(" ", 1)[1].replace(",", "")) for part in text.strip().split(" · ")]


def told_parts(page: ReadPage) -> list[list[int]]:
    """The numbers of each line of parts on a page."""
    return [numbers(found) for found in PARTS.findall(page.text)]


@pytest.fixture(scope="module")
def total() -> int:
    return len(real_library().programs)


def test_the_parts_of_each_door_and_facet_page_sum_to_all_programs(real_site: Path, total: int) -> None:
    pages = read_pages(real_site)
    told = {path: told_parts(page) for path, page in pages.items() if page.kind in ("home", "listing", "index")}
    facet_pages = real_library().editorial.site.facet_pages
    assert len(told["index.html"]) == len({page.question for page in facet_pages})
    for page in facet_pages:
        assert told[f"{page.group}/{page.slug}/index.html"], page.slug
    assert {
        path: sums for path, parts in told.items() if (sums := [sum(each) for each in parts if sum(each) != total])
    } == {}


def test_the_choices_of_each_facet_sum_to_all_programs(real_site: Path, total: int) -> None:
    html = read_pages(real_site)["programs/index.html"].html
    (path,) = (real_site / "assets").glob("facets.*.json")
    found = json.loads(path.read_text())
    assert found["programs"] == total
    for facet in found["facets"]:
        counts = dict.fromkeys((id for id, _ in facet["options"]), 0)
        typed = 0
        for letter in facet["values"]:
            chosen = facet["sets"][ord(letter) - 35 - (ord(letter) > 92)]
            typed += not chosen
            for option in chosen:
                counts[facet["options"][option][0]] += 1
        listed = len({len(chosen) for chosen in facet["sets"]} - {0, 1}) > 0
        assert listed or sum(counts.values()) + typed == total, facet["id"]
        assert typed == 0 or "rule" in facet, facet["id"]
        shown = re.findall(rf'name="{facet["id"]}" value="([^"]+)">.*?data-part="count">(\d+)<', html)
        assert {id: int(count) for id, count in shown} == {id: count for id, count in counts.items() if count}


def test_each_page_of_an_answer_lists_those_whose_leading_answer_it_names(real_site: Path) -> None:
    library = real_library()
    pages = read_pages(real_site)
    for page in library.editorial.site.facet_pages:
        expected = set()
        for program in library.programs:
            item = library.answers(program).get(page.question)
            if item is None or item.standing.state == "listed":
                continue
            state = "disputed" if item.standing.state == "disputed" else "" if item.lead.answer.stated else "not-stated"
            if not {state, *(item.lead.answer.options if not state else ())}.isdisjoint(page.options):
                expected.add(program.slug)
        listed = [
            p for path, p in pages.items() if path.startswith(f"{page.group}/{page.slug}/") and p.kind == "listing"
        ]
        slugs = {slug for one in listed for slug in re.findall(r'<tr data-slug="([^"]+)"', one.html)}
        assert slugs == expected, page.slug


def test_the_door_of_each_page_counts_the_programs_on_it(real_site: Path) -> None:
    pages = read_pages(real_site)
    for page in real_library().editorial.site.facet_pages:
        url = f"{page.group}/{page.slug}/"
        (count,) = re.findall(rf'<a href="\./{url}">.*?<b>(\d+)</b></a>', pages["index.html"].html)
        listed = [p for path, p in pages.items() if path.startswith(url) and p.kind == "listing"]
        rows = [slug for one in listed for slug in re.findall(r'<tr data-slug="([^"]+)"', one.html)]
        assert len(rows) == len(set(rows)) == int(count), page.slug


def test_nothing_that_a_listing_alone_says_is_counted(real_site: Path) -> None:
    library = real_library()
    for program in library.programs:
        for item in library.answers(program).values():
            if item.standing.state == "listed":
                assert all(claim.source.kind == "database" for claim in (item.lead, *item.agreeing))
