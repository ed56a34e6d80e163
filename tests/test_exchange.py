"""Folders that change places: no reader finds neither of them, and where it cannot be done nothing is."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from generator.publish import site_folder
from generator.publish.exchange import exchange
from generator.publish.site_folder import MARK, swap_in
from generator.publish.staging import Staging, staging_of


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page").write_text(name)
    if not exchange(tmp_path / "one", tmp_path / "other"):
        pytest.skip("this system cannot exchange folders")
    return tmp_path / "one", tmp_path / "other"


def test_two_folders_change_places(folders):
    one, other = folders
    assert ((one / "page").read_text(), (other / "page").read_text()) == ("other", "one")


def test_a_reader_finds_one_of_them_at_every_moment(folders):
    one, other = folders
    stop, missed = threading.Event(), []

    def look() -> None:
        while not stop.is_set():
            if not (one / "page").exists():
                missed.append(1)

    reader = threading.Thread(target=look)
    reader.start()
    for _ in range(2000):
        assert exchange(one, other)
    stop.set()
    reader.join()
    assert missed == []


def test_what_is_not_there_is_left_alone(tmp_path):
    (tmp_path / "one").mkdir()
    assert not exchange(tmp_path / "one", tmp_path / "missing")
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


@pytest.mark.parametrize("able", [True, False], ids=["exchanged", "moved"])
def test_a_site_is_swapped_with_and_without_it(tmp_path, monkeypatch, able):
    if not able:
        monkeypatch.setattr(site_folder, "exchange", lambda one, other: False)
    site = tmp_path / "site"
    for text in ("old", "new"):
        Staging(staging_of(site)).write("index.html", text.encode())
        swap_in(site, ["index.html"])
        assert (site / "index.html").read_text() == text
        assert sorted(path.name for path in site.iterdir()) == [MARK, "index.html"]
        assert [path.name for path in tmp_path.iterdir()] == ["site"]
