"""The command `forms`: make the issue forms again from the questions."""

from __future__ import annotations

import argparse

from generator.check import check_editorial
from generator.commands.console import print_problems, say
from generator.commands.options import add_root
from generator.data.issue_forms import write_forms
from generator.read.folders import list_content

HELP = "make the issue forms again from the questions"
add_options = add_root


def run(options: argparse.Namespace) -> int:
    """Write the issue forms that are not up to date."""
    checked, problems = check_editorial(options.root, list_content(options.root), options.today)
    if checked is None:
        print_problems(problems, "text")
        return 1
    written = write_forms(options.root, checked.editorial)
    say("\n".join(f"Wrote {path}." for path in written) or "The forms are up to date.")
    return 0
