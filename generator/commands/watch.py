"""The command `watch`: look whether the sources still answer, and whether the words of the claims still stand there."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from generator.check.subject_files import SubjectFiles
from generator.commands.check import check_sound, refuse
from generator.commands.console import say
from generator.commands.options import MOST_PAGES, add_root, new_file, number, seconds
from generator.model.problem import Problem
from generator.model.wording import count

if TYPE_CHECKING:
    from generator.watch.round import Round

HELP = "look whether sources still answer and still hold the words of the claims that rest on them"
NEEDED = ("httpcore", "protego", "pypdf", "rich", "selectolax")
MISSING = "The watch needs packages that are not installed: run `pip install -e '.[watch]'`."


def add_options(command: argparse.ArgumentParser) -> None:
    """What to look at, and what to do with what is seen."""
    add_root(command)
    command.add_argument("--program", action="append", default=[], metavar="SLUG", help="only the sources of a program")
    command.add_argument(
        "--institution", action="append", default=[], metavar="SLUG", help="only those of its programs"
    )
    command.add_argument(
        "--limit", type=number(1, MOST_PAGES), metavar="N", help="at most so many pages, those looked at longest ago"
    )
    command.add_argument("--archive", action="store_true", help="ask an archive since when kept copies hold the words")
    command.add_argument("--dry-run", action="store_true", help="look, and write no sightings")
    command.add_argument(
        "--report", type=new_file, metavar="FILE", help="write the report there instead of printing it"
    )
    command.add_argument(
        "--pause", type=seconds, default=1.0, metavar="SECONDS", help="between two requests to one host"
    )
    command.add_argument("--cache", type=Path, help="what was read before; safe to delete (default: .cache/watch/)")
    command.add_argument("--allow-local", action="store_true", help="speak to machines of a private network too")


def run(options: argparse.Namespace) -> int:
    """One round, of which everything that was learned is kept, however it ends; it never fails for what it finds."""
    if not all(map(find_spec, NEEDED)):
        say(MISSING)
        return 1
    outcome = check_sound(options.root, options.today)
    if outcome is None or outcome.checked is None:
        return 1
    lost = tuple(_list_lost(outcome.files.sightings, outcome.problems, outcome.checked.editorial.sightings))
    if lost:
        return refuse(replace(outcome, problems=lost))
    holders = _find_holders(options, outcome.subjects)
    if holders is None:
        return 1
    from generator.watch.round import CannotBegin, NothingToDo, Plan, begin

    plan = Plan(
        root=options.root,
        today=options.today,
        cache=options.cache or options.root / ".cache" / "watch",
        holders=holders,
        limit=options.limit,
        write=not options.dry_run,
        pause=options.pause,
        allow_local=options.allow_local,
        archive=options.archive,
    )
    try:
        made = begin(plan, outcome.files, outcome.checked)
    except (CannotBegin, NothingToDo) as reason:
        say(str(reason))
        return int(isinstance(reason, CannotBegin))
    return _look(made, options.report)


def _find_holders(options: argparse.Namespace, subjects: SubjectFiles) -> frozenset[str] | None:
    """The programs and institutions that are named, as they are called now; None, and said, where one is not there."""
    found = set()
    for kind in ("program", "institution"):
        for name in getattr(options, kind):
            path = subjects.find(name, kind)
            if not path:
                say(subjects.tell_unknown(name, kind))
                return None
            found.add(PurePosixPath(path).stem)
    return frozenset(found)


def _list_lost(paths: Collection[str], problems: Iterable[Problem], known: Collection[str]) -> Iterator[Problem]:
    """What is wrong in files of sightings of which nothing is known: a round would write over what they hold."""
    for problem in problems:
        if problem.path in paths and PurePosixPath(problem.path).stem not in known:
            yield problem


def _look(made: Round, path: Path | None) -> int:
    from generator.watch.progress import show_progress

    stopped = False
    say(f"Looking at {count(len(made.chosen), 'page')} of {len(made.everything):,}")
    with show_progress(len(made.chosen), say) as told:
        try:
            made.run(told)
        except KeyboardInterrupt:
            stopped = True
            say("Stopped. What was learned is kept; the next run goes on from here.")
    cut_off = f"No page answered ({len(made.outcomes):,} asked): is this machine online?" if made.is_cut_off else ""
    report = "" if made.archive else f"{cut_off}\n" if cut_off else made.tell()
    if path and report:
        path.write_text(report, encoding="utf-8")
    elif report and not cut_off:
        print(report, end="")
    say(f"{count(len(made.written), 'file')} of sightings changed.")
    if cut_off:
        say(cut_off)
    return int(stopped or bool(cut_off))
