"""The command `serve`: build, show the site on this machine, and build again on each change."""

from __future__ import annotations

import argparse
from dataclasses import replace

from generator.build.flow import build
from generator.build.server import serve
from generator.commands.build import tell_build
from generator.commands.console import print_problems, say
from generator.commands.options import add_places, order_of

HELP = "build, show the site here, and build again on each change"


def add_options(command: argparse.ArgumentParser) -> None:
    """Where to build, and where to listen."""
    add_places(command)
    command.add_argument("--port", type=_port, default=8000, help="the port to listen on (default: 8000)")
    command.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port: write a number from 0 to 65535, such as 8000")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Build, show and watch; the search index is made after the pages are up."""
    order = order_of(options)
    plain = replace(order, index=False)

    def build_once() -> bool:
        report = build(plain, say)
        print_problems(report.problems, "text")
        return not report.problems

    return serve(
        build_once,
        order.site,
        (order.root / "content", order.root / "templates"),
        port=options.port,
        host=options.host,
        index_search=lambda: say(tell_build(build(order), order)),
    )
