"""The command `close`: say of a program that it closed, or became part of another, in every file that it stands in."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import PurePosixPath

from generator.bulk.rename import plan_leaving, write_edits
from generator.check.merged import find_circle
from generator.check.proposals import Refused, check_proposals
from generator.check.unique_names import line_of
from generator.commands.apply import tell_done
from generator.commands.check import refuse
from generator.commands.console import print_problems, say
from generator.commands.options import add_root, web_address
from generator.commands.outcome import check_all
from generator.model.proposals import NONE
from generator.proposals.applying import Edits
from generator.proposals.issue import title_of_page

HELP = "say that a program closed or became part of another, in every file that it stands in"


def add_options(command: argparse.ArgumentParser) -> None:
    """Which program, since when, and who says so."""
    add_root(command)
    command.add_argument("program", metavar="PROGRAM", help="the name of its file, without the ending")
    command.add_argument("--date", required=True, help="since when: 2026, 2026-06 or 2026-06-30")
    command.add_argument("--url", type=web_address, required=True, help="the page that says so")
    command.add_argument("--title", default="", help="what the page calls itself (default: made from its address)")
    command.add_argument("--kind", default="program", help="whose page it is, such as program, institution or press")
    command.add_argument("--dated", default="undated", help="the date that the page shows (default: undated)")
    command.add_argument("--into", default="", help="the program that it became part of")


def run(options: argparse.Namespace) -> int:
    """Write it into the profile, and take the program out of the comparisons that can do without it."""
    root, day = options.root, options.today
    outcome = check_all(root, day)
    if outcome.checked is None or outcome.problems:
        return refuse(outcome)
    subjects = outcome.subjects
    for name in filter(None, (options.program, options.into)):
        if not subjects.find(name, "program"):
            say(subjects.tell_unknown(name, "program"))
            return 1
    path, into = (subjects.find(name, "program") for name in (options.program, options.into))
    slug, into = PurePosixPath(path).stem, PurePosixPath(into).stem
    known = {program.slug: program for program in outcome.programs}
    circle = find_circle(slug, {**{program.slug: program.into for program in outcome.programs}, slug: into})
    if circle:
        say(_tell_circle(circle))
        return 1
    edits = Edits(root, outcome.checked.lists)
    proposal = _proposal(options, path, into)
    [done] = edits.apply(check_proposals(proposal, "close", outcome.checked.lists, subjects))
    if isinstance(done, Refused):
        line = line_of(root, path, "closed:")
        already = f"{slug} is closed already. To mend its date or its page, change line {line} of {path}."
        say(already if known[slug].closed else tell_done(done))
        return 1
    leaving, stuck = plan_leaving(root, outcome.files, slug)
    write_edits(root, {**edits.texts, **leaving})
    say(tell_done(done))
    for path in leaving:
        print(path)
    for path in stuck:
        say(f"{path} holds it beside one other program alone: find another for it, or take the comparison away.")
    after = check_all(root, day)
    print_problems(after.problems, "text")
    return 1 if after.problems else 0


def _tell_circle(circle: Sequence[str]) -> str:
    slug, into = circle[0], circle[-1]
    if slug == into:
        return f"{slug} cannot become part of itself: name the program that it became part of."
    return f"{slug} cannot become part of {circle[1]}, which became part of {slug}: {' → '.join((*circle[1:], slug))}."


def _proposal(options: argparse.Namespace, path: str, into: str) -> str:
    source = {"kind": options.kind, "title": options.title or title_of_page(options.url), "url": options.url}
    new = {"date": options.date, **({"into": into} if into else {})}
    return json.dumps(
        {
            "file": path,
            "field": "closed",
            "now": NONE,
            "new": new,
            "source": {**source, "dated": options.dated},
        }
    )
