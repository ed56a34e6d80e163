"""The command `apply`: turn proposals into edits of the files they name."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.answers.context import Context
from generator.check import Checked, Lists
from generator.check.profiles import check_subject
from generator.check.proposals import Refused, check_proposals
from generator.commands.check import check_sound
from generator.commands.options import add_root
from generator.commands.outcome import CheckOutcome
from generator.history.differences import compare_subjects
from generator.history.reviewing import tell_since
from generator.model.claims import Subject
from generator.model.escaping import escape_markdown
from generator.model.limits import LARGEST_FILE
from generator.model.problem import printable
from generator.model.proposals import Proposal
from generator.proposals.applying import Already, Done, Edits, Taken
from generator.proposals.issue import read_issue, tell_by_form
from generator.read.documents import Document

HELP = "turn proposals into edits of the files they name"


def add_options(command: argparse.ArgumentParser) -> None:
    """Where the proposals are, and whether to write."""
    add_root(command)
    command.add_argument(
        "proposals", metavar="FILE", help="a file of proposals (docs/proposals.md), or - for what is piped in"
    )
    command.add_argument(
        "--issue", action="store_true", help="the file is the text of an issue, made by one of our forms"
    )
    command.add_argument("--dry-run", action="store_true", help="say what would change, and write nothing")
    command.add_argument(
        "--format", choices=("text", "markdown"), default="text", help="how to say what changes for readers"
    )


def run(options: argparse.Namespace) -> int:
    """Take in what fits, refuse what does not, and say what changes for readers; 1 where something was refused."""
    root = options.root
    outcome = check_sound(root, options.today)
    if outcome is None or outcome.checked is None:
        return 1
    edits = Edits(root, outcome.checked.lists)
    text = _read(options.proposals)
    done = edits.apply(read_proposals(text, options, outcome, outcome.checked.lists))
    if options.issue:
        done = [tell_by_form(item, text) if isinstance(item, Refused) else item for item in done]
    if not options.dry_run:
        edits.write()
    print(tell_all(done, options.format))
    print(tell_readers(edits, outcome.checked, options), end="")
    return 1 if any(isinstance(item, Refused) for item in done) else 0


def read_proposals(
    text: str, options: argparse.Namespace, outcome: CheckOutcome, lists: Lists
) -> Iterator[Proposal | Refused]:
    """The proposals of a file, or of the text of an issue."""
    root = options.root
    files = outcome.subjects
    name = "the issue" if options.issue else options.proposals
    for part in read_issue(text, root, lists, files) if options.issue else [text]:
        yield from [part] if isinstance(part, Refused) else check_proposals(part, name, lists, files)


def _read(name: str) -> str:
    """The proposals' text, and one sign more than the largest that is taken."""
    if name == "-":
        return sys.stdin.buffer.read(LARGEST_FILE + 1).decode("utf-8-sig", "replace")
    with Path(name).open("rb") as file:
        return file.read(LARGEST_FILE + 1).decode("utf-8-sig", "replace")


def tell_all(done: Sequence[Done], form: str) -> str:
    """A line a proposal; in Markdown, contributors' text stays text."""
    lines = [printable(tell_done(item)) for item in done]
    if form == "text":
        return "\n".join([*lines, ""])
    return "\n".join(["### What became of it", "", *(f"- {escape_markdown(line)}" for line in lines), ""])


def tell_done(item: Done) -> str:
    """One line about one proposal."""
    if isinstance(item, Taken):
        return f"{item.about}: changed, as a {item.by} says."
    if isinstance(item, Already):
        return f"{item.about}: says so already."
    return f"{item.about}: refused: {item.why}{'' if item.why.endswith(('.', '?')) else '.'}"


def tell_readers(edits: Edits, checked: Checked, options: argparse.Namespace) -> str:
    """What changes for readers, all proposals together."""
    context = Context(editorial=checked.editorial, today=options.today)
    pairs = [(after.path, _read_side(before, checked), _read_side(after, checked)) for before, after in edits.sides()]
    return tell_since(compare_subjects(pairs, context), options.format) if pairs else "Nothing changes for readers.\n"


def _read_side(document: Document | None, checked: Checked) -> Subject | None:
    return check_subject(document, checked.lists)[0] if document else None
