"""Programs side by side: the free comparison, and the curated ones with their boxes, in a real browser."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.axe import find_faults, scrolls_sideways
from tests.real import small_library

pytestmark = pytest.mark.browser

HARBOR, KILN, TURNING = "harbor-works-joinery", "hill-kiln-pottery", "mill-yard-turning"
MILL, GLAZING = "mill-yard-joinery", "hill-kiln-glazing"
CURATED = "two-banks"  # these three programs


def open_compare(page: Any, small_url: str, query: str = "") -> None:
    page.goto(f"{small_url}compare/{query}")
    page.wait_for_selector("program-picker input", state="attached")
    if query.count(","):
        page.wait_for_selector(".compare-table tbody")


def claims_of(site: Path, slug: str) -> dict[str, Any]:
    found = json.loads((site / "api" / "v1" / "programs" / f"{slug}.json").read_text(encoding="utf-8"))
    return {answer["question"]: answer for answer in found["answers"]}


def heads(page: Any) -> list[str]:
    return page.locator(".compare-table thead th a").all_inner_texts()  # type: ignore[no-any-return]


def row_ids(page: Any) -> list[str]:
    """The questions of the rows in sight."""
    return page.eval_on_selector_all(  # type: ignore[no-any-return]
        ".compare-table tbody tr[id]", "rows => rows.filter(r => r.getClientRects().length).map(r => r.id)"
    )


def pick(page: Any, words: str) -> None:
    page.get_by_role("combobox", name="Add a program").fill(words)
    page.locator("program-picker [role=option]").first.wait_for()
    page.keyboard.press("Enter")


def test_rows_say_what_the_programs_publish_and_differ_by_the_word(small_site, small_url, page):
    page.set_viewport_size({"width": 1280, "height": 900})
    slugs = [HARBOR, KILN, TURNING]
    open_compare(page, small_url, f"?p={','.join(slugs)}")
    claims = [claims_of(small_site, slug) for slug in slugs]
    ids = row_ids(page)
    assert set(ids) == set().union(*claims)
    differing = set()
    for id in ids:
        row = page.locator(f"tr[id='{id}']")
        known = [found[id]["claims"][0] for found in claims if id in found]
        said = {(claim["shown"], claim["strength"]) for claim in known if claim["stated"]}
        assert (row.locator("em").all_inner_texts() == ["differs"]) == (len(said) > 1), id
        if len(said) > 1:
            differing.add(id)
        for cell, found in zip(row.locator("td").all(), claims, strict=True):
            if id not in found:
                assert cell.locator(".cell").inner_text() == "Not collected yet"
                assert cell.locator("summary").count() == 1  # the words to ask
                continue
            text = cell.locator(".cell").text_content()
            assert found[id]["shown"] in text
            assert found[id]["mark"] in text and found[id]["warning"] in text
            assert (cell.get_by_text("Ask again").count() == 0) == found[id]["settled"]
            assert ("Sources disagree" in text) == found[id]["disagree"]
            links = cell.locator("a").evaluate_all("links => links.map(a => [a.textContent, a.getAttribute('href')])")
            assert links == [[claim["source"]["title"], claim["source"]["url"]] for claim in found[id]["claims"]]
    assert differing
    notice = page.locator("program-compare .notice").first.inner_text()
    assert notice == f"{len(differing)} of {len(ids)} answered questions differ"
    # What nobody knows is no row but a question to ask.
    gaps = [q for q in small_library().editorial.questions.values() if q.id not in ids and not q.personal]
    asked = page.locator("[data-part=ask] li > a:first-of-type").all_text_contents()
    assert asked == [question.label for question in gaps] != []
    assert page.locator("[data-part=ask] q").first.text_content()


def test_the_rows_stand_as_in_a_curated_comparison(small_url, page):
    for curated in small_library().editorial.comparisons:
        page.goto(f"{small_url}compare/{curated.slug}/")
        rows, columns = row_ids(page), heads(page)
        tool = page.get_by_role("link", name="Add or remove programs").get_attribute("href")
        asks = page.locator("[data-part=ask] li > a:first-of-type").all_text_contents()
        shown = page.locator(".compare-table td .cell").all_inner_texts()
        assert len(columns) == len(curated.programs) and rows and asks
        page.goto(f"{small_url}compare/{curated.slug}/{tool}")
        page.wait_for_selector(".compare-table tbody")
        assert (heads(page), row_ids(page)) == (columns, rows)
        assert page.locator("[data-part=ask] li > a:first-of-type").all_text_contents() == asks
        assert page.locator(".compare-table td .cell").all_inner_texts() == shown


def test_the_address_is_the_state(small_url, page):
    open_compare(page, small_url)
    pick(page, "kiln pottery")
    page.get_by_text("Add one more program").wait_for()
    pick(page, "harbor joinery")
    page.wait_for_selector(".compare-table tbody")
    assert page.url.endswith(f"?p={KILN},{HARBOR}")
    before = len(row_ids(page))
    page.get_by_label("differ", exact=True).check()
    assert page.url.endswith(f"?p={KILN},{HARBOR}&show=differs")
    assert 0 < len(row_ids(page)) < before
    page.reload()
    page.wait_for_selector(".compare-table tbody")
    assert page.get_by_label("differ", exact=True).is_checked()
    page.go_back()
    page.get_by_text("Add one more program").wait_for()
    assert page.url.endswith(f"?p={KILN}")
    page.go_forward()
    page.wait_for_selector(".compare-table tbody")
    page.get_by_role("button", name="Remove Hill Kiln").click()
    page.get_by_text("Add one more program").wait_for()
    assert page.url.endswith(f"?p={HARBOR}&show=differs")


def test_boxes_leave_rows_that_differ_and_rows_that_all_answer(small_site, small_url, page):
    page.set_viewport_size({"width": 1280, "height": 900})
    open_compare(page, small_url, f"?p={HARBOR},{KILN},{TURNING}&show=complete")
    claims = [claims_of(small_site, slug) for slug in (HARBOR, KILN, TURNING)]
    full = {
        id for id in set().union(*claims) if all(id in found and found[id]["claims"][0]["stated"] for found in claims)
    }
    assert set(row_ids(page)) == full
    assert page.locator("[data-part=ask]:visible").count() == 0
    page.get_by_label("all of them answer").uncheck()
    page.get_by_label("differ", exact=True).check()
    assert page.locator(".compare-table tbody tr[id]:visible:not([data-differs])").count() == 0
    said = page.locator("compare-rows [role=status]").inner_text()
    assert said.startswith(f"{len(row_ids(page))} of ")


def test_an_address_may_ask_for_nonsense(small_site, small_url, page):
    said = page.locator("program-compare > [role=status]")
    crafted = "<script>document.title='run'</script>"
    page.goto(f"{small_url}compare/?p={crafted},__proto__,constructor,{KILN},{KILN},{HARBOR}")
    page.wait_for_selector(".compare-table tbody")
    assert "goes by these names, so they were left out" in said.inner_text()
    assert "<script>" in said.inner_text()
    assert len(heads(page)) == 2
    assert page.title() != "run"
    open_compare(page, small_url, f"?p={HARBOR},{KILN},{TURNING},{MILL},{GLAZING}")
    assert len(heads(page)) == 4
    assert "Only 4 programs fit side by side; 1 of the 5 asked for is left out." in said.inner_text()
    assert not page.get_by_role("combobox", name="Add a program").is_visible()
    page.goto(f"{small_url}compare/?p={'x' * 7000}&show=<b>,differs")
    said.get_by_text("was left out").wait_for()
    assert len(said.inner_text()) < 300


def test_old_slugs_resolve(small_url, page):
    def renamed(route: Any) -> None:
        answer = route.fetch()
        found = answer.json()
        found["aliases"]["an-old-name"] = found["slug"].index(HARBOR)
        route.fulfill(response=answer, json=found)

    page.route("**/assets/programs.*.json", renamed)
    open_compare(page, small_url, f"?p=an-old-name,{KILN},{HARBOR}")
    assert len(heads(page)) == 2
    assert "Harbor Works" in heads(page)[0]


def test_a_link_leaves_the_list_alone_and_the_list_offers_its_programs(small_url, page):
    open_compare(page, small_url, f"?p={HARBOR},{KILN}")
    assert page.evaluate("localStorage.length") == 0
    page.get_by_role("button", name="Add to my list: Hill Kiln").click()
    page.goto(f"{small_url}compare/?p={HARBOR}")
    page.get_by_text("Add from my list (1)").click()
    page.locator("program-compare > details button").click()
    page.wait_for_selector(".compare-table tbody")
    assert page.url.endswith(f"?p={HARBOR},{KILN}")


def test_by_keyboard_alone(small_url, page):
    page.goto(f"{small_url}compare/")
    field = page.get_by_role("combobox", name="Add a program")
    field.focus()
    for words in ("joinery", "kiln", "SB"):
        page.keyboard.type(words)
        page.get_by_role("listbox", name="Programs found").wait_for()
        assert field.get_attribute("aria-expanded") == "true"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        active = field.get_attribute("aria-activedescendant")
        assert page.locator(f"[id='{active}']").get_attribute("aria-selected") == "true"
        page.keyboard.press("Escape")
        assert field.get_attribute("aria-expanded") == "false"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    page.wait_for_selector(".compare-table[data-programs='3']")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "combobox"
    assert len(set(page.locator(".chosen a").all_inner_texts())) == 3
    page.get_by_role("button", name="Remove").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".compare-table[data-programs='2']")
    assert page.evaluate("document.activeElement !== document.body")


def test_abbreviations_and_accents_find_programs(small_url, page):
    open_compare(page, small_url)
    field = page.get_by_role("combobox", name="Add a program")
    for words, found in (("EH", "Harbor Works"), ("po mill", "Mill Yard: Pottery"), ("quaytön", "Harbor Works")):
        field.fill(words)
        page.locator("[role=option]").filter(has_text=found).first.wait_for()
    field.fill("zzzz")
    page.get_by_text("No program found.").wait_for()


def test_text_and_csv_take_along_what_is_shown(small_url, page):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_compare(page, small_url, f"?p={HARBOR},{KILN}&show=differs")
    page.get_by_role("button", name="Copy as text").click()
    page.get_by_text("Copied.").wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.count("(differs)") == len(row_ids(page))
    assert page.url in text
    assert "Source: " in text
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download as CSV").click()
    raw = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(raw, newline="")))
    assert len(rows) == 1 + len(row_ids(page))
    assert rows[0][:3] == ["Section", "Question", "Differs"]
    assert all(row[2] == "differs" for row in rows[1:])


NASTY = ['=HYPERLINK("x")', "+1", "-1", "@x", "\tx", 'a "quoted", text', "two\nlines", "🩺 é", ""]


def test_csv_is_safe_in_a_spreadsheet(small_url, page):
    open_compare(page, small_url)
    text = page.evaluate("rows => customElements.get('compare-rows').csv(rows)", [NASTY])
    (row,) = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert [cell.removeprefix("'") for cell in row] == NASTY
    assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_curated_boxes_work_without_javascript(small_url, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{small_url}compare/{CURATED}/")
    rows = page.locator(".compare-table tbody tr[id]")
    differing = page.locator(".compare-table tr[data-differs]").count()
    assert 0 < differing < rows.count()
    page.get_by_label("differ", exact=True).check()
    assert sum(row.is_visible() for row in rows.all()) == differing
    assert page.get_by_role("button", name="Copy as text").count() == 0
    context.close()


def test_curated_comparisons_are_copied_too(small_url, page):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{small_url}compare/{CURATED}/")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download as CSV").click()
    rows = list(csv.reader(io.StringIO(Path(waiting.value.path()).read_text(encoding="utf-8-sig"), newline="")))
    assert len(rows) == 1 + len(row_ids(page))
    assert rows[0][3] == heads(page)[0]


def test_a_lost_connection_gets_a_sentence(small_url, page):
    page.route("**/api/v1/programs/*.json", lambda route: route.fulfill(body="<html>sign in to this network</html>"))
    page.goto(f"{small_url}compare/?p={HARBOR},{KILN}")
    page.get_by_text("could not be loaded").wait_for()
    page.unroute("**/api/v1/programs/*.json")
    page.get_by_role("button", name="Try again").click()
    page.wait_for_selector(".compare-table tbody")


def test_a_profile_compares_with_one_tap(small_url, page):
    page.goto(f"{small_url}programs/{KILN}/")
    page.locator("#similar-programs").get_by_role("link", name="Compare with").first.click()
    page.wait_for_selector(".compare-table[data-programs='2']")
    assert page.url.partition("?p=")[2].startswith(KILN)


@pytest.mark.parametrize(
    "query",
    ["", f"?p={HARBOR},{KILN}", f"?p={HARBOR},{KILN},{TURNING},{MILL},x", f"?p={HARBOR},{KILN}&show=differs"],
    ids=["empty", "two", "four", "differing"],
)
def test_axe_finds_nothing_in_any_state(small_url, page, query):
    for width in (390, 1100):
        page.set_viewport_size({"width": width, "height": 900})
        open_compare(page, small_url, query)
        page.evaluate("[...document.querySelectorAll('main td details')].slice(0, 6).forEach(d => { d.open = true; })")
        if not query:
            page.get_by_role("combobox", name="Add a program").fill("kiln")
            page.locator("[role=option]").first.wait_for()
        assert find_faults(page) == []
        assert not scrolls_sideways(page)


# --- On a phone, and with what is the reader's own -------------------------------------------------


def test_a_phone_has_columns_of_one_width_and_folds_what_is_further(small_url, page):
    open_compare(page, small_url, f"?p={HARBOR},{KILN},{TURNING}")
    boxes = page.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => /auto|scroll/.test(getComputedStyle(e).overflowY)"
        " && e.scrollHeight > e.clientHeight + 1 && e.localName !== 'textarea').length"
    )
    assert boxes == 0
    widths = page.eval_on_selector_all(
        "thead th", "heads => heads.map(head => Math.round(head.getBoundingClientRect().width))"
    )
    assert len(widths) == 3 and max(widths) - min(widths) <= 1
    more = page.get_by_role("button", name="Show").first
    hidden = page.locator("tbody tr[id]:visible").count()
    more.press("Enter")
    assert page.locator("tbody tr[id]:visible").count() > hidden
    assert page.locator("tbody [data-part=section] button").first.get_attribute("aria-expanded") == "true"


def test_ones_own_verdicts_notes_and_non_negotiables_stand_in_it(small_url, page):
    slugs = [KILN, HARBOR]
    open_compare(page, small_url, f"?p={','.join(slugs)}")
    id = row_ids(page)[0]
    label = page.locator(f"tr[id='{id}'] th a").inner_text()
    page.evaluate(
        "changes => customElements.get('save-program').list.set(changes)",
        {
            f"p/{slugs[0]}/answer/{id}/verdict": "weak",
            f"p/{slugs[0]}/answer/{id}/note": "<b>Vague</b>",
            f"must/{id}": True,
            f"p/{slugs[1]}/note/a": {"date": "2026-11-02", "who": "Chief", "text": "Kind people"},
        },
    )
    row = page.locator(f"tr[id='{id}']")
    assert row.locator("td").first.locator("[data-own]").inner_text() == "You: weak. <b>Vague</b>"
    own = page.locator("tbody[data-own]")
    assert f"{label}: not met" in own.inner_text()
    assert "2026-11-02 Chief: Kind people" in own.inner_text()


def test_what_does_not_concern_a_reader_is_left_out_with_a_word(small_url, page):
    open_compare(page, small_url, f"?p={KILN},{HARBOR}")
    part = page.locator("tbody[data-unless]").first
    field, answer = next(iter(json.loads(part.get_attribute("data-unless")).items()))
    page.evaluate(
        "([field, answer]) => localStorage.setItem(`${document.documentElement.dataset.storage}-fit/1`,"
        " JSON.stringify({ [field]: answer }))",
        [field, answer],
    )
    page.reload()
    page.get_by_text("Left out").wait_for()
    assert not page.locator("tbody[data-unless]").first.is_visible()
    page.get_by_role("button", name="Show them").click()
    assert page.locator("tbody[data-unless]").first.is_visible()
