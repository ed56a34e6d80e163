"""My list as tests work with it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

KEY = "workshops-list"
LIST = "customElements.get('save-program').list"


def some_programs(site: Path, number: int) -> list[dict[str, Any]]:
    """The first programs of the site with a claim on each of the first two tracker questions' columns."""
    paths = sorted((site / "api/v1/programs").glob("*.json"))
    found = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    return sorted(found, key=lambda program: -len(program["answers"]))[:number]


def days(site: Path) -> list[str]:
    """What the days are called that readers keep for each program."""
    return [label for _, label in page_config(site)["dates"]]


def tracker(site: Path) -> list[tuple[str, list[str]]]:
    """The tracker's columns as the page is told them."""
    return [(label, ids) for label, ids in page_config(site)["tracker"]]


def page_config(site: Path) -> dict[str, Any]:
    text = (site / "my-list/index.html").read_text(encoding="utf-8")
    config = re.search(r'data-config="([^"]*)"', text)
    assert config
    found: dict[str, Any] = json.loads(config[1].replace("&#34;", '"').replace("&amp;", "&").replace("&#39;", "'"))
    return found


def add(page: Any, small_url: str, program: dict[str, Any]) -> None:
    page.goto(f"{small_url}programs/{program['slug']}/")
    page.get_by_role("button", name=f"Add to my list: {program['title']}", exact=True).click()
    page.get_by_role("button", name=f"On my list: {program['title']}", exact=True).wait_for()


def open_list(page: Any, small_url: str) -> None:
    page.goto(f"{small_url}my-list/")
    page.locator("my-list .own-tools").first.wait_for()


def open_list_of(page: Any, small_url: str, *programs: dict[str, Any]) -> None:
    """My list with programs on it, as their buttons would have put them there."""
    open_list(page, small_url)
    page.evaluate(f"titles => {LIST}.set(titles)", {f"p/{each['slug']}/title": each["title"] for each in programs})
    card(page, programs[-1]).wait_for()


def load_export(page: Any) -> None:
    """What is fetched when somebody asks for a file."""
    page.add_script_tag(url=page.locator("my-list").evaluate("list => new URL(list.dataset.out, location.href).href"))


def card(page: Any, program: dict[str, Any]) -> Any:
    return page.locator(f".own-rows > li[data-slug='{program['slug']}']")


def write_note(page: Any, program: dict[str, Any], who: str, text: str, date: str = "2026-11-20") -> None:
    row = card(page, program)
    row.get_by_text("Write a note").click()
    row.get_by_label("Date").fill(date)
    row.get_by_label("Who said it").fill(who)
    row.get_by_label("Note", exact=True).fill(text)
    row.get_by_role("button", name="Save note").click()


def stored(page: Any) -> dict[str, Any]:
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}') || '{{}}'"))  # type: ignore[no-any-return]


def values(page: Any) -> dict[str, Any]:
    """What stands, by path, without the times."""
    return {path: value for path, (value, _) in stored(page)["fields"].items() if value is not None}


def store(page: Any, small_url: str, text: str) -> None:
    """Puts a text into the storage before any of our pages sees it."""
    page.goto(f"{small_url}robots.txt")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])


def save_file(page: Any, label: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label).click()
    path: Path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path
