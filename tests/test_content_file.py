"""Content files are written whole or not at all, several of them together, and a fault names the file that was meant."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from generator.commands.command_line import main
from generator.read import content_file
from generator.read.content_file import replace_file, replace_files
from tests.faults import copy_small

TODAY = "2026-11-21"


def test_several_are_replaced_and_taken_away_together(tmp_path: Path):
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"old")
    replace_files({tmp_path / "a": b"new", tmp_path / "b": None, tmp_path / "deep/c": b""})
    assert {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == {"a": b"new", "c": b""}


def test_none_is_touched_where_one_cannot_be_written(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "gone").write_bytes(b"old")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError) as raised:
        replace_files({tmp_path / "a": b"new", tmp_path / "gone": None, tmp_path / "file/b": b"new"})
    assert raised.value.filename == str(tmp_path / "file/b")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "file", "gone"]
    assert (tmp_path / "a").read_bytes() == b"old"


def test_who_stops_the_command_waits_until_all_are_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def stop(path: Path, fresh: Path) -> Path:
        os.kill(os.getpid(), signal.SIGINT)
        return replace(path, fresh)

    replace = Path.replace
    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        replace_files({tmp_path / name: name.encode() for name in "abc"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "c"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def forbid(path: Path, fresh: Path, content: bytes) -> None:
    """What a folder says in which nobody may write; whoever runs the tests may be allowed everything."""
    raise PermissionError(13, "Permission denied", str(fresh))


def test_a_fault_names_the_file_that_was_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(content_file, "_lay_beside", forbid)
    with pytest.raises(PermissionError) as raised:
        replace_file(tmp_path / "a", b"")
    assert raised.value.filename == str(tmp_path / "a")


@pytest.mark.parametrize(
    "call",
    [
        ("rename", "harbor-works-glazing", "glass"),
        ("close", "harbor-works-glazing", "--date", "2026-06", "--url", "https://example.org/closed"),
    ],
)
def test_nothing_is_called_changed_that_could_not_be_written(
    tmp_path: Path, call: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    root = copy_small(tmp_path)
    monkeypatch.setattr(content_file, "_lay_beside", forbid)
    assert main([*call, "--root", str(root), "--today", TODAY]) == 1
    printed = capsys.readouterr()
    name = "glass" if call[0] == "rename" else call[1]
    assert (printed.out, printed.err) == ("", f"{root}/content/programs/nb/{name}.md: Permission denied.\n")
