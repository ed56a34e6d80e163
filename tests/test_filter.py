"""The list of programs as a tool: facets, words, the address, and what fits a reader, in a real browser."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from generator.data.browser import pack

pytestmark = [pytest.mark.browser, pytest.mark.site]


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


def open_list(page: Any, site_url: str, query: str = "") -> None:
    page.goto(f"{site_url}programs/{query}")
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
    page.locator("#filter-words").fill(words)
    page.wait_for_timeout(250)
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


def test_either_choice_of_a_group_and_all_groups_together(page: Any, site_url: str, real_site: Path):
    open_list(page, site_url)
    open_panel(page)
    choose(page, "state", "oh", "tx")
    states = facet_options(real_site, "state")
    assert set(shown(page)) == holding(states, ("oh", "tx"))
    assert holding(states, ("oh",)) and holding(states, ("tx",))
    choose(page, "specialty", "psychiatry")
    both = holding(states, ("oh", "tx")) & holding(facet_options(real_site, "specialty"), ("psychiatry",))
    assert set(shown(page)) == both
    assert count(page) == len(both)


def test_each_count_is_what_choosing_it_would_find(page: Any, site_url: str, real_site: Path):
    facets = column_file(real_site, "facets")["facets"]
    first = facets[0]
    open_list(page, site_url, f"?state=ny&{first['id']}={first['options'][0][0]}")
    chosen = facet_options(real_site, first["id"])
    in_state = holding(facet_options(real_site, "state"), ("ny",))
    for option, _ in first["options"]:
        box = page.locator(f"input[name={first['id']}][value={option}]")
        if box.count():
            told = box.locator("xpath=..").locator("[data-part=count]").text_content()
            assert int(told) == len(in_state & holding(chosen, (option,)))


def test_what_is_left_out_is_counted_and_can_be_included(page: Any, site_url: str, real_site: Path):
    for facet in column_file(real_site, "facets")["facets"][:3]:
        option = facet["options"][0][0]
        held = facet_options(real_site, facet["id"])
        missing = holding(held, ("listed", "not-stated", "not-collected"))
        open_list(page, site_url, f"?{facet['id']}={option}")
        line = page.locator("[data-part=unknowns] p:visible")
        found = count(page)
        left = len(held) - found
        assert f"{left} program{'s' * (left != 1)} left out" in line.inner_text()
        line.get_by_role("button", name=f"Include the {len(missing)} without an answer").click()
        page.wait_for_url("**not-collected*")
        settle(page)
        assert count(page) == found + len(missing)
        assert set(shown(page)) == missing | holding(held, (option,))


def test_the_address_restores_the_view_and_back_works(page: Any, site_url: str):
    open_list(page, site_url)
    static = page.locator("[data-part=count][role=status]").inner_text()
    open_panel(page)
    choose(page, "state", "oh")
    one = count(page)
    choose(page, "state", "tx")
    two = count(page)
    assert "state=oh&state=tx" in page.url
    page.go_back()
    page.wait_for_timeout(100)
    assert count(page) == one
    assert not page.locator("input[name=state][value=tx]").is_checked()
    page.go_back()
    page.wait_for_timeout(100)
    assert page.locator("[data-part=count][role=status]").inner_text() == static
    page.go_forward()
    page.go_forward()
    page.wait_for_timeout(100)
    assert count(page) == two
    page.reload()
    settle(page)
    assert count(page) == two
    assert page.locator("input[name=state][value=tx]").is_checked()
    assert page.locator("[data-part=chosen] li").count() == 2


def test_sorted_by_name(page: Any, site_url: str):
    open_list(page, site_url, "?state=oh&sort=name")
    shown(page)
    names = page.locator("program-filter tbody th > a").all_inner_texts()
    houses = [name.partition(":")[0].lower() for name in names]
    assert houses == sorted(houses)
    assert page.locator("select[name=sort]").input_value() == "name"


def test_a_row_shows_what_the_static_list_shows(page: Any, site_url: str):
    open_list(page, site_url)
    read = """() => Object.fromEntries([...document.querySelectorAll('program-filter tr[data-slug]')].map((row) => [
      row.dataset.slug, [...row.querySelectorAll('th > a, th > small, td')].map((part) => part.textContent.replace(/\\s+/g, ' ').trim())]))"""
    static = page.evaluate(read)
    open_list(page, site_url, "?region=south&region=northeast&region=midwest&region=west&region=territory")
    shown(page)
    made = page.evaluate(read)
    assert set(static) <= set(made)
    for slug, texts in static.items():
        assert made[slug] == texts, slug


# --- Words ----------------------------------------------------------------------------------------


def test_words_find_places_specialties_and_short_names(page: Any, site_url: str, real_site: Path):
    programs = every_program(real_site)
    open_list(page, site_url)
    open_panel(page)
    type_words(page, "IM Boston")
    found = set(shown(page))
    expected = {p["slug"] for p in programs if p["city"] == "Boston" and p["specialty"]["id"] == "internal-medicine"}
    assert expected and expected <= found
    type_words(page, "NYC")
    found = set(shown(page))
    assert {p["slug"] for p in programs if p["city"] in ("New York", "Bronx", "Brooklyn")} <= found
    assert all(p["state"] == "NY" for p in programs if p["slug"] in found)
    type_words(page, "peds")
    assert set(shown(page)) >= {p["slug"] for p in programs if p["specialty"]["id"] == "pediatrics"}
    type_words(page, "psychiatry in OH")
    assert set(shown(page)) == {
        p["slug"] for p in programs if p["specialty"]["id"] == "psychiatry" and p["state"] == "OH"
    }
    type_words(page, "zzzz")
    assert shown(page) == []
    assert "No program has all of these" in page.locator("[data-part=count][role=status]").inner_text()


@pytest.mark.parametrize("words", ["h1b", "H-1B", "H 1B", "h1b visa"])
def test_a_visa_typed_is_its_facet(page: Any, site_url: str, real_site: Path, words: str):
    door = next(door for door in column_file(real_site, "words")["meanings"] if "h-1b" in door["words"])
    open_list(page, site_url)
    open_panel(page)
    type_words(page, f"{words} Ohio")
    assert f"read as: {door['label']}".lower() in page.locator("[data-part=meant]").inner_text().lower()
    takes = holding(facet_options(real_site, door["facet"]), door["options"])
    expected = takes & holding(facet_options(real_site, "state"), ("oh",))
    assert set(shown(page)) == expected
    page.locator("#filter-words").press("Enter")
    page.wait_for_url(f"**{door['facet']}=*")
    settle(page)
    assert set(shown(page)) == expected
    assert page.locator("#filter-words").input_value().lower() == "ohio"
    for option in door["options"]:
        assert page.locator(f"input[name={door['facet']}][value={option}]").is_checked()


@pytest.mark.parametrize("words", ["J-1", "j1", "J 1", "J-1s"])
def test_the_other_visa_too(page: Any, site_url: str, real_site: Path, words: str):
    door = next(door for door in column_file(real_site, "words")["meanings"] if "j-1" in door["words"])
    open_list(page, site_url, f"?q={words}")
    assert set(shown(page)) == holding(facet_options(real_site, door["facet"]), door["options"])
    assert f"{door['facet']}={door['options'][0]}" in page.url and "q=" not in page.url


@pytest.mark.parametrize("words", ["h1b", "J-1", "IM Boston", "NYC"])
def test_the_search_of_the_header_finds_them_too(page: Any, site_url: str, real_site: Path, words: str):
    page.set_viewport_size({"width": 1100, "height": 800})
    page.goto(f"{site_url}guides/")
    box = page.locator(".site-header site-search input[name=q]")
    box.click()
    box.press_sequentially(words, delay=20)
    page.wait_for_selector(".site-header site-search [role=option]")
    options = page.locator(".site-header site-search [role=option]")
    hrefs = options.evaluate_all("links => links.map(link => link.getAttribute('href'))")
    if re.search(r"\d", words):
        assert hrefs[0].startswith("../visas/")
        return
    programs = {p["slug"]: p for p in every_program(real_site)}
    found = [programs[match[1]] for href in hrefs if (match := re.search(r"programs/([a-z0-9-]+)/", href))]
    assert found
    if words == "NYC":
        assert all(p["state"] == "NY" for p in found)
    else:
        assert any(p["city"] == "Boston" and p["specialty"]["id"] == "internal-medicine" for p in found[:4])


# --- What comes from outside ----------------------------------------------------------------------


def test_a_crafted_address_does_nothing_and_is_told(page: Any, site_url: str):
    open_list(
        page, site_url, "?state=%3Cscript%3Ealert(1)%3C/script%3E&state=oh&color=red&unknown=nothing&sort=up&fbclid=x"
    )
    said = page.locator("[data-part=ignored]").inner_text()
    assert "“state=<script>alert(1)</script>”, “color=red”, “unknown=nothing” and 1 more" in said
    assert page.locator("program-filter script").count() == 0
    assert page.locator("[data-part=chosen] li").all_inner_texts() == ["State: Ohio ×"]
    open_panel(page)
    choose(page, "state", "tx")
    assert page.url.endswith("?state=oh&state=tx")
    assert page.locator("[data-part=ignored]").is_hidden()


def test_a_hundred_kilobytes_of_junk(page: Any, site_url: str):
    open_list(page, site_url)
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


def test_by_keyboard_alone(page: Any, site_url: str):
    open_list(page, site_url)
    page.locator("[data-part=panel] > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("ohio")
    page.wait_for_timeout(300)
    settle(page)
    assert 0 < count(page) < 100
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    box = page.evaluate("document.activeElement.type")
    assert box == "checkbox"
    before = count(page)
    page.keyboard.press("Space")
    settle(page)
    assert count(page) <= before
    page.locator("[data-part=close]").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.dataset.part === 'count'")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1100])
def test_axe_finds_nothing_with_everything_open(page: Any, site_url: str, scheme: str, width: int):
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    open_list(page, site_url, "?h1b=yes&state=oh&q=h1b&nonsense=1&unknown=h1b")
    page.evaluate("() => document.querySelectorAll('program-filter details').forEach((part) => { part.open = true; })")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_is_loaded_before_somebody_begins(page: Any, site_url: str):
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    open_list(page, site_url)
    page.wait_for_load_state("networkidle")
    assert not [url for url in loaded if url.endswith(".json")]
    open_panel(page)
    page.locator("#filter-words").focus()
    page.wait_for_load_state("networkidle")
    assert [re.sub(r".*/(\w+)\.\w+\.json", r"\1", url) for url in loaded if url.endswith(".json")] == ["facets"]


# --- Which facets there are -------------------------------------------------------------------------


def test_a_facet_stands_where_a_tenth_of_the_programs_have_an_answer(page: Any, site_url: str, real_site: Path):
    from generator.answers.counting import facet_values, tells_apart
    from tests.real import real_library

    library = real_library()
    answers = [library.answers(program) for program in library.programs]
    telling = [
        question.id
        for question in library.context.facets
        if tells_apart(Counter(facet_values(each.get(question.id)) for each in answers))
    ]
    open_list(page, site_url)
    shown = page.eval_on_selector_all("facet-choices [data-facet]", "parts => parts.map((part) => part.dataset.facet)")
    loaded = [facet["id"] for facet in column_file(real_site, "facets")["facets"]]
    assert shown == loaded
    assert [id for id in shown if id in library.editorial.questions] == telling


@pytest.mark.parametrize(
    ("answered", "of", "tells"), [(0, 0, False), (0, 9, False), (1, 11, False), (1, 10, True), (5, 5, True)]
)
def test_a_tenth(answered: int, of: int, tells: bool):
    from generator.answers.counting import tells_apart

    gaps = [(), ("not-stated",), ("disputed",)]
    column = [("yes",)] * answered + [gaps[n % 3] for n in range(of - answered)]
    assert tells_apart(Counter(column)) is tells
