"""What readers come for, walked on a phone: each answer within three taps from home."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from generator.model.claims import Program
from tests.real import small_library

pytestmark = pytest.mark.browser


def _say(program: Program, question: str) -> set[str]:
    """The options that a program's answer to a question names; none where sources disagree, or a listing alone says so."""
    answered = small_library().answers(program).get(question)
    if answered is None or answered.standing.state in ("disputed", "listed"):
        return set()
    return set(answered.lead.answer.options)


def test_a_trade_on_a_bank_by_its_contracts(page: Any, small_url: str) -> None:
    expected = {
        program.slug
        for program in small_library().programs
        if (program.specialty, program.state) == ("joinery", "SB")
        and "yes" in _say(program, "t1")
        and {"yes", "case-by-case"} & _say(program, "t2b")
    }
    assert expected
    page.goto(small_url)
    page.locator("main").get_by_role("link", name="South Bank", exact=True).click()
    page.get_by_role("link", name=re.compile("Joinery: T-1, some T-2B")).click()
    query = parse_qs(urlsplit(page.url).query)
    assert query == {"state": ["sb"], "specialty": ["joinery"], "t1": ["yes"], "t2b": ["yes", "case-by-case"]}
    for name, values in query.items():
        for value in values:
            expect(page.locator(f'input[name="{name}"][value="{value}"]')).to_be_checked()
    expect(page.locator("program-filter [data-part=count][role=status]")).to_contain_text(f"{len(expected)} ")
    shown = page.locator("program-filter tbody tr[data-slug]:visible")
    assert {shown.nth(n).get_attribute("data-slug") for n in range(shown.count())} == expected


def test_what_to_ask_an_apprentice_about_the_bench(page: Any, small_url: str) -> None:
    question = small_library().editorial.questions["bench-hours"]
    page.goto(small_url)
    page.locator("main").get_by_role("link", name="Current apprentice", exact=True).click()
    words = dict(question.ask)["apprentice"]
    assert page.get_by_text(words).is_visible()
    page.get_by_role("link", name=question.label, exact=True).click()
    assert urlsplit(page.url).path.endswith("/checklist/bench-hours/")
    assert page.get_by_text(words).is_visible()
    assert page.get_by_role("heading", name="What to listen for").is_visible()
