"""The shortlist in a real browser: what a reader tells of himself, held against what programs publish."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest

from tests.axe import find_faults, scrolls_sideways
from tests.fit import GROUPS, find_fits, group_of
from tests.real import small_library

pytestmark = pytest.mark.browser

# The newcomer: left school in 2019, 55 points in the hand test, takes either contract and a paid trial week.
NEWCOMER = {"guild-family": "no", "contract-need": "any", "school-year": "2019", "hand-test": "55", "week": "paid"}


def open_shortlist(page: Any, small_url: str, answers: dict[str, str] | None = None, hash: str = "") -> None:
    page.goto(f"{small_url}404.html")
    if answers is not None:
        page.evaluate(
            "text => localStorage.setItem(`${document.documentElement.dataset.storage}-fit/1`, text)",
            json.dumps(answers, separators=(",", ":")),
        )
    page.goto(f"{small_url}shortlist/{hash}")
    page.wait_for_selector("short-list form:not([hidden])", state="attached")
    page.wait_for_function("() => document.querySelector('short-list').fit")


def stored(page: Any) -> Any:
    return json.loads(
        page.evaluate("localStorage.getItem(`${document.documentElement.dataset.storage}-fit/1`)") or "{}"
    )


def told(page: Any) -> dict[str, int]:
    """Each group with the number that its heading tells."""
    headings = page.locator("short-list h3").all_inner_texts()
    return {label: int(number) for label, _, number in (heading.rpartition(": ") for heading in headings)}


# --- What is shown, held against a second reckoning --------------------------------------------------


@pytest.mark.parametrize("need", ["any", "t-1", "t-2b"])
def test_groups_agree_with_a_second_reckoning(page: Any, small_url: str, need: str):
    reader = NEWCOMER | {"contract-need": need}
    open_shortlist(page, small_url, reader, "#programs")
    page.wait_for_selector("fit-card")
    library = small_library()
    groups = Counter(group_of(library, find_fits(library, library.answers(each), reader)) for each in library.programs)
    assert told(page) == {label: groups[label] for label in GROUPS if groups[label]}
    assert len(groups) > 2


def test_each_reason_is_what_the_profile_says(page: Any, small_url: str):
    open_shortlist(page, small_url, NEWCOMER, "#programs")
    page.wait_for_selector("fit-card")
    by_slug = {program.slug: program for program in small_library().programs}
    cards = page.locator("fit-card:visible")
    assert cards.count() >= 5
    for number in range(cards.count()):
        for link in cards.nth(number).locator("[data-part=reasons] a").all():
            slug, id = re.search(r"programs/([^/]+)/#(.+)$", link.get_attribute("href")).groups()  # type: ignore[union-attr]
            item = small_library().answers(by_slug[slug])[id]
            line = link.locator("xpath=..").inner_text()
            assert item.lead.answer.shown in line
            assert ("old" in line or "undated" in line or "before" in line or "still" in line) or item.settled


def test_no_verdict_says_that_nothing_is_published_where_sources_disagree(page: Any, small_url: str):
    library = small_library()
    disputed = {each.slug for each in library.programs if (item := library.answers(each).get("t2b")) and item.disagree}
    assert disputed
    open_shortlist(page, small_url, {"contract-need": "t-2b"}, "#programs")
    page.wait_for_selector("fit-card")
    for slug in disputed:
        card = page.locator(f"fit-card:has(save-program[data-slug={slug}])")
        assert card.locator("[data-part=verdict]").text_content() == "Sources disagree on 1 point: ask"


def test_what_some_readers_must_know_whatever_is_published_is_said(page: Any, small_url: str):
    for week, said in (("no", True), ("paid", False)):
        open_shortlist(page, small_url, {"contract-need": "t-2b", "week": week}, "#programs")
        page.wait_for_selector("fit-card")
        assert page.get_by_text("The T-2B begins with a trial week.").is_visible() == said


# --- The newcomer at a phone ----------------------------------------------------------------------


class Finger:
    """Counts taps."""

    def __init__(self, page: Any) -> None:
        self.page, self.taps = page, 0

    def tap(self, target: Any) -> None:
        target.click()
        self.taps += 1

    def answer(self, field: str, value: str) -> None:
        control = self.page.locator(f"[data-current] [name={field}]")
        if control.first.get_attribute("type") == "radio":
            self.tap(self.page.locator(f"[data-current] label:has([name={field}][value={value}])"))
        else:
            self.tap(control)
            self.page.keyboard.type(value)

    def on(self) -> None:
        self.tap(self.page.locator("[data-current] [data-way=on]"))


def test_from_home_to_five_programs_in_25_taps_and_6_screens(page: Any, small_url: str):
    """The questions are one screen each; what is read is home, and the screens that hold five programs."""
    page.goto(small_url)
    finger = Finger(page)
    way = page.locator("main").get_by_role("link", name=re.compile("Shortlist"))
    assert way.bounding_box()["y"] < 844, "home shows it without scrolling"
    finger.tap(way)
    page.wait_for_function("() => document.querySelector('short-list')?.fit")
    for fields in (step.fields for step in small_library().editorial.fit_steps):
        for field in fields:
            if field in NEWCOMER:
                finger.answer(field, NEWCOMER[field])
        assert page.evaluate("document.querySelector('[data-current]').getBoundingClientRect().height") < 844
        finger.on()
    page.wait_for_selector("fit-card")
    first = page.locator("#shortlist-results").bounding_box()["y"]
    for number in range(5):
        card = page.locator("fit-card:visible").nth(number)
        assert card.locator("[data-part=verdict]").inner_text()
        assert card.locator("[data-part=reasons] li").count() >= 1
        finger.tap(card.locator("save-program button").first)
    last = page.locator("fit-card:visible").nth(4).bounding_box()
    screens = 1 + -(-(last["y"] + last["height"] - first) // 844)
    assert finger.taps <= 25 and screens <= 6, (finger.taps, screens)
    page.goto(f"{small_url}my-list/")
    page.wait_for_selector("fit-verdict a")
    assert page.locator("fit-verdict a").count() == 5


def test_the_same_by_keyboard(page: Any, small_url: str):
    page.goto(f"{small_url}shortlist/")
    page.wait_for_function("() => document.querySelector('short-list')?.fit")
    steps = small_library().editorial.fit_steps
    for place, step in enumerate(steps):
        page.wait_for_selector(f"#{step.id}[data-current]")
        if place:
            assert page.evaluate("document.activeElement.closest('fieldset')?.id") == step.id
        else:
            page.locator(f"#{step.id} legend").focus()
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "radio":
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Space")
        elif page.evaluate("document.activeElement.type") == "number":
            page.keyboard.type(page.evaluate("document.activeElement.min"))
        while page.evaluate("document.activeElement.dataset.way") != "on":
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    page.wait_for_selector("fit-card")
    assert page.evaluate("document.activeElement.id") == "shortlist-results"
    while page.evaluate("document.activeElement.closest('save-program') === null"):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator("save-program[on]").count() == 1


# --- What stays, and what leaves ---------------------------------------------------------------------


def test_who_needs_no_answer_is_not_asked(page: Any, small_url: str):
    open_shortlist(page, small_url, {})
    page.locator("[name=guild-family][value=yes]").check()
    page.locator("[data-current] [data-way=on]").click()
    current = page.locator("[data-current]")
    assert current.get_attribute("id") == "school" and not page.locator("[name=contract-need]").first.is_visible()
    assert "Question 2 of 4" in current.inner_text()
    page.go_back()
    page.wait_for_selector("#who[data-current]")


def test_answers_stay_until_they_are_cleared(page: Any, small_url: str):
    open_shortlist(page, small_url, {})
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("[name=contract-need][value=t-1]").check()
    page.locator("[name=hand-test]").fill("144")
    said = page.locator("short-list [data-part=said]")
    assert "Points in the hand test: a whole number from 1 to 100." in said.inner_text()
    page.locator("[name=hand-test]").fill("60")
    page.reload()
    page.wait_for_selector("short-list form:not([hidden])")
    assert stored(page) == {"contract-need": "t-1", "hand-test": "60"}
    assert page.locator("[name=contract-need][value=t-1]").is_checked()
    page.get_by_role("button", name="Clear my answers").click()
    page.wait_for_function("() => !localStorage.getItem(`${document.documentElement.dataset.storage}-fit/1`)")


def test_crafted_storage_does_nothing(page: Any, small_url: str):
    for text in ("{", "7", "null", "[1]", '{"contract-need":"<b>","hand-test":"9e99","__proto__":{"a":1}}'):
        page.goto(f"{small_url}404.html")
        page.evaluate("text => localStorage.setItem(`${document.documentElement.dataset.storage}-fit/1`, text)", text)
        page.goto(f"{small_url}shortlist/#programs")
        page.get_by_text("Answer at least one question").wait_for()
        assert page.locator("short-list b").count() == 0, text


def test_rules_in_force_are_said_to_whom_they_concern(page: Any, small_url: str):
    (change,) = [each for each in small_library().editorial.rule_changes if each.readers]
    assert change.readers == {"contract-need": ("t-2b",)} and change.holds(small_library().today)
    for need, expected in (("t-2b", True), ("t-1", False)):
        open_shortlist(page, small_url, NEWCOMER | {"contract-need": need}, "#programs")
        page.wait_for_selector("fit-card")
        assert (change.says in page.locator("[data-part=notes]").text_content()) is expected


def test_place_and_specialty_narrow_the_programs(page: Any, small_url: str):
    programs = small_library().programs
    wanted = [each for each in programs if (each.specialty, each.state) == ("joinery", "SB")]
    for place in ("hillside", "SB"):
        open_shortlist(page, small_url, NEWCOMER | {"trade": "joinery", "place": place}, "#programs")
        page.wait_for_selector("fit-card")
        assert sum(told(page).values()) == len(wanted) > 0
        left = f"{len(programs) - len(wanted)} programs left out by “Trade” and “Where”"
        assert left in page.locator("[data-part=again]").inner_text()


def test_what_cannot_be_loaded_is_said(browser: Any, small_url: str):
    context = browser.new_context()
    opened = context.new_page()
    opened.route("**/assets/fit.*.json", lambda route: route.abort())
    opened.goto(f"{small_url}shortlist/")
    opened.get_by_text("The programs could not be loaded").wait_for()
    context.close()


def test_without_javascript_it_says_so(browser: Any, small_url: str):
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{small_url}shortlist/")
    assert "needs JavaScript" in opened.locator("noscript").first.inner_text()
    assert opened.get_by_role("link", name="All programs").first.is_visible()
    context.close()


@pytest.mark.parametrize("hash", ["", "#school", "#programs"])
def test_axe_finds_nothing(page: Any, small_url: str, hash: str):
    open_shortlist(page, small_url, NEWCOMER, hash)
    page.evaluate("document.querySelectorAll('short-list details').forEach((each) => { each.open = true; })")
    for width in (390, 820, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert find_faults(page) == []
        assert not scrolls_sideways(page)


def test_sources_that_disagree_are_told_beside_what_they_say(small_site):
    """In the columns of which the cards are made; both sides are shown there as one answer."""
    columns = json.loads(next((small_site / "assets").glob("fit.*.json")).read_text(encoding="utf-8"))
    marks = [found["mark"] for fit in columns["fits"] for found in fit["sets"] if " or " in found.get("shown", "")]
    assert marks
    assert all(mark.startswith("sources disagree, ") for mark in marks)
