"""The command line: `python -m generator build | check | serve | …`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from generator.build import Order, Report, build
from generator.problem import Problem

FORMATS = ("text", "github", "json")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0, 1 for Problems, or 2 for a wrong call."""
    options = _parser().parse_args(arguments)
    code: int = options.run(options)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m generator", description="Build and tend the directory.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_build(commands)
    return parser


def _add_build(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("build", help="read, check, plan, render and publish the site")
    add_places(command)
    command.add_argument("--no-index", action="store_true", help="leave the search index out")
    command.add_argument("--cards", action="store_true", help="draw a preview picture for each page (needs Pillow)")
    command.add_argument("--timings", type=Path, metavar="FILE", help="write the seconds of each step as JSON")
    command.set_defaults(run=run_build)


def add_places(command: argparse.ArgumentParser) -> None:
    """The options that say where things are, the same for each command."""
    command.add_argument("--root", type=Path, default=Path(), help="the folder that holds content/ and templates/")
    command.add_argument("--site", type=Path, help="where the site goes (default: site/ below the root)")
    command.add_argument("--cache", type=Path, help="what a build remembers; safe to delete (default: .cache/)")
    command.add_argument("--base-url", default="", help="the site's address, when it is not that of content/site.yml")
    command.add_argument("--today", type=date.fromisoformat, help="the day that ages count from (default: today)")
    command.add_argument("--jobs", type=int, help="processes to use (default: one a core)")


def order_of(options: argparse.Namespace) -> Order:
    """What to build, from the options."""
    root = options.root.resolve()
    return Order(
        root=root,
        site=(options.site or root / "site").resolve(),
        cache=(options.cache or root / ".cache").resolve(),
        today=options.today or today(),
        index=not getattr(options, "no_index", False),
        cards=getattr(options, "cards", False),
        base_url=options.base_url,
        jobs=options.jobs,
    )


def today() -> date:
    """The day of SOURCE_DATE_EPOCH where it is set, so that builds can be repeated; else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), tz=UTC).date() if epoch.isdigit() else date.today()


def run_build(options: argparse.Namespace) -> int:
    """Build once and say what came of it."""
    order = order_of(options)
    report = build(order, say)
    if options.timings:
        options.timings.write_text(json.dumps(report.timings), encoding="utf-8")
    if report.problems:
        print_problems(report.problems, "text")
        return 1
    say(tell(report, order))
    return 0


def say(text: str) -> None:
    """A line of progress, apart from results."""
    print(text, file=sys.stderr, flush=True)


def tell(report: Report, order: Order) -> str:
    """One line about a finished build."""
    seconds = sum(report.timings.values())
    if not report.written:
        return f"Nothing to do: {report.programs:,} programs, {report.files:,} files are up to date ({seconds:.1f} s)."
    return (
        f"Built {report.programs:,} programs into {report.files:,} files, {report.written:,} of them written now, "
        f"in {seconds:.1f} s: {order.site}"
    )


def print_problems(problems: Sequence[Problem], form: str) -> None:
    """All Problems on standard output, as text, as annotations or as JSON."""
    if form == "json":
        print(json.dumps([problem.as_json() for problem in problems], ensure_ascii=False, indent=1))
        return
    for problem in problems:
        print(problem.as_github() if form == "github" else problem.as_text())
    if form == "text":
        files = len({problem.path for problem in problems})
        say(f"{len(problems)} problem{'s' if len(problems) != 1 else ''} in {files} file{'s' if files != 1 else ''}.")


if __name__ == "__main__":
    sys.exit(main())
