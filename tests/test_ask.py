"""The questions for one audience: what is published is left out, and what is open becomes a letter."""

from __future__ import annotations

import pytest

from tests.axe import find_faults
from tests.checklist_page import DISPUTED, HALF_KNOWN, item, published, question_ids, stored

pytestmark = pytest.mark.browser


def test_the_pack_for_an_audience_leaves_out_what_is_published(small_site, small_url, page):
    known = {id for id, answer in published(small_site, HALF_KNOWN).items() if answer["settled"]}
    page.goto(f"{small_url}ask/coordinator/?program={HALF_KNOWN}")
    page.get_by_text("questions. The others").wait_for()
    ids = question_ids(page)
    seen = [id for id in ids if item(page, id).is_visible()]
    assert seen == [id for id in ids if id not in known]
    assert len(seen) < len(ids)
    page.get_by_role("button", name="Show all").click()
    assert all(item(page, id).is_visible() for id in ids)
    assert find_faults(page) == []
    page.goto(f"{small_url}ask/coordinator/?program=<b>x</b>")
    page.get_by_text("could not be found, so all questions are shown").wait_for()


def test_open_questions_become_a_letter_and_are_marked_as_asked(small_site, small_url, page):
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } })"
    )
    page.goto(f"{small_url}ask/coordinator/?program={HALF_KNOWN}")
    letter = page.locator("ask-letter")
    letter.get_by_role("heading", name="Ask by e-mail").wait_for()
    settled = {id for id, answer in published(small_site, HALF_KNOWN).items() if answer["settled"]}
    boxes = page.locator("[data-question]:visible input")
    asked = page.locator("[data-question]:visible").evaluate_all(
        "items => items.slice(0, 4).map(i => i.dataset.question)"
    )
    for n in range(4):
        boxes.nth(n).click()
    assert not boxes.nth(3).is_checked()
    assert not set(asked) & settled
    letter.get_by_role("button", name="Copy the letter").click()
    letter.get_by_text("Marked as asked").wait_for()
    text = page.evaluate("window.copied")
    assert "1. " in text and "3. " in text and "4. " not in text and "{" not in text
    fields = stored(page)
    assert {path.rpartition("/")[2] for path in fields if "/asked/" in path} == set(asked[:3])
    assert letter.get_by_role("link", name="Open in my e-mail").get_attribute("href").startswith("mailto:?subject=")
    assert find_faults(page) == []


def test_what_is_chosen_for_the_letter_does_not_look_taken_away(small_url, page):
    page.goto(f"{small_url}ask/coordinator/?program={DISPUTED}")
    page.locator("ask-letter").wait_for()
    chosen = page.locator("[data-question]:visible", has=page.locator("[data-part=said]")).first
    chosen.locator("input").check()
    words, said = chosen.locator("label > span"), chosen.locator("[data-part=said]")
    assert words.evaluate("span => getComputedStyle(span).textDecorationLine") == "none"
    assert said.bounding_box()["x"] == words.bounding_box()["x"]
    page.goto(f"{small_url}checklist/")
    done = page.locator(".checklist label:visible").first
    done.locator("input").check()
    assert done.locator("> span").evaluate("span => getComputedStyle(span).textDecorationLine") == "line-through"
