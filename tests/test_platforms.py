"""Systems without fork and without fcntl (Windows): the same results, in one process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.faults import copy_small

# What such a system lacks is taken away before anything of ours is loaded.
WITHOUT = """
import multiprocessing, os, sys, warnings
warnings.simplefilter("ignore")
sys.modules["fcntl"] = None
del os.fork
multiprocessing.get_all_start_methods = lambda: ["spawn"]
from generator.commands.command_line import main
sys.exit(main(sys.argv[1:]))
"""
CSV = "name,institution,city,state,specialty\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small library with our templates, grown so far that processes would share the work."""
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    copy_small(tmp_path)
    return tmp_path


def run(root: Path, *arguments: str, without: bool = True) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-c", WITHOUT] if without else [sys.executable, "-m", "generator"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [*words, *arguments, "--root", str(root)]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_check_and_build_work_in_one_process(root: Path) -> None:
    found = run(root, "check")
    assert (found.returncode, found.stdout) == (0, ""), found.stderr
    built = run(root, "build", "--no-index", "--site", str(root / "one"), "--cache", str(root / "c1"))
    assert built.returncode == 0, built.stderr
    usual = run(root, "build", "--no-index", "--site", str(root / "two"), "--cache", str(root / "c2"), without=False)
    assert usual.returncode == 0, usual.stderr
    assert files(root / "one") == files(root / "two")


def test_new_and_import_say_what_they_miss(root: Path) -> None:
    begun = run(root, "new", "program")
    assert begun.returncode == 1 and "Traceback" not in begun.stderr
    (root / "list.csv").write_text(CSV, encoding="utf-8")
    imported = run(root, "import", str(root / "list.csv"))
    assert "Traceback" not in imported.stderr
