"""The Library: everything read and checked. Programs that the last build knew are not checked again.

Whole programs wait in a spool on disk, so that memory does not grow with their number.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.answers.context import Context
from generator.answers.summaries import Summaries
from generator.answers.summary import Parts, Summary, order_in_lists, summarize
from generator.answers.views import Cell
from generator.build.checking import Read, check_programs, read_program
from generator.build.inputs import Inputs
from generator.build.ledger import (
    CheckedProgram,
    read_editorial,
    read_programs,
    write_editorial,
    write_programs,
)
from generator.build.order import Order
from generator.build.pool import Pool
from generator.check import Checked, Lists, check_all_programs, check_editorial, list_program, unique_marks
from generator.check.basis import CheckKeys
from generator.model.claims import Program
from generator.model.digests import digest
from generator.model.problem import Problem
from generator.read.spool import Spool

CHANGED = "was changed while the site was built; build again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Everything read and checked: the editorial content whole, programs as Summaries in reading order."""

    context: Context
    summaries: Summaries
    closed: Summaries  # those that take nobody any more: no list and no count holds them
    rows: Summaries  # all of them in the order of the files, as whole programs lie side by side in the spool
    spool: Spool
    program: Callable[[str, str], Program]  # a whole one, by its path and the hash of its file


def find_program(spool: Spool, root: Path, lists: Lists, path: str, file: str) -> Program:
    """A whole program, as its file with this hash was checked: those that were checked now wait in the spool, others are read again.

    OSError where the file was changed since.
    """
    program: Program | None = spool.take(path) or read_program(root, path, lists)[0]
    if program is None or program.digest != file:
        raise OSError(errno.EAGAIN, CHANGED, path)
    return program


def check_library(
    order: Order, inputs: Inputs, pool: Pool, say: Callable[[str], None]
) -> tuple[Library | None, list[Problem]]:
    """The Library, or every Problem at once."""
    editorial, problems = _check_editorial(order, inputs)
    if editorial is None:
        return None, problems
    context = Context(editorial=editorial.editorial, today=order.today, cards=order.cards, parts=inputs.parts)
    pool.give(context, editorial.lists)
    spool = Spool(order.cache / "spool")
    checked, found = _check_programs(order, inputs, editorial.lists, context, spool, pool, say)
    marks = {path: (each.summary.aliases, each.unique, each.summary.into) for path, each in checked.items()}
    named = [list_program(path, *marks.get(path, ())) for path in inputs.files.programs]
    problems = check_all_programs(order.root, context.editorial, named, [*problems, *found])
    if problems:
        return None, problems
    rows = Summaries(each.summary for each in checked.values())
    listed = sorted(rows, key=order_in_lists)
    open_ones, closed = (Summaries(row for row in listed if row.closed is gone) for gone in (False, True))
    program = partial(find_program, spool, order.root, editorial.lists)
    return Library(context=context, summaries=open_ones, closed=closed, rows=rows, spool=spool, program=program), []


def _check_editorial(order: Order, inputs: Inputs) -> tuple[Checked | None, list[Problem]]:
    """The editorial content, as it was checked last where none of its files has changed since."""
    files, key = inputs.files, digest(inputs.base, *inputs.editorial.items(), *inputs.files.programs)
    known = None if files.problems else read_editorial(order.cache, key)
    if isinstance(known, Checked):
        return known, []
    checked, problems = check_editorial(order.root, files, order.today, order.base_url)
    if checked and not problems and inputs.editorial.items() >= checked.editorial.digests.items():
        write_editorial(order.cache, key, checked)  # unless a file was changed since the key was made
    return checked, problems


def _check_programs(
    order: Order,
    inputs: Inputs,
    lists: Lists,
    context: Context,
    spool: Spool,
    pool: Pool,
    say: Callable[[str], None],
) -> tuple[dict[str, CheckedProgram], list[Problem]]:
    """Every sound program in the order of the files, and the Problems of the others."""
    keys = CheckKeys(inputs.base, context.editorial, inputs.files)
    known = read_programs(order.cache, inputs.files.programs) if inputs.ledger.seen else {}
    kept = {path: each for path, each in known.items() if _stands(path, each, inputs, keys)}
    fresh = [path for path in inputs.files.programs if path not in kept]
    if fresh:
        say(f"Checking {len(fresh):,} of {len(inputs.files.programs):,} programs")
    problems: list[Problem] = []
    chunks: set[str] = set()
    parts = Parts()
    summarize_some = partial(_summarize, context, spool)
    for path, (found, own) in zip(fresh, check_programs(pool, order.root, lists, fresh, summarize_some), strict=True):
        problems += own
        if found:
            chunk, summary, unique = found
            chunks.add(chunk)
            summary = parts.share(summary)
            kept[path] = CheckedProgram(keys.of(summary.institution, linked=summary.linked), summary, unique)
    checked = {path: kept[path] for path in inputs.files.programs if path in kept}
    write_programs(order.cache, checked, known)
    spool.settle(chunks)
    return checked, problems


def _summarize(
    context: Context, spool: Spool, read: Sequence[Read]
) -> list[tuple[str, Summary, tuple[str, ...]] | None]:
    """The sound programs, laid by: the chunk that holds each, its Summary, and what no other program may have."""
    sound = [program for program, problems in read if program and not problems]
    chunk = spool.keep({program.path: program for program in sound})
    shared: dict[Cell, Cell] = {}
    return [
        (chunk, summarize(program, context, shared), unique_marks(program, context.editorial))
        if program and not problems
        else None
        for program, problems in read
    ]


def _stands(path: str, known: CheckedProgram, inputs: Inputs, keys: CheckKeys) -> bool:
    """Whether a program's file, and what its check rests on, are what they were."""
    look = inputs.seen.get(path)
    return (
        look is not None
        and look.digest == known.summary.digest
        and known.key == keys.of(known.summary.institution, linked=known.summary.linked)
    )
