"""Lists on a phone: the first result in sight, the count that stays, the way back, and the tray that gathers programs."""

from __future__ import annotations

from typing import Any

import pytest

from tests.test_filter import count, open_list, settle

pytestmark = [pytest.mark.site, pytest.mark.browser]

SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { if (!entry.hadRecentInput) sum += entry.value; }))
    .observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(sum), 500);
})"""
ROWS = "program-filter tbody tr[data-slug]"


@pytest.mark.parametrize("query", ["", "?region=northeast&region=midwest"])
def test_a_phone_shows_the_first_program_at_once_and_25_within_6000_pixels(page: Any, site_url: str, query: str):
    open_list(page, site_url, query)
    rows = page.locator(ROWS)
    assert rows.first.bounding_box()["y"] < 844
    last = rows.nth(24).bounding_box()
    assert last["y"] + last["height"] <= 6_000


def test_the_count_stays_in_sight(page: Any, site_url: str):
    open_list(page, site_url, "?region=northeast")
    page.locator(ROWS).nth(12).scroll_into_view_if_needed()
    box = page.locator("program-filter p[data-part=count]").bounding_box()
    assert 0 <= box["y"] < 100 and "programs" in page.locator("p[data-part=count]").inner_text()


def test_back_returns_to_filters_rows_and_place(page: Any, site_url: str):
    open_list(page, site_url, "?region=northeast&region=midwest")
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
    page.wait_for_timeout(200)
    assert count(page) == found
    assert page.locator("input[name=region][value=midwest]").is_checked()
    assert abs(page.evaluate("scrollY") - before) < 200


@pytest.mark.parametrize("width", [390, 820, 1280])
@pytest.mark.parametrize(
    "address", ["programs/", "programs/?h1b=yes&state=ny", "search/?q=h1b", "shortlist/", "shortlist/#programs"]
)
def test_nothing_jumps(page: Any, site_url: str, address: str, width: int):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(site_url + address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SHIFTS) < 0.05


# --- The tray ---------------------------------------------------------------------------------------


def tray(page: Any) -> Any:
    return page.locator("compare-tray")


def test_a_tray_gathers_programs_of_several_lists_and_leads_to_their_comparison(page: Any, site_url: str):
    open_list(page, site_url)
    assert tray(page).is_hidden()
    first = page.locator("save-program").first
    first.get_by_role("button", name="Compare").click()
    assert "1 of 4 to compare; choose one more" in tray(page).inner_text()
    assert first.get_by_role("button", name="Compare").get_attribute("aria-pressed") == "true"
    page.goto(f"{site_url}search/?q=psychiatry")
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


def test_four_are_the_most(page: Any, site_url: str):
    open_list(page, site_url)
    buttons = page.get_by_role("button", name="Compare:")
    for number in range(4):
        buttons.nth(number).click()
    assert "4 of 4 to compare, the most" in tray(page).inner_text()
    assert buttons.nth(4).is_disabled() and buttons.nth(0).is_enabled()
    buttons.nth(0).click()
    assert buttons.nth(4).is_enabled()


def test_the_tray_by_keyboard_and_never_over_what_has_the_focus(page: Any, site_url: str):
    page.emulate_media(reduced_motion="reduce")  # else what has the focus is still on its way
    open_list(page, site_url)
    page.locator("tr[data-slug]").nth(3).get_by_role("button", name="Compare").focus()
    page.keyboard.press("Space")
    top = tray(page).bounding_box()["y"]
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(
            "document.activeElement.closest('compare-tray') !== null || document.activeElement === document.body"
        ):
            continue
        page.wait_for_timeout(20)
        box = page.evaluate("(({ top, bottom }) => [top, bottom])(document.activeElement.getBoundingClientRect())")
        assert box[0] < top and box[1] <= top + 1, page.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize(
    "text", ["{", "[7]", '[["../x","<b>"]]', '"a"', '[["a","A"],["b","B"],["c","C"],["d","D"],["e","E"]]']
)
def test_crafted_storage_does_nothing(page: Any, site_url: str, text: str):
    page.goto(f"{site_url}404.html")
    page.evaluate("text => sessionStorage.setItem(`${document.documentElement.dataset.storage}-tray`, text)", text)
    open_list(page, site_url)
    assert page.locator("compare-tray b").count() == 0
    assert "5 of" not in tray(page).text_content() and ".." not in (
        tray(page).locator("a").get_attribute("href") or ""
    ).replace("../compare/", "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_with_a_tray(page: Any, site_url: str, scheme: str, width: int):
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 844})
    open_list(page, site_url, "?state=ny")
    for number in range(2):
        page.get_by_role("button", name="Compare:").nth(number).click()
    settle(page)
    page.wait_for_load_state("networkidle")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
