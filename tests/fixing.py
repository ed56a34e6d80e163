"""What `check --fix` does, as a function: mend, check again, as long as anything is mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.check.mend import mend_files
from generator.commands.outcome import check_all


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """What was said at first, what was done, and what is said once nothing more is mended."""

    found: list[str]
    done: list[str]
    left: list[str]


def fix(root: Path, today: date) -> Fixed:
    """Mend the content below a root."""
    done: list[str] = []
    said: list[list[str]] = []
    while True:
        outcome = check_all(root, today, jobs=1)
        said.append([problem.as_text() for problem in outcome.problems])
        made: Sequence[object] = ()
        if outcome.checked is not None:
            lists = outcome.checked.lists
            files = outcome.files.everything
            made = mend_files(root, files, outcome.problems, lists.spellings, lists.listed.section_ids)
        if not made:
            return Fixed(found=said[0], done=done, left=said[-1])
        done += map(str, made)
