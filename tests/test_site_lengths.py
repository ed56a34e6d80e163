"""No page asks a reader to scroll past what is not theirs (design §6): what a list and a comparison take on a phone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.answers.names import region_id
from tests.real import real_library
from tests.test_compare import open_compare
from tests.test_filter import open_list
from tests.test_lists import ROWS

pytestmark = [pytest.mark.site, pytest.mark.browser, pytest.mark.content]

SCREEN = 844
ROWS_SHOWN, LIST, COMPARED, COMPARISON = 25, 6_000, 3, 5_000


def test_a_phone_shows_the_first_program_at_once_and_25_within_6000_pixels(page: Any, site_url: str):
    states = real_library().editorial.states
    regions = dict.fromkeys(region_id(states[program.state].region) for program in real_library().programs)
    for query in ("", "?" + "&".join(f"region={region}" for region in regions)):
        open_list(page, site_url, query)
        rows = page.locator(ROWS)
        assert rows.first.bounding_box()["y"] < SCREEN
        last = rows.nth(min(ROWS_SHOWN, rows.count()) - 1).bounding_box()
        assert last["y"] + last["height"] <= LIST


def fullest(site: Path, number: int) -> list[str]:
    programs = json.loads((site / "api/v1/programs.json").read_text(encoding="utf-8"))["programs"]
    return [p["slug"] for p in sorted(programs, key=lambda p: (-p["counts"]["answered"], p["slug"]))[:number]]


def test_three_programs_are_compared_within_a_few_screens_of_a_phone(page: Any, site_url: str, real_site: Path):
    open_compare(page, site_url, f"?p={','.join(fullest(real_site, COMPARED))}")
    assert page.evaluate("document.documentElement.scrollHeight") <= COMPARISON
