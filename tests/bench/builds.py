"""Measure our own build and check: cold, with nothing to do, after one edit, with the search index."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from statistics import median

from tests.bench.corpus import PROJECT, TODAY
from tests.bench.measure import Command, Measure, measure

_NOON = int(datetime.combine(TODAY, time(12), UTC).timestamp())
_ENVIRONMENT = {"SOURCE_DATE_EPOCH": str(_NOON), "PYTHONPATH": str(PROJECT), "PYTHONHASHSEED": "0"}
INDEXER = "pagefind"  # a word in the command line of what makes the search index, and its folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The median of several runs of one thing; `steps` are the seconds of each step."""

    label: str
    measure: Measure
    runs: int
    pages: int = 0
    steps: dict[str, float]
    index_bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A root folder, and where its site and cache go."""

    root: Path
    work: Path

    @property
    def site(self) -> Path:
        return self.work / "site"

    @property
    def cache(self) -> Path:
        return self.work / "cache"

    @property
    def timings(self) -> Path:
        return self.work / "timings.json"

    @property
    def environment(self) -> dict[str, str]:
        """Modules are compiled once and kept, as they are for everybody; beside the work and not among the sources."""
        return {**_ENVIRONMENT, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(self.work / "modules")}

    def clear(self) -> None:
        """Delete what earlier builds left."""
        shutil.rmtree(self.site, ignore_errors=True)
        shutil.rmtree(self.cache, ignore_errors=True)

    def command(self, index: bool) -> list[str]:
        """The command line of a build."""
        places = ("--root", str(self.root), "--site", str(self.site), "--cache", str(self.cache))
        more = ("--timings", str(self.timings), "--today", str(TODAY), *(() if index else ("--no-index",)))
        return [sys.executable, "-m", "generator", "build", *places, *more]


def measure_builds(
    label: str, place: Place, runs: int, *, index: bool = False, before: Callable[[int], object]
) -> Result:
    """Build several times, the last time for its memory; `before` is called ahead of each with its number."""
    steps: list[dict[str, float]] = []

    def prepare(number: int) -> None:
        if number > 1:
            steps.append(_read_steps(place.timings))
        before(number)
        place.timings.unlink(missing_ok=True)

    watch = INDEXER if index else ""
    command = Command(words=place.command(index), cwd=place.work, env=place.environment, watch=watch)
    measured = measure(command, runs, prepare)
    names = dict.fromkeys(name for found in steps for name in found)
    return Result(
        label=label,
        measure=measured,
        runs=runs,
        pages=count_files(place.site, ".html"),
        steps={name: median(found.get(name, 0.0) for found in steps) for name in names},
        index_bytes=_weigh(place.site / INDEXER) if index else 0,
    )


def measure_check(place: Place, runs: int) -> Result:
    """Check the content several times."""
    command = [sys.executable, "-m", "generator", "check", "--root", str(place.root)]
    measured = measure(Command(words=command, cwd=place.work, env=place.environment), runs, lambda number: None)
    return Result(label="check", measure=measured, runs=runs, steps={})


def _read_steps(path: Path) -> dict[str, float]:
    found: dict[str, float] = json.loads(path.read_text()) if path.exists() else {}
    return found


def count_files(folder: Path, ending: str) -> int:
    """How many files of one ending stand below a folder."""
    return sum(name.endswith(ending) for _, _, names in os.walk(folder) for name in names)


def _weigh(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
