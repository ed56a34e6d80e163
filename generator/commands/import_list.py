"""The command `import`: begin profiles from a CSV list of programs."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.bulk.new_file import Refused
from generator.bulk.program_list import count_made, import_list
from generator.commands.check import check_sound
from generator.commands.console import count, say, today
from generator.commands.options import add_root

HELP = "begin profiles from a CSV list of programs"


def add_options(command: argparse.ArgumentParser) -> None:
    """The list."""
    add_root(command)
    command.add_argument(
        "list",
        type=Path,
        metavar="FILE.csv",
        help="institution, city, state, specialty, and name and codes where known",
    )
    command.add_argument("--dry-run", action="store_true", help="only say what would be made, and what not and why")


def run(options: argparse.Namespace) -> int:
    """Begin many files; 1 where some row could not be made."""
    root = options.root.resolve()
    outcome = check_sound(root, options.today or today())
    if outcome is None or outcome.checked is None:
        return 1
    try:
        marks = {program.path: program.unique for program in outcome.programs}
        imported = import_list(root, options.list, marks, outcome.checked, write=not options.dry_run)
    except Refused as refused:
        say(str(refused))
        return 1
    for path in imported.made:
        print(path)
    told = {"here already": imported.present, "asked": imported.asked, "left out": imported.faulty,
            "made without a code": imported.lost}  # fmt: skip
    for line, what, why in sorted((line, what, why) for what, rows in told.items() for line, why in rows):
        say(f"{options.list}:{line}: {what}. {why}")
    profiles, houses = count_made(imported.made)
    left = len(imported.present) + len(imported.asked) + len(imported.faulty)
    made = "Would make" if options.dry_run else "Made"
    say(f"{made} {count(profiles, 'profile')} and {count(houses, 'institution')}; left out {count(left, 'row')}.")
    if profiles and not options.dry_run:
        say("Next: `python -m generator check`, then fill in what the programs' pages say.")
    return 1 if imported.faulty or imported.asked else 0
