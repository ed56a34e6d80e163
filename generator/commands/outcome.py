"""The outcome of checking everything, for the commands that need all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from generator.build.checking import Read, check_programs
from generator.build.pool import Pool
from generator.check import (
    Checked,
    check_all_programs,
    check_editorial,
    check_examples,
    list_program,
    tell_slow_examples,
    unique_marks,
)
from generator.check.subject_files import SubjectFiles
from generator.commands.time_limit import follow
from generator.model.claims import Program
from generator.model.editorial import Editorial
from generator.model.problem import Problem, in_order
from generator.read.folders import ContentFiles, list_content

PATIENCE = 20.0  # seconds for the examples of one question; all of them take two or three


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the commands keep of a program."""

    path: str
    slug: str
    aliases: tuple[str, ...]
    unique: tuple[str, ...]
    claims: int
    closed: bool
    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOutcome:
    """All Problems in order, what was looked at, and the editorial content where it could be read."""

    problems: tuple[Problem, ...]
    files: ContentFiles
    checked: Checked | None
    programs: tuple[Kept, ...] = ()
    claims: int = 0

    @property
    def marks(self) -> dict[str, tuple[str, ...]]:
        """What each program has for its own, by the path of its file."""
        return {program.path: program.unique for program in self.programs}

    @property
    def subjects(self) -> SubjectFiles:
        """The files of programs and institutions, by all their names."""
        paths = (*self.files.programs, *self.files.institutions)
        institutions = self.checked.editorial.institutions.values() if self.checked else ()
        return SubjectFiles(paths, ((each.path, each.aliases) for each in (*self.programs, *institutions)))


def check_all(root: Path, today: date, jobs: int | None = None) -> CheckOutcome:
    """Check every file below `content/`."""
    files = list_content(root)
    checked, problems = check_editorial(root, files, today)
    if checked is None:
        return CheckOutcome(problems=in_order(problems), files=files, checked=None)
    find = partial(_find_all, checked.editorial)
    with Pool(jobs) as pool:
        pool.give(checked.lists, checked.editorial)
        found = list(check_programs(pool, root, checked.lists, files.programs, find))
    programs = tuple(kept for kept, _ in found if kept)
    problems += (problem for _, own in found for problem in own)
    marks = {kept.path: (kept.aliases, kept.unique, kept.into) for kept in programs}
    named = [list_program(path, *marks.get(path, ())) for path in files.programs]
    problems = check_all_programs(root, checked.editorial, named, problems)
    problems += _try_patterns(checked.editorial)
    wide = sum(len(institution.claims) for institution in checked.editorial.institutions.values())
    claims = wide + sum(kept.claims for kept in programs)
    return CheckOutcome(problems=in_order(problems), files=files, checked=checked, programs=programs, claims=claims)


def _try_patterns(editorial: Editorial) -> Iterator[Problem]:
    """The Problems of the patterns, which are tried in a process of their own: one may take for ever."""
    done = 0
    try:
        for problems in follow(partial(check_examples, editorial), PATIENCE):
            yield from problems
            done += 1
    except TimeoutError:
        yield tell_slow_examples(editorial, done)


def _find_all(editorial: Editorial, read: Sequence[Read]) -> list[Kept | None]:
    return [_find(program, editorial, sound=not problems) if program else None for program, problems in read]


def _find(program: Program, editorial: Editorial, *, sound: bool) -> Kept:
    return Kept(
        path=program.path,
        slug=program.slug,
        aliases=program.aliases,
        unique=unique_marks(program, editorial) if sound else (),
        claims=len(program.claims),
        closed=program.closed is not None,
        into=program.closed.into if program.closed else "",
    )


def tell_check(outcome: CheckOutcome) -> str:
    """One line about a check that found nothing."""
    programs, claims = len(outcome.programs), outcome.claims
    return f"All is well: {programs:,} programs and {claims:,} claims in {len(outcome.files.everything):,} files."
