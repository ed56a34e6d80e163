"""Dates as sources give them: a year, a month or a day, and how old they are.

A page that says "2024" is not a page of 2024-01-01, so the precision is kept.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
YEARS = re.compile(r"(\d{4})-(\d{4})\Z")


class PartialDate(NamedTuple):
    """A year, a year and month, or a day: 2024, 2024-10 or 2024-10-01; ages are looked up by it, so a plain tuple.

    A figure over several years (2021-2023) is a year too, the last one, that knows its `since`.
    """

    year: int
    month: int | None = None
    day: int | None = None
    since: int | None = None

    def __str__(self) -> str:
        text = f"{self.year:04d}" if self.since is None else f"{self.since:04d}-{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text

    @property
    def earliest(self) -> date:
        """The first day that this can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that this can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


@lru_cache(maxsize=4096)
def parse_date(text: str) -> PartialDate | None:
    """Read `2024`, `2024-10`, `2024-10-01` or `2021-2023`; None where the text is no such date."""
    years = YEARS.match(text)
    if years and 1900 <= int(years[1]) < int(years[2]) <= 2200:
        return PartialDate(year=int(years[2]), since=int(years[1]))
    match = DATE.match(text)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or not 1900 <= year <= 2200:
        return None
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return PartialDate(year=year, month=month, day=day)


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to another, never below zero."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return max(0, months - (later.day < earlier.day))


def months_before(day: date, months: int) -> date:
    """The day so many months earlier, or the last of that month."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    if year < date.min.year:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
