"""A tracker that somebody keeps as CSV comes into My list, is worked on, goes out and comes in again: nothing lost, nothing doubled."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.site]

ROWS = 60
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


def open_list(page: Any, site_url: str) -> None:
    page.goto(f"{site_url}my-list/")
    page.locator("my-list .own-tools").first.wait_for()


def export(page: Any, folder: Path) -> str:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Spreadsheet (CSV)").click()
    path = folder / "out.csv"
    waiting.value.save_as(path)
    return path.read_bytes().decode("utf-8")


def trap_sheet(found: list[dict[str, Any]]) -> str:
    """60 rows behind Excel's BOM, a `sep=` line and two title rows, with semicolons and headings of other trackers."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(["My Match 2027", "", "", "", "", "", "", "", ""])
    writer.writerow([])
    writer.writerow(
        [
            "Residency Program",
            "ACGME ID",
            "Town",
            "ST",
            "Application Status",
            "Interview Date",
            "Deadline",
            "Comments",
            "Vibe",
        ]
    )
    for n, program in enumerate(found[: ROWS - 5]):
        code = program["acgme"] if n % 2 else ""
        status = ["Applied", "IV invite", "interviewed", "Rejected", "on hold"][n % 5]
        day = ["2026-11-03", "11/14/2026", "03.11.2026", "Nov 5, 2026", "soon"][n % 5]
        note = ['He said "yes"; call back', "Two\nlines, with a comma", "=1+1", "", "Ärzte, naïve – ü"][n % 5]
        name = program["title"].upper() if n % 3 else program["title"]
        writer.writerow(
            [name, code, program["city"], program["state"], status, day, "12/01/2026", note, f"{n % 10}/10"]
        )
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


def test_a_season_by_sheet_loses_nothing_and_doubles_nothing(page, site_url, real_site, tmp_path):
    found = [program for program in programs(real_site) if True]
    if len(found) < ROWS:
        pytest.skip("the directory holds fewer programs than the sheet has rows")
    open_list(page, site_url)
    panel = bring(page, trap_sheet(found))
    panel.get_by_role("heading", name="59 rows read").wait_for()
    settle(page, panel)
    taken = values(page)
    titles = {path.split("/")[1] for path in taken if path.endswith("/title")}
    assert titles >= {program["slug"] for program in found[: ROWS - 5]}
    own = {path.split("/")[1] for path in taken if path.endswith("/own")}
    assert len(own) == len(MADE_UP) and len(titles) == ROWS - 5 + len(MADE_UP)
    first, second, third, fourth, fifth = (program["slug"] for program in found[:5])
    assert [taken[f"p/{slug}/status"] for slug in (second, third, fourth)] == ["invited", "interviewed", "rejected"]
    days = [taken.get(f"p/{slug}/day/interview") for slug in (first, second, third, fourth, fifth)]
    assert days == ["2026-11-03", "2026-11-14", "2026-11-03", "2026-11-05", None]
    assert taken[f"p/{first}/day/due"] == "2026-12-01"
    texts = [value["text"] for path, value in taken.items() if path.startswith(f"p/{fifth}/note/")]
    assert any("Ärzte" in text for text in texts)
    assert any("Vibe: 4/10" in text and "Status: on hold" in text and "Interview on: soon" in text for text in texts)
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
    worked[place] = "Interviewed"
    again = io.StringIO()
    csv.writer(again).writerows(rows)
    settle(page, bring(page, again.getvalue()))
    changed = {path: value for path, value in values(page).items() if taken.get(path) != value}
    (path,) = changed
    assert path.endswith("/status") and changed[path] == "interviewed"
    page.get_by_role("button", name="Undo").click()
    assert values(page) == taken


def test_a_weak_match_is_asked_and_can_be_left_out(page, site_url, real_site):
    found = programs(real_site)
    house = next(p for p in found if sum(q["institution"] == p["institution"] for q in found) > 1)
    title = house["title"].split(":")[0]
    open_list(page, site_url)
    panel = bring(page, f"Program,Notes\n{title},A note\n")
    panel.get_by_role("heading", name="1 row read").wait_for()
    assert panel.get_by_role("heading").evaluate("h => h === document.activeElement")
    panel.get_by_role("button", name="Take them").click()
    assert panel.get_by_text("Choose for each row").is_visible()
    panel.get_by_role("combobox").select_option("out")
    panel.get_by_role("button", name="Take them").press("Enter")
    page.get_by_text("1 left out").wait_for()
    assert values(page) == {}


def test_undo_takes_a_whole_sheet_back(page, site_url, real_site):
    found = programs(real_site)[:3]
    open_list(page, site_url)
    text = "\n".join(["Hospital\tCity\tStatus", *(f"{p['title']}\t{p['city']}\tapplied" for p in found)])
    settle(page, bring(page, text, encoding="utf-8-sig", name="tracker.tsv"))
    assert len([path for path in values(page) if path.endswith("/title")]) == 3
    page.get_by_role("button", name="Undo").click()
    assert values(page) == {}


def test_the_header_counts_the_list(page, site_url, real_site):
    (program,) = programs(real_site)[:1]
    page.goto(f"{site_url}programs/{program['slug']}/")
    page.get_by_role("button", name="Add to my list").first.click()
    page.goto(site_url)
    link = page.locator(".site-header a[href*='my-list/']")
    assert link.get_attribute("data-count") == "1"


@pytest.mark.parametrize(
    "crafted",
    ["Program\n<img src=x onerror=alert(1)>\n", 'Program,Status\n"unclosed,Applied\n', "Program\n" + "a" * 9000],
)
def test_crafted_sheets_are_text(page, site_url, crafted):
    page.on("dialog", lambda dialog: pytest.fail("a script ran"))
    open_list(page, site_url)
    panel = bring(page, crafted)
    settle(page, panel)
    assert page.locator("my-list img").count() == 0
