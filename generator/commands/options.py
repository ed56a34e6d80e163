"""Options that several commands share."""

from __future__ import annotations

import argparse
import math
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

from generator.build.order import Order
from generator.commands.console import today
from generator.model.addresses import is_web_address, tell_base_url

FIRST_YEAR, LAST_YEAR = 1900, 9000
MOST_JOBS = 256
MOST_PAGES = 1_000_000
LONGEST_PAUSE = 3600  # seconds


def add_root(command: argparse.ArgumentParser) -> None:
    """Where the content is, and which day it is held to."""
    command.add_argument("--root", type=folder, default=Path().resolve(), help="the folder that holds content/")
    command.add_argument("--today", type=day, default=today(), help="the day that counts as today")


def add_build_options(command: argparse.ArgumentParser) -> None:
    """The options that say where a build reads and writes; each build of a server asks anew what day it is."""
    command.add_argument(
        "--root", type=folder, default=Path().resolve(), help="the folder that holds content/ and templates/"
    )
    command.add_argument("--site", type=Path, help="where the site goes (default: site/ below the root)")
    command.add_argument("--cache", type=Path, help="what a build remembers; safe to delete (default: .cache/)")
    command.add_argument(
        "--base-url", type=base_url, default="", help="the site's address, when it is not that of content/site.yml"
    )
    command.add_argument("--today", type=day, help="the day that ages count from (default: today)")
    command.add_argument("--jobs", type=number(1, MOST_JOBS), help="processes to use (default: one a core)")


def number(least: int, most: int) -> Callable[[str], int]:
    """What reads a whole number between two, or says why a text is none; argparse prints the latter."""

    def read(text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most:
            return int(text)
        raise argparse.ArgumentTypeError(f"must be a whole number from {least} to {most} (found {text!r})")

    return read


def seconds(text: str) -> float:
    """A pause in seconds, or why it is none."""
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not 0 <= found <= LONGEST_PAUSE:  # nor is what is no number
        raise argparse.ArgumentTypeError(f"must be seconds from 0 to {LONGEST_PAUSE}, such as 1.5 (found {text!r})")
    return found


def folder(text: str) -> Path:
    """A folder by its whole path."""
    return Path(text).resolve()


def web_address(text: str) -> str:
    """The address of a page, or why it is none; argparse prints the latter."""
    if not is_web_address(text):
        raise argparse.ArgumentTypeError(f"must be a web address that begins with https:// (found {text!r})")
    return text


def new_file(text: str) -> Path:
    """A file that can be written, or why it cannot, before long work is done for it; argparse prints the latter."""
    path = Path(text)
    must = "" if path.parent.is_dir() else "must stand in a folder that is there"
    if path.is_dir() or not os.access(path if path.exists() else path.parent, os.W_OK):
        must = must or "must be a file that may be written"
    if must:
        raise argparse.ArgumentTypeError(f"{must} (found {text!r})")
    return path


def day(text: str) -> date:
    """A day from which ages can be counted in both directions, or why it is none."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = date.min
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        must = f"must be a day between the years {FIRST_YEAR} and {LAST_YEAR}, such as 2026-01-27"
        raise argparse.ArgumentTypeError(f"{must} (found {text!r})")
    return found


def base_url(text: str) -> str:
    """The address of a site, or why it is none; argparse prints the latter."""
    must = tell_base_url(text) if text else ""
    if must:
        raise argparse.ArgumentTypeError(f"{must} (found {text!r})")
    return text


def order_of(options: argparse.Namespace) -> Order:
    """What to build, from the options."""
    root = options.root
    return Order(
        root=root,
        site=(options.site or root / "site").resolve(),
        cache=(options.cache or root / ".cache").resolve(),
        today=options.today or today(),
        index=not (getattr(options, "no_index", False) or getattr(options, "index_later", False)),
        extracts=not getattr(options, "no_index", False),
        cards=getattr(options, "cards", False),
        base_url=options.base_url,
        jobs=options.jobs,
    )
