"""What is on the screen is copied in all forms: a list as it is filtered, a search, a pack of questions, a comparison."""

from __future__ import annotations

from typing import Any

import pytest

from tests.quiet import open_quiet

pytestmark = [pytest.mark.browser, pytest.mark.site]

KEEP = """Object.defineProperty(navigator, 'clipboard', { value: {
  writeText: (text) => { window.copied = text; return Promise.resolve(); } } });"""
STATES = {
    "list": ("programs/", "All apprenticeships"),
    "filtered list": ("programs/?t1=yes", "T-1: "),
    "place": ("states/sb/", ""),
    "search": ("search/?q=kiln", "kiln: Search, Workshop"),
    "pack": ("ask/coordinator/?program=mill-yard-joinery", "Mill Yard"),
    "comparison": ("compare/?p=mill-yard-joinery,hill-kiln-joinery", "Mill Yard"),
}


def open_state(page: Any, url: str) -> Any:
    page.add_init_script(KEEP)
    open_quiet(page, url)
    return page.locator("copy-link[data-live]")


def copy(page: Any, link: Any, form: str) -> str:
    link.get_by_role("button", name=form).click()
    link.get_by_role("status").filter(has_text="Copied").wait_for()
    return page.evaluate("window.copied")  # type: ignore[no-any-return]


@pytest.mark.parametrize("state", STATES)
def test_the_screen_is_copied_in_all_forms(page, small_url, state):
    path, title = STATES[state]
    link = open_state(page, small_url + path)
    link.get_by_role("button", name="Copy link as").click()
    link.locator("summary").wait_for()
    assert page.evaluate("document.activeElement.localName") == "summary"
    address = copy(page, link, "Plain link")
    assert address.endswith(path)
    name = page.title()
    assert title in name
    assert copy(page, link, "Text") == f"{name} {address}"
    assert copy(page, link, "Markdown") == f"[{name}]({address})"
    assert copy(page, link, "BBCode") == f"[url={address}]{name}[/url]"
    assert copy(page, link, "WhatsApp") == f"{name}\n{address}"


def test_what_copies_is_fetched_once_and_only_on_demand(page, small_url):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    link = open_state(page, f"{small_url}states/sb/")
    assert not any("copy-link" in url for url in asked)
    link.get_by_role("button", name="Copy link as").dblclick()
    link.locator("summary").wait_for()
    assert len([url for url in asked if "copy-link" in url]) == 1


def test_without_scripts_no_dead_button_is_shown(browser, small_url):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{small_url}states/sb/")
    assert page.locator("copy-link button").count() == 1
    assert not page.locator("copy-link button").is_visible()
    context.close()
