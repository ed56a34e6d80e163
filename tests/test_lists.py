"""Lists on a phone: the count that stays, the way back, and the tray that gathers programs."""

from __future__ import annotations

from typing import Any

import pytest

from tests.axe import find_faults, scrolls_sideways
from tests.test_filter import count, open_list, settle

pytestmark = pytest.mark.browser

# How far things jumped while the page came, told once what is on its way has been painted.
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { if (!entry.hadRecentInput) sum += entry.value; }))
    .observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum))));
})"""
# What stands last on each page, once all that it loads is there.
READY = {
    "programs/": "program-filter form:not([hidden])",
    "programs/?t2b=yes&state=sb": "program-filter[data-state=shown]",
    "search/?q=t2b": "search-results[data-state=shown]",
    "shortlist/": "short-list form:not([hidden])",
    "shortlist/#programs": "[data-part=results]:not([hidden])",
}
ROWS = "program-filter tbody tr[data-slug]"
EVERYWHERE = "?region=riverside&region=hillside"


def test_the_count_stays_in_sight(page: Any, many_url: str):
    open_list(page, many_url, EVERYWHERE)
    page.locator(ROWS).nth(12).scroll_into_view_if_needed()
    box = page.locator("program-filter p[data-part=count]").bounding_box()
    assert 0 <= box["y"] < 100 and "programs" in page.locator("p[data-part=count]").inner_text()


def test_back_returns_to_filters_rows_and_place(page: Any, many_url: str):
    open_list(page, many_url, EVERYWHERE)
    page.get_by_role("button", name="Show 25 more").click()
    page.wait_for_function("rows => document.querySelectorAll(rows).length === 50", arg=ROWS)
    found = count(page)
    link = page.locator(f"{ROWS} th > a").nth(40)
    link.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 3_000
    link.click()
    page.wait_for_selector("[data-kind=profile]")
    page.go_back()
    page.wait_for_selector("program-filter[data-state=shown]")
    page.wait_for_function("rows => document.querySelectorAll(rows).length === 50", arg=ROWS)
    page.wait_for_function("before => Math.abs(scrollY - before) < 200", arg=before)
    assert count(page) == found
    assert page.locator("input[name=region][value=hillside]").is_checked()


@pytest.mark.parametrize("width", [390, 820, 1280])
def test_nothing_jumps(page: Any, small_url: str, width: int):
    page.set_viewport_size({"width": width, "height": 844})
    for address, ready in READY.items():
        page.goto(f"{small_url}404.html")
        page.goto(small_url + address)
        page.wait_for_selector(ready, state="attached")
        assert page.evaluate(SHIFTS) < 0.05, address


# --- The tray ---------------------------------------------------------------------------------------


def tray(page: Any) -> Any:
    return page.locator("compare-tray")


def test_a_tray_gathers_programs_of_several_lists_and_leads_to_their_comparison(page: Any, small_url: str):
    open_list(page, small_url)
    assert tray(page).is_hidden()
    first = page.locator("save-program").first
    first.get_by_role("button", name="Compare").click()
    assert "1 of 4 to compare; choose one more" in tray(page).inner_text()
    assert first.get_by_role("button", name="Compare").get_attribute("aria-pressed") == "true"
    page.goto(f"{small_url}search/?q=joinery")
    page.wait_for_selector("search-results[data-state=shown]")
    other = page.locator("search-hit save-program").last
    other.get_by_role("button", name="Compare").click()
    assert "2 of 4 to compare" in tray(page).inner_text()
    tray(page).get_by_role("link", name="Compare 2 programs").click()
    page.wait_for_selector("program-compare")
    assert page.url.count(",") == 1
    page.go_back()
    page.wait_for_selector("search-results[data-state=shown]")
    tray(page).get_by_role("button", name="Clear").click()
    assert tray(page).is_hidden()


def test_four_are_the_most(page: Any, small_url: str):
    open_list(page, small_url)
    buttons = page.get_by_role("button", name="Compare:")
    for number in range(4):
        buttons.nth(number).click()
    assert "4 of 4 to compare, the most" in tray(page).inner_text()
    assert buttons.nth(4).is_disabled() and buttons.nth(0).is_enabled()
    buttons.nth(0).click()
    assert buttons.nth(4).is_enabled()


def test_the_tray_by_keyboard_and_never_over_what_has_the_focus(page: Any, many_url: str):
    page.emulate_media(reduced_motion="reduce")  # else what has the focus is still on its way
    open_list(page, many_url)
    page.locator("tr[data-slug]").nth(3).get_by_role("button", name="Compare").focus()
    page.keyboard.press("Space")
    top = tray(page).bounding_box()["y"]
    seen = 0
    for _ in range(40):
        page.keyboard.press("Tab")
        # Once the next picture is painted; null where the focus has left the page or is in the tray itself.
        box = page.evaluate("""() => new Promise((done) => requestAnimationFrame(() => {
          const focus = document.activeElement;
          const { top, bottom } = focus.getBoundingClientRect();
          done(focus === document.body || focus.closest('compare-tray') ? null : [top, bottom]);
        }))""")
        if box:
            seen += 1
            assert box[0] < top and box[1] <= top + 1, page.evaluate("document.activeElement.outerHTML")
    assert seen > 30


def test_crafted_storage_does_nothing(page: Any, small_url: str):
    for text in ("{", "[7]", '[["../x","<b>"]]', '"a"', '[["a","A"],["b","B"],["c","C"],["d","D"],["e","E"]]'):
        page.goto(f"{small_url}404.html")
        page.evaluate("text => sessionStorage.setItem(`${document.documentElement.dataset.storage}-tray`, text)", text)
        open_list(page, small_url)
        assert page.locator("compare-tray b").count() == 0, text
        assert "5 of" not in tray(page).text_content()
        link = tray(page).locator("a").get_attribute("href") or ""
        assert ".." not in link.replace("../compare/", ""), text


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_with_a_tray(page: Any, small_url: str, width: int):
    page.set_viewport_size({"width": width, "height": 844})
    open_list(page, small_url, "?state=sb")
    for number in range(2):
        page.get_by_role("button", name="Compare:").nth(number).click()
    settle(page)
    assert tray(page).is_visible()
    assert find_faults(page) == []
    assert not scrolls_sideways(page)
