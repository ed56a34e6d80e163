"""The rank room: interviews in the reader's own order, by keyboard and by dragging; print on one page; a calendar file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.axe import find_faults, scrolls_sideways

pytestmark = pytest.mark.browser


def programs(site: Path, number: int) -> list[dict[str, Any]]:
    found = json.loads((site / "api/v1/programs.json").read_text(encoding="utf-8"))["programs"]
    return sorted(found, key=lambda program: -program["counts"]["answered"])[:number]


def open_room(page: Any, small_url: str, changes: dict[str, Any]) -> Any:
    page.goto(f"{small_url}my-list/rank/")
    page.evaluate("changes => customElements.get('save-program').list.set(changes)", changes)
    return page.locator(".ranked")


def interviewed(found: list[dict[str, Any]], status: str) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for program in found:
        changes |= {f"p/{program['slug']}/title": program["title"], f"p/{program['slug']}/status": status}
    return changes


def config(page: Any) -> dict[str, Any]:
    return json.loads(page.locator("rank-room").get_attribute("data-config"))  # type: ignore[no-any-return]


@pytest.fixture
def room(page, small_url, small_site):
    found = programs(small_site, 3)
    page.goto(f"{small_url}my-list/rank/")
    status = config(page)["ranked"][0]
    question = config(page)["questions"][0][0]
    slug = found[0]["slug"]
    order = open_room(page, small_url, interviewed(found, status) | {
        f"p/{slug}/answer/{question}/verdict": "weak",
        f"must/{question}": True,
        f"p/{slug}/note/a": {"date": "2026-11-02", "who": "A resident", "text": "Calls every third night."},
    })  # fmt: skip
    order.locator("li").nth(2).wait_for()
    return order, found, question


def order_of(page: Any) -> list[str]:
    return page.eval_on_selector_all(".ranked > li", "rows => rows.map(row => row.dataset.slug)")  # type: ignore[no-any-return]


def test_it_shows_verdicts_what_one_cannot_go_without_and_what_is_open(page, room):
    order, found, question = room
    row = order.locator(f"[data-slug='{found[0]['slug']}']")
    label = next(label for id, label, *_ in config(page)["questions"] if id == question)
    row.get_by_text(f"{label}: not met").wait_for()
    assert "Calls every third night." in row.inner_text()
    deciding = {id: label for id, label, *_ in config(page)["questions"] if id in config(page)["deciding"]}
    api = page.evaluate(
        "slug => fetch(`../../api/v1/programs/${slug}.json`).then(answer => answer.json())", found[1]["slug"]
    )
    settled = {answer["question"] for answer in api["answers"] if answer["settled"]}
    open_row = order.locator(f"[data-slug='{found[1]['slug']}']")
    for id, name in deciding.items():
        said = open_row.locator("div", has=page.locator("dt", has_text="Still open")).last.inner_text()
        names = {part for line in said.splitlines() for part in line.partition(": ")[2].split(", ")}
        assert (name in names) == (id not in settled)


def test_the_order_is_made_by_keyboard_and_stays(page, room, small_url):
    _, found, _ = room
    before = order_of(page)
    last = next(program["title"] for program in found if program["slug"] == before[2])
    page.get_by_role("button", name=f"Up: {last}").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert order_of(page) == [before[2], before[0], before[1]]
    assert page.get_by_role("button", name=f"Up: {last}").evaluate("b => b === document.activeElement")
    assert page.get_by_role("status").get_by_text("is now number 1 of 3").is_visible()
    page.get_by_role("textbox", name=f"Why here: {last}").fill("My sister lives there")
    page.get_by_role("textbox", name=f"Why here: {last}").blur()
    page.reload()
    page.locator(".ranked > li").nth(2).wait_for()
    assert order_of(page) == [before[2], before[0], before[1]]
    assert page.get_by_role("textbox", name=f"Why here: {last}").input_value() == "My sister lives there"


def test_the_order_is_made_by_dragging(page, room):
    page.set_viewport_size({"width": 390, "height": 3000})
    before = order_of(page)
    grip = page.locator(".ranked > li").nth(0).locator("[data-part=grip]")
    grip.scroll_into_view_if_needed()
    start = grip.bounding_box()
    goal = page.locator(".ranked > li").nth(1).bounding_box()
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(goal["x"] + 40, goal["y"] + goal["height"] - 5, steps=6)
    page.mouse.up()
    assert order_of(page)[0] == before[1]
    slug = before[1]
    assert page.evaluate(f"customElements.get('save-program').list.get('p/{slug}/rank')") == 1


def test_the_calendar_file_is_read_by_a_parser_and_keeps_its_ids(page, room, tmp_path):
    icalendar = pytest.importorskip("icalendar")
    _, found, _ = room
    slug = found[0]["slug"]
    (date, name), *_ = config(page)["dates"]
    page.evaluate(
        "changes => customElements.get('save-program').list.set(changes)", {f"p/{slug}/day/{date}": "2026-12-31"}
    )

    def events() -> dict[str, Any]:
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Calendar file").click()
        path = tmp_path / "season.ics"
        waiting.value.save_as(path)
        assert all(len(line) <= 75 for line in path.read_bytes().split(b"\r\n"))
        return {str(event["UID"]): event for event in icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")}

    first = events()
    assert len(first) == len(config(page)["season"]) + 1
    own = next(event for uid, event in first.items() if uid.startswith(f"{slug}-{date}@"))
    assert str(own["SUMMARY"]) == f"{name}: {found[0]['title']}"
    assert str(own["DTSTART"].dt) == "2026-12-31" and str(own["DTEND"].dt) == "2027-01-01"
    page.evaluate(
        "changes => customElements.get('save-program').list.set(changes)", {f"p/{slug}/day/{date}": "2027-01-02"}
    )
    assert set(events()) == set(first)


def test_it_prints_on_one_page(page, room):
    page.emulate_media(media="print")
    for part in ("[data-part=moves]", "[data-part=grip]"):
        assert not page.locator(part).first.is_visible()
    assert page.locator(".ranked > li").nth(2).is_visible()
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 between its margins, at 96 dots an inch
    assert page.locator(".ranked").bounding_box()["height"] < 900


def test_axe_finds_nothing(page, room):
    for width in (390, 820, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert find_faults(page) == []
        assert not scrolls_sideways(page)
