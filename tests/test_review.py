"""The review pages count honestly and lead to the form that mends."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from generator.answers.counting import add_counts
from generator.answers.marks import lay_marks
from generator.answers.summaries import Summaries
from generator.answers.summary import summarize
from generator.pages import review_programs
from generator.pages.review import STANDS, plan_review
from generator.pages.review_lists import MISSING, WAYS, key_questions, most_read
from generator.pages.review_programs import PROGRAMS
from generator.pages.review_questions import question_url
from generator.pages.review_view import ReviewView
from tests.real import small_library


@pytest.fixture(scope="module")
def summaries() -> Summaries:
    library = small_library()
    return Summaries(summarize(program, library.context, {}) for program in library.programs)


def view_of(summaries: Summaries, url: str) -> ReviewView:
    context = small_library().context
    page = next(page for page in plan_review(summaries, lay_marks(summaries, context), context) if page.url == url)
    assert isinstance(page.make, partial)
    (plan,) = page.make.args
    view = plan(context=context)[1]
    assert isinstance(view, ReviewView)
    return view


def test_the_most_read_questions_come_first():
    context = small_library().context
    ordered = most_read(context)
    assert ordered[: len(context.columns)] == list(context.columns)
    assert len(ordered) == sum(not question.personal for question in context.editorial.questions.values())


def test_the_overview_counts_every_program_once_a_question(summaries: Summaries):
    view = view_of(summaries, "review/")
    for row in view.rows:
        answered, *parts, missing = (int(cell.replace(",", "")) for cell in row.cells)
        assert answered + missing == len(summaries)
        assert sum(parts) == answered
    counts = add_counts(summary.counts for summary in summaries)
    assert f"{counts.claims:,} claims" in view.notes[0] and f"{counts.undated:,}" in view.notes[0]


def test_the_overview_counts_by_standing_as_the_open_data_does(summaries: Summaries, small_site: Path):
    view = view_of(summaries, "review/")
    assert "Disputed" in view.columns
    paths = (small_site / "api/v1/programs").glob("*.json")
    found = Counter(
        (answer["label"], answer["standing"]) for path in paths for answer in json.loads(path.read_text())["answers"]
    )
    for row in view.rows:
        told = dict(zip(view.columns[1:], row.cells, strict=True))
        for state, label in STANDS.items():
            assert int(told.get(label, 0)) == found[row.link.label, state]


def test_each_key_question_lists_who_waits_with_a_link_that_mends(summaries: Summaries):
    context = small_library().context
    for question in key_questions(context):
        view = view_of(summaries, question_url(question.id))
        states = [row.cells[0] for row in view.rows]
        assert states == sorted(states, key=[*WAYS.values(), MISSING].index)
        for row in view.rows:
            assert row.mend and row.mend.url.endswith(f"question={question.id}")


def test_a_list_that_is_cut_begins_with_the_programs_where_most_waits(
    summaries: Summaries, monkeypatch: pytest.MonkeyPatch
):
    whole = view_of(summaries, PROGRAMS)
    waiting = [sum(map(int, row.cells)) for row in whole.rows]
    assert waiting == sorted(waiting, reverse=True) and len(waiting) > 2
    monkeypatch.setattr(review_programs, "MOST", 2)
    assert view_of(summaries, PROGRAMS).rows == whole.rows[:2]
    assert not view_of(Summaries(), PROGRAMS).rows


def test_each_answer_of_a_summary_stands_in_one_way(summaries: Summaries):
    for summary in summaries:
        assert summary.checked & ~summary.answered == 0
        assert sum(summary.standings) == summary.answered


def test_the_pages_stand_on_the_site(small_site: Path):
    page = (small_site / "review" / "index.html").read_text("utf-8")
    assert "checked on the live page" in page
    for question in key_questions(small_library().context):
        assert f"{question_url(question.id)}" in page
    programs = (small_site / "review" / "programs" / "index.html").read_text("utf-8")
    assert re.search(r"contribute/program/\?p=[a-z0-9-]+&amp;question=", programs)


@pytest.mark.browser
def test_a_phone_shows_all_that_sums(page, small_url: str):
    page.goto(f"{small_url}review/")
    cells = page.locator(".program-table tbody td")
    assert cells.count() > 20
    assert cells.evaluate_all("cells => cells.filter((cell) => !cell.getClientRects().length).length") == 0
