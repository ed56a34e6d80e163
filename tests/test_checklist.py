"""The evaluation checklist as a tool: own answers, published ones, the summary, and checklists that travel in links."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = [pytest.mark.browser, pytest.mark.site]

STANFORD = "stanford-internal-medicine"
VERDICTS = ("strong", "mixed", "weak", "unknown")
DECODE = """(fragment) => {
  const element = customElements.get('checklist-link');
  return element.decode(fragment, document.querySelector('evaluation-checklist').known);
}"""
ENCODE = "state => customElements.get('checklist-link').encode(state)"
OPEN = (
    "li => { for (let at = li.querySelector('details'); at; at = at.parentElement.closest('details')) at.open = true; }"
)


def open_checklist(page: Any, site_url: str, rest: str = "") -> None:
    page.goto("about:blank")
    page.goto(f"{site_url}checklist/{rest}")
    page.wait_for_selector("[data-part=progress]:text('settled')")


def question_ids(page: Any) -> list[str]:
    return page.eval_on_selector_all("[data-question]", "items => items.map(i => i.dataset.question)")  # type: ignore[no-any-return]


def item(page: Any, id: str) -> Any:
    return page.locator(f"[data-question='{id}']")


def opened(page: Any, id: str) -> Any:
    """A question with its section and its own part unfolded."""
    found = item(page, id)
    found.evaluate(OPEN)
    return found


def published(site: Any, slug: str) -> dict[str, Any]:
    found = json.loads((site / "api" / "v1" / "programs" / f"{slug}.json").read_text(encoding="utf-8"))
    return {a["question"]: a for a in found["answers"] if a["claims"][0]["stated"]}


def stored(page: Any) -> dict[str, Any]:
    raw = page.evaluate("localStorage.getItem(customElements.get('save-program').list.KEY)")
    fields = json.loads(raw)["fields"] if raw else {}
    return {path: value for path, (value, _) in fields.items() if value is not None}


def axe(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [
            f"{scheme}: {violation['id']} {violation['nodes'][0]['target']}"
            for violation in Axe().run(page).response["violations"]
        ]
    page.emulate_media(color_scheme="light")
    return found


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


def open_summary(page: Any) -> Any:
    page.locator("[data-part=summary] > summary").click()
    page.wait_for_selector("checklist-summary h3")
    return page.locator("checklist-summary")


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


# --- One moment at a time --------------------------------------------------------------------------------


def shown_ids(page: Any) -> list[str]:
    return page.eval_on_selector_all(  # type: ignore[no-any-return]
        "[data-question]:not([hidden])", "items => items.map(i => i.dataset.question)"
    )


def test_a_phone_opens_it_at_what_decides(site_url, page):
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(e => { moved += e.value; }))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    open_checklist(page, site_url)
    assert page.evaluate("document.documentElement.scrollHeight") <= 3500
    assert page.locator("#decides [data-question]").first.is_visible()
    assert page.locator("details.checklist[open]").count() == 0
    assert page.locator("main :is(select, textarea)").count() == 0
    page.wait_for_timeout(300)
    assert page.evaluate("moved") < 0.05


def test_each_moment_shows_its_questions_and_going_back_leads_back(site_url, page):
    open_checklist(page, site_url)
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
    open_checklist(page, site_url, "?open=1")
    opened(page, everything[0]).get_by_role("combobox").select_option("strong")
    page.reload()
    page.wait_for_selector("[data-part=progress]:text('settled')")
    assert shown_ids(page) == everything[1:]


def test_old_links_to_a_question_or_a_section_land_on_it(site_url, page):
    open_checklist(page, site_url)
    last = page.locator("[data-question]").last
    id, section = last.get_attribute("data-question"), last.get_attribute("data-section")
    for rest in (f"#{id}", f"?open=1#{id}"):
        open_checklist(page, site_url, rest)
        page.wait_for_function("id => document.getElementById(id).getBoundingClientRect().height > 0", arg=id)
        page.wait_for_function("id => document.getElementById(id).getBoundingClientRect().top < innerHeight", arg=id)
    open_checklist(page, site_url, f"#section-{section}")
    assert page.locator(f"#section-{section}").get_attribute("open") is not None


def test_what_one_cannot_go_without_stands_with_what_decides(site_url, page):
    open_checklist(page, site_url)
    id = question_ids(page)[-1]
    opened(page, id).get_by_role("button", name="Non-negotiable").click()
    page.reload()
    page.locator(f"#decides #{id}").wait_for()
    opened(page, id).get_by_role("button", name="Non-negotiable").click()
    page.reload()
    page.locator(f"details.checklist #{id}").wait_for(state="attached")


def test_what_does_not_concern_a_reader_leaves_with_a_word(site_url, page):
    open_checklist(page, site_url)
    unless = json.loads(page.locator("evaluation-checklist").get_attribute("data-config"))["unless"]
    for section, fields in list(unless.items())[:1]:
        field, answer = next(iter(fields.items()))
        everything = len(question_ids(page))
        page.evaluate(
            "([field, answer]) => localStorage.setItem(`${document.documentElement.dataset.storage}-fit/1`,"
            " JSON.stringify({ [field]: answer }))",
            [field, answer],
        )
        page.reload()
        page.locator("[data-part=spared]").get_by_text("Left out").wait_for()
        theirs = page.locator(f"[data-section={section}]")
        assert len(shown_ids(page)) == everything - theirs.count()
        page.get_by_role("button", name="Show them").click()
        page.locator("[data-part=spared]").wait_for(state="hidden")
        assert len(shown_ids(page)) == everything


def test_interview_mode_by_keyboard_and_without_a_network(site_url, page):
    open_checklist(page, site_url)
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
    assert axe(page) == []
    page.keyboard.press("Escape")
    assert page.get_by_role("button", name="Interview mode").evaluate("b => b === document.activeElement")
    fields = stored(page)
    assert fields[f"p/-/answer/{first}/verdict"] == "weak"
    assert fields[f"p/-/answer/{second}/note"] == "They named a person"
    assert item(page, first).locator("[data-part=told]").inner_text() == "Weak"
    page.context.set_offline(False)


# --- Links ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def codec(browser, site_url):
    context = browser.new_context()
    page = context.new_page()
    open_checklist(page, site_url, "#c=1&")
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
        "program": data.draw(st.sampled_from(("", STANFORD, "a-1"))),
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
def test_crafted_links_say_what_was_ignored(site_url, page, codec, fragment, sentence):
    page.on("dialog", lambda dialog: pytest.fail("a script ran"))
    open_checklist(page, site_url, fragment.replace("FIRST", codec[1][0]))
    page.locator("evaluation-checklist > [role=status]").get_by_text(sentence).wait_for()
    assert page.get_by_role("heading", name="Somebody else’s checklist").is_visible()
    assert stored(page) == {}


def test_a_shared_checklist_never_overwrites_ones_own(site_url, page, codec):
    first, second = codec[1][:2]
    open_checklist(page, site_url, f"?program={STANFORD}")
    opened(page, first).get_by_role("combobox").select_option("strong")
    before = stored(page)
    link = f"#c=1&{STANFORD}&{first}=w&{second}=mtn.It+%3Cb%3Edepends%3C%2Fb%3E"
    open_checklist(page, site_url, link)
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
    assert page.url.endswith(f"checklist/?program={STANFORD}")
    assert opened(page, first).get_by_role("combobox").input_value() == "strong"
    assert opened(page, second).get_by_role("combobox").input_value() == "mixed"
    assert stored(page)[f"p/{STANFORD}/answer/{second}/note"] == "It <b>depends</b>"


def test_a_link_holds_notes_only_when_asked_and_goes_to_no_server(site_url, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_checklist(page, site_url, f"?program={STANFORD}")
    id = question_ids(page)[0]
    opened(page, id).get_by_role("combobox").select_option("strong")
    opened(page, id).get_by_role("textbox").fill("private words")
    page.get_by_role("button", name="Copy a link to this checklist").click()
    page.get_by_text("Copied.").wait_for()
    plain = page.evaluate("navigator.clipboard.readText()")
    assert plain == f"{site_url}checklist/#c=1&{STANFORD}&{id}=s"
    page.get_by_label("with my notes").check()
    page.get_by_role("button", name="Copy a link to this checklist").click()
    page.wait_for_timeout(100)
    full = page.evaluate("navigator.clipboard.readText()")
    assert full == f"{plain}.private+words"
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_checklist(page, site_url, full.partition("checklist/")[2])
    assert not [url for url in asked if "private" in url.partition("#")[0]]


def test_old_question_ids_still_count(site_url, page):
    def renamed(route: Any) -> None:
        answer = route.fetch()
        text = re.sub(
            r'(<li id="([a-z0-9-]+)" data-question="\2"[^>]*>)', r'\1<span id="old-\2"></span>', answer.text()
        )
        route.fulfill(response=answer, body=text)

    page.route("**/checklist/*", renamed)
    open_checklist(page, site_url)
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
    open_checklist(page, site_url, f"#c=1&&old-{first}=s&{first}=w")
    assert item(page, first).locator("[data-part=told]").inner_text() == "Strong"


# --- Taking it along -------------------------------------------------------------------------------------


def test_the_pack_for_an_audience_leaves_out_what_is_published(real_site, site_url, page):
    known = {id for id, answer in published(real_site, STANFORD).items() if answer["settled"]}
    page.goto(f"{site_url}ask/coordinator/?program={STANFORD}")
    page.get_by_text("questions. The others").wait_for()
    ids = question_ids(page)
    seen = [id for id in ids if item(page, id).is_visible()]
    assert seen == [id for id in ids if id not in known]
    assert len(seen) < len(ids)
    page.get_by_role("button", name="Show all").click()
    assert all(item(page, id).is_visible() for id in ids)
    assert axe(page) == []
    page.goto(f"{site_url}ask/coordinator/?program=<b>x</b>")
    page.get_by_text("could not be found, so all questions are shown").wait_for()


def test_open_questions_become_a_letter_and_are_marked_as_asked(real_site, site_url, page):
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } })"
    )
    page.goto(f"{site_url}ask/coordinator/?program={STANFORD}")
    letter = page.locator("ask-letter")
    letter.get_by_role("heading", name="Ask by e-mail").wait_for()
    settled = {id for id, answer in published(real_site, STANFORD).items() if answer["settled"]}
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
    assert axe(page) == []


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
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
