"""Facet counts as a table of cases: in which part a program stands, and that the parts sum.

The claims are written as in tests/test_leading.py; a rule change of 2025-09-21 touches "yes".
"""

from __future__ import annotations

import re
from collections import Counter

import pytest

from generator.answers.counting import Part, count_asked, count_parts, facet_values, tell_parts
from generator.answers.marks import Marks
from generator.model.questions import PARTS
from tests.pages import read_pages
from tests.real import small_library
from tests.test_leading import QUESTION, RULE, judge

# What is said · the parts in which the program stands; "?" marks an answer that nobody can lean on.
STANDS = [
    (("program says yes, 2026-03",), ("yes",)),
    (("program says no, 2026-03",), ("no",)),
    (("program says yes, undated",), ("?", "yes")),
    (("program says yes, 2024",), ("?", "yes")),
    (("program says no, 2012",), ("?", "no")),
    (("program says yes, 2012 checked 2026-11",), ("yes",)),
    (("institution says yes, 2026-03", "program says yes, 2012"), ("yes",)),
    (("program says yes, undated", "institution says no, undated"), ("disputed",)),
    (("program says not stated, 2026",), ("not-stated",)),
    (("database says yes, 2026",), ("listed",)),  # its word is not counted as said
    (("database says yes, 2026", "program says no, undated"), ("?", "no")),
    ((), ()),
]


@pytest.mark.parametrize(("texts", "parts"), STANDS)
def test_where_a_program_stands(texts: tuple[str, ...], parts: tuple[str, ...]) -> None:
    assert facet_values(judge(*texts, rules=(RULE,)) if texts else None) == parts


def test_the_parts_sum_to_all_programs_and_say_how_many_can_be_leaned_on() -> None:
    counts = count_parts(Counter(parts for _, parts in STANDS))
    assert sum(part.programs for part in counts.values()) == len(STANDS)
    assert counts["yes"] == Part(programs=5, settled=3) and counts["no"] == Part(programs=3, settled=1)
    assert {id: counts[id].settled for id in PARTS} == dict.fromkeys(PARTS, 0)
    told = tell_parts(QUESTION, counts)
    assert told == "yes 5 · no 3 · sources disagree 1 · only a listing says 1 · not stated 1 · not collected yet 1"


def test_marks_say_for_all_programs_what_their_numbers_say() -> None:
    ours, theirs = [0b1_0000_0001, 0, 0b1_1111_1111], [0b1, 0b10, 0b1_0000_0000]
    one, other = Marks.lay(ours, 9), Marks.lay(theirs, 9)
    both, rest, none = one & other, one - other, ~one
    for place in range(9):
        for marks, numbers in (
            (one, ours),
            (both, [a & b for a, b in zip(ours, theirs, strict=True)]),
            (rest, [a & ~b for a, b in zip(ours, theirs, strict=True)]),
            (none, [~a for a in ours]),
        ):
            marked = [number >> place & 1 for number in numbers]
            assert list(marks.of(place)) == marked and marks.count(place) == sum(marked)
    assert one.total() == 11 and Marks.lay([], 9).of(3) == b""


def test_what_a_profile_counts_as_a_whole_is_the_sum_of_its_sections(small_site):
    """A personal question is the reader's own, so it is not among those that a program leaves open."""
    pages = [page for page in read_pages(small_site).values() if page.kind == "profile"]
    for page in pages:
        whole = re.search(r"(\d+) of (\d+) questions have an answer", page.text)
        parts = re.findall(r"(\d+) of (\d+) answered", page.text)
        if whole:
            assert list(map(int, whole.groups())) == [sum(map(int, column)) for column in zip(*parts, strict=True)]
    assert len(pages) > 3


def test_a_personal_question_counts_where_a_program_answers_it():
    questions = small_library().editorial.questions
    personal = [id for id, question in questions.items() if question.personal]
    assert personal
    assert count_asked(questions.values(), ()) == len(questions) - len(personal)
    assert count_asked(questions.values(), personal) == len(questions)
