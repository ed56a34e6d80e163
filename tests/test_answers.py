"""Answers: each kind reads what contributors write, and refuses what readers could not compare."""

from __future__ import annotations

import pytest
import yaml

from generator.model.claims import Answer
from generator.model.kinds import KINDS, example_claim, read_answer
from generator.model.questions import Option, Question
from generator.model.reading import Fault
from generator.read.documents import compose

YES = Option(id="yes", label="Yes", tone="good")
NO = Option(id="no", label="No", tone="bad")
NONE = Option(id="no-limit", label="No limit", tone="good")


def _question(kind: str, *options: Option, unit: str = "") -> Question:
    return Question(
        id="q", section="s", label="Q", text="Q?", kind=kind, options=options, unit=unit, old_after=12, why="Because."
    )


def _node(text: str) -> yaml.Node:
    node = compose(f"answer: {text}\n", "x.yml", 0)
    assert isinstance(node, yaml.MappingNode)
    value: yaml.Node = node.value[0][1]
    return value


def _read(question: Question, text: str) -> Answer | Fault:
    return read_answer(question, _node(text))


def _code(question: Question, text: str) -> str:
    found = _read(question, text)
    return found.code if isinstance(found, Fault) else ""


@pytest.mark.parametrize(
    ("kind", "text", "low", "high"),
    [
        ("share", "42%", 42, 42),
        ("share", "about 80%", 80, 80),
        ("share", "over 50%", 50, None),
        ("share", "under 10%", None, 10),
        ("share", "up to 30%", None, 30),
        ("share", "30-60%", 30, 60),
        ("share", "30%-60%", None, None),
        ("count", "5", 5, 5),
        ("count", "over 185", 185, None),
        ("count", "3-5", 3, 5),
        ("count", "1,200", 1200, 1200),
        ("money", "$68,000", 68000, 68000),
        ("money", "$68,000-$71,500", 68000, 71500),
    ],
)
def test_numbers_have_bounds(kind: str, text: str, low: float | None, high: float | None) -> None:
    found = _read(_question(kind), text)
    if text == "30%-60%":
        assert isinstance(found, Fault)
        return
    assert isinstance(found, Answer)
    assert (found.low, found.high, found.text) == (low, high, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *(("share", text) for text in ("42", "142%", "60-30%", "-5%", "1e2%", "٤٢%", "'%'")),
        *(("count", text) for text in ("five", "5%", "$5", "5 or so", "9" * 400, "1,2", "3-")),
        *(("money", text) for text in ("68k", "$", "68,000 dollars")),
        *(("series", text) for text in ("5", "[2023, 2024]", "{2023: many}", "{23: 5}", "{2023: [5]}", "{[2023]: 5}")),
    ],
)
def test_what_is_no_number_is_refused(kind: str, text: str) -> None:
    assert _code(_question(kind), text) in ("bad-number", "wrong-shape")


def test_a_choice_is_one_of_its_options() -> None:
    question = _question("choice", YES, NO)
    found = _read(question, "yes")
    assert isinstance(found, Answer) and (found.shown, found.tone, found.options) == ("Yes", "good", ("yes",))
    fault = _read(question, "yess")
    assert isinstance(fault, Fault) and (fault.code, fault.nearest) == ("bad-option", "yes")
    assert fault.allowed == ("yes", "no", "not stated")
    assert _code(question, "[yes, no]") == "wrong-shape"


def test_a_number_can_be_one_of_the_words_of_its_question() -> None:
    found = _read(_question("count", NONE, unit="years"), "no-limit")
    assert isinstance(found, Answer) and (found.shown, found.low) == ("No limit", None)


def test_units_agree_with_their_number() -> None:
    question = _question("count", unit="years")
    shown = [answer.shown for text in ("1", "5", "3-5") if isinstance(answer := _read(question, text), Answer)]
    assert shown == ["1 year", "5 years", "3–5 years"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_not_stated_and_none_can_be_empty(kind: str) -> None:
    question = _question(kind, *((YES, NO) if kind == "choice" else ()))
    found = _read(question, "Not stated")
    assert isinstance(found, Answer) and not found.stated and found.text == "not stated"
    assert _code(question, '""') == "no-answer"


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_each_kind_is_right(kind: str) -> None:
    question = _question(kind, *((YES, NO) if kind == "choice" else ()))
    claim = compose(example_claim(question), "x.yml", 0)
    assert isinstance(claim, yaml.MappingNode)
    assert isinstance(read_answer(question, claim.value[0][1].value[0][1]), Answer)


def test_lists_and_series() -> None:
    assert _code(_question("list", YES, NO), "[yes, perhaps]") == "bad-option"
    assert _code(_question("list"), "[a, [b]]") == "wrong-shape"
    assert _code(_question("list"), "[]") == "no-answer"
    found = _read(_question("series"), "{2024: 7, 2023: 5}")
    assert isinstance(found, Answer) and found.series == ((2023, 5.0), (2024, 7.0))
    assert found.shown == "7 (2024), 5 (2023)"


@pytest.mark.parametrize(
    ("text", "right"),
    [("2026-09-24", None), ("2026-09", None), ("24 September 2026", "2026-09-24"), ("9/10/2026", ""), ("soon", "")],
)
def test_dates(text: str, right: str | None) -> None:
    found = _read(_question("date"), text)
    if right is None:
        assert isinstance(found, Answer)
    else:
        assert isinstance(found, Fault) and (found.code, found.right) == ("bad-date", right)


def test_a_text_begins_with_a_capital_and_is_short() -> None:
    found = _read(_question("text"), "free of charge")
    assert isinstance(found, Answer) and (found.shown, found.text) == ("Free of charge", "free of charge")
    assert _code(_question("text"), "x" * 201) == "bad-text"
