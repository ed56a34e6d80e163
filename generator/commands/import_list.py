"""The command `import`: begin profiles from a CSV list of programs."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.bulk.asked_rows import ASKED, LEFT, LOST, MENDED, write_asked
from generator.bulk.new_file import Declined
from generator.bulk.program_list import Imported, asked_columns, count_made, import_list
from generator.commands.check import check_sound
from generator.commands.console import say
from generator.commands.options import add_root, new_file
from generator.model.wording import count

HELP = "begin profiles from a CSV list of programs"


def add_options(command: argparse.ArgumentParser) -> None:
    """The list."""
    add_root(command)
    command.add_argument(
        "list",
        type=Path,
        metavar="FILE.csv",
        help="institution (or it in the name), city, state, specialty, and name and codes where known",
    )
    command.add_argument("--dry-run", action="store_true", help="only say what would be made, and what not and why")
    command.add_argument(
        "--report",
        type=new_file,
        metavar="REST.csv",
        help="write the rows that are asked about or left out, to be answered or mended and imported again",
    )


def run(options: argparse.Namespace) -> int:
    """Begin many files; 1 where some row could not be made."""
    root = options.root
    outcome = check_sound(root, options.today)
    if outcome is None or outcome.checked is None:
        return 1
    try:
        imported = import_list(root, options.list, outcome.marks, outcome.checked, write=not options.dry_run)
        if options.report:
            rest = write_asked(options.report, imported.told, asked_columns(outcome.checked.editorial))
            say(f"{count(rest, 'row')} in {options.report}." if rest else "No row is left to answer or to mend.")
    except Declined as declined:
        say(str(declined))
        return 1
    _tell(options, imported)
    return 1 if {ASKED, LEFT} & {each.what for each in imported.told} else 0


def _tell(options: argparse.Namespace, imported: Imported) -> None:
    """What was made, what was not and why, and what comes next."""
    for path in imported.made:
        print(path)
    if imported.encoding:
        say(f"{options.list} was read as {imported.encoding}: look whether its letters are right.")
    for each in sorted(imported.told, key=lambda each: (each.line, each.what)):
        choices = f" Answer with {' or '.join(each.choices)}." if each.what == ASKED else ""
        say(f"{options.list}:{each.line}: {each.what}. {each.why}{choices}")
    profiles, institutions = count_made(imported.made)
    left = sum(each.what not in (LOST, MENDED) for each in imported.told)
    made = "Would make" if options.dry_run else "Made"
    say(f"{made} {count(profiles, 'profile')} and {count(institutions, 'institution')}; left out {count(left, 'row')}.")
    if not options.report and any(each.what in (ASKED, LEFT) for each in imported.told):
        say("With --report REST.csv the rows that wait come as a list: answer or mend them there, and import it.")
    if profiles and not options.dry_run:
        say("Next: `python -m generator check`, then fill in what the programs' pages say.")
