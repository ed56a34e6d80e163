"""A copy of the project whose content is the small directory of another field alone: its site, and its tests.

    python -m tests.alone                               make site, then make test
    python -m tests.alone tests/test_build.py -k cold   make site, then pytest with what is given

It shows that neither the generator nor its tests rest on what the directory of this project happens to hold.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.faults import SMALL

PROJECT = Path(__file__).resolve().parents[1]
# What is made in the project's own folder; a folder of scripts may be called like one of them.
MADE = shutil.ignore_patterns(".git", ".venv", ".cache", ".*_cache", ".hypothesis", "site")
MADE_ANYWHERE = shutil.ignore_patterns("__pycache__")
AUTHOR = ("-c", "user.name=Example", "-c", "user.email=example@example.org")


def main(arguments: Sequence[str]) -> int:
    """Lay out the copy, build its site and run its tests; the first exit code that is not 0."""
    with tempfile.TemporaryDirectory() as folder:
        root = lay_out(Path(folder) / "project")
        return make(root, "site") or (_test(root, arguments) if arguments else make(root, "test"))


def lay_out(root: Path) -> Path:
    """Copy the project, with the small directory as its content, and with the files that are made from content."""
    copy_project(root)
    shutil.rmtree(root / "content")
    shutil.copytree(SMALL / "content", root / "content")
    for command in ("ids", "forms"):
        subprocess.run([sys.executable, "-m", "generator", command], cwd=root, check=True)
    commit = (*AUTHOR, "commit", "--quiet", "--message", "The small directory")
    for call in (("init", "--quiet"), ("add", "."), commit):
        subprocess.run(["git", *call], cwd=root, check=True)
    return root


def copy_project(root: Path) -> None:
    """Copy the project without what is made in it."""
    shutil.copytree(PROJECT, root, ignore=_leave_out)


def _leave_out(folder: str, names: list[str]) -> set[str]:
    """What a copy of the project leaves behind in a folder."""
    return MADE_ANYWHERE(folder, names) | (MADE(folder, names) if Path(folder) == PROJECT else set())


def make(root: Path, target: str) -> int:
    """Make a target in the copy, with the packages that run this."""
    made = [word for name in ("base", "test,dev,serve,cards,watch") for word in ("-o", f"{sys.prefix}/has-{name}")]
    return subprocess.run(["make", *made, target, f"VENV={sys.prefix}"], cwd=root, check=False).returncode


def _test(root: Path, arguments: Sequence[str]) -> int:
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=root, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
