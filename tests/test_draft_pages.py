"""Drafts on pages in our own words, in the many ways in which programs say these things, with what they say beside them.

What counts is that nothing wrong is claimed of visas and eligibility; most of what is there is found as well.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import yaml

from generator.model.finding import Finder, Found
from generator.model.spellings import Spellings
from generator.watch.drafting import draft_page, make_finder
from generator.watch.outline import read_outline
from tests.conftest import ROOT
from tests.real import real_library

FILES = sorted((ROOT / "tests" / "draft_pages").glob("*.yml"))
PAGES = [page for file in FILES for page in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)]
LEAST = 0.7  # of what stands on the pages
ANSWERED = {id for page in PAGES for id in page["says"]}

pytestmark = [pytest.mark.site, pytest.mark.content]


def _asked() -> set[str]:
    """The questions that the pages answer and that the content asks."""
    return ANSWERED & set(real_library().editorial.questions)


@pytest.fixture(autouse=True)
def of_this_field() -> None:
    if len(_asked()) < len(ANSWERED) / 2:
        pytest.skip("the pages are about another field than the content")


@cache
def _finder(specialty: str) -> Finder:
    return make_finder(real_library().editorial, specialty)


def _draft(page: dict[str, Any]) -> dict[str, Found]:
    editorial = real_library().editorial
    outline = read_outline(f"<html><body>{page['html']}</body></html>".encode(), "text/html; charset=utf-8")
    finder = _finder(page["specialty"])
    drafted = draft_page("https://program.example.org/page", outline, finder, editorial, Spellings({}))
    return {found.question: found for found in drafted.found}


def _same(found: Found, said: str) -> bool:
    """A list may lack an option, and may hold none that is not there."""
    listed = real_library().editorial.questions[found.question].kind == "list"
    return set(found.answer.split(", ")) <= set(said.split(", ")) if listed else found.answer == said


def test_there_are_enough_pages() -> None:
    assert len(PAGES) >= 60
    assert len({page["name"] for page in PAGES}) == len(PAGES)


@pytest.mark.parametrize("page", PAGES, ids=[page["name"] for page in PAGES])
def test_nothing_wrong_is_claimed_of_visas_and_eligibility(page: dict[str, Any]) -> None:
    sections = real_library().editorial.sections
    official = {question.id for section in sections if section.official for question in section.questions}
    wrong = {
        id: (found.answer, found.sentence)
        for id, found in _draft(page).items()
        if id in official and not (id in page["says"] and _same(found, page["says"][id]))
    }
    assert wrong == {}


def test_most_of_what_is_there_is_found_with_words_of_the_page() -> None:
    found = said = 0
    for page in PAGES:
        drafted, says = _draft(page), {id: answer for id, answer in page["says"].items() if id in _asked()}
        said += len(says)
        found += sum(id in drafted and _same(drafted[id], answer) for id, answer in says.items())
        text = " ".join(page["html"].split())
        for each in drafted.values():
            assert each.words == "" or 3 <= len(each.words.split()) <= 8
            assert all(word in text for word in each.words.split()), each
    assert found / said >= LEAST, f"{found} of {said}"


def test_all_questions_that_the_pages_answer_have_patterns() -> None:
    questions = real_library().editorial.questions
    assert [id for id in sorted(_asked()) if not questions[id].look_for] == []
