"""The results page in a real browser: what people type, each with the right first hit, none of it dead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from generator.data.search import fold
from generator.model.search import Tried
from tests.axe import find_faults, scrolls_sideways
from tests.pages import is_redirect, read_page
from tests.real import Library, small_library

pytestmark = pytest.mark.browser


def search(page: Any, small_url: str, text: str) -> None:
    page.goto(f"{small_url}search/?q={quote(text)}")
    page.wait_for_selector("search-results[data-state=shown]")


def search_anew(page: Any, text: str) -> None:
    """Another search on the same page, as if it had been opened with it: loading it for each takes most of the time."""
    page.evaluate(
        """(query) => {
          const anew = window.unasked.cloneNode(true);
          history.replaceState(null, '', query);
          document.querySelector('search-results').replaceWith(anew);
        }""",
        f"?q={quote(text)}",
    )
    page.wait_for_selector("search-results[data-state=shown]")


def hits(page: Any) -> list[str]:
    """Where the hits lead, as addresses below the site's root."""
    found = page.eval_on_selector_all("search-hit > a", "links => links.map((link) => link.getAttribute('href'))")
    return [href.removeprefix("../") for href in found]


def said(page: Any) -> str:
    """What the page says above its hits."""
    parts = page.eval_on_selector_all(
        "search-results > :not(ol):not([hidden])", "parts => parts.map((part) => part.textContent)"
    )
    return " ".join(parts).lower()


def lead_on(site: Path, address: str) -> str:
    """The address itself, or the one to which it moved."""
    if not (site / address / "index.html").is_file():
        return address
    page = read_page(site, f"{address.rstrip('/')}/index.html")
    target = page.target(page.links[0]) if is_redirect(page) else None
    return target[0].removesuffix("index.html") if target else address


def is_here(name: str, library: Library) -> bool:
    """Whether an institution or a program goes by all the words of a name."""
    names = [" ".join((house.name, *house.known_as)) for house in library.editorial.institutions.values()]
    names += [" ".join((program.name, *program.known_as)) for program in library.programs]
    return any(set(fold(name).split()) <= set(fold(text).split()) for text in names)


def find_wrong(page: Any, url: str, site: Path, library: Library) -> Iterator[str]:
    """Each search of the content (search.yml, `tried`) that is not answered as it should be."""
    page.goto(f"{url}search/")
    page.evaluate("window.unasked = document.querySelector('search-results').cloneNode(true)")
    for tried in library.editorial.search.tried:
        search_anew(page, tried.typed)
        found, words = hits(page), said(page)
        if tried.absent and not is_here(tried.absent, library):
            told = page.locator("[data-part=absent] a").is_visible() and "not in this directory" in words
            if not told or tried.absent.lower() not in words:
                yield f"{tried.typed}: {tried.absent} is not called absent ({words})"
        elif not found:
            yield f"{tried.typed}: nothing is found ({words})"
        elif tried.first and not found[0].startswith(tuple(lead_on(site, first) for first in tried.first)):
            yield f"{tried.typed}: {found[:3]} come first"
        elif tried.says not in words:
            yield f"{tried.typed}: the page says {words}"
        elif tried.choice is not None and not is_chosen(tried, found[0], words):
            yield f"{tried.typed}: {found[0]} is chosen"


def is_chosen(tried: Tried, address: str, words: str) -> bool:
    """Whether the first hit is the list of programs with the choice that was meant, and the page says so."""
    query = parse_qs(urlsplit(address).query)
    left = fold(query.pop("q", [""])[0])
    choice = {id: list(options) for id, options in (tried.choice or {}).items()}
    meant = (urlsplit(address).path, left, query) == ("programs/", tried.words, choice)
    return meant and "read as a choice" in words


def test_what_stands_first(page: Any, small_url: str, small_site: Path):
    assert list(find_wrong(page, small_url, small_site, small_library())) == []


def test_a_choice_and_its_list_count_the_same(page: Any, small_url: str):
    for text in ("t2b south bank", "pottery", "weir po", "quayton"):
        search(page, small_url, text)
        hit = page.locator("search-hit").first
        told = hit.locator("p").inner_text().split()[0]
        hit.locator("a").click()
        count = page.locator("p[data-part=count]")
        if "?" in page.url:
            page.wait_for_selector("program-filter[data-state=shown]")
        assert told in count.inner_text().split(), text


def test_every_hit_holds_the_words_or_longer_ones(page: Any, small_url: str):
    """The index would shorten a word until something begins so, and find every page for "AdventMill"."""
    for text in ("AdventMill", "qzzz", "apprenticeistic"):
        search(page, small_url, text)
        assert hits(page) == []


def test_other_names_are_searched_and_stay_out_of_what_is_shown(page: Any, small_url: str):
    """ "joiner" and "EH" are names that nobody should read as a part of the page's text."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{small_url}guides/")
    box = page.locator(".site-header input[name=q]")
    options = page.locator(".site-header [role=option]")
    for words in ("joiner", "EH", "harbor"):
        box.fill("")
        box.press_sequentially(words)
        page.locator(".site-header [role=option][href*='programs/harbor-works']").first.wait_for()
        text = " ".join(options.all_inner_texts()[:-1])
        assert "joiner" not in text.split() and "EH" not in text.split(), text


def test_enter_leads_there_from_every_box(page: Any, small_url: str):
    for address in ("", "guides/", "programs/", "404.html"):
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(small_url + address)
        box = page.locator("site-search input[name=q]").first
        box.fill("wage")
        box.press("Enter")
        page.wait_for_selector("search-results[data-state=shown]")
        assert page.url.endswith("search/?q=wage")
        assert page.locator("main input[name=q]").input_value() == "wage"


def test_a_file_that_is_missing_is_said_on_the_screen(browser: Any, small_url: str):
    for name in ("words", "pages", "programs", "facets"):
        context = browser.new_context()
        opened = context.new_page()
        opened.route(f"**/assets/{name}.*.json", lambda route: route.abort())
        opened.goto(f"{small_url}search/?q=wage")
        opened.wait_for_selector("search-results[data-state=failed]")
        assert opened.get_by_text("The search could not be loaded").is_visible(), name
        assert opened.get_by_role("heading", name="Or start from a list").is_visible()
        context.close()


def test_an_index_that_is_missing_is_said_and_names_are_found(browser: Any, small_url: str):
    for pattern in ("**/pagefind/pagefind.js", "**/pagefind/*.pagefind", "**/pagefind/fragment/**"):
        context = browser.new_context()
        opened = context.new_page()
        opened.route(pattern, lambda route: route.abort())
        opened.goto(f"{small_url}search/?q=wage")
        opened.wait_for_selector("search-results[data-state=shown]")
        assert opened.get_by_text("The text of the pages could not be searched").is_visible(), pattern
        assert hits(opened)[0] == "checklist/wage/"
        context.close()


def test_without_javascript_the_page_says_so_and_offers_the_lists(browser: Any, small_url: str):
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{small_url}guides/")
    opened.locator(".site-header input[name=q]").fill("wage")
    opened.locator(".site-header input[name=q]").press("Enter")
    assert opened.locator("noscript").inner_text().startswith("Searching needs JavaScript")
    assert opened.locator("main").get_by_role("link", name="All programs").is_visible()
    context.close()


def test_what_is_typed_stays_text(page: Any, small_url: str):
    text = '<img src=x onerror="document.title=1"> and more'
    search(page, small_url, text)
    assert page.locator("search-results img").count() == 0
    assert page.locator("main input[name=q]").input_value() == text


@pytest.mark.parametrize("text", ["t2b south", "pottary", "elsewhere", ""])
def test_axe_finds_nothing(page: Any, small_url: str, text: str):
    if text:
        search(page, small_url, text)
    else:
        page.goto(f"{small_url}search/")
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert find_faults(page) == []
        assert not scrolls_sideways(page)


def test_loading_is_said_before_the_script_is_there(page: Any, small_url: str):
    held: list[Any] = []
    page.route("**/search-results*.js", lambda route: held.append(route))
    page.goto(f"{small_url}search/?q=glazing", wait_until="commit")
    page.get_by_text("Loading the search …").wait_for()
    held[0].continue_()
    page.wait_for_selector("search-hit a")
    assert not page.get_by_text("Loading the search …").is_visible()


def test_what_was_asked_of_a_program_is_answered_though_nobody_knows_it(page: Any, small_url: str):
    """A program that does not say yes stands first under its name, with its answer or the gap; never the others in its place."""
    library = small_library()
    for program in library.programs:
        item = library.answers(program).get("t2b")
        house = library.editorial.institutions[program.institution].name
        search(page, small_url, f"does {house} {library.editorial.specialties[program.specialty].label} offer a t2b")
        card = page.locator(f"search-hit:has(save-program[data-slug={program.slug}])")
        assert "T-2B" in card.first.locator("li").first.inner_text(), program.slug
        assert item is not None or "Not collected yet" in card.first.inner_text()
        assert hits(page)[0].startswith(("programs/", "institutions/"))
        assert page.get_by_text("false", exact=True).count() == 0


def test_a_sentence_with_a_name_that_is_here_is_not_called_missing(page: Any, small_url: str):
    search(page, small_url, "do newcomers like harbor works")
    assert hits(page)[0] == "institutions/harbor-works/"
    assert "not in this directory" not in said(page)
