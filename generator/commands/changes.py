"""The command `changes`: say what changes for readers since a version in Git."""

from __future__ import annotations

import argparse

from generator.check import check_editorial
from generator.commands.console import print_problems, say
from generator.commands.options import add_root
from generator.history.differences import compare_since
from generator.history.git import tell_refusal
from generator.history.reviewing import tell_since
from generator.read.folders import list_content

HELP = "say what changes for readers since a version in Git"


def add_options(command: argparse.ArgumentParser) -> None:
    """What to compare with, and how to say it."""
    add_root(command)
    command.add_argument("--since", required=True, metavar="REV", help="what to compare with, such as HEAD^1 or main")
    command.add_argument("--format", choices=("text", "markdown", "json"), default="text")


def run(options: argparse.Namespace) -> int:
    """Print what differs for readers between a version and the files as they are now."""
    root, day = options.root, options.today
    checked, problems = check_editorial(root, list_content(root), day)
    if checked is None:
        print_problems(problems, "text")
        return 1
    found = compare_since(root, options.since, checked, day)
    if found is None:
        say(tell_refusal(root) or f'There is no version "{options.since}" to compare with here.')
        return 1
    print(tell_since(found, options.format), end="")
    return 0
