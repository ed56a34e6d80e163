"""The results page: sixty searches that people type, each with the right first hit, none of them dead."""

from __future__ import annotations

import gzip
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import yaml

from generator.data.search import fold
from tests.conftest import ROOT
from tests.real import real_library

pytestmark = [pytest.mark.site, pytest.mark.browser]
SEARCHES = yaml.load((ROOT / "tests" / "searches.yml").read_text("utf-8"), Loader=yaml.BaseLoader)


def search(page: Any, site_url: str, text: str) -> None:
    page.goto(f"{site_url}search/?q={quote(text)}")
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


def stands(site: Path, address: str) -> bool:
    """Whether the site has a page whose address begins so."""
    folder, _, name = address.rstrip("/").rpartition("/")
    return any(path.name.startswith(name) for path in (site / folder).iterdir())


def is_here(name: str) -> bool:
    """Whether an institution or a program goes by all the words of a name."""
    editorial = real_library().editorial
    names = [" ".join((house.name, *house.known_as)) for house in editorial.institutions.values()]
    names += [" ".join((program.name, *program.known_as)) for program in real_library().programs]
    return any(set(fold(name).split()) <= set(fold(text).split()) for text in names)


@pytest.mark.parametrize("wanted", SEARCHES, ids=[each["q"] for each in SEARCHES])
def test_what_stands_first(page: Any, site_url: str, real_site: Path, wanted: dict[str, Any]):
    search(page, site_url, wanted["q"])
    found, words = hits(page), said(page)
    if "absent" in wanted and not is_here(wanted["absent"]):
        assert f"{wanted['absent']}".lower() in words
        assert page.locator("[data-part=absent] a").is_visible()
        assert "not in this directory" in words
        return
    assert found, words
    first = [address for address in wanted.get("first", ()) if stands(real_site, address)]
    if first:
        assert found[0].startswith(tuple(first)), found[:3]
        assert wanted.get("says", "") in words
    if "choice" in wanted:
        query = parse_qs(urlsplit(found[0]).query)
        assert urlsplit(found[0]).path == "programs/"
        assert fold(query.pop("q", [""])[0]) == wanted.get("words", "")
        assert query == wanted["choice"]
        assert "read as a choice" in words


def test_a_choice_and_its_list_count_the_same(page: Any, site_url: str):
    for text in ("h1b new york", "psychiatry", "nyc im", "cleveland"):
        search(page, site_url, text)
        hit = page.locator("search-hit").first
        told = hit.locator("p").inner_text().split()[0]
        hit.locator("a").click()
        count = page.locator("p[data-part=count]")
        if "?" in page.url:
            page.wait_for_selector("program-filter[data-state=shown]")
        assert told in count.inner_text().split(), text


def test_every_hit_holds_the_words_or_longer_ones(page: Any, site_url: str):
    """The index would shorten a word until something begins so, and find every page for "AdventHealth"."""
    for text in ("AdventHealth", "qzzz", "internationalistic"):
        search(page, site_url, text)
        assert hits(page) == []


def test_enter_leads_there_from_every_box(page: Any, site_url: str):
    for address in ("", "guides/", "programs/", "404.html"):
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(site_url + address)
        box = page.locator("site-search input[name=q]").first
        box.fill("salary")
        box.press("Enter")
        page.wait_for_selector("search-results[data-state=shown]")
        assert page.url.endswith("search/?q=salary")
        assert page.locator("main input[name=q]").input_value() == "salary"


@pytest.mark.parametrize("name", ["words", "pages", "programs", "facets"])
def test_a_file_that_is_missing_is_said_on_the_screen(browser: Any, site_url: str, name: str):
    context = browser.new_context()
    opened = context.new_page()
    opened.route(f"**/assets/{name}.*.json", lambda route: route.abort())
    opened.goto(f"{site_url}search/?q=salary")
    opened.wait_for_selector("search-results[data-state=failed]")
    assert opened.get_by_text("The search could not be loaded").is_visible()
    assert opened.get_by_role("heading", name="Or start from a list").is_visible()
    context.close()


@pytest.mark.parametrize("pattern", ["**/pagefind/pagefind.js", "**/pagefind/*.pagefind", "**/pagefind/fragment/**"])
def test_an_index_that_is_missing_is_said_and_names_are_found(browser: Any, site_url: str, pattern: str):
    context = browser.new_context()
    opened = context.new_page()
    opened.route(pattern, lambda route: route.abort())
    opened.goto(f"{site_url}search/?q=salary")
    opened.wait_for_selector("search-results[data-state=shown]")
    assert opened.get_by_text("The text of the pages could not be searched").is_visible()
    assert hits(opened)[0] == "checklist/salary/"
    context.close()


def test_without_javascript_the_page_says_so_and_offers_the_lists(browser: Any, site_url: str):
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{site_url}guides/")
    opened.locator(".site-header input[name=q]").fill("salary")
    opened.locator(".site-header input[name=q]").press("Enter")
    assert opened.locator("noscript").inner_text().startswith("Searching needs JavaScript")
    assert opened.locator("main").get_by_role("link", name="All programs").is_visible()
    context.close()


def test_what_is_typed_stays_text(page: Any, site_url: str):
    text = '<img src=x onerror="document.title=1"> and more'
    search(page, site_url, text)
    assert page.locator("search-results img").count() == 0
    assert page.locator("main input[name=q]").input_value() == text


class Compressing(SimpleHTTPRequestHandler):
    """Sends files as web servers do."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        body = gzip.compress(path.read_bytes()) if path.is_file() else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def test_a_phone_on_a_slow_line_has_its_first_result_within_three_seconds(page: Any, real_site: Path):
    """Slow 3G as WebPageTest has it: 400 kbit and 400 ms; and a processor of a quarter of the speed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=str(real_site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.send("Network.emulateNetworkConditions", {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000})  # fmt: skip
    client.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(f"http://127.0.0.1:{server.server_address[1]}/search/?q=h1b%20texas", wait_until="commit")
    page.get_by_text("Searching …").wait_for()
    page.wait_for_selector("search-hit a")
    assert page.evaluate("performance.now()") < 3_000
    page.wait_for_selector("search-results[data-state=shown]")
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("text", ["h1b texas", "montifiore", "emory", ""])
def test_axe_finds_nothing(page: Any, site_url: str, scheme: str, width: int, text: str):
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    if text:
        search(page, site_url, text)
    else:
        page.goto(f"{site_url}search/")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
