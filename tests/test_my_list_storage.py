"""My list in a storage that is broken, old, new, full, forbidden or crafted: nothing lost, nothing runs."""

from __future__ import annotations

import json
import re
import time

import pytest

from tests.axe import find_faults
from tests.hostile import storages
from tests.my_list_page import (
    KEY,
    LIST,
    add,
    card,
    load_export,
    open_list,
    save_file,
    some_programs,
    store,
    stored,
    values,
)

pytestmark = pytest.mark.browser

REMEMBER = "Your list was written by a newer version"


@pytest.mark.parametrize("text", ["{not json", "[]", "null", "17", '"text"', '{"version": "x"}', '{"fields": {}}'])
def test_broken_storage_is_put_aside(page, small_url, small_site, tmp_path, text):
    (first,) = some_programs(small_site, 1)
    store(page, small_url, text)
    open_list(page, small_url)
    assert page.get_by_role("alert").filter(has_text="could not be read").is_visible()
    assert save_file(page, "Download the text as it was", tmp_path).read_text() == text
    add(page, small_url, first)
    assert f"p/{first['slug']}/title" in values(page)
    assert page.evaluate(f"localStorage.getItem('{KEY}-rescued')") == text


def test_axe_finds_nothing_in_a_list_that_cannot_be_read(page, small_url):
    store(page, small_url, "{not json")
    open_list(page, small_url)
    page.get_by_role("alert").filter(has_text="could not be read").wait_for()
    assert find_faults(page) == []


def test_an_ordinary_page_does_not_overwrite_what_it_cannot_read(page, small_url, small_site):
    (first,) = some_programs(small_site, 1)
    store(page, small_url, "{not json")
    page.goto(f"{small_url}programs/{first['slug']}/")
    page.get_by_role("button", name="Add to my list").click()
    assert page.get_by_text("Open My list to mend it").is_visible()
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == "{not json"


def test_a_version_from_the_future_is_left_alone(page, small_url, small_site, tmp_path):
    text = '{"version": 99, "fields": {"new": "shape"}}'
    store(page, small_url, text)
    open_list(page, small_url)
    assert page.get_by_role("alert").filter(has_text=REMEMBER).is_visible()
    assert save_file(page, "Download the text as it was", tmp_path).read_text() == text
    page.get_by_role("button", name="Delete everything").click()
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == text


def test_the_first_version_is_brought_up_to_date(loose_page, small_url, small_site):
    page = loose_page
    (first,) = some_programs(small_site, 1)
    slug = first["slug"]
    old = {
        "version": 1,
        "programs": {
            slug: {"title": first["title"], "tier": "reach", "notes": [{"date": "2025-11-20", "text": "An old note."}]},
            "bad": {"title": "Bad", "tier": "nonsense"},
        },
    }
    store(page, small_url, json.dumps(old))
    open_list(page, small_url)
    assert card(page, first).get_by_label(f"Tier: {first['title']}").input_value() == "reach"
    assert card(page, first).get_by_text("An old note.").is_visible()
    assert stored(page)["version"] == 2
    assert page.get_by_role("alert").filter(has_text="1 entry of your stored list").is_visible()
    assert json.loads(page.evaluate(f"localStorage.getItem('{KEY}-rescued')")) == old


def test_storage_that_is_full(page, small_url, small_site):
    (first,) = some_programs(small_site, 1)
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
    open_list(page, small_url)
    page.evaluate(f"{LIST}.set({{'p/{first['slug']}/title': 'Held'}})")
    assert page.get_by_role("alert").filter(has_text="no room left").is_visible()
    assert card(page, first).is_visible()
    load_export(page)
    assert "Held" in page.evaluate("customElements.get('list-export').copy()")


def test_storage_that_is_full_and_broken_loses_nothing(page, small_url, tmp_path):
    store(page, small_url, "{not json")
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
    open_list(page, small_url)
    assert page.get_by_role("alert").filter(has_text="no room to mend it").is_visible()
    assert save_file(page, "Download the text as it was", tmp_path).read_text() == "{not json"


def test_storage_that_is_forbidden(page, small_url, small_site):
    (first,) = some_programs(small_site, 1)
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page.goto(f"{small_url}programs/{first['slug']}/")
    page.get_by_role("button", name="Add to my list").click()
    assert page.get_by_text("does not let the page keep anything").is_visible()
    open_list(page, small_url)
    assert page.get_by_role("alert").filter(has_text="does not let the page keep anything").is_visible()


def test_crafted_storage_runs_nothing(loose_page, small_url, small_site):
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
    store(page, small_url, json.dumps({"version": 2, "fields": fields}))
    page.on("dialog", lambda dialog: pytest.fail("a script ran"))
    with page.expect_response(re.compile("crafted.json")):
        open_list(page, small_url)
    page.get_by_text("What it publishes could not be loaded").wait_for()
    assert page.title() != "owned"
    assert page.locator("my-list img, my-list script").count() == 0
    assert set(values(page)) == {"p/crafted/title", "p/crafted/note/a", "p/crafted/status"}
    assert page.evaluate("({}).polluted") is None
    card(page, {"slug": "crafted"}).locator("select").last.select_option("signed")
    assert values(page)["p/crafted/status"] == "signed"


def test_spoiled_storages_lose_nothing_and_throw_nothing(browser, small_url, small_site):
    assert storages.attack(browser, small_url, small_site, 60, 5) == []


def test_what_is_not_understood_is_not_written_over_before_my_list_put_it_aside(page, small_url):
    text = '{"version":2,"fields":{"must/a":[true,1],"p/x/title":null}}'
    store(page, small_url, text)
    page.goto(f"{small_url}checklist/")
    page.locator("[data-part=progress]:text('settled')").wait_for()
    assert page.evaluate(f"[{LIST}.set({{'must/b': true}}), {LIST}.problem]") == [
        False,
        "Not saved: your list cannot be read. Open My list to mend it.",
    ]
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == text
    open_list(page, small_url)
    assert page.evaluate(f"localStorage.getItem('{KEY}-rescued')") == text
    assert page.get_by_role("button", name="Download the text as it was").is_visible()
    assert values(page) == {"must/a": True}


def test_a_huge_list_stays_quick_and_whole(loose_page, small_url):
    fields = {f"p/program-{number}/title": [f"Program {number}", number + 1] for number in range(3000)}
    store(loose_page, small_url, json.dumps({"version": 2, "fields": fields}))
    started = time.monotonic()
    open_list(loose_page, small_url)
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
