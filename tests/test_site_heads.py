"""What a pasted link shows of the real site: titles of their own, and addresses that any messenger takes whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.heads import Head, list_bad_addresses, list_bad_descriptions, list_bad_titles, read_heads

pytestmark = [pytest.mark.site, pytest.mark.content]


@pytest.fixture(scope="module")
def pages(real_site: Path) -> list[Head]:
    return read_heads(real_site)


def test_titles_are_short_and_unique(pages: list[Head]) -> None:
    assert list_bad_titles(pages) == []


def test_descriptions_are_short(pages: list[Head]) -> None:
    assert list_bad_descriptions(pages) == []


def test_addresses_and_anchors_are_plain(pages: list[Head], real_site: Path) -> None:
    assert list_bad_addresses(real_site, pages) == []
