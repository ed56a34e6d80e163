"""The command `rename`: give a program or an institution another name, in every file that it stands in."""

from __future__ import annotations

import argparse
from pathlib import PurePosixPath

from generator.bulk.new_file import Declined
from generator.bulk.rename import plan_rename, write_edits
from generator.check import permanent_ids
from generator.check.references import list_ids
from generator.check.subject_files import kind_of
from generator.commands.check import refuse
from generator.commands.console import print_problems, say
from generator.commands.ids import add_present, read_ids
from generator.commands.options import add_root
from generator.commands.outcome import check_all
from generator.model.problem import Problem
from generator.model.wording import count
from generator.read.folders import IDS

HELP = "give a program or an institution another name, in every file that it stands in"


def add_options(command: argparse.ArgumentParser) -> None:
    """The two names."""
    add_root(command)
    command.add_argument("old", metavar="OLD", help="the name of its file, without the ending")
    command.add_argument("new", metavar="NEW", help="the name that it shall have; the old one stays as an alias")


def run(options: argparse.Namespace) -> int:
    """Move the file, keep its old name as an alias, and change whatever names it."""
    root, day = options.root, options.today
    outcome = check_all(root, day)
    if outcome.checked is None or outcome.problems:
        return refuse(outcome)
    subjects, known = outcome.subjects, read_ids(root)
    path = subjects.find(options.old)
    if not path or isinstance(known, Problem):
        say(known.as_text() if isinstance(known, Problem) else subjects.tell_unknown(options.old))
        return 1
    slugs = [(found.slug, found.aliases) for found in outcome.programs]
    try:
        taken = permanent_ids(outcome.checked.editorial, slugs)
        edits = plan_rename(root, outcome.files, path, options.new, taken)
    except Declined as declined:
        say(str(declined))
        return 1
    kind, old = kind_of(path), PurePosixPath(path).stem
    ids = add_present(known, outcome)
    write_edits(root, {**edits, IDS: list_ids({**ids, kind: ids[kind] | {options.new}})})
    for changed, text in edits.items():
        print(changed if text is not None else f"{changed} (gone)")
    print(IDS)
    after = check_all(root, day)
    print_problems(after.problems, "text")
    if after.problems:
        return 1
    say(f"{old} is {options.new} now: {count(len(edits), 'file')}. Its old address leads to the new one.")
    return 0
