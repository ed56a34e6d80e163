"""Checking: every file of `content/`, for whichever command asks; programs in as many processes as there are cores."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from generator.build.pool import Pool
from generator.check import Lists, check_program
from generator.model.claims import Program
from generator.model.problem import Problem
from generator.read.documents import read_document

_Kept = TypeVar("_Kept")
Read = tuple[Program | None, list[Problem]]  # one file


def check_programs(
    pool: Pool,
    root: Path,
    lists: Lists,
    paths: Sequence[str],
    keep: Callable[[Sequence[Read]], Sequence[_Kept | None]],
) -> Iterator[tuple[_Kept | None, list[Problem]]]:
    """For each file what `keep` makes of its program, and its Problems.

    `keep` is called in the process that checked, with what was read of a few files at a time.
    """
    for results in pool.share_out(partial(_check_some, root, lists, keep), paths):
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
