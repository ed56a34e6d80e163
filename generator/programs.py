"""Check all programs, keeping the Summaries of those whose file, and what it rests on, has not changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from generator.digests import digest
from generator.packing import Pack
from generator.problem import Problem
from generator.read import ContentFiles
from generator.summary import Summary
from generator.workers import Desk, check_chunk, cut, run_tasks


def check_programs(
    desk: Desk,
    files: ContentFiles,
    digests: Mapping[str, str],
    known: Pack,
    base: str,
    say: Callable[[str], None],
    jobs: int | None = None,
) -> tuple[Pack, Mapping[str, int], list[Problem]]:
    """Every sound program's Summary in the order of the files, the places of those checked now in the spool,
    and all Problems.

    `digests` are the hashes of the files as they are now; `base` is the key of what every page depends on.
    """
    keys = _Keys(desk, files, base)
    places = {
        path: place
        for place, summary in enumerate(known)
        if digests.get(path := summary.path) == summary.digest and known.key(place) == keys.of(summary)
    }
    fresh = [path for path in files.programs if path not in places]
    if fresh:
        say(f"Checking {len(fresh):,} of {len(files.programs):,} programs")
    kept = Pack(known if places else None)
    spooled: dict[str, int] = {}
    problems: list[Problem] = []
    checked = _check(desk, fresh, jobs)
    for run, paths in _runs(files.programs, places):
        kept.take_over(known, run)
        for path, (number, summary, found) in zip(paths, checked, strict=False):
            problems += found
            if summary:
                kept.add(keys.of(summary), summary)
                spooled[path] = number
    kept.settle()
    return kept, spooled, problems


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


def _check(desk: Desk, paths: Sequence[str], jobs: int | None) -> Iterator[tuple[int, Summary | None, list[Problem]]]:
    """Each file's number in the spool, its Summary if it is sound, and its Problems, in the order of the files."""
    tasks = cut(paths)
    results = run_tasks(desk, [(check_chunk, task) for task in tasks], size=len(paths), jobs=jobs)
    for task, chunk in zip(tasks, results, strict=True):
        yield from ((task.number, summary, found) for summary, found in chunk)


class _Keys:
    """What the check of a program depends on besides its own file: the same for most programs of an institution."""

    def __init__(self, desk: Desk, files: ContentFiles, base: str) -> None:
        self._houses = desk.context.editorial.digests
        self._base = base
        linkable = (files.programs, files.guides, files.comparisons, files.institutions, files.checklists)
        editorial = desk.context.editorial
        ids = (*editorial.terms, *editorial.facts, *editorial.charts)
        self._names = digest(*(path for paths in linkable for path in paths), *ids)

        self._known: dict[tuple[str, bool], str] = {}

    def of(self, summary: Summary) -> str:
        subject = summary.institution, summary.linked
        known = self._known.get(subject)
        if known is None:
            house = self._houses.get(f"content/institutions/{summary.institution}.yml", "")
            known = self._known[subject] = digest(self._base, house, self._names if summary.linked else "")
        return known
