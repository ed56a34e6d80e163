"""A tracker that somebody keeps as CSV comes into My list, is worked on, goes out and comes in again: nothing lost, nothing doubled."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.axe import scrolls_sideways

pytestmark = pytest.mark.browser

HEADINGS = [
    "Workshop program",
    "Code",
    "Town",
    "Bk",
    "Application Status",
    "Trial Date",
    "Deadline",
    "Comments",
    "Vibe",
]
MADE_UP = ["Xanadu Quvenzhane Clinic", "Zzyzx Valley Infirmary", "Qaanaaq Polar Infirmary"]


def programs(site: Path) -> list[dict[str, Any]]:
    found = json.loads((site / "api/v1/programs.json").read_text(encoding="utf-8"))["programs"]
    return sorted(found, key=lambda program: program["slug"])


def bring(page: Any, text: str, *, encoding: str = "utf-8", name: str = "tracker.csv") -> Any:
    file = {"name": name, "mimeType": "text/csv", "buffer": text.encode(encoding)}
    page.get_by_label("Bring in a copy").set_input_files(files=[file])
    return page.locator("list-import")


def values(page: Any) -> dict[str, Any]:
    raw = page.evaluate("localStorage.getItem(customElements.get('save-program').list.KEY)")
    return {
        path: value for path, (value, _) in json.loads(raw or '{"fields": {}}')["fields"].items() if value is not None
    }


def open_list(page: Any, small_url: str) -> None:
    page.goto(f"{small_url}my-list/")
    page.locator("my-list .own-tools").first.wait_for()


def export(page: Any, folder: Path) -> str:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Spreadsheet (CSV)").click()
    path = folder / "out.csv"
    waiting.value.save_as(path)
    return path.read_bytes().decode("utf-8")


def trap_sheet(found: list[dict[str, Any]]) -> str:
    """Each program a row, behind Excel's BOM, a `sep=` line and two title rows, with semicolons and headings of other
    trackers; then one program again, an empty row, and programs that the directory lacks.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(["My season 2027", "", "", "", "", "", "", "", ""])
    writer.writerow([])
    writer.writerow(HEADINGS)
    for n, program in enumerate(found):
        code = program["guild"] or "" if n % 2 else ""
        status = ["Applied", "Trial offer", "tested", "Withdrawn", "on hold"][n % 5]
        day = ["2026-11-03", "11/14/2026", "03.11.2026", "Nov 5, 2026", "soon"][n % 5]
        note = ['He said "yes"; call back', "Two\nlines, with a comma", "=1+1", "", "Ärzte, naïve – ü"][n % 5]
        name = program["title"].upper() if n % 3 else program["title"]
        place = (program["city"], program["state"])
        writer.writerow([name, code, *place, status, day, "12/01/2026", note, f"{n % 10}/10"])
    writer.writerow([found[0]["title"], "", "", "", "Applied", "", "", "Stands twice", ""])
    writer.writerow(["", "", "", "", "", "", "", "", ""])
    for name in MADE_UP:
        writer.writerow([name, "", "Nowhere", "", "Applied", "2026-11-20", "", "Not in the directory", "9/10"])
    return "\ufeffsep=;\r\n" + out.getvalue()


def settle(page: Any, panel: Any) -> None:
    panel.get_by_role("button", name="Take them into my list").wait_for()
    for choice in panel.locator("select").all():
        choice.select_option(index=1)
    panel.get_by_role("button", name="Take them into my list").click()
    panel.wait_for(state="detached")


def test_a_season_by_sheet_loses_nothing_and_doubles_nothing(page, small_url, small_site, tmp_path):
    found = programs(small_site)
    assert len(found) >= 8 and any(program["guild"] for program in found[1::2])
    open_list(page, small_url)
    panel = bring(page, trap_sheet(found))
    panel.get_by_role("heading", name=f"{len(found) + 1 + len(MADE_UP)} rows read").wait_for()
    settle(page, panel)
    taken = values(page)
    titles = {path.split("/")[1] for path in taken if path.endswith("/title")}
    assert titles >= {program["slug"] for program in found}
    own = {path.split("/")[1] for path in taken if path.endswith("/own")}
    assert len(own) == len(MADE_UP) and len(titles) == len(found) + len(MADE_UP)
    first, second, third, fourth, fifth = (program["slug"] for program in found[:5])
    assert [taken[f"p/{slug}/status"] for slug in (second, third, fourth)] == ["invited", "tried", "dropped"]
    days = [taken.get(f"p/{slug}/day/trial") for slug in (first, second, third, fourth, fifth)]
    assert days == ["2026-11-03", "2026-11-14", "2026-11-03", "2026-11-05", None]
    assert taken[f"p/{first}/day/due"] == "2026-12-01"
    texts = [value["text"] for path, value in taken.items() if path.startswith(f"p/{fifth}/note/")]
    assert any("Ärzte" in text for text in texts)
    assert any("Vibe: 4/10" in text and "Status: on hold" in text and "Trial week from: soon" in text for text in texts)
    assert "=1+1" in [value["text"] for path, value in taken.items() if path.startswith(f"p/{third}/note/")]
    # The same sheet again changes nothing; so does what we gave out, and a sheet that was worked on changes just that.
    settle(page, bring(page, trap_sheet(found)))
    assert values(page) == taken
    out = export(page, tmp_path)
    settle(page, bring(page, out))
    assert values(page) == taken
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"))))
    place = rows[0].index("Status")
    worked = next(row for row in rows[1:] if row[0] == MADE_UP[0] + ", Nowhere")
    worked[place] = "Trial week done"
    again = io.StringIO()
    csv.writer(again).writerows(rows)
    settle(page, bring(page, again.getvalue()))
    changed = {path: value for path, value in values(page).items() if taken.get(path) != value}
    (path,) = changed
    assert path.endswith("/status") and changed[path] == "tried"
    page.get_by_role("button", name="Undo").click()
    assert values(page) == taken


def test_a_weak_match_is_asked_and_can_be_left_out(page, small_url, small_site):
    found = programs(small_site)
    house = next(p for p in found if sum(q["institution"] == p["institution"] for q in found) > 1)
    title = house["title"].split(":")[0]
    open_list(page, small_url)
    panel = bring(page, f"Program,Notes\n{title},A note\n")
    panel.get_by_role("heading", name="1 row read").wait_for()
    assert panel.get_by_role("heading").evaluate("h => h === document.activeElement")
    page.set_viewport_size({"width": 360, "height": 800})  # names are longer than a phone is wide
    assert not scrolls_sideways(page)
    panel.get_by_role("button", name="Take them").click()
    assert panel.get_by_text("Choose for each row").is_visible()
    panel.get_by_role("combobox").select_option("out")
    panel.get_by_role("button", name="Take them").press("Enter")
    page.get_by_text("1 left out").wait_for()
    assert values(page) == {}


def test_undo_takes_a_whole_sheet_back(page, small_url, small_site):
    found = programs(small_site)[:3]
    open_list(page, small_url)
    text = "\n".join(["Workshop\tCity\tStatus", *(f"{p['title']}\t{p['city']}\tapplied" for p in found)])
    settle(page, bring(page, text, encoding="utf-8-sig", name="tracker.tsv"))
    assert len([path for path in values(page) if path.endswith("/title")]) == 3
    page.get_by_role("button", name="Undo").click()
    assert values(page) == {}


def test_the_header_counts_the_list(page, small_url, small_site):
    (program,) = programs(small_site)[:1]
    page.goto(f"{small_url}programs/{program['slug']}/")
    page.get_by_role("button", name="Add to my list").first.click()
    page.goto(small_url)
    link = page.locator(".site-header a[href*='my-list/']")
    assert link.get_attribute("data-count") == "1"


@pytest.mark.parametrize(
    "crafted",
    ["Program\n<img src=x onerror=alert(1)>\n", 'Program,Status\n"unclosed,Applied\n', "Program\n" + "a" * 9000],
)
def test_crafted_sheets_are_text(page, small_url, crafted):
    page.on("dialog", lambda dialog: pytest.fail("a script ran"))
    open_list(page, small_url)
    panel = bring(page, crafted)
    settle(page, panel)
    assert page.locator("my-list img").count() == 0
