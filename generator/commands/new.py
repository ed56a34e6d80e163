"""The command `new`: begin a program, an institution or a comparison with a blank file."""

from __future__ import annotations

import argparse
import sys

from generator.bulk.new_file import Declined, Starter
from generator.commands.check import check_sound
from generator.commands.console import say
from generator.commands.options import add_root

HELP = "begin a program, an institution or a comparison with a blank file"
_ASKED = {
    "institution": "program: its institution, by name or file name",
    "specialty": "program: a key or a name of content/specialties.yml",
    "city": "program and institution",
    "state": "program and institution: a key or a name of content/states.yml",
    "name": "program: without the institution; institution: as it writes itself",
    "title": "comparison: at most 60 characters",
    "summary": "comparison: one sentence",
    "programs": "comparison: two to six file names, with commas between",
    "slug": "the name of the new file, where the usual one is taken",
}


def add_options(command: argparse.ArgumentParser) -> None:
    """What to begin, and what is known of it."""
    add_root(command)
    command.add_argument("kind", choices=("program", "institution", "comparison"))
    for name, text in _ASKED.items():
        command.add_argument(f"--{name}", default="", help=text)
    command.add_argument("--blanks", action="store_true", help="write every question into the file, as a comment")


def run(options: argparse.Namespace) -> int:
    """Begin one file."""
    outcome = check_sound(options.root, options.today)
    if outcome is None or outcome.checked is None:
        return 1
    given = {name: getattr(options, name) for name in _ASKED}
    try:
        starter = Starter(options.root, outcome.subjects, outcome.marks, outcome.checked, _ask, blanks=options.blanks)
        say(starter.start(options.kind, given))
    except Declined as declined:
        say(str(declined))
        return 1
    return 0


def _ask(what: str, hint: str) -> str:
    """Ask at a terminal; elsewhere nobody answers."""
    if not sys.stdin.isatty():
        return ""
    try:
        return input(f"{what[0].upper()}{what[1:]}{f' ({hint})' if hint else ''}: ")
    except EOFError:
        return ""
