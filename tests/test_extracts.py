"""Extracts: what a search shows of a text reads as the text does."""

from __future__ import annotations

import time

import pytest

from generator.answers.extracts import plain
from generator.model.editorial import Fact

FEE = Fact(
    id="fee", fact="The fee", value="$40", as_of=None, source_title="", source_url="", confidence="high", old_after=12
)


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("Pay [[fact:fee]] now.", "Pay $40 now."),
        ("Pay [[fact:fee|the fee]] now.", "Pay the fee now."),
        ("See [[guide:contracts|the contracts]].", "See the contracts."),
        ("See [the office](https://office.example.org/a_b).", "See the office."),
        ("| State | Asks |\n| --- | :-: |\n| NB | **two** |", "State Asks NB two"),
        ("- one\n- two-year\n\n---\n\n> three", "one two-year three"),
    ],
)
def test_a_text_is_shown_without_its_marks(markdown: str, shown: str) -> None:
    assert " ".join(plain(markdown, {"fee": FEE}).replace(" .", ".").split()) == shown


@pytest.mark.parametrize("piece", ["[", "[[a:", "| ", "- ", "[a](", "[[fact:x|", "\n "])
def test_no_text_takes_long(piece: str) -> None:
    started = time.process_time()
    plain(piece * (40_000 // len(piece)), {})
    assert time.process_time() - started < 2
