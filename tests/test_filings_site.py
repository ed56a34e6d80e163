"""Filings in a real browser: the table's order is the reader's, and the facet counts nobody as a no."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.real import small_library

pytestmark = pytest.mark.browser


def test_a_heading_orders_the_table_and_turns_it_round(page: Any, small_url: str) -> None:
    record = small_library().editorial.record
    assert record is not None
    address = f"{small_url}{record.rules.page.group}/{record.rules.page.slug}/"
    page.set_viewport_size({"width": 1200, "height": 900})
    page.goto(address)
    page.get_by_text("Show them").click()
    table = page.locator("sort-table").last
    numbers = "rows => rows.map(row => Number(row.cells[2].dataset.number))"
    states = "rows => rows.map(row => row.cells[1].textContent)"
    table.locator("th button").nth(2).click()
    falling = table.locator("tbody tr").evaluate_all(numbers)
    assert falling == sorted(falling, reverse=True) and falling[0] > falling[-1]
    table.locator("th button").nth(2).click()
    assert table.locator("tbody tr").evaluate_all(numbers) == sorted(falling)
    assert table.locator("th").nth(2).get_attribute("aria-sort") == "ascending"
    table.locator("th button").nth(1).click()
    assert table.locator("tbody tr").evaluate_all(states) == sorted(table.locator("tbody tr").evaluate_all(states))
    # On a phone the rows are stacked, and no heading that nobody sees takes the focus.
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    assert page.locator("sort-table th button").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_facet_holds_those_who_filed_and_says_how_many_are_not_in_the_record(page: Any, small_url: str) -> None:
    record = small_library().editorial.record
    assert record is not None
    facet = record.rules.facet
    page.goto(f"{small_url}programs/?{facet.id}={facet.option}")
    count = page.locator("p[data-part=count]").filter(has_text=re.compile(r"\d"))  # the choice of the address was taken
    count.wait_for()  # it stands in sight once the rows do
    shown = int(count.inner_text().split()[0])
    assert 0 < shown < len(small_library().programs)
