"""axe finds nothing on any page kind, light and dark, phone and desktop; nothing scrolls sideways at 360 px."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.axe import BRIEF
from tests.pages import sample_pages
from tests.real import real_library

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.content]

WIDTHS = (390, 1100)
# Dark differs from light in its colors alone, so the other rules need not run twice.
RULES: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}},
}


@pytest.fixture(scope="module")
def samples(real_site) -> list[str]:
    """An address a page kind, and the tools at work."""
    programs = sorted(path.name for path in (real_site / "programs").iterdir() if path.is_dir())[:3]
    states = sorted({program.state for program in real_library().programs})
    form = f"contribute/program/?p={programs[0]}"
    at_work = [
        f"compare/?p={','.join(programs)}",
        "programs/?" + "&".join(f"state={state.lower()}" for state in states[:2]),
        form,
        f"{form}&as=program",
        f"{form}&as=reply",
    ]
    return [page.url for page in sample_pages(real_site)] + at_work


@pytest.fixture
def framed(browser, request) -> Iterator[Any]:
    scheme, width = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    # axe rolls up what it measures, so nothing may move meanwhile.
    page.emulate_media(reduced_motion="reduce")
    yield page, scheme
    context.close()


@pytest.mark.parametrize(
    "framed", [(s, w) for s in RULES for w in WIDTHS], indirect=True, ids=lambda value: f"{value[0]}-{value[1]}"
)
def test_axe_finds_nothing(framed, samples, site_url):
    from axe_playwright_python.sync_playwright import Axe

    page, scheme = framed
    found = {}
    for url in samples:
        page.goto(site_url + url, wait_until="networkidle" if "?" in url else "load")
        # What is folded must be readable too; three answers are enough to see each part.
        page.evaluate("[...document.querySelectorAll('main details')].slice(0, 8).forEach((d) => { d.open = true; })")
        results = Axe().run(page, options=RULES[scheme] | BRIEF)
        for violation in results.response["violations"]:
            where = [node["target"] for node in violation["nodes"][:3]]
            found[f"{url}: {violation['id']}"] = where
    assert found == {}


@pytest.mark.parametrize("framed", [("light", 360)], indirect=True, ids=["360"])
def test_nothing_scrolls_sideways(framed, samples, site_url):
    page, _ = framed
    wide = {}
    for url in samples:
        page.goto(site_url + url, wait_until="networkidle" if "?" in url else "load")
        page.evaluate("document.querySelectorAll('main details').forEach((d) => { d.open = true; })")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 360:
            wide[url] = width
    assert wide == {}
