"""Check all programs, keeping the Summaries of those whose file, and what it rests on, has not changed."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import PurePosixPath

from generator.answers.packing import Pack
from generator.answers.summary import Summary
from generator.build.inputs import Before
from generator.build.pool import Desk, check_chunk, cut, run_tasks
from generator.check import check_programs_together
from generator.model.digests import digest
from generator.model.problem import Problem
from generator.read.folders import ContentFiles


def check_programs(
    desk: Desk, before: Before, problems: Sequence[Problem], say: Callable[[str], None], jobs: int | None = None
) -> tuple[Pack, Mapping[str, int], list[Problem]]:
    """Every sound program's Summary in the order of the files, the places of those checked now in the spool,
    and all Problems of programs; `problems` are those of the other files.
    """
    keys, files = _Keys(desk, before), before.files
    places = _find_known(before, keys)
    fresh = [path for path in files.programs if path not in places]
    if fresh:
        say(f"Checking {len(fresh):,} of {len(files.programs):,} programs")
    kept = Pack(before.known if places else None)
    spooled: dict[str, int] = {}
    found: list[Problem] = []
    with closing(_check(desk, fresh, jobs)) as checked:
        for run, paths in _runs(files.programs, places):
            kept.take_over(before.known, run)
            for path, (number, summary, own) in zip(paths, islice(checked, len(paths)), strict=True):
                found += own
                if summary:
                    kept.add(keys.of(summary), summary)
                    spooled[path] = number
    kept.settle()
    found += check_programs_together(desk.root, desk.context.editorial, _names(kept, files), [*problems, *found])
    return kept, spooled, found


def _find_known(before: Before, keys: _Keys) -> dict[str, int]:
    """The programs whose file, and what its check rests on, are what they were: path → place among the known ones."""
    places = {}
    for place, summary in enumerate(before.known):
        look = before.seen.get(summary.path)
        if look and look.digest == summary.digest and before.known.key(place) == keys.of(summary):
            places[summary.path] = place
    return places


def _runs(paths: Iterable[str], places: Mapping[str, int]) -> Iterator[tuple[range, list[str]]]:
    """The files in order, in steps: places that follow one another, and then files that have none."""
    run, fresh = range(0), list[str]()
    for path in paths:
        place = places.get(path)
        if place is None:
            fresh.append(path)
        elif place == run.stop and not fresh:
            run = range(run.start, place + 1)
        else:
            yield run, fresh
            run, fresh = range(place, place + 1), []
    yield run, fresh


def _check(desk: Desk, paths: Sequence[str], jobs: int | None) -> Generator[tuple[int, Summary | None, list[Problem]]]:
    """Each file's number in the spool, its Summary if it is sound, and its Problems, in the order of the files."""
    tasks = cut(paths)
    results = run_tasks(desk, [(check_chunk, task) for task in tasks], size=len(paths), jobs=jobs)
    for task, chunk in zip(tasks, results, strict=True):
        yield from ((task.number, summary, found) for summary, found in chunk)


def _names(kept: Pack, files: ContentFiles) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Slug, path and old slugs of each program; of a broken one, what its file name says."""
    sound = iter(kept)
    summary = next(sound, None)
    for path in files.programs:
        if summary and summary.path == path:
            yield summary.slug, path, summary.aliases
            summary = next(sound, None)
        else:
            yield PurePosixPath(path).stem, path, ()


class _Keys:
    """What the check of a program depends on besides its own file: the same for most programs of an institution."""

    def __init__(self, desk: Desk, before: Before) -> None:
        self._base = before.base
        files = before.files
        linkable = (files.programs, files.guides, files.comparisons, files.institutions, files.checklists)
        editorial = self._editorial = desk.context.editorial
        ids = (*editorial.terms, *editorial.facts, *editorial.charts)
        self._names = digest(*(path for paths in linkable for path in paths), *ids)

        self._known: dict[tuple[str, bool], str] = {}

    def of(self, summary: Summary) -> str:
        subject = summary.institution, summary.linked
        known = self._known.get(subject)
        if known is None:
            house = self._editorial.digest_of(summary.institution)
            known = self._known[subject] = digest(self._base, house, self._names if summary.linked else "")
        return known
