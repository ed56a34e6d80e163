"""A profile's open questions become a letter: chosen on the profile, sent or copied, and marked on the reader's own list."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.axe import find_faults

pytestmark = [pytest.mark.browser, pytest.mark.site]

SLUG = "mill-yard-joinery"
UNWELCOMING = "hill-kiln-pottery"
KEEP = """Object.defineProperty(navigator, 'clipboard', { value: {
  writeText: (text) => { window.copied = text; return Promise.resolve(); } } });"""


@pytest.fixture
def profile(page, small_url):
    page.add_init_script(KEEP)
    page.goto(f"{small_url}programs/{SLUG}/")
    return page


def open_all(page: Any) -> None:
    for part in page.locator(".answers > details").all():
        if part.get_attribute("open") is None:
            part.locator(":scope > summary").click()
    page.get_by_role("checkbox").first.wait_for()


def settled(site: Any) -> set[str]:
    answers = json.loads((site / f"api/v1/programs/{SLUG}.json").read_text(encoding="utf-8"))["answers"]
    return {answer["question"] for answer in answers if answer["settled"]}


def asked_of(site: Any) -> set[str]:
    """The questions that are asked in writing."""
    page = (site / "ask/coordinator/index.html").read_text(encoding="utf-8")
    return {part.partition('"')[0] for part in page.split('data-question="')[1:]}


def test_what_is_open_can_be_ticked_and_nothing_else(profile, small_site):
    open_all(profile)
    ticks = set(profile.locator("[data-question]").evaluate_all("items => items.map(item => item.dataset.question)"))
    assert ticks == asked_of(small_site) - settled(small_site)
    assert ticks


def test_what_speaks_against_a_letter_is_told_where_it_is_offered(page, small_url):
    """On the profile and in the pack, by what the content says of an option, with the age of the answer."""
    told = "Letters are read in the trial week alone."
    answer = page.locator("#trial-week summary .cell")
    page.goto(f"{small_url}programs/{UNWELCOMING}/")
    note = page.locator("[data-part=letter-note]")
    assert told in note.inner_text() and "Trial week: Required (" in note.inner_text()
    assert answer.locator("small").first.inner_text() in note.inner_text()
    door, below = page.locator("[data-part=letter]").bounding_box(), note.bounding_box()
    assert 0 < below["y"] - door["y"] < 160
    said = note.inner_text()
    gaps = page.locator("[data-part=report]", has=page.get_by_text("Ask by e-mail")).all_text_contents()
    assert gaps and all("Trial week: Required" in text for text in gaps)
    page.goto(f"{small_url}ask/coordinator/?program={UNWELCOMING}")
    page.locator("ask-letter").wait_for()
    assert page.locator("ask-pack > [data-part=letter-note]").inner_text() == said
    assert told in page.locator("ask-letter").inner_text()
    page.goto(f"{small_url}programs/{SLUG}/")
    assert note.count() == 0


def test_ticked_questions_become_a_letter_and_are_marked_as_asked(profile):
    open_all(profile)
    boxes = profile.get_by_role("checkbox")
    chosen = profile.locator("[data-question]").evaluate_all(
        "items => items.map(item => [item.dataset.question, item.dataset.words])"
    )
    for place in range(2):
        boxes.nth(place).check()
    letter = profile.locator("ask-letter")
    text = letter.get_by_role("textbox").input_value()
    for number, (_, words) in enumerate(chosen[:2], 1):
        assert f"{number}. {words}" in text
    assert profile.locator("h1").inner_text() in text
    mail = letter.get_by_role("link", name="Open in my e-mail").get_attribute("href")
    assert mail.startswith("mailto:?")
    assert parse_qs(urlsplit(mail).query)["body"] == [text.replace("\n", "\r\n")]
    letter.get_by_role("button", name="Copy the letter").click()
    letter.get_by_text("Marked as asked").wait_for()
    assert profile.evaluate("window.copied") == text
    profile.reload()
    today = date.today().isoformat()
    list_ = "customElements.get('save-program').list"
    for id, _ in chosen[:2]:
        assert profile.evaluate(f"{list_}.get('p/{SLUG}/asked/{id}')") == today
    open_all(profile)
    assert profile.get_by_text(f"(asked on {today})").count() == 2


def test_no_more_than_three_are_asked_at_once(profile):
    open_all(profile)
    boxes = profile.get_by_role("checkbox")
    assert boxes.count() > 3
    for place in range(3):
        boxes.nth(place).check()
    boxes.nth(3).click()
    profile.locator("ask-letter").get_by_text("3 of at most 3").wait_for()
    assert not boxes.nth(3).is_checked()


def test_by_keyboard(profile):
    gaps = profile.locator(".answers > details:not([id]) > summary").first
    gaps.focus()
    profile.keyboard.press("Enter")
    profile.get_by_role("checkbox").first.wait_for()
    while profile.evaluate("document.activeElement.type") != "checkbox":
        profile.keyboard.press("Tab")
    profile.keyboard.press("Space")
    profile.locator("ask-letter textarea").wait_for()
    while profile.evaluate("document.activeElement.localName") != "textarea":
        profile.keyboard.press("Tab")
    assert profile.evaluate("document.activeElement.value").startswith("Dear")


def test_gaps_lead_to_the_checklist_and_the_pack_of_the_program(profile, small_site):
    open_all(profile)
    gaps = profile.locator(".answers > details:not([id])").first
    for name, path in (("Checklist", "checklist/"), ("Ask by e-mail", "ask/coordinator/")):
        link = gaps.get_by_role("link", name=name)
        assert link.get_attribute("href") == f"../../{path}?program={SLUG}"
        assert (small_site / path / "index.html").is_file()


def test_axe_finds_nothing_with_the_letter_open(profile):
    open_all(profile)
    profile.get_by_role("checkbox").first.check()
    profile.locator("ask-letter textarea").wait_for()
    assert find_faults(profile) == []
