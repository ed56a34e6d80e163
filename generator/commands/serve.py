"""The command `serve`: build, show the site on this machine, and build again on each change."""

from __future__ import annotations

import argparse
import subprocess
import sys

from generator.build.server import serve
from generator.commands.options import add_build_options, number, order_of

HELP = "build, show the site here, and build again on each change"


def add_options(command: argparse.ArgumentParser) -> None:
    """Where to build, and where to listen."""
    add_build_options(command)
    command.add_argument("--port", type=number(0, 65535), default=8000, help="the port to listen on (default: 8000)")
    command.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")


def run(options: argparse.Namespace) -> int:
    """Build, show and watch; the search index is made after the pages are up.

    Each build is a process of its own: what goes wrong in one, and what it keeps in memory, ends with it.
    """
    order = order_of(options)
    command = [sys.executable, "-m", "generator", "build", *_given_options(options)]

    def build(*more: str) -> bool:
        return subprocess.run([*command, *more], check=False).returncode == 0

    def index() -> None:
        build()  # says itself where the index cannot be made

    return serve(
        lambda: build("--index-later"),
        order.site,
        (order.root / "content", order.root / "templates"),
        port=options.port,
        host=options.host,
        index_search=index,
    )


def _given_options(options: argparse.Namespace) -> list[str]:
    """The options of `add_build_options` as they were given."""
    names = ("root", "site", "cache", "base_url", "today", "jobs")
    given = ((name.replace("_", "-"), getattr(options, name)) for name in names)
    return [part for name, value in given if value not in (None, "") for part in (f"--{name}", str(value))]
