"""axe finds nothing on any page kind, light and dark, phone and desktop; nothing scrolls sideways at 360 px."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.axe import find_faults, scrolls_sideways
from tests.pages import sample_pages
from tests.quiet import open_quiet
from tests.real import real_library

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.content]

DESKTOP, PHONE, NARROW = ({"width": width, "height": 900} for width in (1100, 390, 360))
PARTS = 4  # of the pages, so that those who run tests share them
ALL = 10_000  # more than any page has
OPEN = "(some) => { [...document.querySelectorAll('main details')].slice(0, some).forEach((part) => { part.open = true; }); }"


@pytest.fixture(scope="module")
def samples(real_site: Path) -> list[str]:
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


@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Any, samples: list[str], site_url: str, part: int):
    found: dict[str, list[str]] = {}
    for url in samples[part::PARTS]:
        for size in (DESKTOP, PHONE):  # a page may look at its window when it loads
            page.set_viewport_size(size)
            if "?" in url:
                open_quiet(page, site_url + url)
            else:
                page.goto(site_url + url)
            # What is folded must be readable too; some answers are enough to see each part.
            page.evaluate(OPEN, 8)
            found[f"{url} at {size['width']}"] = find_faults(page)
        page.set_viewport_size(NARROW)
        page.evaluate(OPEN, ALL)
        found[f"{url} at 360"] = ["it scrolls sideways"] if scrolls_sideways(page) else []
    assert {url: faults for url, faults in found.items() if faults} == {}
