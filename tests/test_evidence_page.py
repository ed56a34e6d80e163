"""A profile with very many claims folds by itself: it stays as light as any, and nothing that it said is lost."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.build.flow import build
from generator.build.order import Order
from generator.model.kinds import example_claim
from tests.conftest import SMALL_TODAY, small_root
from tests.pages import ReadPage, read_pages
from tests.real import small_library
from tests.test_site_budgets import HTML_OTHER, HTML_PROFILE

SLUG = "mill-yard-joinery"
YEARS = range(2005, 2025)
PAGES = {"profile": f"programs/{SLUG}/index.html", "evidence": f"programs/{SLUG}/evidence/index.html"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small directory, one of whose programs has two hundred claims: each question is answered each year."""
    root = small_root(tmp_path_factory.mktemp("heavy"))
    program = next(p for p in small_library().programs if p.slug == SLUG)
    path = root / program.path
    head = path.read_text(encoding="utf-8").partition("sources:")[0]
    path.write_text(f"{head}sources:\n{''.join(map(_source, YEARS))}{_answers()}---\n", encoding="utf-8")
    report = build(Order(root=root, site=root / "site", cache=root / "cache", today=SMALL_TODAY, index=False, jobs=1))
    assert [problem.as_text() for problem in report.problems] == []
    return root / "site"


def _source(year: int) -> str:
    return (
        f"  in-{year}:\n    kind: program\n    title: What we told newcomers in {year}, page {year % 7} of the leaflet\n"
        f"    url: https://sample.example.org/leaflets/{year}/newcomers\n    dated: {year}\n"
    )


def _answers() -> str:
    lines = []
    for section in small_library().editorial.sections:
        lines.append(f"{section.id}:\n")
        for question in section.questions:
            lines.append(f"  {question.id}:\n")
            example = example_claim(question).removeprefix(f"{question.id}: ").replace(", as_of: 2025", "")
            lines += [f"    - {example}\n".replace("source: faq", _borne(question.id, year)) for year in YEARS]
    return "".join(lines)


def _borne(id: str, year: int) -> str:
    return f"source: in-{year}, note: {_note(id, year)}, words: {_words(id, year)}"


def _words(id: str, year: int) -> str:
    return f"rule {year * 17 % 89} of {id} held in {year}"


def _note(id: str, year: int) -> str:
    return f"Line {year * 31 % 97} below {questions().index(id)} in {year}"


@pytest.fixture(scope="module")
def pages(site: Path) -> Mapping[str, ReadPage]:
    return read_pages(site)


def questions() -> list[str]:
    return [question.id for section in small_library().editorial.sections for question in section.questions]


def test_two_hundred_claims_stay_within_the_budget(site):
    assert len(questions()) * len(YEARS) >= 200
    weights = {kind: len(gzip.compress((site / path).read_bytes(), compresslevel=6)) for kind, path in PAGES.items()}

    assert weights["profile"] <= HTML_PROFILE
    assert weights["evidence"] <= HTML_OTHER


def test_every_anchor_and_answer_stays_on_the_profile(pages, small_site):
    before, now = read_pages(small_site)[PAGES["profile"]], pages[PAGES["profile"]]
    assert set(before.ids) <= set(now.ids)
    assert {*questions(), "by-season"} <= set(now.ids)


def test_no_claim_is_lost(pages):
    profile, evidence = pages[PAGES["profile"]], pages[PAGES["evidence"]]
    for year in YEARS:
        for id in questions():
            assert _note(id, year) in profile.text or _note(id, year) in evidence.text
    first = f"https://sample.example.org/leaflets/{YEARS[0]}/newcomers"
    assert any(link.startswith(first) for link in evidence.links)


def test_what_leads_is_read_on_the_profile_before_what_is_older(pages):
    profile = pages[PAGES["profile"]].text
    kept = {id: sum(_note(id, year) in profile for year in YEARS) for id in questions()}
    assert max(kept.values()) - min(kept.values()) <= 1
    assert min(kept.values()) >= 1
    assert all(_note(id, YEARS[-1]) in profile for id in questions())


def test_each_folded_question_leads_to_all_its_claims(pages):
    profile, evidence = pages[PAGES["profile"]], pages[PAGES["evidence"]]
    targets = [target for href in profile.links if (target := profile.target(href)) and target[0] == evidence.path]
    assert [anchor for _, anchor in targets] == [*questions(), "by-season"]
    assert {anchor for _, anchor in targets} <= set(evidence.ids)
    assert (profile.path, "") in [evidence.target(href) for href in evidence.links]
    assert f"{len(YEARS)} claims" in profile.text


def test_a_profile_with_room_for_all_has_no_such_page(small_site):
    assert [path for path in read_pages(small_site) if path.endswith("/evidence/index.html")] == []


def test_what_the_page_says_is_quoted_and_what_we_mean_is_called_ours(site, pages):
    """The words stand before their source, our own after it, on the profile as on the page of evidence."""
    for path in PAGES.values():
        html = pages[path].html
        quotes = re.findall(r'<p data-part="source"><q>(.*?)</q> <a href=', html)
        assert quotes and set(quotes) <= {_words(id, year) for id in questions() for year in YEARS}
        meanings = re.findall(r'</p>\n<p data-part="means">(.*?)</p>', html)
        assert meanings and all(re.match(r"\w[\w -]* here means: ", meaning) for meaning in meanings)
        assert len(meanings) == html.count(" here means: ")
