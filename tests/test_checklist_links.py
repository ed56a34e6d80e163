"""Checklists that travel in links: nothing lost, nothing overwritten, nothing that a crafted one can do."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

from tests.checklist_page import PROGRAM, item, open_checklist, opened, question_ids, stored

pytestmark = pytest.mark.browser

VERDICTS = ("strong", "mixed", "weak", "unknown")
DECODE = """(fragment) => {
  const element = customElements.get('checklist-link');
  return element.decode(fragment, document.querySelector('evaluation-checklist').known);
}"""
ENCODE = "state => customElements.get('checklist-link').encode(state)"


@pytest.fixture(scope="module")
def codec(browser, small_url):
    context = browser.new_context()
    page = context.new_page()
    open_checklist(page, small_url, "#c=1&")
    yield page, question_ids(page)
    context.close()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_checklist_comes_out_of_its_link_as_it_went_in(codec, data):
    page, ids = codec
    answer = st.fixed_dictionaries(
        {"verdict": st.sampled_from(("", *VERDICTS)), "note": st.text(max_size=80), "ticked": st.booleans()}
    ).filter(lambda found: found["verdict"] or found["note"] or found["ticked"])
    state = {
        "program": data.draw(st.sampled_from(("", PROGRAM, "a-1"))),
        "answers": data.draw(st.dictionaries(st.sampled_from(ids), answer, max_size=12)),
        "musts": data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=5)),
    }
    fragment = page.evaluate(ENCODE, state)
    assert re.fullmatch(r"#[A-Za-z0-9=&.+%-]*", fragment)
    found = page.evaluate(DECODE, fragment)
    assert found.pop("said") == []
    assert {**found, "musts": set(found["musts"])} == {**state, "musts": set(state["musts"])}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(junk=st.text(max_size=200))
def test_junk_is_read_as_nothing_and_said(codec, junk):
    page, ids = codec
    found = page.evaluate(DECODE, f"#c=1&&{junk}")
    assert set(found["answers"]) <= set(ids)
    assert (
        found["said"]
        or found["answers"]
        or found["musts"]
        or all(re.fullmatch(r"[a-z0-9-]+=", part) for part in junk.split("&"))
    )


def test_a_full_checklist_fits_into_a_link(codec):
    page, ids = codec
    note = "🩺" * 400
    state = {
        "program": "",
        "answers": {id: {"verdict": "weak", "note": note, "ticked": True} for id in ids},
        "musts": ids,
    }
    found = page.evaluate(DECODE, page.evaluate(ENCODE, state))
    assert found["answers"] == state["answers"] or "far longer" in found["said"][0]
    lone = page.evaluate(
        "id => customElements.get('checklist-link').encode("
        "{ program: '', answers: { [id]: { verdict: '', note: 'a\\ud800b', ticked: false } }, musts: [] })",
        ids[0],
    )
    assert page.evaluate(DECODE, lone)["answers"][ids[0]]["note"] == "a\ufffdb"


@pytest.mark.parametrize(
    ("fragment", "sentence"),
    [
        ("#c=9&&x=s", "newer version"),
        ("#c=1" + "&x" * 500_000, "far longer"),
        ("#c=", "no checklist that this page can read"),
        ("#c=<img src=x onerror=alert(1)>", "no checklist that this page can read"),
        ("#c=1&&nonsense=s&__proto__=s&constructor=w", "3 entries that are no questions"),
        ("#c=1&&FIRST=s&FIRST=w", "1 repeated answer was"),
        ("#c=1&&FIRST=zzz", "1 answer or note could not be read"),
        ("#c=1&&FIRST=s.%E0%A4%A", "1 answer or note could not be read"),
        ("#c=1&<script>&FIRST=s", "name of the program could not be read"),
        ("#c=1&no-such-program&FIRST=s", "goes by that name"),
    ],
)
def test_crafted_links_say_what_was_ignored(small_url, page, codec, fragment, sentence):
    page.on("dialog", lambda dialog: pytest.fail("a script ran"))
    open_checklist(page, small_url, fragment.replace("FIRST", codec[1][0]))
    page.locator("evaluation-checklist > [role=status]").get_by_text(sentence).wait_for()
    assert page.get_by_role("heading", name="Somebody else’s checklist").is_visible()
    assert stored(page) == {}


def test_a_shared_checklist_never_overwrites_ones_own(small_url, page, codec):
    first, second = codec[1][:2]
    open_checklist(page, small_url, f"?program={PROGRAM}")
    opened(page, first).get_by_role("combobox").select_option("strong")
    before = stored(page)
    link = f"#c=1&{PROGRAM}&{first}=w&{second}=mtn.It+%3Cb%3Edepends%3C%2Fb%3E"
    open_checklist(page, small_url, link)
    page.get_by_role("heading", name="Somebody else’s checklist").wait_for()
    assert stored(page) == before
    assert item(page, first).locator("[data-part=told]").inner_text() == "Weak"
    assert item(page, second).locator("[data-part=told]").inner_text() == "Non-negotiable. Mixed. It <b>depends</b>"
    assert opened(page, first).get_by_role("combobox").count() == 0
    assert item(page, second).get_by_role("checkbox").is_disabled()
    # Jumping to a question does not leave the shared checklist.
    page.evaluate("location.hash = '#section-' + document.querySelector('[data-question]').dataset.section")
    assert page.get_by_role("heading", name="Somebody else’s checklist").is_visible()
    page.get_by_role("button", name="Copy into mine").click()
    page.get_by_text("1 answer copied into yours. 1 of yours was there already and kept.").wait_for()
    assert page.url.endswith(f"checklist/?program={PROGRAM}")
    assert opened(page, first).get_by_role("combobox").input_value() == "strong"
    assert opened(page, second).get_by_role("combobox").input_value() == "mixed"
    assert stored(page)[f"p/{PROGRAM}/answer/{second}/note"] == "It <b>depends</b>"


def test_a_link_holds_notes_only_when_asked_and_goes_to_no_server(small_url, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_checklist(page, small_url, f"?program={PROGRAM}")
    id = question_ids(page)[0]
    opened(page, id).get_by_role("combobox").select_option("strong")
    opened(page, id).get_by_role("textbox").fill("private words")
    page.get_by_role("button", name="Copy a link to this checklist").click()
    page.get_by_text("Copied.").wait_for()
    plain = page.evaluate("navigator.clipboard.readText()")
    assert plain == f"{small_url}checklist/#c=1&{PROGRAM}&{id}=s"
    page.get_by_label("with my notes").check()
    page.get_by_role("button", name="Copy a link to this checklist").click()
    page.wait_for_function("async plain => await navigator.clipboard.readText() !== plain", arg=plain)
    full = page.evaluate("navigator.clipboard.readText()")
    assert full == f"{plain}.private+words"
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_checklist(page, small_url, full.partition("checklist/")[2])
    assert not [url for url in asked if "private" in url.partition("#")[0]]


def test_old_question_ids_still_count(small_url, page):
    def renamed(route: Any) -> None:
        answer = route.fetch()
        text = re.sub(
            r'(<li id="([a-z0-9-]+)" data-question="\2"[^>]*>)', r'\1<span id="old-\2"></span>', answer.text()
        )
        route.fulfill(response=answer, body=text)

    page.route("**/checklist/*", renamed)
    open_checklist(page, small_url)
    first, second = question_ids(page)[:2]
    page.evaluate(
        "([first, second]) => customElements.get('save-program').list.set("
        "{ [`p/-/answer/old-${first}/verdict`]: 'weak', [`must/old-${second}`]: true })",
        [first, second],
    )
    page.reload()
    page.wait_for_selector("[data-part=progress]:text('settled')")
    assert opened(page, first).get_by_role("combobox").input_value() == "weak"
    must = opened(page, second).get_by_role("button", name="Non-negotiable")
    assert must.get_attribute("aria-pressed") == "true"
    opened(page, first).get_by_role("combobox").select_option("")
    assert f"p/-/answer/old-{first}/verdict" not in stored(page)
    open_checklist(page, small_url, f"#c=1&&old-{first}=s&{first}=w")
    assert item(page, first).locator("[data-part=told]").inner_text() == "Strong"


def test_that_the_link_is_copied_is_said_beside_its_button(page, small_url):
    open_checklist(page, small_url, f"?program={PROGRAM}")
    button = page.get_by_role("button", name="Copy a link to this checklist")
    button.click()
    said = page.locator("[role=status]").get_by_text("Copied.").or_(page.get_by_text("does not let this page copy"))
    said.wait_for()
    assert abs(said.bounding_box()["y"] - button.bounding_box()["y"]) < 150
    expect(said).to_be_in_viewport()


def test_the_banner_over_a_shared_checklist_is_one_box(page, small_url):
    open_checklist(page, small_url, f"#c=1&{PROGRAM}&t1=t")
    banner, heading = page.locator("checklist-link.notice"), page.get_by_role("heading", name="Somebody else")
    box, inner = banner.bounding_box(), heading.bounding_box()
    assert box["width"] > 300
    assert box["y"] < inner["y"] and inner["y"] + inner["height"] < box["y"] + box["height"]
    assert banner.evaluate("banner => banner.getClientRects().length") == 1
