"""What the shortlist finds in storage and does not understand is put aside, said, and offered; nothing is lost in silence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.quiet import open_quiet

pytestmark = [pytest.mark.browser, pytest.mark.site]

KEY = "`${document.documentElement.dataset.storage}-fit/1`"


def open_with(page: Any, small_url: str, text: str) -> None:
    page.goto(f"{small_url}404.html")
    page.evaluate(f"text => localStorage.setItem({KEY}, text)", text)
    open_quiet(page, f"{small_url}shortlist/")


@pytest.mark.parametrize(
    "text",
    ["no JSON", '{"contract-need":["t-1"]}', '{"contract-need":"t-99"}', '{"no-such-field":"1"}', '[["a",1]]'],
)
def test_what_is_not_understood_is_put_aside_and_offered(page: Any, small_url: str, text: str, tmp_path: Path):
    open_with(page, small_url, text)
    page.get_by_text("could not be understood").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the text as it was").click()
    download.value.save_as(tmp_path / "aside.txt")
    assert (tmp_path / "aside.txt").read_text(encoding="utf-8") == text
    page.reload()
    page.get_by_text("could not be understood").wait_for()


def test_several_are_kept_side_by_side(page: Any, small_url: str):
    open_with(page, small_url, "first")
    open_with(page, small_url, "second")
    assert page.evaluate(f"localStorage.getItem({KEY} + '-rescued')") == "first\nsecond"


def test_what_is_understood_is_taken_and_nothing_is_said(page: Any, small_url: str):
    answers = {"contract-need": "t-1", "school-year": "2017"}
    open_with(page, small_url, json.dumps(answers, separators=(",", ":")))
    assert page.locator("short-list").get_by_text("could not be understood").count() == 0
    assert json.loads(page.evaluate(f"localStorage.getItem({KEY})")) == answers
