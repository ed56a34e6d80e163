"""Fields: every value is read with its place, every fault noted once, and the rest read on."""

from __future__ import annotations

from datetime import date

import pytest

from generator.check.fields import Fields
from generator.check.findings import Findings
from generator.check.texts import is_slug
from generator.model.dates import parse_date
from generator.model.loose_dates import suggest_date
from generator.model.nearest import nearest
from generator.model.people import People
from generator.model.problem import Problem
from generator.model.spellings import Spellings
from generator.read.documents import compose, parse_document

SPELLINGS = Spellings({"H1B": "H-1B", "J1": "J-1", "H 1B": "H-1B"}, People(("MD",)))


def _fields(text: str, *known: str) -> Fields:
    node = compose(text, "x.yml", 0)
    assert not isinstance(node, Problem)
    notes = Findings("x.yml", today=date(2026, 11, 21), spellings=SPELLINGS)
    return Fields(node, notes, "", known or None)


def _codes(fields: Fields) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.line, problem.column) for problem in fields.notes.problems]


def test_every_scalar_is_text() -> None:
    fields = _fields("state: NO\nanswer: no\nacgme: 0401234567\ntime: 12:30:45\nnothing: null\n")
    assert [fields.text(key) for key in fields] == ["NO", "no", "0401234567", "12:30:45", "null"]
    assert _codes(fields) == []


def test_a_repeated_key_keeps_the_first_and_is_noted_at_the_second() -> None:
    fields = _fields("a: 1\nb: 2\na: 3\n")
    assert fields.text("a") == "1"
    assert _codes(fields) == [("repeated-key", 3, 1)]


def test_a_misspelt_key_is_one_fault_not_two() -> None:
    fields = _fields("nmae: X\n", "name", "city")
    fields.require("name", "city")
    assert [(problem.code, problem.where) for problem in fields.notes.problems] == [
        ("unknown-key", "nmae"),
        ("missing-key", "city"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("5.5", "bad-number"), ("nan", "bad-number"), ("1e5", "bad-number"), ("-1", "bad-number")),
        *(("٣", "bad-number"), ("[1]", "wrong-shape"), ('""', "bad-text")),
    ],
)
def test_whole_numbers(text: str, code: str) -> None:
    fields = _fields(f"of: {text}")
    assert fields.whole_number("of") is None
    assert [found for found, _, _ in _codes(fields)] == [code]


@pytest.mark.parametrize("text", ["nan", "inf", "1e5", "0x10", "1_000", "--1", "٣"])
def test_numbers_that_python_would_take(text: str) -> None:
    fields = _fields(f"number: {text}")
    assert fields.number("number") is None
    assert [code for code, _, _ in _codes(fields)] == ["bad-number"]


def test_dates_keep_their_precision() -> None:
    fields = _fields("a: 2024\nb: 2024-03\nc: 2024-03-05\nd: 2021-2023\ne: 2027-01-01\nf: 2024/3/5\n")
    assert [str(fields.date(key)) for key in "abcd"] == ["2024", "2024-03", "2024-03-05", "2021-2023"]
    fields.date("e"), fields.date("f")
    assert _codes(fields) == [("future-date", 5, 4), ("bad-date", 6, 4)]
    assert fields.notes.problems[1].right == "2024-03-05"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        *(("2024/3/5", "2024-03-05"), ("2024.03", "2024-03"), ("March 2024", "2024-03"), ("Sept. 2024", "2024-09")),
        *(("5 March 2024", "2024-03-05"), ("March 5, 2024", "2024-03-05"), ("03/2024", "2024-03")),
        *(
            ("2021–2023", "2021-2023"),
            ("3/5/2024", ""),
            ("13/5/2024", "2024-05-13"),
            ("Fall 2024", ""),
            ("2024-02-30", ""),
        ),
        *(("Mayday 2024", ""), ("0000", ""), ("2024-13", ""), ("", "")),
    ],
)
def test_one_date_is_meant_or_none_is_suggested(text: str, right: str) -> None:
    assert suggest_date(text) == right
    assert not right or parse_date(right)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("H1B and J1", "H-1B and J-1"),
        ("https://example.org/H1B?J1", "https://example.org/H1B?J1"),
        ("see [H1B](https://example.org/a,J1)", "see [H-1B](https://example.org/a,J1)"),
        ("[[guide:J1|the J1 guide]]", "[[guide:J1|the J-1 guide]]"),
        ("write to mailto:H1B@example.org", "write to mailto:H1B@example.org"),
        ("the MH1B gene, H1B-like", "the MH1B gene, H1B-like"),
        ("H-1B, J-1", "H-1B, J-1"),
    ],
)
def test_spellings_outside_addresses_and_ids(text: str, mended: str) -> None:
    assert SPELLINGS.mend(text) == mended
    assert (SPELLINGS.wrong_in(text) is not None) == (text != mended)
    assert SPELLINGS.mend(mended) == mended


def test_named_people_and_hidden_characters() -> None:
    fields = _fields("a: ask Dr. Example\nb: Jane Example, MD\nc: the MD program of Dr. P. H. Hospital\n")
    for key in fields:
        fields.text(key)
    assert [code for code, _, _ in _codes(fields)] == ["named-person", "named-person"]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("a-b-1", True),
        ("a", True),
        ("A", False),
        ("a--b", False),
        ("-a", False),
        ("a\n", False),
        ("é", False),
        ("", False),
    ],
)
def test_ids(text: str, right: bool) -> None:
    assert is_slug(text) is right
    assert not is_slug("a" * 101)


def test_the_nearest_word_is_found_whatever_its_case() -> None:
    assert nearest("oh", ["OH", "TX"]) == "OH"
    assert nearest("x" * 100_000, ["xxxx"]) == ""


def test_line_ends_of_windows_read_the_same() -> None:
    text = "---\nname: X\ncity: Y\n---\n\nOne.\nTwo.\n"
    one = parse_document("x.md", text.encode())
    two = parse_document("x.md", text.replace("\n", "\r\n").encode())
    assert not isinstance(one, Problem) and not isinstance(two, Problem)
    assert (one.body, one.body_line) == (two.body, two.body_line) == ("One.\nTwo.", 6)
