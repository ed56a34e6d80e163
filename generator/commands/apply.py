"""The command `apply`: turn proposals into edits of the files they name."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from generator.answers.context import Context
from generator.build.checking import Outcome
from generator.check import Checked
from generator.check.proposals import Refused, check_proposals
from generator.commands.check import check_sound
from generator.commands.console import count, say, today
from generator.commands.options import add_root
from generator.history.differences import compare_subjects, tell_since
from generator.model.limits import LARGEST_FILE
from generator.model.problem import printable
from generator.proposals.applying import Already, Done, Edits, Taken, read_subject

HELP = "turn proposals into edits of the files they name"


def add_options(command: argparse.ArgumentParser) -> None:
    """Where the proposals are, and whether to write."""
    add_root(command)
    command.add_argument(
        "proposals", metavar="FILE", help="a file of proposals (docs/proposals.md), or - for what is piped in"
    )
    command.add_argument("--dry-run", action="store_true", help="say what would change, and write nothing")
    command.add_argument(
        "--format", choices=("text", "markdown"), default="text", help="how to say what changes for readers"
    )


def run(options: argparse.Namespace) -> int:
    """Take in what fits, refuse what does not, and say what changes for readers; 1 where something was refused."""
    root = options.root.resolve()
    outcome = check_sound(root, options.today or today())
    if outcome is None or outcome.checked is None:
        return 1
    lists = outcome.checked.lists
    edits = Edits(root, lists)
    done = edits.apply(check_proposals(_read(options.proposals), options.proposals, lists, _files(outcome)))
    if not options.dry_run:
        edits.write()
    for item in done:
        say(tell_done(item))
    print(tell_readers(edits, outcome.checked, options), end="")
    return 1 if any(isinstance(item, Refused) for item in done) else 0


def _read(name: str) -> str:
    """The proposals' text, and one sign more than the largest that is taken."""
    if name == "-":
        return sys.stdin.buffer.read(LARGEST_FILE + 1).decode("utf-8-sig", "replace")
    with Path(name).open("rb") as file:
        return file.read(LARGEST_FILE + 1).decode("utf-8-sig", "replace")


def _files(outcome: Outcome) -> tuple[str, ...]:
    return (*outcome.files.programs, *outcome.files.institutions)


def tell_done(item: Done) -> str:
    """One line about one proposal."""
    if isinstance(item, Taken):
        return printable(f"{item.about}: changed, as a {item.by} says.")
    if isinstance(item, Already):
        return printable(f"{item.about}: says so already.")
    return printable(f"{item.about}: refused: {item.why.rstrip('.')}.")


def tell_readers(edits: Edits, checked: Checked, options: argparse.Namespace) -> str:
    """What changes for readers, all proposals together."""
    context = Context(editorial=checked.editorial, today=options.today or today())
    pairs = [
        (before.path, read_subject(before, checked.lists)[0], read_subject(after, checked.lists)[0])
        for before, after in edits.sides()
    ]
    return tell_since(compare_subjects(pairs, context), options.format) if pairs else f"{count(0, 'file')} changed.\n"
