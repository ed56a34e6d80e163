"""The reader's own list in a real browser: a season's walk, two tabs, broken storage, CSV, keyboard, axe."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.check.findings import Findings
from generator.check.tracker import check_tracker
from generator.data.spreadsheet import defuse
from generator.model.problem import Problem
from generator.read.documents import parse_document
from tests.conftest import TODAY
from tests.hostile import storages

pytestmark = [pytest.mark.browser, pytest.mark.site]

KEY = "img-residency-list"
LIST = "customElements.get('save-program').list"
REMEMBER = "Your list was written by a newer version"


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


def add(page: Any, site_url: str, program: dict[str, Any]) -> None:
    page.goto(f"{site_url}programs/{program['slug']}/")
    page.get_by_role("button", name=f"Add to my list: {program['title']}", exact=True).click()
    page.get_by_role("button", name=f"On my list: {program['title']}", exact=True).wait_for()


def open_list(page: Any, site_url: str) -> None:
    page.goto(f"{site_url}my-list/")
    page.locator("my-list .own-tools").first.wait_for()


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


def store(page: Any, site_url: str, text: str) -> None:
    """Puts a text into the storage before any of our pages sees it."""
    page.goto(f"{site_url}robots.txt")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])


def save_file(page: Any, label: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label).click()
    path: Path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def assert_axe_finds_nothing(page: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(reduced_motion="reduce")
    violations = Axe().run(page).response["violations"]
    assert [(v["id"], [node["target"] for node in v["nodes"][:3]]) for v in violations] == []


@pytest.fixture
def loose_page(browser):
    """A page whose failed requests are part of the test."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


# --- A season ---------------------------------------------------------------------------------------


def test_a_season_add_edit_note_export_wipe_import(page, site_url, real_site, tmp_path):
    first, second = some_programs(real_site, 2)
    add(page, site_url, first)
    add(page, site_url, second)
    open_list(page, site_url)
    assert page.get_by_text("2 programs on your list.").is_visible()
    for label, choice in (("Interest", "High"), ("Tier", "Reach"), ("Status", "Applied")):
        card(page, first).get_by_label(f"{label}: {first['title']}").select_option(choice)
    write_note(page, first, "Coordinator", 'Says "yes", 5 > 3 ✓\nsecond line')
    assert_axe_finds_nothing(page)
    before = values(page)
    assert before[f"p/{first['slug']}/tier"] == "reach"
    assert before[f"p/{first['slug']}/interest"] == "high"
    assert before[f"p/{first['slug']}/status"] == "applied"
    copy = save_file(page, "Save a copy", tmp_path)
    page.evaluate("localStorage.clear()")
    open_list(page, site_url)
    assert page.get_by_text("Your list is empty").is_visible()
    page.get_by_label("Bring in a copy").set_input_files(copy)
    page.get_by_text(f"Imported: {len(before)} entries added").wait_for()
    assert values(page) == before
    page.get_by_label("Bring in a copy").set_input_files(copy)
    page.get_by_text(f"0 replaced by a later change, {len(before)} the same already").wait_for()
    page.reload()
    assert card(page, first).get_by_label(f"Tier: {first['title']}").input_value() == "reach"
    assert card(page, first).get_by_text("second line").is_visible()


def test_each_program_shows_what_it_publishes_and_leads_on(page, site_url, real_site):
    first, second, third = some_programs(real_site, 3)
    for program in (first, second, third):
        add(page, site_url, program)
    open_list(page, site_url)
    shown = card(page, first).locator("dl")
    shown.wait_for()
    answers = {answer["question"]: answer["claims"][0] for answer in first["answers"]}
    said = [claim["shown"] for id, claim in answers.items() if any(id in ids for _, ids in tracker(real_site)[1:3])]
    assert said
    for words in said:
        assert words in shown.inner_text()
    checklist = card(page, first).get_by_role("link", name="Checklist")
    assert checklist.get_attribute("href").endswith(f"checklist/?program={first['slug']}")
    assert page.get_by_text("Tick two to four programs").is_visible()
    for program in (first, second):
        card(page, program).get_by_label(f"Compare: {program['title']}").check()
    page.get_by_role("link", name="Compare the 2 that you ticked").click()
    assert page.url.endswith(f"compare/?p={first['slug']},{second['slug']}")


def test_sorting(page, site_url, real_site):
    programs = some_programs(real_site, 3)
    for program in programs:
        add(page, site_url, program)
    open_list(page, site_url)
    for program, tier in zip(programs, ("Safety", "Reach", "Target"), strict=True):
        card(page, program).get_by_label(f"Tier: {program['title']}").select_option(tier)

    def order() -> list[str]:
        return page.eval_on_selector_all(".own-rows > li", "rows => rows.map((row) => row.dataset.slug)")  # type: ignore[no-any-return]

    assert order() == [program["slug"] for program in programs]
    page.get_by_label("Sort by").select_option("Tier")
    assert order() == [programs[place]["slug"] for place in (1, 2, 0)]
    tier = card(page, programs[1]).get_by_label(f"Tier: {programs[1]['title']}")
    tier.focus()
    tier.select_option("Safety")
    assert order()[0] == programs[2]["slug"]
    assert tier.evaluate("(box) => box === document.activeElement")
    page.get_by_label("Sort by").select_option("Name")
    assert order() == [program["slug"] for program in sorted(programs, key=lambda program: program["title"].lower())]


def test_removing_can_be_undone(page, site_url, real_site):
    (first,) = some_programs(real_site, 1)
    add(page, site_url, first)
    open_list(page, site_url)
    write_note(page, first, "", "Keep me.")
    before = values(page)
    card(page, first).get_by_role("button", name=f"Remove: {first['title']}").click()
    assert values(page) == {}
    undo = page.get_by_role("button", name="Undo")
    assert undo.evaluate("(button) => button === document.activeElement")
    undo.click()
    assert values(page) == before
    page.get_by_role("button", name="Delete everything").click()
    assert values(page) == {}
    page.get_by_role("button", name="Undo").click()
    assert values(page) == before


def test_a_note_can_be_changed_and_deleted(page, site_url, real_site):
    (first,) = some_programs(real_site, 1)
    add(page, site_url, first)
    open_list(page, site_url)
    write_note(page, first, "Resident", "Old words.")
    card(page, first).get_by_role("button", name="Edit: note of").click()
    card(page, first).get_by_label("Note", exact=True).fill("New words.")
    card(page, first).get_by_role("button", name="Save note").click()
    (note,) = [value for path, value in values(page).items() if "/note/" in path]
    assert note == {"date": "2026-11-20", "who": "Resident", "text": "New words."}
    card(page, first).get_by_role("button", name="Delete: note of").click()
    assert not [path for path in values(page) if "/note/" in path]


def test_a_program_is_added_by_search_and_held_against_the_reader(page, site_url, real_site):
    (first,) = some_programs(real_site, 1)
    open_list(page, site_url)
    page.get_by_role("button", name="Add a program").click()
    page.get_by_role("combobox", name="Add a program").fill(first["title"])
    page.get_by_role("option").filter(has_text=first["title"]).click()
    assert card(page, first).is_visible()
    page.evaluate(
        'localStorage.setItem(`${document.documentElement.dataset.storage}-fit/1`, \'{"graduation-year":"2017"}\')'
    )
    open_list(page, site_url)
    card(page, first).locator("fit-verdict a").wait_for()
    assert_axe_finds_nothing(page)


def test_the_button_works_on_lists_and_off_list_notes_are_kept(page, site_url, real_site):
    (first,) = some_programs(real_site, 1)
    page.goto(f"{site_url}states/{first['state'].lower()}/")
    button = page.locator(f"tr[data-slug='{first['slug']}'] save-program button").first
    button.click()
    assert page.get_by_role("status").filter(has_text="Added to your list").count() == 1
    page.evaluate(f"{LIST}.set({{'p/{first['slug']}/note/x': {{date: '2026-11-20', who: '', text: 'Mine'}}}})")
    button.click()
    open_list(page, site_url)
    assert page.get_by_role("heading", name="Not on your list, but with notes or answers").is_visible()
    assert_axe_finds_nothing(page)


def test_by_keyboard_alone(page, site_url, real_site):
    (first,) = some_programs(real_site, 1)
    page.goto(f"{site_url}programs/{first['slug']}/")
    page.get_by_role("button", name="Add to my list").focus()
    page.keyboard.press("Space")
    open_list(page, site_url)
    card(page, first).get_by_label("Interest").focus()
    page.keyboard.press("h")
    page.keyboard.press("Tab")
    page.keyboard.press("r")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").startswith("Write a note")
    page.keyboard.press("Enter")
    card(page, first).get_by_label("Note", exact=True).focus()
    page.keyboard.type("By keys")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    kept = values(page)
    assert kept[f"p/{first['slug']}/interest"] == "high"
    assert kept[f"p/{first['slug']}/tier"] == "reach"
    assert [value["text"] for path, value in kept.items() if "/note/" in path] == ["By keys"]


# --- Two tabs ----------------------------------------------------------------------------------------


def test_two_tabs_keep_each_others_notes(page, site_url, real_site):
    (first,) = some_programs(real_site, 1)
    add(page, site_url, first)
    other = page.context.new_page()
    open_list(page, site_url)
    open_list(other, site_url)
    write_note(page, first, "Tab one", "From the first tab.")
    write_note(other, first, "Tab two", "From the second tab.")
    card(page, first).get_by_label(f"Tier: {first['title']}").select_option("Reach")
    card(other, first).get_by_label(f"Interest: {first['title']}").select_option("Low")
    for tab in (page, other):
        card(tab, first).get_by_text("From the first tab.").wait_for()
        card(tab, first).get_by_text("From the second tab.").wait_for()
        assert card(tab, first).get_by_label(f"Tier: {first['title']}").input_value() == "reach"
        assert card(tab, first).get_by_label(f"Interest: {first['title']}").input_value() == "low"
    other.close()


def test_what_another_tab_overwrote_is_written_again(page, site_url, real_site):
    (first,) = some_programs(real_site, 1)
    add(page, site_url, first)
    other = page.context.new_page()
    other.goto(f"{site_url}robots.txt")
    stale = other.evaluate(f"localStorage.getItem('{KEY}')")
    open_list(page, site_url)
    write_note(page, first, "", "Not to be lost.")
    other.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, stale])
    page.wait_for_function(f"() => localStorage.getItem('{KEY}').includes('Not to be lost.')")
    other.close()


# --- Storage that is broken, old, new, full or forbidden --------------------------------------------


@pytest.mark.parametrize("text", ["{not json", "[]", "null", "17", '"text"', '{"version": "x"}', '{"fields": {}}'])
def test_broken_storage_is_put_aside(page, site_url, real_site, tmp_path, text):
    (first,) = some_programs(real_site, 1)
    store(page, site_url, text)
    open_list(page, site_url)
    assert page.get_by_role("alert").filter(has_text="could not be read").is_visible()
    assert_axe_finds_nothing(page)
    assert save_file(page, "Download the text as it was", tmp_path).read_text() == text
    add(page, site_url, first)
    assert f"p/{first['slug']}/title" in values(page)
    assert page.evaluate(f"localStorage.getItem('{KEY}-rescued')") == text


def test_an_ordinary_page_does_not_overwrite_what_it_cannot_read(page, site_url, real_site):
    (first,) = some_programs(real_site, 1)
    store(page, site_url, "{not json")
    page.goto(f"{site_url}programs/{first['slug']}/")
    page.get_by_role("button", name="Add to my list").click()
    assert page.get_by_text("Open My list to mend it").is_visible()
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == "{not json"


def test_a_version_from_the_future_is_left_alone(page, site_url, real_site, tmp_path):
    text = '{"version": 99, "fields": {"new": "shape"}}'
    store(page, site_url, text)
    open_list(page, site_url)
    assert page.get_by_role("alert").filter(has_text=REMEMBER).is_visible()
    assert save_file(page, "Download the text as it was", tmp_path).read_text() == text
    page.get_by_role("button", name="Delete everything").click()
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == text


def test_the_first_version_is_brought_up_to_date(loose_page, site_url, real_site):
    page = loose_page
    (first,) = some_programs(real_site, 1)
    slug = first["slug"]
    old = {
        "version": 1,
        "programs": {
            slug: {"title": first["title"], "tier": "reach", "notes": [{"date": "2025-11-20", "text": "An old note."}]},
            "bad": {"title": "Bad", "tier": "nonsense"},
        },
    }
    store(page, site_url, json.dumps(old))
    open_list(page, site_url)
    assert card(page, first).get_by_label(f"Tier: {first['title']}").input_value() == "reach"
    assert card(page, first).get_by_text("An old note.").is_visible()
    assert stored(page)["version"] == 2
    assert page.get_by_role("alert").filter(has_text="1 entry of your stored list").is_visible()
    assert json.loads(page.evaluate(f"localStorage.getItem('{KEY}-rescued')")) == old


def test_storage_that_is_full(page, site_url, real_site):
    (first,) = some_programs(real_site, 1)
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
    open_list(page, site_url)
    page.evaluate(f"{LIST}.set({{'p/{first['slug']}/title': 'Held'}})")
    assert page.get_by_role("alert").filter(has_text="no room left").is_visible()
    assert card(page, first).is_visible()
    load_export(page)
    assert "Held" in page.evaluate("customElements.get('list-export').copy()")


def test_storage_that_is_full_and_broken_loses_nothing(page, site_url, tmp_path):
    store(page, site_url, "{not json")
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
    open_list(page, site_url)
    assert page.get_by_role("alert").filter(has_text="no room to mend it").is_visible()
    assert save_file(page, "Download the text as it was", tmp_path).read_text() == "{not json"


def test_storage_that_is_forbidden(page, site_url, real_site):
    (first,) = some_programs(real_site, 1)
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page.goto(f"{site_url}programs/{first['slug']}/")
    page.get_by_role("button", name="Add to my list").click()
    assert page.get_by_text("does not let the page keep anything").is_visible()
    open_list(page, site_url)
    assert page.get_by_role("alert").filter(has_text="does not let the page keep anything").is_visible()


def test_crafted_storage_runs_nothing(loose_page, site_url, real_site):
    page = loose_page
    evil = '<script>document.title="owned"</script><img src=x onerror=\'document.title="owned"\'>'
    now = 1_700_000_000_000
    fields = {
        "p/crafted/title": [evil, now],
        "p/crafted/note/a": [{"date": "2026-11-20", "who": evil[:70], "text": evil}, now],
        "p/crafted/tier": [evil, now],
        "p/../title": ["up", now],
        "p/UPPER/title": ["x", now],
        "__proto__": [{"polluted": True}, now],
        "constructor": ["x", now],
        "p/x/note/b": [{"date": "2026-11-20", "who": "", "text": "x", "more": 1}, now],
        "p/x/answer/q/verdict": ["best", now],
        "p/x/title": ["y" * 5000, now],
        "must/q": ["true", now],
        "p/crafted/status": ["applied", 1e300],
    }
    store(page, site_url, json.dumps({"version": 2, "fields": fields}))
    page.on("dialog", lambda dialog: pytest.fail("a script ran"))
    with page.expect_response(re.compile("crafted.json")):
        open_list(page, site_url)
    page.get_by_text("What it publishes could not be loaded").wait_for()
    assert page.title() != "owned"
    assert page.locator("my-list img, my-list script").count() == 0
    assert set(values(page)) == {"p/crafted/title", "p/crafted/note/a", "p/crafted/status"}
    assert page.evaluate("({}).polluted") is None
    card(page, {"slug": "crafted"}).locator("select").last.select_option("ranked")
    assert values(page)["p/crafted/status"] == "ranked"


@pytest.mark.parametrize("text", ["{not json", "[]", '{"version": 99}', "null", "x" * 100_000])
def test_importing_what_is_no_export_changes_nothing(page, site_url, real_site, text):
    (first,) = some_programs(real_site, 1)
    add(page, site_url, first)
    open_list(page, site_url)
    before = values(page)
    file = {"name": "list.json", "mimeType": "application/json", "buffer": text.encode()}
    page.get_by_label("Bring in a copy").set_input_files(files=[file])
    page.get_by_role("status").filter(has_text="nothing was imported").wait_for()
    assert values(page) == before


def test_importing_says_what_it_kept_and_ignored(page, site_url, real_site):
    (first,) = some_programs(real_site, 1)
    slug = first["slug"]
    add(page, site_url, first)
    open_list(page, site_url)
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


def test_renamed_programs_and_questions_are_found_again(loose_page, site_url, real_site):
    page = loose_page
    first, second = some_programs(real_site, 2)
    page.route(
        re.compile(r"/assets/programs\.[0-9a-f]+\.json"),
        lambda route: route.fulfill(json=_with_alias(real_site, first["slug"])),
    )
    now = 1_700_000_000_000
    fields = {
        "p/an-old-name/title": ["Old name", now],
        "p/an-old-name/answer/an-old-question/verdict": ["strong", now],
        f"p/{second['slug']}/title": [second["title"], now],
        "must/an-old-question": [True, now],
    }
    store(page, site_url, json.dumps({"version": 2, "fields": fields}))
    question = first["answers"][0]["question"]
    page.goto(f"{site_url}my-list/")
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


# --- The spreadsheet ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def list_page(browser, site_url):
    opened = browser.new_page()
    opened.goto(f"{site_url}my-list/")
    yield opened
    opened.close()


CELLS = st.text(
    st.one_of(st.sampled_from("=+-@\t\r\n\",;'é✓👩‍⚕️ "), st.characters(codec="utf-8", exclude_characters="\x00")),
    max_size=20,
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=4))
def test_csv_round_trip(list_page, rows):
    text = list_page.evaluate(f"(rows) => {LIST}.csv(rows)", rows)
    assert text.startswith("\ufeff")
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert read == [list(map(defuse, row)) for row in rows], "as the spreadsheet of all programs does it"
    assert not [cell for row in read for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_spreadsheet_has_the_columns_that_applicants_use(page, site_url, real_site, tmp_path):
    (first,) = some_programs(real_site, 1)
    add(page, site_url, first)
    open_list(page, site_url)
    write_note(page, first, "Coordinator", "=1+1")
    card(page, first).get_by_label(f"Tier: {first['title']}").select_option("Target")
    path = save_file(page, "Spreadsheet", tmp_path)
    head, row = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    asked = [label for label, _ in tracker(real_site)]
    before = ["Program", "ACGME code", "City", "State", "Region", "Specialty"]
    own = ["Notes", "Interest", "Tier", "Status", *days(real_site), "Rank", "Reason"]
    assert head == [*before, *asked, "Contact page", *own, "Profile", "Exported"]
    cells = dict(zip(head, row, strict=True))
    assert cells["Program"] == first["title"]
    assert cells["State"] == first["state"]
    assert cells["Region"] == first["region"]
    assert cells["Notes"] == "2026-11-20 Coordinator: =1+1"
    assert cells["Tier"] == "Target"
    assert cells["Profile"] == first["url"]
    claims = {answer["question"]: answer["claims"][0] for answer in first["answers"]}
    for label, ids in tracker(real_site):
        for id in ids:
            claim = claims.get(id)
            said = f"{claim['shown']}" if claim else "Not collected yet"
            assert said in cells[label]
            assert claim is None or claim["age"]["short"] in cells[label]


def test_a_column_of_the_tracker_names_questions_that_exist():
    text = b"columns:\n  - {label: Visas, questions: [j1, h2b]}\n"
    document = parse_document("content/tracker.yml", text)
    assert not isinstance(document, Problem)
    notes = Findings("content/tracker.yml", today=TODAY, offset=document.offset)
    (column,) = check_tracker(document, notes, ("j1", "h1b"), ()).columns
    assert column.questions == ("j1",)
    (problem,) = notes.problems
    assert (problem.code, problem.line, problem.found) == ("unknown-reference", 2, "h2b")


# --- What it weighs -------------------------------------------------------------------------------------


def test_the_button_and_the_link_are_small(real_site):
    paths = [path for name in ("my-list-button", "copy-link") for path in (real_site / "assets").glob(f"{name}.*.js")]
    assert len(paths) == 2
    assert sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in paths) <= 2560


def test_no_script_of_the_list_names_a_question(real_site):
    questions = {question for _, ids in tracker(real_site) for question in ids}
    for path in (real_site / "assets").glob("my-list*.js"):
        words = set(re.findall(r"'([a-z0-9-]+)'", path.read_text(encoding="utf-8")))
        assert not words & questions, path.name


def test_without_javascript_the_page_says_where_to_go(browser, site_url):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}my-list/")
    assert page.get_by_text("needs JavaScript").is_visible()
    assert page.locator("my-list a").count() >= 2
    context.close()


# --- Storage as no page of ours wrote it ------------------------------------------------------------


def test_spoiled_storages_lose_nothing_and_throw_nothing(browser, tmp_path):
    with storages.open_small(tmp_path) as address:
        assert storages.attack(browser, address, tmp_path, 60, 5) == []


def test_what_is_not_understood_is_not_written_over_before_my_list_put_it_aside(page, site_url):
    text = '{"version":2,"fields":{"must/a":[true,1],"p/x/title":null}}'
    store(page, site_url, text)
    page.goto(f"{site_url}checklist/")
    page.locator("[data-part=progress]:text('settled')").wait_for()
    assert page.evaluate(f"[{LIST}.set({{'must/b': true}}), {LIST}.problem]") == [
        False,
        "Not saved: your list cannot be read. Open My list to mend it.",
    ]
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == text
    open_list(page, site_url)
    assert page.evaluate(f"localStorage.getItem('{KEY}-rescued')") == text
    assert page.get_by_role("button", name="Download the text as it was").is_visible()
    assert values(page) == {"must/a": True}


def test_a_huge_list_stays_quick_and_whole(loose_page, site_url):
    fields = {f"p/program-{number}/title": [f"Program {number}", number + 1] for number in range(3000)}
    store(loose_page, site_url, json.dumps({"version": 2, "fields": fields}))
    started = time.monotonic()
    open_list(loose_page, site_url)
    loose_page.get_by_text("3000 programs on your list.").wait_for()
    assert time.monotonic() - started < 5
    assert loose_page.locator(".own-rows > li").count() == 100
    assert loose_page.get_by_text("2900 more are kept and not shown").is_visible()
    loose_page.get_by_role("button", name="Show the next").click()
    assert loose_page.locator(".own-rows > li").count() == 200
    assert len(values(loose_page)) == 3000
    load_export(loose_page)
    too_many = json.dumps({"version": 2, "fields": {"p/one-more/title": ["One more", 1]}})
    assert "at most 500 programs" in loose_page.evaluate(f"customElements.get('list-export').take('{too_many}')")
    assert len(values(loose_page)) == 3000


def test_the_tracker_names_what_is_there():
    text = (
        b"columns: []\nstatuses: {sent: Sent}\nstatus_words: {sent: [gone], lost: [away]}\nrank_statuses: [sent, won]\n"
        b"dates: {talk: {label: Talk, headings: [call]}}\nheadings: {program: [name]}\n"
        b"season:\n  opens: {label: Opens, date: 2027-02-01, fact: known}\n  shuts: {label: Shuts, date: 2027-02, fact: other}\n"
    )
    document = parse_document("content/tracker.yml", text)
    assert not isinstance(document, Problem)
    notes = Findings("content/tracker.yml", today=TODAY, offset=document.offset)
    found = check_tracker(document, notes, (), ("known",))
    assert [(kept.id, kept.label, str(kept.day)) for kept in found.season] == [("opens", "Opens", "2027-02-01")]
    assert (found.status_words, found.rank_statuses) == ({"sent": ("gone",)}, ("sent",))
    assert [(kept.id, kept.headings) for kept in found.dates] == [("talk", ("call",))]
    wrong = {problem.found for problem in notes.problems}
    assert {"won", "other", "2027-02", "lost"} <= wrong
