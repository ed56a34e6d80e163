"""Checking: every file of `content/`, for whichever command asks; programs in as many processes as there are cores."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TypeVar

from generator.build.pool import share_out
from generator.check import Checked, Lists, check_editorial, check_patterns, check_program, check_programs_together
from generator.model.claims import Program
from generator.model.problem import Problem, in_order
from generator.read.documents import read_document
from generator.read.folders import ContentFiles, list_content

_Kept = TypeVar("_Kept")
Read = tuple[Program | None, list[Problem]]  # one file


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the commands keep of a program."""

    path: str
    slug: str
    aliases: tuple[str, ...]
    claims: int


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
    found = list(check_programs(root, checked.lists, files.programs, _find_all, jobs))
    programs = tuple(kept for kept, _ in found if kept)
    problems += (problem for _, own in found for problem in own)
    named = [(kept.slug, path, kept.aliases) if kept else name_of_file(path)
             for path, (kept, _) in zip(files.programs, found, strict=True)]  # fmt: skip
    problems += check_programs_together(root, checked.editorial, named, problems)
    problems += check_patterns(checked.editorial)
    wide = sum(len(institution.claims) for institution in checked.editorial.institutions.values())
    claims = wide + sum(kept.claims for kept in programs)
    return Outcome(problems=in_order(problems), files=files, checked=checked, programs=programs, claims=claims)


def _find_all(read: Sequence[Read]) -> list[Found | None]:
    return [_find(program) if program else None for program, _ in read]


def _find(program: Program) -> Found:
    return Found(path=program.path, slug=program.slug, aliases=program.aliases, claims=len(program.claims))


def check_programs(
    root: Path,
    lists: Lists,
    paths: Sequence[str],
    keep: Callable[[Sequence[Read]], Sequence[_Kept | None]],
    jobs: int | None = None,
) -> Iterator[tuple[_Kept | None, list[Problem]]]:
    """For each file what `keep` makes of its program, and its Problems.

    `keep` is called in the process that checked, with what was read of a few files at a time.
    """
    for results in share_out(partial(_check_some, root, lists, keep), paths, jobs):
        yield from results


def _check_some(
    root: Path, lists: Lists, keep: Callable[[Sequence[Read]], Sequence[_Kept | None]], paths: Sequence[str]
) -> list[tuple[_Kept | None, list[Problem]]]:
    read = [read_program(root, path, lists) for path in paths]
    return list(zip(keep(read), [problems for _, problems in read], strict=True))


def read_program(root: Path, path: str, lists: Lists) -> Read:
    """Read and check one profile; None where it cannot be read, and a program that is not sound has Problems."""
    document = read_document(root, path)
    return (None, [document]) if isinstance(document, Problem) else check_program(document, lists)


def name_of_file(path: str) -> tuple[str, str, tuple[str, ...]]:
    """What is known of a program that could not be checked: slug, path, no aliases."""
    return PurePosixPath(path).stem, path, ()


def tell_check(outcome: Outcome) -> str:
    """One line about a check that found nothing."""
    programs, claims = len(outcome.programs), outcome.claims
    return f"All is well: {programs:,} programs and {claims:,} claims in {len(outcome.files.everything):,} files."
