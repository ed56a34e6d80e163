"""The commands that tend the content: check, new, import and ids."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from generator.build.checking import Outcome, check_all, tell_check
from generator.bulk.new_file import Refused, Starter
from generator.bulk.program_list import count_made, import_list
from generator.check import permanent_ids
from generator.check.mend import mend_files
from generator.check.references import list_ids
from generator.commands.console import FORMATS, count, print_problems, say, today
from generator.model.problem import Problem
from generator.read.content_file import replace_file
from generator.read.documents import LARGEST_LIST, read_bytes
from generator.read.folders import IDS

Commands = argparse._SubParsersAction
_ASKED = ("institution", "specialty", "city", "state", "name", "title", "summary", "programs", "slug")


def add_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    """The sub-commands and their options."""
    check = _add(commands, "check", "say everything that is wrong in the content, with its mend")
    check.add_argument("--format", choices=FORMATS, default="text", help="text, github (annotations) or json")
    check.add_argument("--fix", action="store_true", help="mend what has only one right mend, and say what was done")
    check.add_argument("--jobs", type=int, help="processes to use (default: one a core)")
    check.set_defaults(run=run_check)
    new = _add(commands, "new", "begin a program, an institution or a comparison with a blank file")
    new.add_argument("kind", choices=("program", "institution", "comparison"))
    for name in _ASKED:
        new.add_argument(f"--{name}", default="", help=_HELP.get(name))
    new.set_defaults(run=run_new)
    imported = _add(commands, "import", "begin profiles from a CSV list of programs")
    imported.add_argument(
        "list", type=Path, metavar="FILE.csv", help="name, institution, city, state, specialty, acgme"
    )
    imported.set_defaults(run=run_import)
    ids = _add(commands, "ids", f"add new permanent ids to {IDS}; none is ever taken out")
    ids.set_defaults(run=run_ids)


_HELP = {
    "institution": "program: its institution, by name or file name",
    "specialty": "program: such as internal-medicine or IM",
    "city": "program and institution",
    "state": "program and institution: such as OH",
    "name": "program: without the institution; institution: as it writes itself",
    "title": "comparison: at most 60 characters",
    "summary": "comparison: one sentence",
    "programs": "comparison: two to six file names, with commas between",
    "slug": "the name of the new file, where the usual one is taken",
}


def _add(commands: Commands[argparse.ArgumentParser], name: str, text: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
    command.add_argument("--root", type=Path, default=Path(), help="the folder that holds content/")
    command.add_argument("--today", type=date.fromisoformat, help="the day that counts as today")
    return command


def run_check(options: argparse.Namespace) -> int:
    """Check all files; with --fix, mend first and then say what is left."""
    root, day = options.root.resolve(), options.today or today()
    outcome = check_all(root, day, options.jobs)
    if options.fix and outcome.checked:
        listed = outcome.checked.lists.listed
        spellings = outcome.checked.lists.spellings
        sections = listed.section_ids if not listed.unread_ids else ()
        done = mend_files(root, outcome.files.everything, outcome.problems, spellings, sections)
        for mended in done:
            say(str(mended))
        say(f"Made {count(len(done), 'mend')}.")
        outcome = check_all(root, day, options.jobs) if done else outcome
    print_problems(outcome.problems, options.format)
    if outcome.checked is None:
        say("The programs are checked once this is mended.")
    if not outcome.problems:
        say(tell_check(outcome))
    return 1 if outcome.problems else 0


def run_new(options: argparse.Namespace) -> int:
    """Begin one file."""
    root = options.root.resolve()
    outcome = check_all(root, options.today or today())
    if outcome.checked is None:
        return _refuse(outcome)
    given = {name: getattr(options, name) for name in _ASKED}
    try:
        say(Starter(root, outcome.files, outcome.checked, _ask).start(options.kind, given))
    except Refused as refused:
        say(str(refused))
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


def run_import(options: argparse.Namespace) -> int:
    """Begin many files; 1 where some row could not be made."""
    root = options.root.resolve()
    outcome = check_all(root, options.today or today())
    if outcome.checked is None:
        return _refuse(outcome)
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


def run_ids(options: argparse.Namespace) -> int:
    """Add new ids to the committed list, once everything is in order."""
    root = options.root.resolve()
    outcome = check_all(root, options.today or today())
    if outcome.checked is None or outcome.problems:
        return _refuse(outcome)
    known = read_ids(root)
    if isinstance(known, Problem):
        say(known.as_text())
        return 1
    present = permanent_ids(outcome.checked.editorial, _slugs(outcome), aliases=False)
    union = {kind: known.get(kind, frozenset()) | present.get(kind, frozenset()) for kind in {*known, *present}}
    added = sum(map(len, union.values())) - sum(map(len, known.values()))
    if added:
        replace_file(root / IDS, list_ids(union).encode())
    say(f"{IDS}: {count(added, 'new id')}, {sum(map(len, union.values())):,} in all.")
    return 0


def _slugs(outcome: Outcome) -> list[tuple[str, tuple[str, ...]]]:
    return [(found.slug, found.aliases) for found in outcome.programs]


def read_ids(root: Path) -> dict[str, frozenset[str]] | Problem:
    """The ids of content/ids.txt by kind; none where there is no such file."""
    if not (root / IDS).exists():
        return {}
    content = read_bytes(root, IDS, largest=LARGEST_LIST)
    if isinstance(content, Problem):
        return content
    found: dict[str, set[str]] = {}
    for line in content.decode("utf-8", "replace").splitlines():
        kind, _, id = line.strip().partition(" ")
        if id and not kind.startswith("#"):
            found.setdefault(kind, set()).add(id)
    return {kind: frozenset(ids) for kind, ids in found.items()}


def _refuse(outcome: Outcome) -> int:
    print_problems(outcome.problems, "text")
    say("Nothing was written: mend these first.")
    return 1
