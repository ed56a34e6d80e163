"""The commands for reviewers and for the repository around the content: changes and forms."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from generator.check import Checked, check_editorial
from generator.commands.console import print_problems, say, today
from generator.data.issue_forms import write_forms
from generator.history.differences import compare_since, tell_since
from generator.read.folders import list_content

Commands = argparse._SubParsersAction


def add_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    """The sub-commands and their options."""
    changes = _add(commands, "changes", "say what changes for readers since a version in Git")
    changes.add_argument("--since", required=True, metavar="REV", help="what to compare with, such as HEAD^1 or main")
    changes.add_argument("--format", choices=("text", "markdown", "json"), default="text")
    changes.set_defaults(run=run_changes)
    forms = _add(commands, "forms", "make the issue forms again from the questions")
    forms.set_defaults(run=run_forms)


def _add(commands: Commands[argparse.ArgumentParser], name: str, text: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
    command.add_argument("--root", type=Path, default=Path(), help="the folder that holds content/")
    command.add_argument("--today", type=date.fromisoformat, help="the day that counts as today")
    return command


def run_changes(options: argparse.Namespace) -> int:
    """Print what differs for readers between a version and the files as they are now."""
    root, day = options.root.resolve(), options.today or today()
    checked = _check(root, day)
    if checked is None:
        return 1
    found = compare_since(root, options.since, checked, day)
    if found is None:
        say(f'There is no version "{options.since}" to compare with here, or no Git.')
        return 1
    print(tell_since(found, options.format), end="")
    return 0


def run_forms(options: argparse.Namespace) -> int:
    """Write the issue forms that are not up to date."""
    root = options.root.resolve()
    checked = _check(root, options.today or today())
    if checked is None:
        return 1
    written = write_forms(root, checked.editorial)
    say("\n".join(f"Wrote {path}." for path in written) or "The forms are up to date.")
    return 0


def _check(root: Path, day: date) -> Checked | None:
    checked, problems = check_editorial(root, list_content(root), day)
    if checked is None:
        print_problems(problems, "text")
    return checked
