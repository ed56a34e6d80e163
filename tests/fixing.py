"""What `check --fix` does, as a function: mend, check again, as long as anything is mended."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.check.mend import mend_files
from generator.commands.outcome import check_all


def fix(root: Path, today: date) -> list[str]:
    """Mend the content below a root; what was done, in words."""
    done: list[str] = []
    while True:
        outcome = check_all(root, today, jobs=1)
        if outcome.checked is None:
            return done
        lists = outcome.checked.lists
        made = mend_files(root, outcome.files.everything, outcome.problems, lists.spellings, lists.listed.section_ids)
        if not made:
            return done
        done += map(str, made)
