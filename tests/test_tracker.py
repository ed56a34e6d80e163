"""content/tracker.yml: columns, statuses and days that name what is there."""

from __future__ import annotations

from generator.check.findings import Findings
from generator.check.tracker import check_tracker
from generator.model.problem import Problem
from generator.read.documents import parse_document
from tests.conftest import SMALL_TODAY


def test_a_column_of_the_tracker_names_questions_that_exist():
    text = b"columns:\n  - {label: Visas, questions: [j1, h2b]}\n"
    document = parse_document("content/tracker.yml", text)
    assert not isinstance(document, Problem)
    notes = Findings("content/tracker.yml", today=SMALL_TODAY, offset=document.offset)
    (column,) = check_tracker(document, notes, ("j1", "h1b"), ()).columns
    assert column.questions == ("j1",)
    (problem,) = notes.problems
    assert (problem.code, problem.line, problem.found) == ("unknown-reference", 2, "h2b")


def test_the_tracker_names_what_is_there():
    text = (
        b"columns: []\nstatuses: {sent: Sent}\nstatus_words: {sent: [gone], lost: [away]}\nrank_statuses: [sent, won]\n"
        b"dates: {talk: {label: Talk, headings: [call]}}\nheadings: {program: [name]}\n"
        b"season:\n  opens: {label: Opens, date: 2027-02-01, fact: known}\n  shuts: {label: Shuts, date: 2027-02, fact: other}\n"
    )
    document = parse_document("content/tracker.yml", text)
    assert not isinstance(document, Problem)
    notes = Findings("content/tracker.yml", today=SMALL_TODAY, offset=document.offset)
    found = check_tracker(document, notes, (), ("known",))
    assert [(kept.id, kept.label, str(kept.day)) for kept in found.season] == [("opens", "Opens", "2027-02-01")]
    assert (found.status_words, found.rank_statuses) == ({"sent": ("gone",)}, ("sent",))
    assert [(kept.id, kept.headings) for kept in found.dates] == [("talk", ("call",))]
    wrong = {problem.found for problem in notes.problems}
    assert {"won", "other", "2027-02", "lost"} <= wrong
