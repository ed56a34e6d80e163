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


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<word>[A-Za-z]{3,9})\.?"
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?\Z", re.ASCII)
_MONTH_FIRST = re.compile(r"(?P<month>\d{1,2})[-/.](?P<year>\d{4})\Z", re.ASCII)
_WORDS = re.compile(rf"(?:(?P<day>\d{{1,2}})\.? )?{_MONTH},? (?P<year>\d{{4}})\Z", re.ASCII)
_WORDS_FIRST = re.compile(rf"{_MONTH} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})\Z", re.ASCII)
_YEARS_LOOSE = re.compile(r"(\d{4}) ?(?:[-–—/]| to ) ?(\d{4})\Z", re.ASCII)
_FULL_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december", "sept"),
)


def suggest_date(text: str) -> str:
    """The one date that a text in another form means, as we write it; "" where it could mean two.

    2024/3/5 is a day, March 2024 a month; 3/5/2024 means one day in Boston and another in London.
    """
    text = " ".join(text.split())
    years = _YEARS_LOOSE.match(text)
    if years:
        return _sound(f"{years[1]}-{years[2]}")
    for pattern in (_YEAR_FIRST, _MONTH_FIRST, _WORDS, _WORDS_FIRST):
        match = pattern.match(text)
        if match:
            return _written(match.groupdict())
    return ""


def _written(parts: dict[str, str | None]) -> str:
    word, month, day = (parts.get("word") or "").lower(), parts.get("month"), parts.get("day")
    if word:
        if word not in _MONTHS and word not in _FULL_MONTHS:
            return ""
        month = str(_MONTHS.index(word[:3]) + 1)
    found = f"{parts['year']}-{int(month or 0):02d}"
    return _sound(f"{found}-{int(day):02d}" if day else found)


def _sound(text: str) -> str:
    return text if parse_date(text) else ""


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to another, never below zero."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return max(0, months - (later.day < earlier.day))


def months_before(day: date, months: int) -> date:
    """The day so many months earlier, or the last of that month."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
