"""Workers: the heavy steps, in as many processes as there are cores.

A worker is forked once everything shared is in memory, takes small chunks, and gives back small results:
Summaries and Problems from checking, names and sizes of written files from rendering. Whole programs wait
in a spool on disk between the two, so that memory does not grow with their number.
"""

from __future__ import annotations

import errno
import gc
import multiprocessing
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from generator.answers.context import Context
from generator.answers.extracts import extract_of, part_of
from generator.answers.grouping import answers_of
from generator.answers.packing import Summaries
from generator.answers.summary import Summary, summarize
from generator.answers.views import Cell, Link
from generator.check import Lists, check_program
from generator.data.api import program_json
from generator.data.feeds import program_feed
from generator.history.changes import ChangeLog
from generator.model import urls
from generator.model.claims import Program
from generator.model.editorial import Comparison
from generator.model.problem import Problem
from generator.pages.comparisons import CompareView, plan_comparison
from generator.pages.heads import card_path
from generator.pages.page import Planned
from generator.pages.parts import Head
from generator.pages.profile import plan_profile
from generator.publish.staging import Staging, Written
from generator.read.documents import read_document, read_source
from generator.render.cards import card_of
from generator.render.renderer import Renderer

_Result = TypeVar("_Result")
Task = tuple[Callable[[Any], _Result], Any]  # what to do, and with what
CHUNK = 64  # files a task: large enough to be cheap to send, small enough to share out evenly
BLOCK = 128  # tasks after which the processes are forked anew, since each has copied what it touched of what they share
FEW = 48  # fewer tasks' items than this are not worth a process


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every worker has in memory."""

    root: Path
    spool: Path
    staging: Path
    cache: Path  # holds what the search index is made from, and preview pictures that were drawn before
    extracts: bool  # whether to lay by what the search index is made from
    lists: Lists
    context: Context


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckTask:
    """Files to read and check; `number` names their place in the spool."""

    number: int
    paths: tuple[str, ...]


class ProfileTask(NamedTuple):
    """A profile to be: its page, the key of what it is made from, and what was chosen for it among all programs.

    A build makes all of them, and renders those whose key is new.
    """

    path: str  # of its page
    key: str
    programs: Summaries  # of its specialty
    place: int  # among them
    similar: tuple[int, ...]  # the places of those to compare it with
    number: int | None  # its chunk in the spool; None: read the file again
    curated: tuple[Link, ...]

    @property
    def summary(self) -> Summary:
        """The program."""
        return self.programs[self.place]


Pages = list[dict[str, Written]]  # the files of each page, the page itself first


def run_tasks(desk: Desk, tasks: Sequence[Task[_Result]], *, size: int, jobs: int | None) -> Iterator[_Result]:
    """Do tasks here or in forked processes; results come in the order of the tasks.

    `size` is how many files they stand for in all; `jobs` how many processes, by default as many as cores.
    """
    global _desk, _shared_cells
    _desk, _shared_cells = desk, {}
    processes = min(jobs or os.cpu_count() or 1, len(tasks))
    if processes < 2 or size < FEW:
        yield from map(_run, tasks)
        return
    gc.freeze()  # what is shared stays shared: the collector does not touch it in the workers
    try:
        for start in range(0, len(tasks), BLOCK):
            with ProcessPoolExecutor(processes, multiprocessing.get_context("fork")) as pool:
                yield from pool.map(_run, tasks[start : start + BLOCK])
    except BrokenProcessPool as fault:
        lost = "ended before its work was done, perhaps for want of memory; build again with --jobs 1"
        raise ChildProcessError(errno.ECHILD, lost, "A worker") from fault
    finally:
        gc.unfreeze()


def _run(task: Task[_Result]) -> _Result:
    work, argument = task
    return work(argument)


@contextmanager
def collect_rarely() -> Iterator[None]:
    """Looking for cycles after every few hundred objects costs a tenth of the time, and there are none to find."""
    before = gc.get_threshold()
    gc.set_threshold(1_000_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


# Set once before the workers are forked; never changed afterwards.
_desk: Desk
_shared_cells: dict[Cell, Cell]
_renderer: Renderer | None = None
_work: Work


def cut(paths: Sequence[str]) -> tuple[CheckTask, ...]:
    """Files in chunks."""
    return tuple(
        CheckTask(number=start // CHUNK, paths=tuple(paths[start : start + CHUNK]))
        for start in range(0, len(paths), CHUNK)
    )


def check_chunk(task: CheckTask) -> list[tuple[Summary | None, list[Problem]]]:
    """Read and check some profiles; sound ones wait in the spool."""
    results: list[tuple[Summary | None, list[Problem]]] = []
    programs = []
    for path in task.paths:
        program, problems = load_program(path)
        sound = program is not None and not problems
        if program and sound:
            programs.append(program)
        summary = summarize(program, _desk.context, _shared_cells) if program and sound else None
        results.append((summary, problems))
    (_desk.spool / str(task.number)).write_bytes(pickle.dumps(programs, protocol=pickle.HIGHEST_PROTOCOL))
    return results


def load_program(path: str) -> tuple[Program | None, list[Problem]]:
    """Read and check one profile."""
    document = read_document(_desk.root, path)
    if isinstance(document, Problem):
        return None, [document]
    return check_program(document, _desk.lists)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """All that is to be rendered. Tasks name their part of it by number, so that no Summary is sent to a worker."""

    profiles: Sequence[ProfileTask]
    pages: Sequence[Planned]
    log: ChangeLog


def prepare_rendering(made: Renderer, work: Work) -> None:
    """What is made before the processes are forked, so that all share it."""
    global _renderer, _work
    _renderer, _work = made, work


def render_profiles(part: range) -> Pages:
    """Render some profiles and their JSON, and write them to the staging folder."""
    staging, extracts = Staging(_desk.staging), Staging(_desk.cache / "extracts")
    parts = _desk.context.parts
    tasks = [_work.profiles[number] for number in part]
    pages: Pages = []

    def write(path: str, content: bytes) -> None:
        pages[-1][path] = staging.write(path, content)

    for task, program in zip(tasks, _programs_of(tasks), strict=True):
        pages.append({})
        answered = answers_of(program, _desk.context)
        similar = task.programs.take(task.similar)
        head, view = plan_profile(program, answered, _desk.context, similar, task.curated, _work.log)
        text = renderer().page(head, view)
        path = urls.file_of(head.url)
        write(path, text.encode())
        if _desk.extracts:
            extracts.write(f"{part_of(program.slug, parts)}/{path}", extract_of(program, _desk.context).html.encode())
        json = program_json(program, answered, _desk.context)
        feed = program_feed(program, view.title, _desk.context, _work.log).encode() if _work.log.follows else b""
        for name in (program.slug, *program.aliases):
            write(urls.program_json(name), json)
            if feed:
                write(urls.program_feed(name), feed)
        write(urls.program_source(program.slug), read_source(_desk.root, program.path))
        if head.picture:
            write(card_path(head.url), card_of(head.picture, _desk.cache / "cards"))
    return pages


def _programs_of(tasks: Sequence[ProfileTask]) -> Iterable[Program]:
    spooled: dict[int, dict[str, Program]] = {}
    for task in tasks:
        path = task.summary.path
        if task.number is None:
            program, _ = load_program(path)
            if program is None:
                raise FileNotFoundError(f"{path} was there when it was checked and is gone now; build again")
            yield program
            continue
        if task.number not in spooled:
            spooled.clear()  # chunks come in order, so one at a time is enough
            content = (_desk.spool / str(task.number)).read_bytes()
            spooled[task.number] = {program.path: program for program in pickle.loads(content)}
        yield spooled[task.number][path]


def render_planned(part: range) -> Pages:
    """Make and render some other pages, and write them to the staging folder."""
    staging = Staging(_desk.staging)
    pages: Pages = []
    for planned in (_work.pages[number] for number in part):
        head, view = planned.make(context=_desk.context)
        path = urls.file_of(head.url)
        pages.append({path: staging.write(path, renderer().page(head, view).encode())})
        if head.picture:
            card = card_path(head.url)
            pages[-1][card] = staging.write(card, card_of(head.picture, _desk.cache / "cards"))
    return pages


def renderer() -> Renderer:
    """The renderer of this process."""
    if _renderer is None:
        raise RuntimeError("rendering was not prepared")
    return _renderer


def make_comparison(comparison: Comparison, paths: Sequence[str], *, context: Context) -> tuple[Head, CompareView]:
    """A curated comparison, from the whole programs it holds."""
    programs = [program for path in paths if (program := load_program(path)[0])]
    return plan_comparison(comparison, programs, context)
