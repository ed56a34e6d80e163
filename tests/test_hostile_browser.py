"""Hostile texts in a real browser: none runs, leaves the site or breaks out; and no build asks anybody anything."""

from __future__ import annotations

import re
import socket
from pathlib import Path
from random import Random

import pytest

from generator.build.flow import build
from generator.build.order import Order
from generator.data.headers import POLICY
from tests.hostile import damage, fields
from tests.hostile.vectors import list_vectors
from tests.hostile.visitor import Visitor


@pytest.mark.browser
def test_no_vector_runs_or_breaks_out(browser, tmp_path: Path):
    vectors = Random(1).sample(list_vectors(), 300)
    result = fields.attack(tmp_path / "root", vectors, browser, most=1)
    assert result.passed > 300 and result.read and result.opened and not result.faults


PAGE = "<!doctype html><title>A page</title><p id=a>Text</p>"
EVIL = {
    "<script>pwn(7)</script>": ("a script in the page", "a script ran: 7"),
    "<img src=x onerror=pwn(7)>": ("attribute onerror of img", "a script ran: 7"),
    "<meta http-equiv=refresh content='0;url=//v7.evil.test/'>": ("asked for http://v7.evil.test/",),
    "<a href=javascript:pwn(7)>x</a>": ("a leads to javascript:pwn(7)",),
    "<p id=a>Twice</p>": ('id "a" stands twice',),
    "<p x'>x</p>": ("attribute x' of p",),
    "<script src=//v7.evil.test></script>": ("script loads //v7.evil.test", "asked for http://v7.evil.test/"),
}


@pytest.mark.browser
def test_the_visitor_sees_what_runs_and_what_breaks_out(browser, tmp_path: Path):
    page = tmp_path / "index.html"
    page.write_text(PAGE, encoding="utf-8")
    with Visitor(tmp_path, browser) as visitor:
        visitor.learn()
        assert visitor.read_pages() == visitor.open_pages(["index.html"], policy=False) == []
        for evil, faults in EVIL.items():
            page.write_text(PAGE + evil, encoding="utf-8")
            told = "\n".join([*visitor.read_pages(), *visitor.open_pages(["index.html"], policy=False)])
            assert [fault for fault in faults if fault not in told] == [], told


@pytest.mark.browser
def test_a_name_in_other_letters_stands_nowhere_and_ends_no_search(small_url, page):
    page.goto(f"{small_url}search/")
    assert page.evaluate("['漢字', 'Kiln'].map((name) => [customElements.get('site-search').fold(name), customElements.get('search-words')])"
        ".map(([name, { score }]) => score(name.split(' ').filter(Boolean), ['kiln']))") == [0, 1000]  # fmt: skip


def test_there_are_enough_vectors():
    assert len(list_vectors()) >= 500


def test_every_page_says_what_may_run(small_site: Path):
    said = f'content="{POLICY}"'
    pages = list(small_site.rglob("*.html"))
    assert pages
    assert [page for page in pages if said not in page.read_text(encoding="utf-8")] == []


def test_a_build_asks_nothing_of_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise AssertionError("a build opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    root = damage.make_root(tmp_path)
    order = Order(root=root, site=root / "site", cache=root / ".cache", today=damage.TODAY, cards=True, jobs=1)
    assert build(order).problems == ()
    assert re.search("<title>", (order.site / "index.html").read_text(encoding="utf-8"))
