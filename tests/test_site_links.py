"""Every link and anchor leads somewhere, at a domain's root, below a path, and (reading) from disk."""

from __future__ import annotations

import re
import threading
from collections import Counter
from urllib.parse import urlsplit

import pytest

from generator.publish.site_server import open_server
from tests.pages import read_pages, sample_pages
from tests.real import real_library

pytestmark = [pytest.mark.site, pytest.mark.content]

AT_ONCE = 12  # pages, as each is watched until it asks for nothing more


def _dead_links(site):
    pages = read_pages(site)
    ids = {path: set(page.ids) for path, page in pages.items()}
    for page in pages.values():
        for href in [*page.links, *(address for _, address in page.parts)]:
            target = page.target(href)
            if target is None:
                continue
            path, anchor = target
            if path not in pages and not (site / path).is_file():
                yield page.path, href, "no such file"
            elif anchor and path in pages and anchor not in ids[path]:
                yield page.path, href, "no such anchor"


def test_every_internal_link_and_anchor_exists(real_site):
    assert list(_dead_links(real_site))[:20] == []


def test_no_id_stands_twice_on_a_page(real_site):
    twice = {
        page.path: [id for id, count in Counter(page.ids).items() if count > 1]
        for page in read_pages(real_site).values()
    }
    assert {path: ids for path, ids in twice.items() if ids} == {}


def test_links_are_relative_so_that_any_base_path_works(real_site):
    # 404.html is shown at any depth, so it alone goes through the base path.
    absolute = {
        page.path: href
        for page in read_pages(real_site).values()
        for href in [*page.links, *(address for _, address in page.parts)]
        if href.startswith("/") and page.path != "404.html"
    }
    assert absolute == {}


def test_links_abroad_are_web_or_mail(real_site):
    schemes = Counter(urlsplit(href).scheme for page in read_pages(real_site).values() for href in page.links)
    assert set(schemes) <= {"", "https", "http", "mailto"}


@pytest.fixture(scope="module")
def url_below_repo(real_site):
    server = open_server(real_site, port=0, base_path="/repo/")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.address
    server.shutdown()
    server.server_close()


@pytest.mark.browser
def test_pages_work_below_a_path_and_ask_for_nothing_else(real_site, url_below_repo, page):
    """What a page of each kind loads is there, is ours, is no search before somebody searches, and leaves no cookie."""
    asked: list[str] = []
    failed: list[str] = []
    context = page.context
    context.on("request", lambda request: asked.append(request.url))
    context.on("weberror", lambda error: failed.append(str(error.error)))
    context.on("console", lambda message: failed.append(message.text) if message.type == "error" else None)
    context.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    urls = [url_below_repo + read.url for read in sample_pages(real_site) if read.path != "404.html"]
    for start in range(0, len(urls), AT_ONCE):
        some = urls[start : start + AT_ONCE]
        tabs = [context.new_page() for _ in some]
        for tab, url in zip(tabs, some, strict=True):
            tab.goto(url, wait_until="commit")
        for tab in tabs:
            tab.wait_for_load_state("networkidle")
            tab.close()
    assert failed == []
    assert len(asked) > len(urls) and set(urls) <= set(asked)
    assert [url for url in asked if not url.startswith((url_below_repo, "data:"))] == []
    assert [url for url in asked if "/pagefind/" in url] == []
    assert context.cookies() == []


@pytest.mark.browser
def test_a_reader_gets_to_a_profile_below_a_path(url_below_repo, page):
    page.goto(url_below_repo)
    page.locator(".doors a").first.click()
    page.locator("main tbody th a").first.click()
    assert "/repo/programs/" in page.url
    assert page.locator("h1").count() == 1


@pytest.mark.browser
def test_home_leads_to_a_profile_from_disk(real_site, browser):
    # No fixture page here: a browser refuses some requests of pages from disk, and says so.
    context = browser.new_context()
    page = context.new_page()
    page.goto((real_site / "index.html").as_uri())
    page.locator(".doors a").first.click()
    page.locator("main tbody th a").first.click()
    assert page.url.startswith("file://")
    assert page.locator("main h1").is_visible()
    assert page.locator(".answers").count() > 0
    context.close()


def test_a_door_on_the_home_page_counts_what_stands_behind_it(real_site):
    home = (real_site / "index.html").read_text(encoding="utf-8")
    doors = re.findall(r'href="\./([a-z-]+/[a-z0-9-]+/)"><span>.*?</span> <b>(\d+)</b>', home)
    pages = real_library().editorial.site.facet_pages
    assert {url for url, _ in doors} == {f"{page.group}/{page.slug}/" for page in pages}
    for url, count in doors:
        # The first page of a listing says how many programs the whole listing holds.
        listing = (real_site / url / "index.html").read_text(encoding="utf-8")
        assert re.search(rf"(?:>| of ){count} programs?<", listing), url
