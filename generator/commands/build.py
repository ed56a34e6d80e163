"""The command `build`: make the site once."""

from __future__ import annotations

import argparse
import json

from generator.build.flow import Report, build
from generator.build.order import Order
from generator.commands.console import print_problems, say
from generator.commands.options import add_build_options, new_file, order_of
from generator.render.cards import MISSING, drawn_by

HELP = "read, check, plan, render and publish the site"


def add_options(command: argparse.ArgumentParser) -> None:
    """Where to build, and what."""
    add_build_options(command)
    index = command.add_mutually_exclusive_group()
    index.add_argument("--no-index", action="store_true", help="leave the search index out")
    index.add_argument("--index-later", action="store_true", help="the same, and prepare it for the next build")
    command.add_argument("--cards", action="store_true", help="draw a preview picture for each page (needs Pillow)")
    command.add_argument("--timings", type=new_file, metavar="FILE", help="write the seconds of each step as JSON")


def run(options: argparse.Namespace) -> int:
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
    say(tell_build(report, order))
    return 0


def tell_build(report: Report, order: Order) -> str:
    """One line about a finished build."""
    seconds = sum(report.timings.values())
    if not report.written:
        return f"Nothing to do: {report.programs:,} programs, {report.files:,} files are up to date ({seconds:.1f} s)."
    return (
        f"Built {report.programs:,} programs into {report.files:,} files, {report.written:,} of them written now, "
        f"in {seconds:.1f} s: {order.site}"
    )
