"""The command `filings`: read the government's public record of applications into content/filings/."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.bulk.filings import covers_more, list_years, read_filings, write_year
from generator.bulk.new_file import Declined
from generator.commands.check import check_sound
from generator.commands.console import say
from generator.commands.options import FIRST_YEAR, LAST_YEAR, add_root, number
from generator.model.claims import Institution
from generator.model.filings import FilingYear
from generator.model.limits import LARGEST_FILE
from generator.model.wording import count
from generator.read.content_file import replace_file

HELP = "read the government's public record of filings into content/filings/"
MOST_SHOWN = 20


def add_options(command: argparse.ArgumentParser) -> None:
    """The tables."""
    add_root(command)
    command.add_argument("tables", type=Path, nargs="+", metavar="FILE", help="tables as published, .xlsx or .csv")
    command.add_argument(
        "--year",
        type=number(FIRST_YEAR, LAST_YEAR),
        help="the fiscal year of rows that do not tell when they were decided",
    )
    command.add_argument("--note", default="", help="what readers should know of these tables, in one sentence")
    command.add_argument("--replace", action="store_true", help="replace a year although its file reaches further")


def run(options: argparse.Namespace) -> int:
    """Read all tables, write a file a fiscal year, and list the employers that no institution claims."""
    root = options.root
    outcome = check_sound(root, options.today)
    if outcome is None or outcome.checked is None:
        return 1
    editorial = outcome.checked.editorial
    if editorial.record is None:
        say("content/filings.yml, which tells how the record is read, is missing or cannot be read.")
        return 1
    rules = editorial.record.rules.table
    try:
        reading = read_filings(options.tables, rules, options.year, say)
    except Declined as declined:
        say(str(declined))
        return 1
    years = list_years(reading, rules, options.note)
    say(f"Read {count(reading.rows, 'row')}.")
    if reading.docket.unnumbered:
        say(f"{count(reading.docket.unnumbered, 'row')} had no case number, so a case that stands twice counts twice.")
    if not years:
        say("None of them counts by the rules of content/filings.yml, so nothing was written.")
        return 1
    written = [year for year in years if _write(root, year, options.replace)]
    for year in written:
        _tell_unclaimed(year, editorial.institutions)
    return 0 if len(written) == len(years) else 1


def _write(root: Path, year: FilingYear, replace: bool) -> bool:
    """Write one year, unless the file that is there reaches to a later day."""
    path = root / year.path
    if path.exists() and not replace and covers_more(path.read_text("utf-8", "replace"), year):
        say(f"{year.path} reaches to a later day than {year.until}; --replace takes these tables all the same.")
        return False
    content = write_year(year).encode()
    if len(content) > LARGEST_FILE:
        say(f"{year.path} would be larger than {LARGEST_FILE // 1024} KB, so nothing was written.")
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, content)
    print(year.path)
    kind = "certified" if year.certified else "filed (the tables do not tell which were certified)"
    say(f"{year.year}: {year.cases:,} {kind}, {count(len(year.filings), 'employer')}, {year.since} to {year.until}.")
    return True


def _tell_unclaimed(year: FilingYear, institutions: Mapping[str, Institution]) -> None:
    """The largest employers that no institution names, with those that it may be."""
    from generator.bulk.employers import list_unclaimed  # here, since only this needs the library for likeness

    unclaimed = list_unclaimed(year.filings, institutions)
    if not unclaimed:
        return
    say(f"{year.year}: {count(len(unclaimed), 'employer')} that no institution claims by `employers:`, the largest:")
    for each in unclaimed[:MOST_SHOWN]:
        near = f"   perhaps {_list(each.near)}" if each.near else ""
        say(f"  {each.filing.cases:>4}  {each.filing.state}  {each.filing.employer}{near}")


def _list(paths: Sequence[str]) -> str:
    return " or ".join(paths)
