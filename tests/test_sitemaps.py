"""Sitemaps: every page that search engines should know, once, however many files it takes."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from generator.answers.summaries import Summaries
from generator.answers.summary import summarize
from generator.data import files as machine
from generator.data import sitemaps
from generator.pages.page import Page
from tests.real import small_library

_LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
LONGEST = 4  # addresses a file, in place of the many that search engines allow


def addresses(content: bytes) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(content).iter(_LOC)]


def made(summaries: Summaries) -> dict[str, list[str]]:
    context = small_library().context
    keys = machine.digest_columns(summaries, context, "base")
    files = machine.plan_open_data(summaries, context, ["", "guides/a-b/"], [], keys=keys)
    return {file.path: addresses(content_of(file)) for file in files if file.path.startswith("sitemap")}


def content_of(file: Page) -> bytes:
    (_, content), *_ = file.make(None)  # type: ignore[arg-type]  # it needs nothing but its arguments
    return content if isinstance(content, bytes) else b"".join(content)


@pytest.fixture(scope="module")
def summaries() -> Summaries:
    library = small_library()
    return Summaries(summarize(program, library.context, {}) for program in library.programs)


def test_the_sitemap_holds_each_page_that_is_its_own_address(small_site: Path):
    base = small_library().context.editorial.site.base_url
    listed = addresses((small_site / "sitemap.xml").read_bytes())
    assert len(listed) == len(set(listed))
    pages = {path.parent.relative_to(small_site).as_posix(): path for path in small_site.rglob("index.html")}
    own = {
        f"{base}{name}/".replace("/./", "/")
        for name, page in pages.items()
        if 'http-equiv="refresh"' not in page.read_text("utf-8")
    }
    assert set(listed) == own - {f"{base}search/"}  # what a search finds stands under addresses of its own


def test_many_addresses_are_several_sitemaps_with_an_index(summaries: Summaries, monkeypatch: pytest.MonkeyPatch):
    (whole,) = made(summaries).values()
    monkeypatch.setattr(sitemaps, "LONGEST_SITEMAP", LONGEST)
    files = made(summaries)
    index = files.pop("sitemap.xml")
    assert [address.rpartition("/")[2] for address in index] == list(files)
    assert all(len(part) <= LONGEST for part in files.values()) and len(files) == -(-len(whole) // LONGEST)
    assert [address for part in files.values() for address in part] == whole


def test_an_address_is_written_as_xml(summaries: Summaries):
    context = small_library().context
    text = b"".join(sitemaps._list_addresses("urlset", "url", ["?a=1&b=<2>"], context))
    assert addresses(text) == [f"{context.editorial.site.base_url}?a=1&b=<2>"]
