"""Mutated files of all kinds through check, its mends and its messages: no traceback, nothing slow, no line outside.

By hand: `python -m tests.hostile.files 100000 [SEED]`. What broke is printed with its seed.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from generator.check.mend import mend_bytes
from generator.commands.outcome import CheckOutcome, check_all
from generator.model.rules import RULES
from generator.read.folders import list_content
from tests.faults import copy_small
from tests.hostile.mutate import mutate, mutate_large

TODAY = date(2026, 11, 21)
SLOW = 2.0  # seconds of the processor
TOGETHER = 5  # files spoiled at a time: a check of all costs no more than of one
_SIGHTINGS = """\
"https://example.org/office":
  page: there
  looked: 2026-11-14
  since: 2026-10-03
  words:
    "on a T-1 contract": {first_seen: 2026-10-03, last_seen: 2026-11-14}
"""


@dataclass(slots=True)
class Result:
    """What a run found."""

    files: int = 0
    sound: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)


def attack(root: Path, count: int, seed: int, large: float = 0.02) -> Result:
    """Spoil a few files at a time of the small library below `root`, and look what check says of them."""
    copy_small(root)
    _add_sightings(root)
    files = list_content(root)
    paths, result = (*files.everything, "content/ids.txt"), Result()
    for first in range(0, count, TOGETHER):
        spoiled: dict[str, tuple[str, bytes]] = {}
        for number in range(first, min(first + TOGETHER, count)):
            random = Random(seed * 1_000_003 + number)
            path = random.choice([path for path in paths if path not in spoiled])
            change = mutate_large if random.random() < large else mutate
            text = (root / path).read_text(encoding="utf-8")
            spoiled[path] = f"{path} {seed}/{number}", change(text, random)
        _try_together(root, spoiled, result)
        if (first + TOGETHER) % 1_000 < TOGETHER:
            print(f"{result.files:,} files, {len(result.faults):,} faults", file=sys.stderr, flush=True)
    return result


def _try_together(root: Path, spoiled: dict[str, tuple[str, bytes]], result: Result) -> None:
    """Where one of them keeps check from the programs, each once more alone: it must hide nothing of the others."""
    sound = {path: (root / path).read_bytes() for path in spoiled}
    for path, (_, content) in spoiled.items():
        (root / path).write_bytes(content)
    outcome = _try(root, {path: name for path, (name, _) in spoiled.items()}, result)
    for path, content in sound.items():
        (root / path).write_bytes(content)
    for path, (name, content) in spoiled.items():
        found = outcome
        if outcome is None or outcome.checked is None:
            (root / path).write_bytes(content)
            found = _try(root, {path: name}, result)
            (root / path).write_bytes(sound[path])
        result.files += 1
        result.kinds[path.split("/")[1]] += 1
        result.sound += found is not None and all(problem.path != path for problem in found.problems)


def _add_sightings(root: Path) -> None:
    """The one kind of file that no person writes, and the library lacks."""
    slug = Path(list_content(root).institutions[0]).stem
    path = root / "content" / "sightings" / f"{slug}.yml"
    path.parent.mkdir()
    path.write_text(_SIGHTINGS, encoding="utf-8")


def _used() -> float:
    """Seconds of the processor so far, those of ended processes of ours included."""
    return sum(os.times()[:4])


def _try(root: Path, names: dict[str, str], result: Result) -> CheckOutcome | None:
    """Check, mend these files, and note what is wrong with that; None where it broke."""
    name, started = ", ".join(names.values()), _used()
    try:
        outcome = check_all(root, TODAY, 1)
        for path in names:
            _mend(root, path, outcome)
    except Exception as error:  # whatever it is, it is what we look for
        result.faults.append(f"{name}: {type(error).__name__}: {error}"[:600])
        return None
    took = _used() - started
    result.slowest = max(result.slowest, took)
    if took > SLOW:
        result.faults.append(f"{name}: took {took:.1f} s")
    result.faults += [f"{name}: {fault}" for fault in _outside(root, outcome)]
    return outcome


def _mend(root: Path, path: str, outcome: CheckOutcome) -> None:
    if outcome.checked is None:
        return
    problems = [problem for problem in outcome.problems if problem.path == path]
    lists = outcome.checked.lists
    mend_bytes(path, (root / path).read_bytes(), problems, lists.spellings, lists.listed.section_ids)


def _outside(root: Path, outcome: CheckOutcome) -> list[str]:
    """Problems of no rule, at no line of their file, or with what a terminal would obey."""
    found = []
    for problem in outcome.problems:
        full = root / problem.path
        content = full.read_bytes() if full.is_file() else b""
        lines = content.count(b"\n") + (not content.endswith(b"\n"))
        if not 1 <= problem.line <= max(lines, 1) or problem.column < 1 or problem.code not in RULES:
            found.append(f"outside its {lines} lines: {problem.as_text()}"[:200])
        if not (problem.as_text().isprintable() and problem.as_github().isprintable()):
            found.append("says what a terminal would obey")
    return found


def main() -> int:
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    folder = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    try:
        result = attack(folder, count, seed)
    finally:
        shutil.rmtree(folder)
    for fault in result.faults:
        print(fault)
    kinds = ", ".join(f"{kind} {many:,}" for kind, many in sorted(result.kinds.items()))
    print(
        f"{result.files:,} files ({kinds}), {result.sound:,} of them without a Problem; slowest {result.slowest:.2f} s."
    )
    print(f"{len(result.faults):,} faults.")
    return 1 if result.faults else 0


if __name__ == "__main__":
    sys.exit(main())
