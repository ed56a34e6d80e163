"""What a page may weigh and may load (design §6): a reader abroad pays for every kilobyte."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from tests.pages import ReadPage, read_pages

KB = 1024
HTML_PROFILE, HTML_OTHER, CSS, JS_ORDINARY, JS_TOOL = 15 * KB, 40 * KB, 10 * KB, 6 * KB, 14 * KB
CHECKLIST_HEIGHT = 3500  # pixels at 390 across, about four screens
JS_FORM = 20 * KB  # a form that writes a profile for a contributor, who opens it on purpose
TOOLS = {
    "programs",
    "search",
    "shortlist",
    "compare",
    "compare-tool",
    "checklist",
    "steplist",
    "my-list",
    "rank-room",
    "verify",
}
FORMS = {"contribute-program"}

pytestmark = [pytest.mark.site, pytest.mark.content]


def _weight(path: Path) -> int:
    # Level 6 is what web servers use by default.
    return len(gzip.compress(path.read_bytes(), compresslevel=6, mtime=0))


def _file(page: ReadPage, address: str) -> str:
    """The file of the site that a page loads."""
    target = page.target(address)
    assert target is not None, f"{page.path} loads {address}"
    return target[0]


def test_each_page_is_light(real_site):
    weights = {page.path: (page.kind, _weight(real_site / page.path)) for page in read_pages(real_site).values()}
    heavy = {
        path: weight
        for path, (kind, weight) in weights.items()
        if weight > (HTML_PROFILE if kind == "profile" else HTML_OTHER)
    }
    assert heavy == {}


def test_there_is_one_light_stylesheet(real_site):
    """One sheet for all pages; a tool brings at most one more, so that no other reader loads it."""
    heavy = {}
    for page in read_pages(real_site).values():
        links = [address for tag, address in page.parts if tag == "link"]
        sheets = [_file(page, address) for address in links if address.partition("?")[0].endswith(".css")]
        assert len(sheets) <= (2 if page.kind in TOOLS | FORMS else 1), page.path
        weight = sum(_weight(real_site / sheet) for sheet in sheets)
        if weight > CSS:
            heavy[page.path] = weight
    assert heavy == {}
    for sheet in (real_site / "assets").glob("*.css"):
        # A picture inside the sheet names the SVG namespace, which nothing is loaded from.
        assert not re.search(r"@font-face|@import|url\((?![\"']?data:)", sheet.read_text()), sheet.name


def test_scripts_of_each_page_are_light(real_site):
    weights = {f"assets/{path.name}": _weight(path) for path in (real_site / "assets").glob("*.js")}
    heavy = {}
    for page in read_pages(real_site).values():
        weight = sum(weights[_file(page, address)] for tag, address in page.parts if tag == "script")
        if weight > (JS_TOOL if page.kind in TOOLS else JS_FORM if page.kind in FORMS else JS_ORDINARY):
            heavy[page.path] = weight
    assert heavy == {}


def test_nothing_stands_inline(real_site):
    assert {page.path: page.inline for page in read_pages(real_site).values() if page.inline} == {}


def test_pages_load_from_nowhere_else(real_site):
    foreign = {
        page.path: address
        for page in read_pages(real_site).values()
        for _, address in page.parts
        if page.target(address) is None and not address.startswith("data:")
    }
    assert foreign == {}
    for script in (real_site / "assets").glob("*.js"):
        assert not re.search(r"document\.cookie|sendBeacon|fetch\([\"'`]https?:", script.read_text()), script.name


def test_each_page_forbids_what_it_does_not_need(real_site):
    for page in read_pages(real_site).values():
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page.html)
        assert policy is not None, page.path
        assert "default-src 'none'" in policy[1]
        assert "unsafe-inline" not in policy[1]


@pytest.mark.browser
def test_the_checklist_opens_short_on_a_phone(site_url, page):
    """What decides stands open and the rest is folded, however many questions there are."""
    page.goto(f"{site_url}checklist/")
    page.locator("evaluation-checklist [data-part=progress]").get_by_text("settled").wait_for()
    assert page.evaluate("document.documentElement.scrollHeight") <= CHECKLIST_HEIGHT


@pytest.mark.browser
def test_search_waits_for_focus(site_url, page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url, wait_until="networkidle")
    assert [url for url in asked if "/pagefind/" in url] == []
    with page.expect_request(lambda request: "/pagefind/" in request.url):
        page.locator("main input[name=q]").focus()
        page.keyboard.type("Boston")
