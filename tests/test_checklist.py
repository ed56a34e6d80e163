"""The evaluation checklist as a tool: own answers, published ones, the summary, on paper and without JavaScript."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.axe import find_faults, scrolls_sideways
from tests.checklist_page import (
    DISPUTED,
    KEY_QUESTION,
    PROGRAM,
    item,
    open_checklist,
    open_summary,
    opened,
    published,
    question_ids,
    stored,
)

pytestmark = pytest.mark.browser


# --- One's own checklist ---------------------------------------------------------------------------


def test_a_blank_checklist_keeps_what_is_written(small_url, page):
    open_checklist(page, small_url)
    first, second, third = question_ids(page)[:3]
    assert page.get_by_text("A blank checklist").is_visible()
    item(page, first).get_by_role("checkbox").check()
    opened(page, second).get_by_role("combobox").select_option("weak")
    opened(page, third).get_by_role("textbox").fill('Said "no" <b>twice</b>')
    opened(page, third).get_by_role("button", name="Non-negotiable").click()
    assert page.locator("[data-part=progress]").inner_text().startswith("2 of ")
    fields = stored(page)
    assert fields[f"p/-/answer/{first}/ticked"] is True
    assert fields[f"p/-/answer/{second}/verdict"] == "weak"
    assert fields[f"p/-/answer/{third}/note"] == 'Said "no" <b>twice</b>'
    assert fields[f"must/{third}"] is True
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", fields[f"p/-/answer/{second}/date"])
    page.reload()
    page.wait_for_selector("[data-part=progress]:text('settled')")
    assert item(page, first).get_by_role("checkbox").is_checked()
    assert opened(page, second).get_by_role("combobox").input_value() == "weak"
    assert opened(page, third).get_by_role("textbox").input_value() == 'Said "no" <b>twice</b>'
    must = opened(page, third).get_by_role("button", name="Non-negotiable")
    assert must.get_attribute("aria-pressed") == "true"
    must.click()
    item(page, first).get_by_role("checkbox").uncheck()
    assert f"must/{third}" not in stored(page)
    assert f"p/-/answer/{first}/ticked" not in stored(page)


def test_a_change_in_another_tab_may_come_before_the_program_has_loaded(small_url, page):
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    held: list[Any] = []
    page.route("**/programs*.json", lambda route: held.append(route))
    page.goto(f"{small_url}checklist/?program={PROGRAM}")
    page.evaluate("document.dispatchEvent(new Event('my-list'))")
    for route in held:
        route.continue_()
    expect(page.locator("[data-part=progress]")).to_contain_text("settled")
    assert errors == []


def test_each_control_has_a_name(small_url, page):
    open_checklist(page, small_url)
    names: list[str] = []
    for id in question_ids(page)[:6]:
        question = opened(page, id)
        question.get_by_role("combobox").wait_for()
        label = question.locator("b").first.inner_text()
        for role in ("combobox", "textbox", "button"):
            names.append(
                question.get_by_role(role, name=re.compile(re.escape(label))).first.get_attribute("aria-label")
            )
    assert len(set(names)) == len(names) == 18


def test_a_program_fills_in_what_it_publishes(small_site, small_url, page):
    disputes = 0
    for program in (DISPUTED, PROGRAM):
        open_checklist(page, small_url, f"?program={program}")
        known = published(small_site, program)
        disputes += assert_published(page, known)
        assert f"publishes {len(known)} answers" in page.locator("[data-part=progress]").inner_text()
    assert disputes
    assert page.locator("[data-part=subject]").get_by_role("link", name="Hill Kiln").is_visible()
    packs = page.locator("main .link-list a[href*='/ask/']").evaluate_all("links => links.map(a => a.search)")
    assert set(packs) == {f"?program={PROGRAM}"}


def assert_published(page: Any, known: dict[str, Any]) -> int:
    """Each question holds what the program publishes, and nothing else; how many answers are disputed."""
    for id in question_ids(page):
        parts = item(page, id).locator("[data-part=shown], [data-part=published]")
        text = "".join(parts.all_text_contents())
        if id not in known:
            assert text == ""
            continue
        lead = known[id]["claims"][0]
        assert lead["shown"] in text
        assert lead["age"]["words"] in text
        assert lead["source"]["title"] in text
        assert ("Sources disagree" in text) == known[id]["disagree"]
    return sum(answer["disagree"] for answer in known.values())


def test_answers_belong_to_their_program(small_url, page):
    open_checklist(page, small_url, f"?program={PROGRAM}")
    id = question_ids(page)[0]
    opened(page, id).get_by_role("combobox").select_option("strong")
    page.get_by_role("combobox", name="Fill it in for a program").fill("harbor joinery")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.locator("[data-part=subject]").get_by_text("Harbor Works").first.wait_for()
    assert opened(page, id).get_by_role("combobox").input_value() == ""
    page.go_back()
    page.locator("[data-part=subject]").get_by_text("Hill Kiln").first.wait_for()
    assert opened(page, id).get_by_role("combobox").input_value() == "strong"
    page.get_by_role("link", name="Blank checklist").click()
    page.get_by_text("A blank checklist").wait_for()
    assert opened(page, id).get_by_role("combobox").input_value() == ""


def test_an_unknown_program_gets_a_sentence(small_url, page):
    crafted = "<script>document.title='run'</script>"
    open_checklist(page, small_url, f"?program={crafted}")
    said = page.locator("evaluation-checklist > [role=status]")
    assert "goes by that name" in said.all_inner_texts()[0] + said.all_inner_texts()[-1]
    assert page.title() != "run"


def test_another_tab_is_not_overwritten(small_url, page):
    open_checklist(page, small_url)
    first, second = question_ids(page)[:2]
    other = page.context.new_page()
    open_checklist(other, small_url)
    opened(page, first).get_by_role("combobox").select_option("strong")
    opened(other, second).get_by_role("combobox").select_option("weak")
    expect(opened(page, second).get_by_role("combobox")).to_have_value("weak")
    expect(opened(other, first).get_by_role("combobox")).to_have_value("strong")
    assert {f"p/-/answer/{first}/verdict", f"p/-/answer/{second}/verdict"} <= set(stored(page))


# --- The summary -------------------------------------------------------------------------------------


def test_the_summary_says_what_is_known_and_what_is_open(small_site, small_url, page):
    open_checklist(page, small_url, f"?program={PROGRAM}")
    known = published(small_site, PROGRAM)
    summary = open_summary(page)
    good = [a for a in known.values() if a["tone"] == "good" and a["settled"]]
    assert summary.get_by_role("heading", name=f"Speaks for it ({len(good)})").is_visible()
    assert summary.get_by_text("rule of thumb").is_visible()
    open_questions = len(question_ids(page)) - sum(a["settled"] for a in known.values())
    assert summary.get_by_role("heading", name=f"Still to ask ({open_questions})").is_visible()
    # A verdict and a non-negotiable show at once.
    id = next(id for id in question_ids(page) if id not in known)
    opened(page, id).get_by_role("combobox").select_option("weak")
    opened(page, id).get_by_role("button", name="Non-negotiable").click()
    assert "weak (your verdict)" in summary.inner_text()
    assert summary.get_by_role("heading", name="Non-negotiables (1)").is_visible()
    assert summary.get_by_text("not met").is_visible()


def flow_of(page: Any) -> dict[str, Any]:
    return json.loads(page.locator("evaluation-checklist").get_attribute("data-config"))["flow"]  # type: ignore[no-any-return]


def test_the_flow_ends_where_the_verdicts_lead(small_url, page):
    open_checklist(page, small_url)
    flow = flow_of(page)
    steps = {step["id"]: step for step in flow["steps"]}
    ends = {end["id"]: end for end in flow["ends"]}
    summary = open_summary(page)
    assert summary.get_by_text("It stops at step 1").is_visible()
    place = flow["steps"][0]["id"]
    while place in steps:
        for id in steps[place]["questions"]:
            opened(page, id).get_by_role("combobox").select_option("strong")
        place = steps[place]["yes"]
    assert summary.get_by_text(ends[place]["label"], exact=False).first.is_visible()
    # Answers that point both ways leave a step open; only bad ones make it a no.
    asked = flow["steps"][0]["questions"]
    opened(page, asked[0]).get_by_role("combobox").select_option("weak")
    if len(asked) > 1:
        assert summary.get_by_text("point both ways").is_visible()
    for id in asked:
        opened(page, id).get_by_role("combobox").select_option("weak")
    assert ends[flow["steps"][0]["no"]]["label"] in summary.inner_text()


# --- On paper, without JavaScript, and by axe ---------------------------------------------------------


def test_print_is_a_sheet_with_boxes_and_lines(small_url, page):
    open_checklist(page, small_url)
    first, second = question_ids(page)[:2]
    opened(page, first).get_by_role("combobox").select_option("weak")
    page.emulate_media(media="print")
    assert item(page, first).get_by_role("checkbox").is_visible()
    assert item(page, first).locator("[data-part=told]").inner_text() == "Weak"
    for control in ("select", "textarea", "button", "details"):
        assert not item(page, second).locator(control).first.is_visible()
    line = "li => getComputedStyle(li, '::after').borderBlockEndWidth"
    assert item(page, second).evaluate(line) != "0px"
    assert not page.locator("program-picker").is_visible()


def test_without_javascript_it_is_a_list_to_tick(small_url, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{small_url}checklist/")
    assert page.locator("[data-question] input[type=checkbox]").count() == len(question_ids_of(page))
    assert page.locator("select, textarea").count() == 0
    context.close()


def question_ids_of(page: Any) -> list[Any]:
    return page.locator("[data-question]").all()  # type: ignore[no-any-return]


@pytest.mark.parametrize("state", ["blank", "program", "summary", "shared"])
def test_axe_finds_nothing_in_any_state(small_url, page, state):
    shared = f"#c=1&{PROGRAM}&{KEY_QUESTION}=sn.A+note&nothing=s"
    open_checklist(page, small_url, {"blank": "", "shared": shared}.get(state, f"?program={PROGRAM}"))
    first, second = question_ids(page)[:2]
    if state == "program":
        opened(page, first).get_by_role("button", name="Non-negotiable").click()
        item(page, second).get_by_role("checkbox").check()
    if state == "summary":
        open_summary(page)
        page.evaluate("document.querySelectorAll('checklist-summary details').forEach(d => { d.open = true; })")
    for width in (390, 1100):
        page.set_viewport_size({"width": width, "height": 900})
        assert find_faults(page) == []
        assert not scrolls_sideways(page)


def test_the_age_of_what_is_published_is_told_in_whole_sentences(small_site, small_url, page):
    ages: dict[str, tuple[str, str, str]] = {}
    for path in sorted((small_site / "api/v1/programs").glob("*.json")):
        for answer in json.loads(path.read_text(encoding="utf-8"))["answers"]:
            for claim in answer["claims"]:
                ages.setdefault(claim["age"]["state"], (path.stem, answer["question"], claim["age"]["words"]))
    assert {"undated", "old"} <= set(ages)
    for state, (slug, id, words) in ages.items():
        open_checklist(page, small_url, f"?program={slug}")
        told = opened(page, id).locator("[data-part=published]").inner_text()
        assert ("The source shows no date" if state == "undated" else f"Age of this answer: {words}.") in told
        assert "undated." not in told
