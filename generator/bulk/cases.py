"""Cases: rows of the government's table that count, each case once, by the rules of content/filings.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from generator.bulk.tables import TableRow
from generator.model.dates import parse_date
from generator.model.filings import TableRules, phrases, plain

_EXCEL_BEGINS = date(1899, 12, 30)  # day 0 of spreadsheets, whose calendar has a day too many in 1900
_YEAR_IN_NAME = re.compile(r"FY_?(20\d\d)", re.IGNORECASE)
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One application, as its newest row tells it."""

    number: str
    employer: str
    state: str
    title: str
    either: bool
    status: str
    year: int  # the fiscal year
    day: date | None  # of the decision, or where the table does not tell it, of the receipt
    start: date | None
    positions: int | None
    new: int | None


def choose_columns(names: Sequence[str], rules: TableRules) -> Mapping[str, str]:
    """Which columns of a table are wanted: its name → ours. The first of each that is there."""
    present = {name.upper(): name for name in names}
    wanted = {}
    for ours, theirs in rules.columns.items():
        found = next((present[name.upper()] for name in theirs if name.upper() in present), None)
        if found is not None:
            wanted[found] = ours
    return wanted


class CaseReader:
    """Tells of a row whether it counts, and as what."""

    def __init__(self, rules: TableRules, year: int | None, file_name: str) -> None:
        """`year` is the fiscal year of rows without a date of decision; else it is looked for in the file's name."""
        named = _YEAR_IN_NAME.search(file_name)
        self._rules = rules
        self._year = year or (int(named[1]) if named else None)
        self._number = _number_pattern(rules.case)
        self._mean, self._either, self._never = map(
            phrases, (rules.titles.mean, rules.titles.either, rules.titles.never)
        )
        self._judged: dict[str, tuple[bool, bool]] = {}

    def is_of_the_class(self, row: TableRow) -> bool:
        """Whether a row is about the kind of application that counts."""
        if "class" in row or not self._number:
            return row.get("class", self._rules.kind) == self._rules.kind
        return self._number.match(row.get("case", "")) is not None

    def read(self, row: TableRow) -> Case | None:
        """The case of a row of that class; None where it is for another kind of work."""
        title = row.get("title", "")
        means, either = self._judge(title)
        if not means or not self._is_occupation(row.get("occupation", "")):
            return None
        year, day = self.place(row)
        return Case(
            number=row.get("case", ""),
            employer=" ".join(row.get("employer", "").split()),
            state=(row.get("state") or row.get("seat") or "").upper(),
            title=" ".join(title.split()),
            either=either,
            status=row.get("status", ""),
            year=year,
            day=day,
            start=read_day(row.get("start", "")),
            positions=_whole(row.get("positions", "")),
            new=_whole(row.get("new", "")),
        )

    def place(self, row: TableRow) -> tuple[int, date | None]:
        """The fiscal year and the day of a row, whatever work it is for: so a table tells which days it covers."""
        decided = read_day(row.get("decided", ""))
        received = self._received(row) if decided is None else None
        year = self._fiscal_year(decided) or self._year or self._fiscal_year(received) or 0
        return year, decided or received

    def _judge(self, title: str) -> tuple[bool, bool]:
        known = self._judged.get(title)
        if known is None:
            words = plain(title)
            either = self._either.search(words) is not None
            rest = self._either.sub(" ", words) if either else words
            means = (either or self._mean.search(words) is not None) and self._never.search(rest) is None
            known = self._judged[title] = (means, either)
        return known

    def _is_occupation(self, code: str) -> bool:
        """A table without codes is judged by titles alone."""
        begin, never = self._rules.occupations, self._rules.other_occupations
        return not code or not begin or (code.startswith(begin) and not code.startswith(never or ("\0",)))

    def _received(self, row: TableRow) -> date | None:
        day = read_day(row.get("received", ""))
        number = self._number.match(row.get("case", "")) if self._number else None
        if day or number is None or not number.groupdict():
            return day
        return date(2000 + int(number["year"]), 1, 1) + timedelta(days=int(number["day"]) - 1)

    def _fiscal_year(self, day: date | None) -> int | None:
        begins = self._rules.year_begins
        return None if day is None else day.year + (begins > 1 and day.month >= begins)


def _number_pattern(case: str) -> re.Pattern[str] | None:
    """The pattern of a number such as I-200-YYDDD-…: the year and the day of its receipt."""
    if not case:
        return None
    text = re.escape(case).replace("YYDDD", r"(?P<year>\d\d)(?P<day>\d{3})")
    return re.compile(text)


@lru_cache(maxsize=8192)
def read_day(text: str) -> date | None:
    """A day as tables write it: 2024-10-01, 10/1/2024 or the number of a spreadsheet; None where it is none."""
    text = text.partition(" ")[0].partition("T")[0]
    american = _AMERICAN.fullmatch(text)
    if american:
        text = f"{american[3]}-{int(american[1]):02d}-{int(american[2]):02d}"
    found = parse_date(text) if text.count("-") == 2 else None
    if found:
        return found.earliest
    number = text.partition(".")[0]
    if number.isascii() and number.isdigit() and len(number) == 5:
        return _EXCEL_BEGINS + timedelta(days=int(number))
    return None


def _whole(text: str) -> int | None:
    number = text.partition(".")[0].replace(",", "")
    return int(number) if number.isascii() and number.isdigit() else None


class Docket:
    """Cases by number, the newest row of each; what has no number counts as a case of its own."""

    def __init__(self) -> None:
        self._cases: dict[str, Case] = {}
        self.unnumbered = 0

    def add(self, case: Case) -> None:
        """Take a row in, unless a newer one of the same case is there."""
        if not case.number:
            self.unnumbered += 1
            self._cases[f"#{self.unnumbered}"] = case
            return
        known = self._cases.get(case.number)
        if known is None or (case.day or date.min) >= (known.day or date.min):
            self._cases[case.number] = case if known is None or case.start else replace(case, start=known.start)

    def counting(self, status: str) -> Iterator[Case]:
        """The cases whose status is the one that counts, or whose table has none."""
        return (case for case in self._cases.values() if not case.status or case.status == status)
