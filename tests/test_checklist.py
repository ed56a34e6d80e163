"""The evaluation checklist as a tool: own answers, published ones, the summary, on paper and without JavaScript."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.axe import find_faults
from tests.checklist_page import STANFORD, item, open_checklist, open_summary, opened, published, question_ids, stored

pytestmark = [pytest.mark.browser, pytest.mark.site]


# --- One's own checklist ---------------------------------------------------------------------------


def test_a_blank_checklist_keeps_what_is_written(site_url, page):
    open_checklist(page, site_url)
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


def test_each_control_has_a_name(site_url, page):
    open_checklist(page, site_url)
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


def test_a_program_fills_in_what_it_publishes(real_site, site_url, page):
    open_checklist(page, site_url, f"?program={STANFORD}")
    known = published(real_site, STANFORD)
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
    assert f"publishes {len(known)} answers" in page.locator("[data-part=progress]").inner_text()
    assert page.locator("[data-part=subject]").get_by_role("link", name="Stanford").is_visible()
    packs = page.locator("main .link-list a[href*='/ask/']").evaluate_all("links => links.map(a => a.search)")
    assert set(packs) == {f"?program={STANFORD}"}


def test_answers_belong_to_their_program(site_url, page):
    open_checklist(page, site_url, f"?program={STANFORD}")
    id = question_ids(page)[0]
    opened(page, id).get_by_role("combobox").select_option("strong")
    page.get_by_role("combobox", name="Fill it in for a program").fill("ucsf san francisco internal")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.locator("[data-part=subject]").get_by_text("San Francisco").first.wait_for()
    assert opened(page, id).get_by_role("combobox").input_value() == ""
    page.go_back()
    page.locator("[data-part=subject]").get_by_text("Stanford").first.wait_for()
    assert opened(page, id).get_by_role("combobox").input_value() == "strong"
    page.get_by_role("link", name="Blank checklist").click()
    page.get_by_text("A blank checklist").wait_for()
    assert opened(page, id).get_by_role("combobox").input_value() == ""


def test_an_unknown_program_gets_a_sentence(site_url, page):
    crafted = "<script>document.title='run'</script>"
    open_checklist(page, site_url, f"?program={crafted}")
    said = page.locator("evaluation-checklist > [role=status]")
    assert "goes by that name" in said.all_inner_texts()[0] + said.all_inner_texts()[-1]
    assert page.title() != "run"


def test_another_tab_is_not_overwritten(site_url, page):
    open_checklist(page, site_url)
    first, second = question_ids(page)[:2]
    other = page.context.new_page()
    open_checklist(other, site_url)
    opened(page, first).get_by_role("combobox").select_option("strong")
    opened(other, second).get_by_role("combobox").select_option("weak")
    page.wait_for_timeout(200)
    assert opened(page, second).get_by_role("combobox").input_value() == "weak"
    assert opened(other, first).get_by_role("combobox").input_value() == "strong"
    assert {f"p/-/answer/{first}/verdict", f"p/-/answer/{second}/verdict"} <= set(stored(page))


# --- The summary -------------------------------------------------------------------------------------


def test_the_summary_says_what_is_known_and_what_is_open(real_site, site_url, page):
    open_checklist(page, site_url, f"?program={STANFORD}")
    known = published(real_site, STANFORD)
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


def test_the_flow_ends_where_the_verdicts_lead(site_url, page):
    open_checklist(page, site_url)
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


def test_print_is_a_sheet_with_boxes_and_lines(site_url, page):
    open_checklist(page, site_url)
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


def test_without_javascript_it_is_a_list_to_tick(site_url, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}checklist/")
    assert page.locator("[data-question] input[type=checkbox]").count() == len(question_ids_of(page))
    assert page.locator("select, textarea").count() == 0
    context.close()


def question_ids_of(page: Any) -> list[Any]:
    return page.locator("[data-question]").all()  # type: ignore[no-any-return]


@pytest.mark.parametrize("width", [390, 1100])
@pytest.mark.parametrize("state", ["blank", "program", "summary", "shared"])
def test_axe_finds_nothing_in_any_state(site_url, page, codec, state, width):
    page.set_viewport_size({"width": width, "height": 900})
    first, second = codec[1][:2]
    rest = {"blank": "", "shared": f"#c=1&{STANFORD}&{first}=sn.A+note&nothing=s"}.get(state, f"?program={STANFORD}")
    open_checklist(page, site_url, rest)
    if state == "program":
        opened(page, first).get_by_role("button", name="Non-negotiable").click()
        item(page, second).get_by_role("checkbox").check()
    if state == "summary":
        open_summary(page)
        page.evaluate("document.querySelectorAll('checklist-summary details').forEach(d => { d.open = true; })")
    assert find_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
