"""What we run on is locked, and each promise of SECURITY.md is held by a test."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
GROUPS = {"base": PROJECT["dependencies"], **PROJECT["optional-dependencies"]}
_LOCKED = re.compile(
    r"^([a-z0-9][a-z0-9.-]*)==(\S+)(?: ; [^\\]+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\\n|\n|\Z))+)",
    re.MULTILINE,
)


def _name(requirement: str) -> str:
    return re.split(r"[<>=]", requirement)[0].lower()


def test_each_group_has_its_lock():
    assert {lock.stem for lock in LOCKS} == set(GROUPS)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_the_lock_has_every_package_with_its_hashes(lock: Path):
    text = lock.read_text(encoding="utf-8")
    found = {match[1]: match[2] for match in _LOCKED.finditer(text)}
    assert "".join(match[0] for match in _LOCKED.finditer(text)) == text, "something in the lock has no hash"
    assert {_name(each) for each in (*GROUPS["base"], *GROUPS[lock.stem])} <= set(found)


def test_one_package_has_one_version_in_all_locks():
    versions: dict[str, set[str]] = {}
    for lock in LOCKS:
        for match in _LOCKED.finditer(lock.read_text(encoding="utf-8")):
            versions.setdefault(match[0].split(" \\")[0], set()).add(match[2])
    assert {name for name, found in versions.items() if len(found) > 1} == set()


def test_make_installs_by_the_locks_alone():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    installs = [line for line in makefile.splitlines() if "pip install" in line]
    assert installs and all("--require-hashes" in line for line in installs)


def test_each_promise_is_held_by_a_test():
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    promises = re.findall(r"^- (.*)$", text.split("## What is promised")[1].split("## ")[0], re.MULTILINE)
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("test_*.py"))
    assert len(promises) >= 8
    for promise in promises:
        named = re.findall(r"`(test_\w+)`", promise)
        assert named, promise
        assert [name for name in named if f"def {name}(" not in tests] == []
