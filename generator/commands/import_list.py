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


def run(options: argparse.Namespace) -> int:
    """Begin many files; 1 where some row could not be made."""
    root = options.root.resolve()
    outcome = check_sound(root, options.today or today())
    if outcome is None or outcome.checked is None:
        return 1
    try:
        imported = import_list(root, options.list, outcome.files, outcome.checked)
    except Refused as refused:
        say(str(refused))
        return 1
    for path in imported.made:
        print(path)
    for line, why in sorted((*imported.present, *imported.faulty)):
        say(f"{options.list}:{line}: left out. {why}")
    profiles, houses = count_made(imported.made)
    left = len(imported.present) + len(imported.faulty)
    say(f"Made {count(profiles, 'profile')} and {count(houses, 'institution')}; left out {count(left, 'row')}.")
    if profiles:
        say("Next: `python -m generator check`, then fill in what the programs' pages say.")
    return 1 if imported.faulty else 0
