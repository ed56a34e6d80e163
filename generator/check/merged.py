"""Check that what became part of another program never leads back to itself: readers would go round for ever."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.check.unique_names import Listed, line_of
from generator.model.problem import Problem


def find_circle(slug: str, into: Mapping[str, str]) -> tuple[str, ...]:
    """The programs through which one leads back to itself, beginning with it; () where it does not.

    `into` is what each became part of.
    """
    way = [slug]
    while (following := into.get(way[-1], "")) and following not in way[1:]:
        if following == slug:
            return tuple(way)
        way.append(following)
    return ()


def check_merged(root: Path, programs: Iterable[Listed]) -> list[Problem]:
    """One Problem a circle, in the first of its files; of a program that names itself its own check tells."""
    found = []
    told: set[str] = set()
    named = {program.slug: program for program in programs if program.into}
    into = {slug: program.into for slug, program in named.items()}
    for slug, program in named.items():
        circle = find_circle(slug, into)
        if len(circle) > 1 and slug not in told:
            told.update(circle)
            others = ", ".join(named[each].path for each in circle[1:])
            problem = Problem(
                code="merged-in-a-circle",
                path=program.path,
                line=line_of(root, program.path, f"into: {program.into}"),
                where="closed.into",
                must=f"must not lead back to this program (by way of {others})",
                found=program.into,
                mend="take `closed:` out of the one that the others became part of.",
            )
            found.append(problem)
    return found
