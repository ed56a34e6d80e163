"""Labels amid a sentence: one table, to which the generator and the browser's scripts are both held."""

from __future__ import annotations

from typing import Any

import pytest

from generator.answers.names import lower_first

AMID = {
    "Take them": "take them",
    "A mentor for each": "a mentor for each",
    "T-2B": "T-2B",
    "UN offices": "UN offices",
    "SMEs train there": "SMEs train there",
    "E.U. papers": "E.U. papers",
    "Level 2": "level 2",
    "10% or more": "10% or more",
    "Required, no date": "required, no date",
    "": "",
}


@pytest.mark.parametrize("label", AMID)
def test_an_abbreviation_keeps_its_capitals_amid_a_sentence(label: str) -> None:
    assert lower_first(label) == AMID[label]


@pytest.mark.browser
def test_the_scripts_write_labels_in_the_same_way(page: Any, small_url: str) -> None:
    page.goto(f"{small_url}programs/")
    page.wait_for_function("() => customElements.get('program-columns')")
    read = "labels => labels.map(customElements.get('program-columns').lowerFirst)"
    assert page.evaluate(read, list(AMID)) == list(AMID.values())
