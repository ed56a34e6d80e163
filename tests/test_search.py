"""The search index: right pages, right count, and spellings of one word find each other."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.answers import extracts
from generator.answers.names import title_of
from generator.build.flow import build
from generator.build.order import Order
from generator.publish.extracts import list_extracts
from generator.publish.search_index import SearchIndexFailed, build_index
from generator.publish.site_server import open_server
from tests.conftest import SMALL_TODAY, small_root
from tests.real import small_library


def write_page(site: Path, name: str, text: str, *, indexed: bool = True) -> None:
    mark = " data-pagefind-body" if indexed else ""
    page = site / name / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(
        f'<!doctype html><html lang="en"><head><title>{name}</title><link rel="icon" href="data:,"></head>'
        f"<body><main{mark}><h1>{name}</h1><p>{text}</p></main></body></html>",
        encoding="utf-8",
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    write_page(site, "one", "Takes T-2B and T-1.")
    write_page(site, "two", "Takes T2B and T1.")
    write_page(site, "three", "Takes t2b and t-1.")
    write_page(site, "list", "T-2B T2B T-1 T1", indexed=False)
    return site


def test_only_marked_pages_are_indexed(site: Path):
    build_index(site, site / "pagefind", expected=3)
    assert (site / "pagefind" / "pagefind.js").is_file()


def test_one_page_is_counted_too(tmp_path: Path):
    write_page(tmp_path, "one", "Takes T-1.")
    build_index(tmp_path, tmp_path / "pagefind", expected=1)
    assert (tmp_path / "pagefind" / "pagefind.js").is_file()


def test_the_old_index_goes_first(site: Path):
    old = site / "pagefind" / "fragment" / "old.pf_fragment"
    old.parent.mkdir(parents=True)
    old.write_text("old", encoding="utf-8")
    build_index(site, site / "pagefind", expected=3)
    assert not old.exists()


def test_pages_of_pagefind_that_we_do_not_use_are_not_published(site: Path):
    build_index(site, site / "pagefind", expected=3)
    assert not list((site / "pagefind").glob("*ui*"))


def test_another_count_than_expected_fails_and_leaves_no_index(site: Path):
    with pytest.raises(SearchIndexFailed, match="has 3 pages but 4 pages should be in it"):
        build_index(site, site / "pagefind", expected=4)
    assert not (site / "pagefind").exists()


def test_a_site_without_a_page_is_no_crash(tmp_path: Path):
    with pytest.raises(SearchIndexFailed, match="has 0 pages but 1 page should"):
        build_index(tmp_path, tmp_path / "pagefind", expected=1)


def test_pagefind_that_cannot_run_says_so(site: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.executable", str(site / "no-python"))
    with pytest.raises(SearchIndexFailed, match="could not be started"):
        build_index(site, site / "pagefind", expected=3)


def test_pagefind_that_fails_is_quoted(site: Path):
    (site / "pagefind").write_text("a file where its folder should be", encoding="utf-8")
    with pytest.raises(SearchIndexFailed, match=r"ended with exit code -?\d+ and said: .+"):
        build_index(site, site / "pagefind", expected=3)


def order_in(folder: Path) -> Order:
    """The small directory, laid out in a folder and ready to be built there."""
    root = small_root(folder / "root")
    return Order(root=root, site=folder / "site", cache=folder / "cache", today=SMALL_TODAY)


# --- In the browser ------------------------------------------------------------------------------

SEARCH = """async (queries) => {
  const pagefind = await import('/pagefind/pagefind.js');
  const found = {};
  for (const query of queries) {
    const results = (await pagefind.search(query)).results;
    const pages = await Promise.all(results.map((result) => result.data()));
    found[query] = pages.map((page) => page.url).sort();
  }
  return found;
}"""


@pytest.mark.browser
def test_spellings_with_and_without_a_hyphen_find_each_other(site: Path, page: Any):
    build_index(site, site / "pagefind", expected=3)
    with open_server(site, port=0) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        page.goto(f"{server.address}one/")
        found = page.evaluate(SEARCH, ["T-2B", "T2B", "t2b", "t-2b", "T-1", "T1", "t1"])
        server.shutdown()
    everything = ["/one/", "/three/", "/two/"]
    assert found == dict.fromkeys(found, everything)


@pytest.mark.browser
def test_a_large_directory_has_several_indexes_and_one_search(
    tmp_path: Path, page: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(extracts, "PROGRAMS_A_PART", 3)
    order = order_in(tmp_path)
    context = small_library().context
    titles = {program.slug: title_of(program, context) for program in small_library().programs}
    report = build(order)
    parts = extracts.count_indexes(report.programs)
    assert report.problems == () and parts == -(-report.programs // 3) > 2
    folder = order.site / "pagefind"
    assert [path.name for path in sorted(folder.glob("[0-9]*"))] == [str(number) for number in range(1, parts)]
    assert not list(folder.glob("[0-9]*/*.js"))
    with open_server(order.site, port=0) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        page.goto(server.address)
        for part in range(parts):
            slug = sorted(found.name for found in (order.cache / f"extracts/{part}/programs").iterdir())[0]
            page.fill("#home-search-words", titles[slug])
            page.wait_for_selector(f'[data-part="found"] a[href$="programs/{slug}/"]')
        server.shutdown()


def test_a_directory_that_has_shrunk_forgets_the_further_indexes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(extracts, "PROGRAMS_A_PART", 3)
    order = order_in(tmp_path)
    build(order)
    monkeypatch.undo()
    build(order)
    assert not list((order.site / "pagefind").glob("[0-9]*"))
    assert {path.partition("/")[0] for path in list_extracts(order.cache / "extracts")} == {"0"}


def test_an_index_follows_builds_that_laid_nothing_by_for_it(tmp_path: Path):
    order = order_in(tmp_path)
    bare = replace(order, index=False, extracts=False)
    programs = build(bare).programs
    assert not list_extracts(order.cache / "extracts")
    assert build(bare).written == 0
    build(order)
    assert len(list_extracts(order.cache / "extracts")) == programs
    assert (order.site / "pagefind" / "pagefind.js").exists()
    assert build(bare).written == 0
