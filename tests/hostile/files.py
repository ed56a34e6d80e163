"""Mutated files of all kinds through check, its mends and its messages: no traceback, nothing slow, no line outside.

By hand: `python -m tests.hostile.files 100000 [SEED]`. What broke is printed with its seed.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from generator.check.mend import mend_bytes
from generator.commands.outcome import Outcome, check_all
from generator.model.problem import RULES
from generator.read.folders import list_content
from tests.faults import copy_small
from tests.hostile.mutate import mutate, mutate_large

TODAY = date(2026, 11, 21)
SLOW = 2.0  # seconds of the processor


@dataclass(slots=True)
class Result:
    """What a run found."""

    files: int = 0
    sound: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)


def attack(root: Path, count: int, seed: int, large: float = 0.02) -> Result:
    """Spoil one file after the other of the small library below `root`, and look what check says of it."""
    copy_small(root)
    files = list_content(root)
    paths, result = (*files.everything, "content/ids.txt"), Result()
    for number in range(count):
        random = Random(seed * 1_000_003 + number)
        path = random.choice(paths)
        full = root / path
        sound = full.read_bytes()
        change = mutate_large if random.random() < large else mutate
        full.write_bytes(change(sound.decode(), random))
        _try(root, path, f"{path} {seed}/{number}", result)
        full.write_bytes(sound)
    return result


def _try(root: Path, path: str, name: str, result: Result) -> None:
    started = time.process_time()
    try:
        outcome = check_all(root, TODAY, 1)
        _mend(root, path, outcome)
    except Exception as error:  # whatever it is, it is what we look for
        result.faults.append(f"{name}: {type(error).__name__}: {error}"[:300])
        return
    took = time.process_time() - started
    result.files += 1
    result.sound += not outcome.problems
    result.kinds[path.split("/")[1]] += 1
    result.slowest = max(result.slowest, took)
    if took > SLOW:
        result.faults.append(f"{name}: took {took:.1f} s")
    result.faults += [f"{name}: {fault}" for fault in _outside(root, outcome)]


def _mend(root: Path, path: str, outcome: Outcome) -> None:
    if outcome.checked is None:
        return
    problems = [problem for problem in outcome.problems if problem.path == path]
    lists = outcome.checked.lists
    mend_bytes(path, (root / path).read_bytes(), problems, lists.spellings, lists.listed.section_ids)


def _outside(root: Path, outcome: Outcome) -> list[str]:
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
    print(f"{result.files:,} files ({kinds}), {result.sound:,} of them still sound; slowest {result.slowest:.2f} s.")
    print(f"{len(result.faults):,} faults.")
    return 1 if result.faults else 0


if __name__ == "__main__":
    sys.exit(main())
