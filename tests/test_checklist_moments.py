"""The checklist one moment at a time: what decides, the stages of a season, one question after the other in an interview."""

from __future__ import annotations

import json

import pytest

from tests.axe import find_faults
from tests.checklist_page import item, open_checklist, opened, question_ids, shown_ids, stored

pytestmark = pytest.mark.browser


def test_a_phone_opens_it_at_what_decides(small_url, page):
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(e => { moved += e.value; }))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    open_checklist(page, small_url)
    assert page.evaluate("document.documentElement.scrollHeight") <= 3500
    assert page.locator("#decides [data-question]").first.is_visible()
    assert page.locator("details.checklist[open]").count() == 0
    assert page.locator("main :is(select, textarea)").count() == 0
    page.wait_for_load_state("networkidle")
    assert page.evaluate("moved") < 0.05


def test_each_moment_shows_its_questions_and_going_back_leads_back(small_url, page):
    open_checklist(page, small_url)
    everything = question_ids(page)
    moments = page.locator("checklist-view [data-show]")
    for link in moments.all()[1:-1]:
        stage = link.get_attribute("data-show")
        link.click()
        page.wait_for_url(f"**/checklist/?show={stage}")
        own = page.eval_on_selector_all(
            "[data-question]",
            "(items, stage) => items.filter(i => i.dataset.stages.split(' ').includes(stage)).length",
            stage,
        )
        assert len(shown_ids(page)) == own < len(everything)
        assert link.get_attribute("aria-current") == "true"
    moments.last.click()
    assert shown_ids(page) == everything
    page.go_back()
    page.wait_for_url(f"**/checklist/?show={moments.nth(-2).get_attribute('data-show')}")
    assert len(shown_ids(page)) < len(everything)
    open_checklist(page, small_url, "?open=1")
    opened(page, everything[0]).get_by_role("combobox").select_option("strong")
    page.reload()
    page.wait_for_selector("[data-part=progress]:text('settled')")
    assert shown_ids(page) == everything[1:]


def test_old_links_to_a_question_or_a_section_land_on_it(small_url, page):
    open_checklist(page, small_url)
    last = page.locator("[data-question]").last
    id, section = last.get_attribute("data-question"), last.get_attribute("data-section")
    for rest in (f"#{id}", f"?open=1#{id}"):
        open_checklist(page, small_url, rest)
        page.wait_for_function("id => document.getElementById(id).getBoundingClientRect().height > 0", arg=id)
        page.wait_for_function("id => document.getElementById(id).getBoundingClientRect().top < innerHeight", arg=id)
    open_checklist(page, small_url, f"#section-{section}")
    assert page.locator(f"#section-{section}").get_attribute("open") is not None


def test_what_one_cannot_go_without_stands_with_what_decides(small_url, page):
    open_checklist(page, small_url)
    id = question_ids(page)[-1]
    opened(page, id).get_by_role("button", name="Non-negotiable").click()
    page.reload()
    page.locator(f"#decides #{id}").wait_for()
    opened(page, id).get_by_role("button", name="Non-negotiable").click()
    page.reload()
    page.locator(f"details.checklist #{id}").wait_for(state="attached")


def test_what_does_not_concern_a_reader_leaves_with_a_word(small_url, page):
    open_checklist(page, small_url)
    unless = json.loads(page.locator("evaluation-checklist").get_attribute("data-config"))["unless"]
    section, fields = next(iter(unless.items()))
    everything = len(question_ids(page))
    page.evaluate(
        "fields => localStorage.setItem(`${document.documentElement.dataset.storage}-fit/1`, JSON.stringify(fields))",
        dict(list(fields.items())[:1]),
    )
    page.reload()
    page.locator("[data-part=spared]").get_by_text("Left out").wait_for()
    theirs = page.locator(f"[data-section={section}]").count()
    assert theirs and len(shown_ids(page)) == everything - theirs
    page.get_by_role("button", name="Show them").click()
    page.locator("[data-part=spared]").wait_for(state="hidden")
    assert len(shown_ids(page)) == everything


def test_interview_mode_by_keyboard_and_without_a_network(small_url, page):
    open_checklist(page, small_url)
    first, second = question_ids(page)[:2]
    page.get_by_role("button", name="Interview mode").focus()
    page.keyboard.press("Enter")
    cards = page.get_by_role("dialog", name="Interview mode")
    cards.get_by_role("status").get_by_text("1 of").wait_for()
    page.context.set_offline(True)
    assert cards.locator("h2").evaluate("h => h === document.activeElement")
    cards.get_by_role("button", name="Weak", exact=True).press("Enter")
    page.keyboard.press("ArrowRight")
    cards.get_by_role("status").get_by_text("2 of").wait_for()
    cards.get_by_role("textbox", name="Your note").fill("They named a person")
    cards.get_by_role("textbox", name="Your note").press("ArrowLeft")
    assert cards.get_by_role("status").get_by_text("2 of").is_visible()
    cards.get_by_role("button", name="Back").click()
    assert cards.get_by_role("button", name="Weak", exact=True).get_attribute("aria-pressed") == "true"
    assert find_faults(page) == []
    page.keyboard.press("Escape")
    assert page.get_by_role("button", name="Interview mode").evaluate("b => b === document.activeElement")
    fields = stored(page)
    assert fields[f"p/-/answer/{first}/verdict"] == "weak"
    assert fields[f"p/-/answer/{second}/note"] == "They named a person"
    assert item(page, first).locator("[data-part=told]").inner_text() == "Weak"
    page.context.set_offline(False)
