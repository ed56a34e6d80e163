"""The command `check`: all files, always, in as many processes as there are cores."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from generator.check import Checked, check_editorial, check_program, check_programs_together
from generator.check.profiles import Lists
from generator.model.problem import Problem, in_order
from generator.read.documents import read_document
from generator.read.folders import ContentFiles, list_content

_CHUNK = 32  # files a task
_FEW = 200  # fewer files than this are checked sooner here than in processes that must be started first


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What checking one profile gave: enough for what all programs together must keep."""

    path: str
    slug: str
    aliases: tuple[str, ...] = ()
    claims: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """All Problems in order, what was looked at, and the editorial content where it could be read."""

    problems: tuple[Problem, ...]
    files: ContentFiles
    checked: Checked | None
    programs: tuple[Found, ...] = ()
    claims: int = 0


def check_all(root: Path, today: date, jobs: int | None = None) -> Outcome:
    """Check every file below `content/`."""
    files = list_content(root)
    checked, problems = check_editorial(root, files, today)
    if checked is None:
        return Outcome(problems=in_order(problems), files=files, checked=None)
    programs = tuple(_check_programs(root, checked.lists, files.programs, jobs))
    problems += (problem for found in programs for problem in found.problems)
    named = ((found.slug, found.path, found.aliases) for found in programs)
    problems += check_programs_together(root, checked.editorial, named, problems)
    wide = sum(len(institution.claims) for institution in checked.editorial.institutions.values())
    return Outcome(
        problems=in_order(problems),
        files=files,
        checked=checked,
        programs=programs,
        claims=wide + sum(found.claims for found in programs),
    )


# Set before the processes are forked; never changed afterwards.
_root: Path
_lists: Lists


def _check_programs(root: Path, lists: Lists, paths: Sequence[str], jobs: int | None) -> Iterator[Found]:
    global _root, _lists
    _root, _lists = root, lists
    processes = min(jobs or os.cpu_count() or 1, len(paths) // _CHUNK)
    if processes < 2 or len(paths) < _FEW or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(_check_path, paths)
        return
    gc.freeze()  # what is shared stays shared: the collector does not touch it in the processes
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        yield from pool.imap(_check_path, paths, _CHUNK)
    gc.unfreeze()


def _check_path(path: str) -> Found:
    document = read_document(_root, path)
    if isinstance(document, Problem):
        return Found(path=path, slug=PurePosixPath(path).stem, problems=(document,))
    program, problems = check_program(document, _lists)
    return Found(
        path=path,
        slug=program.slug,
        aliases=program.aliases,
        claims=len(program.claims),
        problems=tuple(problems),
    )


def tell_check(outcome: Outcome) -> str:
    """One line about a check that found nothing."""
    programs, claims = len(outcome.programs), outcome.claims
    return f"All is well: {programs:,} programs and {claims:,} claims in {len(outcome.files.everything):,} files."
