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


@pytest.mark.browser
def test_no_vector_runs_or_breaks_out(browser, tmp_path: Path):
    vectors = Random(1).sample(list_vectors(), 2)
    result = fields.attack(tmp_path / "root", vectors, browser)
    assert result.passed and result.pages and not result.faults


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
