"""The command line: `python -m generator build | check | serve | …`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import TextIOWrapper
from pathlib import Path

from generator.build.flow import Report, build
from generator.build.order import Order
from generator.commands.console import print_problems, say, today
from generator.publish.search_index import SearchIndexFailed
from generator.render.cards import MISSING, drawn_by


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0, 1 for Problems, or 2 for a wrong call."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # file names and answers may hold what a terminal cannot show
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser(building=list(given[:1]) == ["build"]).parse_args(given)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as fault:
        say(f"{fault.filename or 'This'}: {fault.strerror or fault}.")
        return 1
    except SearchIndexFailed as fault:
        say(f"The pages are up, but the search index could not be made. {fault}")
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 1
    return code


def _parser(*, building: bool) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m generator", description="Build and tend the directory.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_build(commands)
    _add_serve(commands)
    _add_links(commands)
    if not building:  # a build has no use for what the other commands load
        from generator.commands.contributing import add_commands as add_more_commands
        from generator.commands.tending import add_commands

        add_more_commands(commands)
        add_commands(commands)
    return parser


def _add_build(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("build", help="read, check, plan, render and publish the site")
    add_places(command)
    command.add_argument("--no-index", action="store_true", help="leave the search index out")
    command.add_argument("--cards", action="store_true", help="draw a preview picture for each page (needs Pillow)")
    command.add_argument("--timings", type=Path, metavar="FILE", help="write the seconds of each step as JSON")
    command.set_defaults(run=run_build)


def _add_serve(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("serve", help="build, show the site here, and build again on each change")
    add_places(command)
    command.add_argument("--port", type=int, default=8000, help="the port to listen on (default: 8000)")
    command.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
    command.set_defaults(run=run_serve)


def _add_links(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("links", help="ask every external link of the content whether it still answers")
    command.add_argument("--root", type=Path, default=Path(), help="the folder that holds content/")
    command.add_argument("--report", type=Path, metavar="FILE", help="write the report there instead of printing it")
    command.set_defaults(run=run_links)


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
        extracts=not getattr(options, "no_index", False),
        cards=getattr(options, "cards", False),
        base_url=options.base_url,
        jobs=options.jobs,
    )


def run_build(options: argparse.Namespace) -> int:
    """Build once and say what came of it."""
    order = order_of(options)
    if order.cards and not drawn_by():
        say(MISSING)
        return 1
    report = build(order, say)
    if options.timings:
        options.timings.write_text(json.dumps(report.timings), encoding="utf-8")
    if report.problems:
        print_problems(report.problems, "text")
        return 1
    say(tell(report, order))
    return 0


def run_serve(options: argparse.Namespace) -> int:
    """Build, show and watch; the search index is made after the pages are up."""
    from generator.build.server import serve  # a build after one edit should not wait for a web server to load

    order = order_of(options)
    plain = replace(order, index=False)

    def build_once() -> bool:
        report = build(plain, say)
        print_problems(report.problems, "text")
        return not report.problems

    watched = (order.root / "content", order.root / "templates")
    return serve(
        build_once,
        order.site,
        watched,
        port=options.port,
        host=options.host,
        index_search=lambda: say(tell(build(order), order)),
    )


def run_links(options: argparse.Namespace) -> int:
    """The weekly report on external links; it never fails for what it finds."""
    from generator.watch.links import check_links, find_links, write_report  # the same

    root = options.root.resolve()
    places = find_links(root)
    say(f"Asking {len(places):,} links")
    report = write_report(check_links(list(places)), places=places)
    if options.report:
        options.report.write_text(report, encoding="utf-8")
    else:
        print(report)
    return 0


def tell(report: Report, order: Order) -> str:
    """One line about a finished build."""
    seconds = sum(report.timings.values())
    if not report.written:
        return f"Nothing to do: {report.programs:,} programs, {report.files:,} files are up to date ({seconds:.1f} s)."
    return (
        f"Built {report.programs:,} programs into {report.files:,} files, {report.written:,} of them written now, "
        f"in {seconds:.1f} s: {order.site}"
    )
