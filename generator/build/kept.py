"""Kept: what the last build has checked, for a build that finds the same files; believed as the ledger is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from generator.answers.summary import Summary
from generator.read.sealed import read_object, write_object

_PROGRAMS, _EDITORIAL = "programs", "editorial"


class CheckedProgram(NamedTuple):
    """A sound program: the key of what its check rested on besides its own file, its Summary, and its marks."""

    key: str
    summary: Summary
    unique: tuple[str, ...]  # what no other program may have


def read_programs(folder: Path, paths: Iterable[str]) -> dict[str, CheckedProgram]:
    """The sound programs that were kept of these files or others beside them, by path."""
    found: dict[str, CheckedProgram] = {}
    for beside in dict.fromkeys(map(_folder_of, paths)):
        found |= read_object(_place_of(folder, beside)) or {}
    return found


def write_programs(folder: Path, checked: Mapping[str, CheckedProgram], known: Mapping[str, CheckedProgram]) -> None:
    """Keep the sound programs, a file for each folder of them, so that after one edit little is written.

    `known` are those that were read: a folder that holds nothing else stays as it is.
    """
    before = _by_folder(known)
    for beside, programs in _by_folder(checked).items():
        if programs != before.get(beside):
            write_object(_place_of(folder, beside), programs)


def _by_folder(programs: Mapping[str, CheckedProgram]) -> dict[str, dict[str, CheckedProgram]]:
    folders: dict[str, dict[str, CheckedProgram]] = {}
    for path, program in programs.items():
        folders.setdefault(_folder_of(path), {})[path] = program
    return folders


def _folder_of(path: str) -> str:
    return path.rpartition("/")[0]


def _place_of(folder: Path, beside: str) -> Path:
    """Where the programs of one folder are kept."""
    return folder / _PROGRAMS / beside.replace("/", ".")


def read_editorial(folder: Path, key: str) -> Any:
    """The checked editorial content that was kept under this key; None where there is none."""
    known, checked = read_object(folder / _EDITORIAL) or ("", None)
    return checked if known == key else None


def write_editorial(folder: Path, key: str, checked: object) -> None:
    """Keep the checked editorial content, under the key of the files that it was made from."""
    write_object(folder / _EDITORIAL, (key, checked))
