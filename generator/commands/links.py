"""The command `links`: ask every external link of the content whether it still answers."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.commands.console import say
from generator.watch.links import check_links, find_links, write_report

HELP = "ask every external link of the content whether it still answers"


def add_options(command: argparse.ArgumentParser) -> None:
    """Where the content is, and where the report goes."""
    command.add_argument("--root", type=Path, default=Path(), help="the folder that holds content/")
    command.add_argument("--report", type=Path, metavar="FILE", help="write the report there instead of printing it")


def run(options: argparse.Namespace) -> int:
    """The weekly report on external links; it never fails for what it finds."""
    places = find_links(options.root.resolve())
    say(f"Asking {len(places):,} links")
    report = write_report(check_links(list(places)), places=places)
    if options.report:
        options.report.write_text(report, encoding="utf-8")
    else:
        print(report)
    return 0
