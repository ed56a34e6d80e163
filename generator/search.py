"""The search index of a built site, made by Pagefind's command line."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

FOLDER = "pagefind"

# Pagefind writes its own search pages beside the index; ours uses pagefind.js alone.
_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")
_PAGES = re.compile(r"^\s*Indexed (\d+) pages?\s*$", re.MULTILINE)
_EMPTY = "not able to build an index"


class SearchIndexFailed(Exception):
    """Pagefind could not run, or indexed other pages than those meant for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexResult:
    """What Pagefind made: pages indexed, seconds taken, bytes of all its files."""

    pages: int
    seconds: float
    bytes: int


def build_index(pages_folder: Path, folder: Path, *, expected: int) -> IndexResult:
    """Index the pages of `pages_folder` that carry `data-pagefind-body` into `folder`.

    The index that stood there is removed first.
    Raises SearchIndexFailed when Pagefind fails or does not index exactly `expected` pages.
    """
    shutil.rmtree(folder, ignore_errors=True)
    started = time.monotonic()
    pages = _indexed_pages(_run_pagefind(pages_folder, folder))
    if pages != expected:
        shutil.rmtree(folder, ignore_errors=True)
        raise SearchIndexFailed(
            f"The search index has {_count(pages)} but {_count(expected)} should be in it. "
            "Only a page with data-pagefind-body is indexed; where no page has it, Pagefind takes them all."
        )
    _remove_unused(folder)
    return IndexResult(pages=pages, seconds=time.monotonic() - started, bytes=_size(folder))


def _run_pagefind(pages_folder: Path, folder: Path) -> str:
    """Run Pagefind over a folder and return what it printed."""
    command = [
        *(sys.executable, "-m", "pagefind"),
        *("--site", str(pages_folder), "--output-path", str(folder)),
        # One index, whatever a page says of its language.
        *("--force-language", "en"),
    ]
    try:
        run = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    except OSError as fault:
        raise SearchIndexFailed(f"Pagefind could not be started: {fault}") from fault
    if run.returncode != 0 and _EMPTY not in run.stderr:
        said = run.stderr.strip() or run.stdout.strip() or "nothing"
        raise SearchIndexFailed(f"Pagefind ended with exit code {run.returncode} and said: {said}")
    return run.stdout


def _indexed_pages(output: str) -> int:
    """The number of indexed pages that Pagefind's output names."""
    match = _PAGES.search(output)
    if match is None:
        raise SearchIndexFailed(f"Pagefind did not say how many pages it indexed. It said: {output.strip()}")
    return int(match[1])


def _remove_unused(folder: Path) -> None:
    for pattern in _UNUSED:
        for path in folder.glob(pattern):
            path.unlink()


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _count(pages: int) -> str:
    return f"{pages} page" if pages == 1 else f"{pages} pages"
