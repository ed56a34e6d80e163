"""The link to copy, the ticks of a step list, and the cost calculator, in a real browser."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.axe import find_faults

pytestmark = pytest.mark.browser

GUIDE = "guides/costs/"
STEPS = "guides/preparing/"
FORBID = "navigator.clipboard.writeText = () => Promise.reject(new Error('no'));"
KEEP = "navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); };"


def open_page(page: Any, url: str, script: str) -> None:
    page.add_init_script(f"Object.defineProperty(navigator, 'clipboard', {{ value: {{}} }}); {script}")
    page.goto(url)


def copy(page: Any, label: str, place: str = ".actions copy-link") -> str:
    link = page.locator(place).first
    if link.locator("details").get_attribute("open") is None:
        link.locator("summary").click()
    link.get_by_role("button", name=label).click()
    link.get_by_role("status").filter(has_text="Copied").wait_for()
    return page.evaluate("window.copied")  # type: ignore[no-any-return]


def canonical(page: Any) -> str:
    return page.locator("link[rel=canonical]").get_attribute("href")  # type: ignore[no-any-return]


def title(page: Any) -> str:
    return page.locator("meta[property='og:title']").get_attribute("content")  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def kinds(small_site):
    """A page of each kind that people link to."""

    def first(folder: str) -> str:
        return next(f"{folder}/{path.name}/" for path in sorted((small_site / folder).iterdir()) if path.is_dir())

    return {kind: first(kind) for kind in ("programs", "compare", "guides", "checklist", "glossary")}


def test_each_kind_of_page_has_the_link_in_all_forms(page, small_url, kinds):
    page.add_init_script(f"Object.defineProperty(navigator, 'clipboard', {{ value: {{}} }}); {KEEP}")
    for address in kinds.values():
        page.goto(small_url + address)
        url, name = canonical(page), title(page)
        assert copy(page, "Plain link") == url
        assert copy(page, "Markdown") == f"[{name}]({url})"
        assert copy(page, "BBCode") == f"[url={url}]{name}[/url]"
        assert copy(page, "WhatsApp") == f"{name}\n{url}"


def test_where_the_clipboard_is_refused_the_text_can_be_selected(page, small_url):
    open_page(page, small_url + GUIDE, FORBID)
    link = page.locator("copy-link").first
    link.locator("summary").click()
    link.get_by_role("button", name="Markdown").click()
    field = link.get_by_role("textbox")
    field.wait_for()
    assert field.input_value() == f"[{title(page)}]({canonical(page)})"
    assert field.evaluate("(field) => field.selectionEnd - field.selectionStart === field.value.length")
    assert link.get_by_role("status").inner_text().startswith("Copy it from here")


def test_titles_cannot_break_out_of_the_form(page, small_url):
    open_page(page, small_url + GUIDE, KEEP)
    for number, (name, label, expected) in enumerate(
        (
            ("[x] \\ y", "Markdown", "[\\[x\\] \\\\ y](URL)"),
            ("a [/url][img]x", "BBCode", "[url=URL]a |/url||img|x[/url]"),
            ("<b>bold</b>", "WhatsApp", "<b>bold</b>\nURL"),
        )
    ):
        page.evaluate(
            """([name, id]) => {
              const link = document.createElement('copy-link');
              link.id = id;
              link.dataset.title = name;
              document.querySelector('main').append(link);
            }""",
            [name, f"own-{number}"],
        )
        assert copy(page, label, f"#own-{number}") == expected.replace("URL", canonical(page))


def test_by_keyboard(page, small_url):
    open_page(page, small_url + GUIDE, KEEP)
    page.locator("copy-link summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("copy-link").first.get_by_text("Copied").wait_for()
    assert page.evaluate("window.copied") == canonical(page)


# --- Step lists ---------------------------------------------------------------------------------------------


def test_ticks_are_kept_counted_and_linkable(page, small_url):
    open_page(page, small_url + STEPS, KEEP)
    boxes = page.locator("step-progress input[type=checkbox]")
    number = boxes.count()
    assert page.get_by_text(f"0 of {number} steps done").is_visible()
    for place in range(2):
        boxes.nth(place).check()
    assert page.get_by_text(f"2 of {number} steps done").is_visible()
    first = page.locator("step-progress section").first
    inside = first.locator("input").count()
    assert first.locator("h2 small").inner_text() == f"2 of {inside}"
    page.reload()
    assert boxes.nth(1).is_checked()
    boxes.nth(1).uncheck()
    page.reload()
    assert page.get_by_text(f"1 of {number} steps done").is_visible()
    step = boxes.nth(0).get_attribute("value")
    assert copy(page, "Plain link", f"#{step} copy-link") == f"{canonical(page)}#{step}"


def test_a_step_that_was_renamed_stays_ticked(page, small_url):
    page.goto(f"{small_url}404.html")
    slug = STEPS.split("/")[1]
    page.evaluate(
        "(path) => localStorage.setItem(`${document.documentElement.dataset.storage}-list`, JSON.stringify({version: 2, fields: {[path]: [true, 5]}}))",
        f"s/{slug}/an-old-step",
    )
    page.route(re.compile(f"{STEPS}$"), lambda route: _with_old_id(route))
    page.goto(small_url + STEPS)
    boxes = page.locator("step-progress input[type=checkbox]")
    assert boxes.nth(0).is_checked()
    boxes.nth(0).uncheck()
    page.reload()
    assert not boxes.nth(0).is_checked()


def _with_old_id(route: Any) -> None:
    answer = route.fetch()
    body = re.sub(r'(<li id="[a-z0-9-]+">)', r'\1<span id="an-old-step"></span>', answer.text(), count=1)
    route.fulfill(response=answer, body=body)


def test_two_tabs_of_a_step_list(page, small_url):
    page.goto(small_url + STEPS)
    other = page.context.new_page()
    other.goto(small_url + STEPS)
    page.locator("step-progress input").nth(0).check()
    other.locator("step-progress input").nth(1).check()
    for tab in (page, other):
        tab.get_by_text("2 of").first.wait_for()
        assert tab.locator("step-progress input").nth(0).is_checked()
        assert tab.locator("step-progress input").nth(1).is_checked()
    other.close()


# --- Costs ------------------------------------------------------------------------------------------------------


def test_the_calculator_adds_up(page, small_url):
    page.goto(small_url + GUIDE)
    total = page.locator("cost-calculator [data-part=total]")
    assert "estimate" in total.inner_text()

    def dollars(text: str) -> int:
        found = re.search(r"\$([\d,]+)", text)
        assert found
        return int(found[1].replace(",", ""))

    rows = page.locator("cost-calculator td[data-part=sum]")
    assert sum(dollars(text) for text in rows.all_inner_texts()) == dollars(total.inner_text())
    for box in page.locator("cost-calculator input").all():
        box.fill("0")
    assert dollars(total.inner_text()) == 0
    page.locator("cost-calculator input").first.fill("1")
    assert dollars(total.inner_text()) > 0
    page.locator("cost-calculator input").first.fill("-5")
    assert dollars(total.inner_text()) == 0


def test_tiers_are_stepped(page, small_url):
    page.goto(small_url + GUIDE)
    tiers = "[{ upTo: 30, price: 11 }, { upTo: Infinity, price: 30 }]"
    for count, price in ((0, 0), (1, 11), (30, 330), (31, 360), (60, 1230), (100, 2430)):
        assert page.evaluate(f"customElements.get('cost-calculator').price({count}, {tiers})") == price


def test_axe_finds_nothing_with_everything_open(page, small_url):
    for url in (GUIDE, STEPS):
        page.goto(small_url + url)
        page.evaluate("document.querySelectorAll('copy-link details').forEach((part) => { part.open = true; })")
        assert find_faults(page) == []


def test_an_answer_is_copied_with_its_age_its_source_and_its_address(page, small_url, small_site):
    found = json.loads((small_site / "api/v1/programs.json").read_text(encoding="utf-8"))["programs"]
    slug = max(found, key=lambda program: program["counts"]["answered"])["slug"]
    program = json.loads((small_site / f"api/v1/programs/{slug}.json").read_text(encoding="utf-8"))
    answer = next(a for a in program["answers"] if a["stated"] and not a["disagree"])
    open_page(page, f"{small_url}programs/{slug}/#{answer['question']}", KEEP)
    place = f"#{answer['question']} copy-link"
    page.locator(place).wait_for()
    url = f"{canonical(page)}#{answer['question']}"
    text = copy(page, "Text", place)
    assert text.startswith(f"{program['title']}, ")
    assert text.endswith(f" {url}")
    for part in (answer["shown"], answer["mark"], answer["claims"][0]["source"]["title"]):
        assert part in text
    line = text.removesuffix(f" {url}")
    assert copy(page, "WhatsApp", place) == f"{line}\n{url}"
    assert copy(page, "BBCode", place).endswith("[/url]")
    assert f"]({url})" in copy(page, "Markdown", place)


def test_a_pasted_address_lands_where_it_should(page, small_url):
    for shape in ("#AGE-LIMIT", "#age-limit)", "#age-limit.", "#AGE-LIMIT),"):
        page.goto(f"{small_url}404.html")
        page.goto(f"{small_url}programs/hill-kiln-pottery/{shape}")
        page.wait_for_url("**/#age-limit")
        page.wait_for_function("() => document.querySelector('#age-limit').open")


def test_what_stood_behind_a_pasted_search_is_left_out(page, small_url):
    page.goto(f"{small_url}programs/")
    box = page.locator("program-filter input[type=checkbox][value]").first
    name, value = box.get_attribute("name"), box.get_attribute("value")
    page.goto(f"{small_url}programs/?{name}={value}).")
    page.wait_for_url(f"**/programs/?{name}={value}")
    page.wait_for_function(
        "box => box.checked", arg=page.locator(f"input[name='{name}'][value='{value}']").first.element_handle()
    )


def test_an_answer_that_was_open_before_the_link_came_can_be_copied_too(page, small_url):
    page.add_init_script("""new MutationObserver(() => {
      document.querySelectorAll('.answers > details:not([open])').forEach((answer) => { answer.open = true; });
    }).observe(document, { childList: true, subtree: true });
    """)
    page.route("**/copy-link.*.js", lambda route: (page.wait_for_timeout(100), route.continue_()))
    page.goto(f"{small_url}programs/hill-kiln-pottery/")
    page.locator(".answers > details copy-link").first.wait_for(timeout=5000)


def test_an_answer_that_a_link_leads_to_names_its_program_in_view(page, small_url):
    """Who comes by a link sees one answer on a phone, and a picture of the screen goes further than its address."""
    page.goto(f"{small_url}programs/harbor-works-joinery/#t2b")
    page.wait_for_function("() => document.querySelector('#t2b').open")
    name = page.locator("#t2b").get_by_text(page.locator("h1").inner_text(), exact=True)
    expect(name).to_be_in_viewport(ratio=1)
