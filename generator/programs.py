"""Check all programs, keeping the Summaries of those whose file, and what it rests on, has not changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.cache import Kept
from generator.digests import digest
from generator.packing import Shared
from generator.problem import Problem
from generator.read import ContentFiles
from generator.summary import Summary
from generator.workers import Desk, check_chunk, cut, run_tasks


def check_programs(
    desk: Desk,
    files: ContentFiles,
    digests: Mapping[str, str],
    known: Kept,
    base: str,
    say: Callable[[str], None],
    jobs: int | None = None,
) -> tuple[Kept, Mapping[str, int], list[Problem]]:
    """Every sound program's Summary, where each newly checked one waits in the spool, and all Problems.

    `digests` are the hashes of the files as they are now; `base` is the key of what every page depends on.
    """
    keys = _Keys(desk, files, base)
    kept = {
        path: (key, summary)
        for path, (key, summary) in known.items()
        if digests.get(path) == summary.digest and key == keys.of(summary)
    }
    fresh = [path for path in files.programs if path not in kept]
    if fresh:
        say(f"Checking {len(fresh):,} of {len(files.programs):,} programs")
    problems: list[Problem] = []
    spooled: dict[str, int] = {}
    shared = Shared()  # each chunk brings its own copies
    tasks = cut(fresh)
    for task, results in zip(
        tasks, run_tasks(desk, [(check_chunk, task) for task in tasks], size=len(fresh), jobs=jobs), strict=True
    ):
        for path, summary, found in results:
            problems += found
            if summary:
                summary = shared.share(summary)
                kept[path] = (keys.of(summary), summary)
                spooled[path] = task.number
    return {path: kept[path] for path in files.programs if path in kept}, spooled, problems


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
