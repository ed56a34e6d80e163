"""Git, asked for what it knows. Everything here answers None or nothing where there is no Git or no history."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

NOTHING = "0" * 40  # how Git names the version of a file that is not there
_STEERED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")  # set inside hooks; they would name another repository


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A file that differs between two versions: the ids of its old and new text, and its old and new path."""

    status: str  # A, M, D, R, C or T
    before: str
    after: str
    old_path: str
    path: str


def run_git(root: Path, *arguments: str, given: bytes | None = None) -> bytes | None:
    """What Git prints, or None where it cannot be run or refuses."""
    done = _run(root, arguments, given)
    return done.stdout if done and done.returncode == 0 else None


def tell_refusal(root: Path) -> str:
    """Why Git says nothing of this folder, in its own words, which tell what to do; "" where it does."""
    done = _run(root, ("rev-parse", "--git-dir"))
    if done is None:
        return "Git is not installed here."
    return "" if done.returncode == 0 else done.stderr.decode("utf-8", "replace").strip()


def _run(root: Path, arguments: Sequence[str], given: bytes | None = None) -> subprocess.CompletedProcess[bytes] | None:
    settings = {key: value for key, value in os.environ.items() if key not in _STEERED}
    command = [
        "git",
        "--no-optional-locks",
        "-c",
        "core.quotePath=false",
        "-c",
        "log.showRoot=true",
        "-c",
        "core.fsmonitor=false",  # a setting that names a program to run
        "-C",
        str(root),
        *arguments,
    ]
    try:
        return subprocess.run(command, input=given, capture_output=True, check=False, env=settings)
    except OSError:
        return None


def read_blobs(root: Path, ids: Iterable[str]) -> dict[str, bytes]:
    """The texts with these ids, all by one process; ids that Git does not have are left out."""
    wanted = sorted(set(ids) - {NOTHING})
    if not wanted:
        return {}
    out = run_git(root, "cat-file", "--batch", given="".join(f"{id}\n" for id in wanted).encode())
    found: dict[str, bytes] = {}
    place = 0
    while out and place < len(out):
        end = out.index(b"\n", place)
        words = out[place:end].split()
        place = end + 1
        if len(words) == 3 and words[1] == b"blob":
            size = int(words[2])
            found[words[0].decode()] = out[place : place + size]
            place += size + 1
    return found


def read_commits(out: bytes) -> Iterator[tuple[bytes, tuple[Touched, ...]]]:
    """Each commit in the output of `git log` with `--raw -z` whose format begins with %x1e: its line and its files.

    A name of a file may hold any sign but the one that ends it, so names are taken where they are announced.
    """
    parts = iter(out.split(b"\0"))
    line, touched = b"", list[Touched]()
    for part in parts:
        said = part.lstrip(b"\n")
        if said.startswith(b":"):
            touched.append(_read_touched(said, parts))
        elif said.startswith(b"\x1e"):
            if line:
                yield line, tuple(touched)
            line, touched = said[1:], []
    if line:
        yield line, tuple(touched)


def read_raw(out: bytes) -> Iterator[Touched]:
    """The files in the output of `git diff` with `--raw -z --no-abbrev`."""
    parts = iter(out.split(b"\0"))
    yield from (_read_touched(part, parts) for part in parts if part.startswith(b":"))


def _read_touched(part: bytes, parts: Iterator[bytes]) -> Touched:
    """The file that a part announces; its names are the parts that follow."""
    _, _, before, after, status = part[1:].decode().split()
    old_path = next(parts, b"").decode("utf-8", "replace")
    path = next(parts, b"").decode("utf-8", "replace") if status[0] in "RC" else old_path
    return Touched(status=status[0], before=before, after=after, old_path=old_path, path=path)
