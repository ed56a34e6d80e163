"""The command `check`: say everything that is wrong in the content, and mend what has one right mend."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from generator.check.mend import mend_files
from generator.check.mend_same import Mended
from generator.commands.console import FORMATS, print_problems, say
from generator.commands.options import MOST_JOBS, add_root, number
from generator.commands.outcome import CheckOutcome, check_all, tell_check
from generator.model.wording import count

_MOST_ROUNDS = 5  # a mend that makes a file readable uncovers others
HELP = "say everything that is wrong in the content, with its mend"


def add_options(command: argparse.ArgumentParser) -> None:
    """How to say it, and whether to mend."""
    add_root(command)
    command.add_argument(
        "--format", choices=FORMATS, default="text", help="text, github (annotations), markdown (for a comment) or json"
    )
    command.add_argument("--fix", action="store_true", help="mend what has only one right mend, and say what was done")
    command.add_argument("--jobs", type=number(1, MOST_JOBS), help="processes to use (default: one a core)")


def run(options: argparse.Namespace) -> int:
    """Check all files; with --fix, mend first and then say what is left."""
    root, day = options.root, options.today
    outcome = check_all(root, day, options.jobs)
    if options.fix and outcome.checked:
        outcome = _mend(root, outcome, day, options.jobs)
    print_problems(outcome.problems, options.format)
    if outcome.checked is None:
        say("The programs are checked once this is mended.")
    if not outcome.problems:
        say(tell_check(outcome))
    return 1 if outcome.problems else 0


def _mend(root: Path, outcome: CheckOutcome, day: date, jobs: int | None) -> CheckOutcome:
    """Mend what has one right mend, say what was done, and check again, as long as a mend uncovers another."""
    made = 0
    for _ in range(_MOST_ROUNDS):
        done = _mend_once(root, outcome)
        for mended in done:
            say(str(mended))
        if not done:
            break
        made += len(done)
        outcome = check_all(root, day, jobs)
    say(f"Made {count(made, 'mend')}.")
    return outcome


def _mend_once(root: Path, outcome: CheckOutcome) -> Sequence[Mended]:
    if outcome.checked is None:
        return ()
    lists = outcome.checked.lists
    sections = lists.listed.section_ids if not lists.listed.unread_ids else ()
    return mend_files(root, outcome.files.everything, outcome.problems, lists.spellings, sections)


def check_sound(root: Path, day: date) -> CheckOutcome | None:
    """The outcome for a command that writes; None, and the Problems printed, where not even the settings can be read."""
    outcome = check_all(root, day)
    if outcome.checked is not None:
        return outcome
    refuse(outcome)
    return None


def refuse(outcome: CheckOutcome) -> int:
    """Print the Problems for which nothing was written, and give the exit code."""
    print_problems(outcome.problems, "text")
    say("Nothing was written: mend these first.")
    return 1
