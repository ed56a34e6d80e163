"""What comes into My list and goes out of it: copies, renamed programs, the spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

from generator.data.spreadsheet import defuse
from tests.checklist_page import DISPUTED
from tests.my_list_page import (
    LIST,
    card,
    days,
    load_export,
    open_list_of,
    save_file,
    some_programs,
    store,
    tracker,
    values,
    write_note,
)

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("text", ["{not json", "[]", '{"version": 99}', "null", "x" * 100_000])
def test_importing_what_is_no_export_changes_nothing(page, small_url, small_site, text):
    (first,) = some_programs(small_site, 1)
    open_list_of(page, small_url, first)
    before = values(page)
    file = {"name": "list.json", "mimeType": "application/json", "buffer": text.encode()}
    page.get_by_label("Bring in a copy").set_input_files(files=[file])
    page.get_by_role("status").filter(has_text="nothing was imported").wait_for()
    assert values(page) == before


def test_importing_says_what_it_kept_and_ignored(page, small_url, small_site):
    (first,) = some_programs(small_site, 1)
    slug = first["slug"]
    open_list_of(page, small_url, first)
    card(page, first).get_by_label(f"Tier: {first['title']}").select_option("Safety")
    fields = {f"p/{slug}/tier": ["reach", 5], f"p/{slug}/interest": ["low", 5], "what/is/this": [1, 5]}
    load_export(page)
    said = page.evaluate(
        "(text) => customElements.get('list-export').take(text)", json.dumps({"version": 2, "fields": fields})
    )
    assert "1 entry added, 0 replaced" in said
    assert "1 kept as they are here" in said
    assert "1 ignored" in said
    assert values(page)[f"p/{slug}/tier"] == "safety"


def test_renamed_programs_and_questions_are_found_again(loose_page, small_url, small_site):
    page = loose_page
    first, second = some_programs(small_site, 2)
    page.route(
        re.compile(r"/assets/programs\.[0-9a-f]+\.json"),
        lambda route: route.fulfill(json=_with_alias(small_site, first["slug"])),
    )
    now = 1_700_000_000_000
    fields = {
        "p/an-old-name/title": ["Old name", now],
        "p/an-old-name/answer/an-old-question/verdict": ["strong", now],
        f"p/{second['slug']}/title": [second["title"], now],
        "must/an-old-question": [True, now],
    }
    store(page, small_url, json.dumps({"version": 2, "fields": fields}))
    question = first["answers"][0]["question"]
    page.goto(f"{small_url}my-list/")
    card(page, first).wait_for()
    page.evaluate(f"{LIST}.rename({{ questions: {{ 'an-old-question': '{question}' }} }})")
    kept = values(page)
    assert kept[f"p/{first['slug']}/answer/{question}/verdict"] == "strong"
    assert kept[f"must/{question}"] is True
    assert not [path for path in kept if "an-old" in path]


def _with_alias(site: Path, slug: str) -> Any:
    (path,) = (site / "assets").glob("programs.*.json")
    columns = json.loads(path.read_text(encoding="utf-8"))
    columns["aliases"]["an-old-name"] = columns["slug"].index(slug)
    return columns


@pytest.fixture(scope="module")
def list_page(browser, small_url):
    opened = browser.new_page()
    opened.goto(f"{small_url}my-list/")
    opened.locator("my-list[data-out]").wait_for()
    load_export(opened)
    yield opened
    opened.close()


CELLS = st.text(
    st.one_of(
        st.sampled_from("=+-@\uff1d\uff0d\t\r\n\",;'é✓👩‍⚕️ \xa0"),
        st.characters(codec="utf-8", exclude_characters="\x00"),
    ),
    max_size=20,
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=4))
def test_csv_round_trip(list_page, rows):
    text = list_page.evaluate("(rows) => customElements.get('list-export').csv(rows)", rows)
    assert text.startswith("\ufeff")
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert read == [list(map(defuse, row)) for row in rows], "as the spreadsheet of all programs does it"
    assert not [cell for row in read for cell in row if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_spreadsheet_has_the_columns_that_applicants_use(page, small_url, small_site, tmp_path):
    (first,) = some_programs(small_site, 1)
    open_list_of(page, small_url, first)
    write_note(page, first, "Coordinator", "=1+1")
    card(page, first).get_by_label(f"Tier: {first['title']}").select_option("Target")
    path = save_file(page, "Spreadsheet", tmp_path)
    head, row = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    asked = [label for label, _ in tracker(small_site)]
    before = ["Program", "Guild number", "City", "Bank", "Side", "Trade"]
    own = ["Notes", "Interest", "Tier", "Status", *days(small_site), "Rank", "Reason"]
    assert head == [*before, *asked, "Contact page", *own, "Profile", "Exported"]
    cells = dict(zip(head, row, strict=True))
    assert cells["Program"] == first["title"]
    assert cells["Bank"] == first["state"]
    assert cells["Side"] == first["region"]
    assert cells["Notes"] == "2026-11-20 Coordinator: =1+1"
    assert cells["Tier"] == "Target"
    assert cells["Profile"] == first["url"]
    claims = {answer["question"]: answer["claims"][0] for answer in first["answers"]}
    for label, ids in tracker(small_site):
        for id in ids:
            claim = claims.get(id)
            said = f"{claim['shown']}" if claim else "Not collected yet"
            assert said in cells[label]
            assert claim is None or claim["age"]["short"] in cells[label]


def test_a_disagreement_is_told_on_the_card_and_in_the_spreadsheet(page, small_url, small_site, tmp_path):
    disputed = json.loads((small_site / f"api/v1/programs/{DISPUTED}.json").read_text(encoding="utf-8"))
    found = next(answer for answer in disputed["answers"] if answer["disagree"])
    open_list_of(page, small_url, disputed)
    shown = card(page, disputed).locator("dd").filter(has_text=found["shown"])
    assert "Sources disagree" in shown.inner_text()
    rows = csv.DictReader(io.StringIO(save_file(page, "Spreadsheet", tmp_path).read_text(encoding="utf-8-sig")))
    label = next(label for label, ids in tracker(small_site) if found["question"] in ids)
    assert f"{found['shown']} (sources disagree, " in next(rows)[label]


def test_what_came_in_is_told_in_view(page, small_url, small_site, tmp_path):
    """The button stands at the foot of the list, and what it says above it."""
    programs = some_programs(small_site, 6)
    open_list_of(page, small_url, *programs)
    copy = save_file(page, "Save a copy", tmp_path)
    page.get_by_label("Bring in a copy").set_input_files(copy)
    told = page.get_by_text("the same already")
    told.wait_for()
    expect(told).to_be_in_viewport()
