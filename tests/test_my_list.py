"""The reader’s own list in a real browser: a season’s walk, two tabs, keyboard, axe; what it weighs."""

from __future__ import annotations

import gzip
import re

import pytest

from tests.axe import find_faults
from tests.my_list_page import (
    KEY,
    LIST,
    add,
    card,
    open_list,
    open_list_of,
    page_config,
    save_file,
    some_programs,
    tracker,
    values,
    write_note,
)

pytestmark = pytest.mark.browser


# --- A season ---------------------------------------------------------------------------------------


def test_a_season_add_edit_note_export_wipe_import(page, small_url, small_site, tmp_path):
    first, second = some_programs(small_site, 2)
    add(page, small_url, first)
    add(page, small_url, second)
    open_list(page, small_url)
    assert page.get_by_text("2 programs on your list.").is_visible()
    for label, choice in (("Interest", "High"), ("Tier", "Reach"), ("Status", "Applied")):
        card(page, first).get_by_label(f"{label}: {first['title']}").select_option(choice)
    write_note(page, first, "Coordinator", 'Says "yes", 5 > 3 ✓\nsecond line')
    assert find_faults(page) == []
    before = values(page)
    assert before[f"p/{first['slug']}/tier"] == "reach"
    assert before[f"p/{first['slug']}/interest"] == "high"
    assert before[f"p/{first['slug']}/status"] == "applied"
    copy = save_file(page, "Save a copy", tmp_path)
    page.evaluate("localStorage.clear()")
    open_list(page, small_url)
    assert page.get_by_text("Your list is empty").is_visible()
    page.get_by_label("Bring in a copy").set_input_files(copy)
    page.get_by_text(f"Imported: {len(before)} entries added").wait_for()
    assert values(page) == before
    page.get_by_label("Bring in a copy").set_input_files(copy)
    page.get_by_text(f"0 replaced by a later change, {len(before)} the same already").wait_for()
    page.reload()
    assert card(page, first).get_by_label(f"Tier: {first['title']}").input_value() == "reach"
    assert card(page, first).get_by_text("second line").is_visible()


def test_each_program_shows_what_it_publishes_and_leads_on(page, small_url, small_site):
    first, second, third = some_programs(small_site, 3)
    open_list_of(page, small_url, first, second, third)
    shown = card(page, first).locator("dl")
    shown.wait_for()
    answers = {answer["question"]: answer["claims"][0] for answer in first["answers"]}
    said = [claim["shown"] for id, claim in answers.items() if id in page_config(small_site)["columns"]]
    assert len(said) > 1
    for words in said:
        assert words in shown.inner_text()
    checklist = card(page, first).get_by_role("link", name="Checklist")
    assert checklist.get_attribute("href").endswith(f"checklist/?program={first['slug']}")
    assert page.get_by_text("Tick two to four programs").is_visible()
    for program in (first, second):
        card(page, program).get_by_label(f"Compare: {program['title']}").check()
    page.get_by_role("link", name="Compare the 2 that you ticked").click()
    assert page.url.endswith(f"compare/?p={first['slug']},{second['slug']}")


def test_the_order_of_adding_survives_a_copy_and_a_way_back(page, small_url, small_site, tmp_path):
    """The last one was in use before it came onto the list, so that it is the first that is stored."""
    programs = some_programs(small_site, 4)
    open_list(page, small_url)
    early = f"p/{programs[-1]['slug']}/asked/t1"
    page.evaluate(f"path => {LIST}.set({{ [path]: '2026-11-01' }})", early)
    for program in programs:
        page.wait_for_timeout(5)
        page.evaluate(f"([path, title]) => {LIST}.set({{ [path]: title }})", [f"p/{program['slug']}/title", program["title"]])  # fmt: skip
    order = [program["slug"] for program in programs]

    def shown() -> list[str]:
        page.wait_for_function(f"() => document.querySelectorAll('.own-rows > li').length === {len(order)}")
        return page.eval_on_selector_all(".own-rows > li", "rows => rows.map((row) => row.dataset.slug)")  # type: ignore[no-any-return]

    assert shown() == order
    copy = save_file(page, "Save a copy", tmp_path)
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_role("button", name="Undo").click()
    assert shown() == order
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_text("Your list is empty").wait_for()
    page.get_by_label("Bring in a copy").set_input_files(copy)
    assert shown() == order
    page.evaluate("localStorage.clear()")
    open_list(page, small_url)
    page.get_by_label("Bring in a copy").set_input_files(copy)
    assert shown() == order


def test_sorting(page, small_url, small_site):
    programs = some_programs(small_site, 3)
    open_list_of(page, small_url, *programs)
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


def test_removing_can_be_undone(page, small_url, small_site):
    (first,) = some_programs(small_site, 1)
    open_list_of(page, small_url, first)
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


def test_a_note_can_be_changed_and_deleted(page, small_url, small_site):
    (first,) = some_programs(small_site, 1)
    open_list_of(page, small_url, first)
    write_note(page, first, "Resident", "Old words.")
    card(page, first).get_by_role("button", name="Edit: note of").click()
    card(page, first).get_by_label("Note", exact=True).fill("New words.")
    card(page, first).get_by_role("button", name="Save note").click()
    (note,) = [value for path, value in values(page).items() if "/note/" in path]
    assert note == {"date": "2026-11-20", "who": "Resident", "text": "New words."}
    card(page, first).get_by_role("button", name="Delete: note of").click()
    assert not [path for path in values(page) if "/note/" in path]


def test_a_program_is_added_by_search_and_held_against_the_reader(page, small_url, small_site):
    (first,) = some_programs(small_site, 1)
    open_list(page, small_url)
    page.get_by_role("button", name="Add a program").click()
    page.get_by_role("combobox", name="Add a program").fill(first["title"])
    page.get_by_role("option").filter(has_text=first["title"]).click()
    assert card(page, first).is_visible()
    page.evaluate(
        'localStorage.setItem(`${document.documentElement.dataset.storage}-fit/1`, \'{"school-year":"2017"}\')'
    )
    open_list(page, small_url)
    card(page, first).locator("fit-verdict a").wait_for()
    assert find_faults(page) == []


def test_the_button_works_on_lists_and_off_list_notes_are_kept(page, small_url, small_site):
    (first,) = some_programs(small_site, 1)
    page.goto(f"{small_url}states/{first['state'].lower()}/")
    button = page.locator(f"tr[data-slug='{first['slug']}'] save-program button").first
    button.click()
    assert page.get_by_role("status").filter(has_text="Added to your list").count() == 1
    page.evaluate(f"{LIST}.set({{'p/{first['slug']}/note/x': {{date: '2026-11-20', who: '', text: 'Mine'}}}})")
    button.click()
    open_list(page, small_url)
    assert page.get_by_role("heading", name="Not on your list, but with notes or answers").is_visible()
    assert find_faults(page) == []


def test_by_keyboard_alone(page, small_url, small_site):
    (first,) = some_programs(small_site, 1)
    page.goto(f"{small_url}programs/{first['slug']}/")
    page.get_by_role("button", name="Add to my list").focus()
    page.keyboard.press("Space")
    open_list(page, small_url)
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


def test_two_tabs_keep_each_others_notes(page, small_url, small_site):
    (first,) = some_programs(small_site, 1)
    open_list_of(page, small_url, first)
    other = page.context.new_page()
    open_list(other, small_url)
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


def test_what_another_tab_overwrote_is_written_again(page, small_url, small_site):
    (first,) = some_programs(small_site, 1)
    open_list_of(page, small_url, first)
    other = page.context.new_page()
    other.goto(f"{small_url}robots.txt")
    stale = other.evaluate(f"localStorage.getItem('{KEY}')")
    write_note(page, first, "", "Not to be lost.")
    other.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, stale])
    page.wait_for_function(f"() => localStorage.getItem('{KEY}').includes('Not to be lost.')")
    other.close()


# --- What it weighs -------------------------------------------------------------------------------------


def test_the_button_and_the_link_are_small(small_site):
    paths = [path for name in ("my-list-button", "copy-link") for path in (small_site / "assets").glob(f"{name}.*.js")]
    assert len(paths) == 2
    assert sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in paths) <= 2560


def test_no_script_of_the_list_names_a_question(small_site):
    questions = {question for _, ids in tracker(small_site) for question in ids}
    for path in (small_site / "assets").glob("my-list*.js"):
        words = set(re.findall(r"'([a-z0-9-]+)'", path.read_text(encoding="utf-8")))
        assert not words & questions, path.name


def test_without_javascript_the_page_says_where_to_go(browser, small_url):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{small_url}my-list/")
    assert page.get_by_text("needs JavaScript").is_visible()
    assert page.locator("my-list a").count() >= 2
    context.close()
