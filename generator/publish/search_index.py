"""The search index of a built site, made by Pagefind's command line."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from generator.answers.extracts import Extract, part_of
from generator.model.urls import file_of
from generator.publish.extracts import list_extracts
from generator.publish.staging import Staging
from generator.read.clearing import remove

FOLDER = "pagefind"

# Pagefind writes its own search pages beside the index; ours uses pagefind.js alone.
_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")
_MERGED = ("*.js", "wasm.*")  # a further index is read with those of the first
_PAGES = re.compile(r"^\s*Indexed (\d+) pages?\s*$", re.MULTILINE)
_EMPTY = "not able to build an index"


class SearchIndexFailed(Exception):
    """Pagefind could not run, or indexed other pages than those meant for it."""


def index_extracts(
    extracts: Path, folder: Path, programs: Collection[str], editorial: Sequence[Extract], parts: int
) -> None:
    """Index what was extracted into `folder`: one index, or where there are many programs, one a part.

    The first holds the editorial pages too; the others stand in folders 1, 2, … below it.
    """
    expected = Counter(part_of(slug, parts) for slug in programs)
    _write_editorial(extracts / "0", editorial)
    _forget_programs(extracts, {f"{part_of(slug, parts)}/programs/{slug}" for slug in programs})
    for number in range(parts):
        part, pages = str(number), len(editorial) if number == 0 else 0
        target = folder / part if number else folder
        build_index(extracts / part, target, expected=expected[part] + pages)
        if number:
            _remove(target, _MERGED)


def _write_editorial(extracts: Path, editorial: Sequence[Extract]) -> None:
    for stale in ("guides", "checklist"):
        shutil.rmtree(extracts / stale, ignore_errors=True)
    staging = Staging(extracts)
    for extract in editorial:
        staging.write(file_of(extract.url), extract.html.encode())


def _forget_programs(extracts: Path, present: Collection[str]) -> None:
    """Take away the extracts of programs that are no more, or that belong to another part now."""
    for stale in list_extracts(extracts).difference(present):
        remove(extracts / stale)


def build_index(pages_folder: Path, folder: Path, *, expected: int) -> None:
    """Index the pages of `pages_folder` that carry `data-pagefind-body` into `folder`.

    The index that stood there is removed first. Pagefind numbers the pages as its folder lists them, and some file
    systems list the newest first; so it reads a folder that is laid anew, in the order of the addresses.
    Raises SearchIndexFailed when Pagefind fails or does not index exactly `expected` pages.
    """
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory() as ordered:
        _lay_in_order(pages_folder, Path(ordered))
        pages = _indexed_pages(_run_pagefind(Path(ordered), folder))
    if pages != expected:
        shutil.rmtree(folder, ignore_errors=True)
        raise SearchIndexFailed(
            f"The search index has {_count(pages)} but {_count(expected)} should be in it. "
            "Only a page with data-pagefind-body is indexed; where no page has it, Pagefind takes them all."
        )
    _remove(folder, _UNUSED)


def _lay_in_order(pages_folder: Path, ordered: Path) -> None:
    for path in sorted(pages_folder.rglob("*.html")):
        target = ordered / path.relative_to(pages_folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path, target)
        except OSError:  # a file system without links
            shutil.copyfile(path, target)


def _run_pagefind(pages_folder: Path, folder: Path) -> str:
    """Run Pagefind over a folder and return what it printed."""
    command = [
        *(sys.executable, "-m", "pagefind"),
        *("--site", str(pages_folder), "--output-path", str(folder)),
        # One index, whatever a page says of its language.
        *("--force-language", "en"),
    ]
    try:
        run = subprocess.run(
            command, capture_output=True, encoding="utf-8", errors="replace", stdin=subprocess.DEVNULL, check=False
        )
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


def _remove(folder: Path, patterns: Iterable[str]) -> None:
    for pattern in patterns:
        for path in folder.glob(pattern):
            path.unlink()


def _count(pages: int) -> str:
    return f"{pages} page" if pages == 1 else f"{pages} pages"
