"""Dates as people type them, and what each can mean as we write it."""

from __future__ import annotations

import re

from generator.model.dates import MONTHS, parse_date

_SHORT = tuple(name[:3].lower() for name in MONTHS)
_MONTH = r"(?P<word>[A-Za-z]{3,9})\.?"
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?\Z", re.ASCII)
_MONTH_FIRST = re.compile(r"(?P<month>\d{1,2})[-/.](?P<year>\d{4})\Z", re.ASCII)
_WORDS = re.compile(rf"(?:(?P<day>\d{{1,2}})\.? )?{_MONTH},? (?P<year>\d{{4}})\Z", re.ASCII)
_WORDS_FIRST = re.compile(rf"{_MONTH} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})\Z", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\Z", re.ASCII)
_YEARS_LOOSE = re.compile(r"(\d{4}) ?(?:[-–—/]| to ) ?(\d{4})\Z", re.ASCII)
_LONG = frozenset((*(name.lower() for name in MONTHS), "sept"))


def suggest_date(text: str) -> str:
    """The one date that a text in another form means, as we write it; "" where it could mean two.

    2024/3/5 is a day, March 2024 a month, and 11/21/2026 can only be a day of November.
    """
    text = " ".join(text.split())
    days = both_meanings(text)
    if days:
        return days[0] if len(days) == 1 else ""
    years = _YEARS_LOOSE.match(text)
    if years:
        return _sound(f"{years[1]}-{years[2]}")
    for pattern in (_YEAR_FIRST, _MONTH_FIRST, _WORDS, _WORDS_FIRST):
        match = pattern.match(text)
        if match:
            return _written(match.groupdict())
    return ""


def both_meanings(text: str) -> tuple[str, ...]:
    """The days that numbers such as 3/5/2024 can mean: March 5 in Boston, and May 3 in London."""
    match = _NUMBERS.match(text.strip())
    if not match:
        return ()
    one, two, year = match.groups()
    written = (f"{year}-{int(month):02d}-{int(day):02d}" for month, day in ((one, two), (two, one)))
    return tuple(dict.fromkeys(filter(parse_date, written)))


def tell_date(text: str) -> tuple[str, str]:
    """How to write a date instead, in words, and the date where only one can be meant."""
    days = both_meanings(text)
    if len(days) > 1:
        first, second = (f"{day} for {MONTHS[int(day[5:7]) - 1]} {int(day[8:])}" for day in days)
        return f"write {first}, or {second}.", ""
    right = suggest_date(text)
    return (f"write {right}." if right else "write 2024, 2024-03 or 2024-03-15."), right


def _written(parts: dict[str, str | None]) -> str:
    word, month, day = (parts.get("word") or "").lower(), parts.get("month"), parts.get("day")
    if word:
        if word not in _SHORT and word not in _LONG:
            return ""
        month = str(_SHORT.index(word[:3]) + 1)
    found = f"{parts['year']}-{int(month or 0):02d}"
    return _sound(f"{found}-{int(day):02d}" if day else found)


def _sound(text: str) -> str:
    return text if parse_date(text) else ""
