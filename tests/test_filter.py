"""The list of programs as a tool: facets, words, the address, and what fits a reader, in a real browser."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from generator.answers.counting import facet_values, tells_apart
from generator.data.browser import pack
from tests.axe import find_faults, scrolls_sideways
from tests.real import small_library

pytestmark = pytest.mark.browser


def column_file(site: Path, name: str) -> Any:
    (path,) = (site / "assets").glob(f"{name}.*.json")
    return json.loads(path.read_text(encoding="utf-8"))


def answer_of(program: dict[str, Any], question: str) -> dict[str, Any] | None:
    """The leading claim of a program's own JSON."""
    found = [answer for answer in program["answers"] if answer["question"] == question]
    return found[0]["claims"][0] if found else None


def every_program(site: Path) -> list[dict[str, Any]]:
    folder = site / "api" / "v1" / "programs"
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def open_list(page: Any, small_url: str, query: str = "") -> None:
    page.goto(f"{small_url}programs/{query}")
    page.wait_for_selector("program-filter form:not([hidden])", state="attached")
    if query:
        page.wait_for_selector("program-filter[data-state=shown]")


def open_panel(page: Any) -> None:
    page.locator("[data-part=panel] > summary").click()


def choose(page: Any, facet: str, *options: str) -> None:
    group = page.locator(f"details[data-facet={facet}]")
    if group.get_attribute("open") is None:
        group.locator("summary").click()
    for option in options:
        group.locator(f"input[value={option}]").click()
    settle(page)


def type_words(page: Any, words: str) -> None:
    """Words in the field, once they stand in the address too."""
    page.locator("#filter-words").fill(words)
    page.wait_for_function("words => new URLSearchParams(location.search).get('q') === words", arg=words)
    settle(page)


def settle(page: Any) -> None:
    page.wait_for_selector("program-filter[data-state=shown]")


def count(page: Any) -> int:
    return int(re.match(r"[\d,]+", page.locator("[data-part=count][role=status]").inner_text())[0].replace(",", ""))  # type: ignore[index]


def shown(page: Any) -> list[str]:
    """The slugs of all found programs, after asking for every one of them."""
    more = page.locator("[data-part=more]:visible")
    while more.count():
        rows = page.locator("program-filter tr[data-slug]").count()
        more.click()
        page.wait_for_function(
            "rows => document.querySelectorAll('program-filter tr[data-slug]').length > rows", arg=rows
        )
    return page.eval_on_selector_all("program-filter tr[data-slug]", "rows => rows.map(row => row.dataset.slug)")  # type: ignore[no-any-return]


def facet_options(site: Path, id: str) -> dict[str, set[str]]:
    """Each program's options of a facet, read from the columns as the browser reads them."""
    found = next(facet for facet in column_file(site, "facets")["facets"] if facet["id"] == id)
    letters = {pack([n]): {found["options"][option][0] for option in each} for n, each in enumerate(found["sets"])}
    slugs = column_file(site, "programs")["slug"]
    return {slug: letters[letter] for slug, letter in zip(slugs, found["values"], strict=True)}


def holding(options: dict[str, set[str]], wanted: Iterable[str]) -> set[str]:
    return {slug for slug, held in options.items() if held & set(wanted)}


# --- Facets ---------------------------------------------------------------------------------------


def test_either_choice_of_a_group_and_all_groups_together(page: Any, small_url: str, small_site: Path):
    trades, banks = facet_options(small_site, "specialty"), facet_options(small_site, "state")
    open_list(page, small_url)
    open_panel(page)
    choose(page, "specialty", "pottery", "glazing")
    assert set(shown(page)) == holding(trades, ("pottery", "glazing"))
    assert holding(trades, ("pottery",)) and holding(trades, ("glazing",))
    choose(page, "state", "sb")
    both = holding(trades, ("pottery", "glazing")) & holding(banks, ("sb",))
    assert set(shown(page)) == both
    assert count(page) == len(both) < len(holding(trades, ("pottery", "glazing")))


def test_each_count_is_what_choosing_it_would_find(page: Any, small_url: str, small_site: Path):
    first = column_file(small_site, "facets")["facets"][0]
    open_list(page, small_url, f"?state=sb&{first['id']}={first['options'][0][0]}")
    chosen = facet_options(small_site, first["id"])
    in_state = holding(facet_options(small_site, "state"), ("sb",))
    boxes = {option: page.locator(f"input[name={first['id']}][value={option}]") for option, _ in first["options"]}
    told = {
        option: int(box.locator("xpath=..").locator("[data-part=count]").text_content() or "")
        for option, box in boxes.items()
        if box.count()
    }
    assert told == {option: len(in_state & holding(chosen, (option,))) for option in told}
    assert len(told) > 2


def test_a_count_of_answers_tells_how_many_are_current_wherever_it_stands(page: Any, small_url: str):
    """None too: "0 current" is what a reader must know before he follows a number."""
    page.goto(f"{small_url}checklist/t2b/")
    lines = page.locator(".tally li").all_inner_texts()
    told = {re.sub(r"\s+", " ", line) for line in lines}
    open_list(page, small_url)
    open_panel(page)
    read = """() => [...document.querySelectorAll('details[data-facet=t2b] label:has([type=checkbox])')].map((label) => [
      label.children[1], label.querySelector('[data-part=settled]'), label.querySelector('[data-part=count]'),
    ].filter(Boolean).map((part) => part.textContent).join(' '))"""
    assert set(page.evaluate(read)) == told
    assert any(" current " in line for line in told) and any("current" not in line for line in told)
    choose(page, "specialty", "turning")
    assert any(" 0 current " in line for line in page.evaluate(read))


def test_what_is_left_out_is_counted_and_can_be_included(page: Any, small_url: str, small_site: Path):
    for id, option in (("t1", "yes"), ("t2b", "yes"), ("trial-week", "offered")):
        held = facet_options(small_site, id)
        missing = holding(held, ("listed", "not-stated", "not-collected"))
        open_list(page, small_url, f"?{id}={option}")
        line = page.locator("[data-part=unknowns] p:visible")
        found = count(page)
        left = len(held) - found
        assert f"{left} program{'s' * (left != 1)} left out" in line.inner_text()
        line.get_by_role("button", name=f"Include the {len(missing)} without an answer").click()
        page.wait_for_url("**not-collected*")
        settle(page)
        assert count(page) == found + len(missing)
        assert set(shown(page)) == missing | holding(held, (option,))


@pytest.mark.parametrize(
    "query",
    ["age-limit=6", "age-limit=3", "age-limit=6&current=1", "age-limit=no-limit", "t2b=yes", "t2b=yes&current=1"],
)
def test_the_parts_of_what_is_left_out_sum(page: Any, small_url: str, query: str):
    open_list(page, small_url, f"?{query}")
    line = page.locator("[data-part=unknowns] p:visible")
    left, told = re.match(r".*: (\d+) programs? left out: (.*?)\.", line.inner_text()).groups()  # type: ignore[union-attr]
    parts = [int(part.rsplit(" ", 1)[1]) for part in told.split(" · ")]
    assert sum(parts) == int(left) == len(small_library().programs) - count(page), told


def test_the_address_restores_the_view_and_back_works(page: Any, small_url: str):
    open_list(page, small_url)
    line = page.locator("[data-part=count][role=status]")
    static = line.inner_text()
    open_panel(page)
    choose(page, "specialty", "pottery")
    one = line.inner_text()
    choose(page, "specialty", "turning")
    two = line.inner_text()
    assert len({static, one, two}) == 3
    assert "specialty=pottery&specialty=turning" in page.url
    page.go_back()
    expect(line).to_have_text(one)
    assert not page.locator("input[name=specialty][value=turning]").is_checked()
    page.go_back()
    expect(line).to_have_text(static)
    page.go_forward()
    expect(line).to_have_text(one)
    page.go_forward()
    expect(line).to_have_text(two)
    page.reload()
    expect(line).to_have_text(two)
    assert page.locator("input[name=specialty][value=turning]").is_checked()
    assert page.locator("[data-part=chosen] li").count() == 2


def test_sorted_by_name(page: Any, small_url: str):
    open_list(page, small_url, "?state=sb&sort=name")
    names = page.locator("program-filter tbody th > a").all_inner_texts()
    workshops = [name.partition(":")[0].lower() for name in names]
    assert workshops == sorted(workshops) and len(set(workshops)) > 1
    assert page.locator("select[name=sort]").input_value() == "name"


def test_a_row_shows_what_the_static_list_shows(page: Any, small_url: str):
    open_list(page, small_url)
    read = """() => Object.fromEntries([...document.querySelectorAll('program-filter tr[data-slug]')].map((row) => [
      row.dataset.slug, [...row.querySelectorAll('th > a, th > small, td')].map((part) => part.textContent.replace(/\\s+/g, ' ').trim())]))"""
    static = page.evaluate(read)
    open_list(page, small_url, "?region=riverside&region=hillside")
    assert page.evaluate(read) == static
    assert len(static) == len(small_library().programs)


# --- Words ----------------------------------------------------------------------------------------


def test_words_find_places_specialties_and_short_names(page: Any, small_url: str, small_site: Path):
    everyone = every_program(small_site)
    at = {
        "JO Quayton": {p["slug"] for p in everyone if (p["specialty"]["id"], p["city"]) == ("joinery", "Quayton")},
        "QT": {p["slug"] for p in everyone if p["city"] == "Quayton"},
        "potter": {p["slug"] for p in everyone if p["specialty"]["id"] == "pottery"},
        "joinery in SB": {p["slug"] for p in everyone if (p["specialty"]["id"], p["state"]) == ("joinery", "SB")},
        "the kiln": {p["slug"] for p in everyone if p["institution"]["slug"] == "hill-kiln"},
    }
    open_list(page, small_url)
    open_panel(page)
    for words, expected in at.items():
        type_words(page, words)
        assert expected and set(shown(page)) == expected, words
    type_words(page, "zzzz")
    assert shown(page) == []
    assert "No program here is named “zzzz”" in page.locator("[data-part=count][role=status]").inner_text()


def test_an_answer_typed_is_its_facet(page: Any, small_url: str, small_site: Path):
    door = next(door for door in column_file(small_site, "words")["meanings"] if "t-2b" in door["words"])
    expected = holding(facet_options(small_site, door["facet"]), door["options"])
    expected &= holding(facet_options(small_site, "state"), ("sb",))
    assert expected
    for words in ("t2b", "T-2B", "T 2B", "t2b contract"):
        open_list(page, small_url)
        open_panel(page)
        type_words(page, f"{words} Weir")
        assert f"read as: {door['label']}".lower() in page.locator("[data-part=meant]").inner_text().lower()
        assert set(shown(page)) == {slug for slug in expected if slug.startswith("hill-kiln")}
        page.locator("#filter-words").press("Enter")
        page.wait_for_url(f"**{door['facet']}=*")
        settle(page)
        assert set(shown(page)) == {slug for slug in expected if slug.startswith("hill-kiln")}
        assert page.locator("#filter-words").input_value().lower() == "weir"
        for option in door["options"]:
            assert page.locator(f"input[name={door['facet']}][value={option}]").is_checked()


def test_the_other_answer_too(page: Any, small_url: str, small_site: Path):
    door = next(door for door in column_file(small_site, "words")["meanings"] if "t-1" in door["words"])
    for words in ("T-1", "t1", "T 1", "T-1s"):
        open_list(page, small_url, f"?q={words}")
        assert set(shown(page)) == holding(facet_options(small_site, door["facet"]), door["options"])
        assert f"{door['facet']}={door['options'][0]}" in page.url and "q=" not in page.url


def test_the_search_of_the_header_finds_them_too(page: Any, small_url: str, small_site: Path):
    programs = {p["slug"]: p for p in every_program(small_site)}
    page.set_viewport_size({"width": 1100, "height": 800})
    page.goto(f"{small_url}guides/")
    box = page.locator(".site-header site-search input[name=q]")
    options = page.locator(".site-header site-search [role=option]")
    for words, door in (("t2b", "t-2b"), ("T-1", "t-1")):
        box.fill("")
        box.press_sequentially(words)
        expect(options.first).to_have_attribute("href", f"../contracts/{door}/")
    for words in ("JO Quayton", "QT"):
        box.fill("")
        box.press_sequentially(words)
        expect(options.first).to_have_attribute("href", re.compile(r"programs/harbor-works-"))
        hrefs = options.evaluate_all("links => links.map(link => link.getAttribute('href'))")
        found = [programs[match[1]] for href in hrefs if (match := re.search(r"programs/([a-z0-9-]+)/", href))]
        assert {program["city"] for program in found} == {"Quayton"}
        assert words == "QT" or {program["specialty"]["id"] for program in found[:1]} == {"joinery"}


def test_only_what_is_chosen_can_be_held_to_be_current(page: Any, small_url: str):
    open_list(page, small_url, "?current=1")
    everyone = len(small_library().programs)
    assert "waits for an answer" in page.locator("[data-part=ignored]").inner_text()
    assert "current" not in page.url
    open_panel(page)
    box = page.locator("[name=current]")
    assert box.is_disabled() and not box.is_checked()
    assert page.locator("label:has([name=current])").inner_text().endswith("Choose an answer first.")
    choose(page, "specialty", "joinery", "pottery", "glazing", "turning")
    assert count(page) == everyone and box.is_disabled(), "a trade is no answer that grows old"
    choose(page, "t2b", "yes", "case-by-case", "no")
    found = count(page)
    box.check()
    page.wait_for_url("**current=1")
    settle(page)
    assert count(page) < found and "Choose" not in page.locator("label:has([name=current])").inner_text()
    choose(page, "t2b", "yes", "case-by-case", "no")
    page.wait_for_function("() => !location.search.includes('current')")
    assert box.is_disabled() and not box.is_checked() and count(page) == everyone


def test_each_choice_can_be_taken_away_by_its_button(page: Any, small_url: str):
    open_list(page, small_url, "?q=quayton&t2b=no&age-limit=3&current=1")
    chips = page.locator("[data-part=chosen] li")
    wanted = ["“quayton” ×", "T-2B: No ×", "Years since school: 3 ×", "Only answers that are current ×"]
    assert chips.all_inner_texts() == wanted
    for left in range(3, -1, -1):
        last = chips.last if left else chips.first
        last.locator("button").click()
        page.wait_for_function("left => document.querySelectorAll('[data-part=chosen] li').length === left", arg=left)
    assert "?" not in page.url
    assert page.locator("#filter-words").input_value() == ""


def test_a_slip_in_a_name_is_said_and_mended(page: Any, small_url: str):
    open_list(page, small_url, "?q=quaiton&state=nb")
    assert page.locator("[data-part=count][role=status]").inner_text() == "No program here is named “quaiton”."
    near = page.locator("filter-words near-name")
    near.get_by_role("link", name="quayton").click()
    page.wait_for_url("**q=quayton*")
    settle(page)
    assert count(page) > 0 and "state=nb" in page.url
    assert near.is_hidden()


def test_what_finds_nothing_offers_only_what_can_help(page: Any, small_url: str):
    open_list(page, small_url, "?specialty=turning&state=nb")
    said = page.locator("[data-part=count][role=status]").inner_text()
    assert said == "No program has all of these. Take a choice away."


# --- What comes from outside ----------------------------------------------------------------------


def test_a_crafted_address_does_nothing_and_is_told(page: Any, small_url: str):
    open_list(
        page, small_url, "?state=%3Cscript%3Ealert(1)%3C/script%3E&state=sb&color=red&unknown=nothing&sort=up&fbclid=x"
    )
    said = page.locator("[data-part=ignored]").inner_text()
    assert "“state=<script>alert(1)</script>”, “color=red”, “unknown=nothing” and 1 more" in said
    assert page.locator("program-filter script").count() == 0
    assert page.locator("[data-part=chosen] li").all_inner_texts() == ["Bank: South Bank ×"]
    open_panel(page)
    choose(page, "state", "nb")
    assert sorted(page.url.partition("?")[2].split("&")) == ["state=nb", "state=sb"]
    assert page.locator("[data-part=ignored]").is_hidden()


def test_a_hundred_kilobytes_of_junk(page: Any, small_url: str):
    open_list(page, small_url)
    page.evaluate(
        """() => {
          const junk = Array.from({length: 5000}, (_, n) => `k${n}=<img src=x onerror=alert(${n})>`).join('&');
          history.pushState(null, '', `?q=${'x'.repeat(20000)}&__proto__=1&constructor=2&${junk}`.slice(0, 100000));
          dispatchEvent(new PopStateEvent('popstate'));
        }"""
    )
    page.wait_for_selector("[data-part=ignored]:not([hidden])")
    said = page.locator("[data-part=ignored]").inner_text()
    assert "all but the first 120 characters of the search" in said and re.search(r"and \d{4} more", said)
    assert len(said) < 400
    assert page.locator("#filter-words").input_value() == "x" * 120
    assert page.locator("program-filter img").count() == 0


# --- For everyone ---------------------------------------------------------------------------------


def test_by_keyboard_alone(page: Any, small_url: str):
    open_list(page, small_url)
    page.locator("[data-part=panel] > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("south")
    page.wait_for_url("**q=south")
    settle(page)
    before = count(page)
    assert 0 < before < len(small_library().programs)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "checkbox"
    page.keyboard.press("Space")
    page.wait_for_url("**q=south&*")
    settle(page)
    assert count(page) <= before
    page.locator("[data-part=close]").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.dataset.part === 'count'")


def test_axe_finds_nothing_with_everything_open(page: Any, small_url: str):
    open_list(page, small_url, "?t2b=yes&state=sb&q=t2b&nonsense=1&unknown=t2b")
    page.evaluate("() => document.querySelectorAll('program-filter details').forEach((part) => { part.open = true; })")
    for width in (390, 1100):
        page.set_viewport_size({"width": width, "height": 900})
        assert find_faults(page) == []
        assert not scrolls_sideways(page)


def test_nothing_is_loaded_before_somebody_begins(page: Any, small_url: str):
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    open_list(page, small_url)
    page.wait_for_load_state("networkidle")
    assert not [url for url in loaded if url.endswith(".json")]
    open_panel(page)
    page.locator("#filter-words").focus()
    page.wait_for_load_state("networkidle")
    assert [re.sub(r".*/(\w+)\.\w+\.json", r"\1", url) for url in loaded if url.endswith(".json")] == ["facets"]


# --- Which facets there are -------------------------------------------------------------------------


def test_a_facet_stands_where_a_tenth_of_the_programs_have_an_answer(page: Any, small_url: str, small_site: Path):
    library = small_library()
    answers = [library.answers(program) for program in library.programs]
    telling = [
        question.id
        for question in library.context.facets
        if tells_apart(Counter(facet_values(each.get(question.id)) for each in answers))
    ]
    open_list(page, small_url)
    shown = page.eval_on_selector_all("facet-choices [data-facet]", "parts => parts.map((part) => part.dataset.facet)")
    loaded = [facet["id"] for facet in column_file(small_site, "facets")["facets"]]
    assert shown == loaded
    assert [id for id in shown if id in library.editorial.questions] == telling != []


@pytest.mark.parametrize(
    ("answered", "of", "tells"), [(0, 0, False), (0, 9, False), (1, 11, False), (1, 10, True), (5, 5, True)]
)
def test_a_tenth(answered: int, of: int, tells: bool):
    gaps = [(), ("not-stated",), ("disputed",)]
    column = [("yes",)] * answered + [gaps[n % 3] for n in range(of - answered)]
    assert tells_apart(Counter(column)) is tells
