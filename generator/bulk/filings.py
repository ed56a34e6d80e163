"""Filings: from the government's tables to content/filings/, one file a fiscal year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.bulk.cases import Case, CaseReader, Docket, choose_columns
from generator.bulk.new_file import Declined
from generator.bulk.tables import read_rows
from generator.model.dates import PartialDate, parse_date
from generator.model.filings import (
    COLUMNS,
    Filing,
    FilingYear,
    TableRules,
    phrases,
    plain,
    same_employer,
    sum_known,
)
from generator.proposals.writing import write_flow

MOST_TITLES = 3  # kept of an employer's titles
_HEAD = (
    "# Written by `python -m generator filings`, never by hand: what employers filed, from the government's tables.\n"
)


@dataclass(slots=True, kw_only=True)
class TablesRead:
    """What was read of some tables."""

    rows: int = 0
    docket: Docket = field(default_factory=Docket)
    spans: dict[int, list[date]] = field(default_factory=dict)  # by fiscal year, the first and the last day
    with_status: bool = True
    files: list[str] = field(default_factory=list)


def read_filings(paths: Sequence[Path], rules: TableRules, year: int | None, say: Callable[[str], None]) -> TablesRead:
    """Read tables one after the other; Declined where one has not the columns without which it tells nothing."""
    found = TablesRead()
    for path in paths:
        _read_table(found, path, CaseReader(rules, year, path.name), rules, say)
    return found


def _read_table(
    found: TablesRead, path: Path, reader: CaseReader, rules: TableRules, say: Callable[[str], None]
) -> None:
    tenth = 0

    def choose(names: Sequence[str]) -> Mapping[str, str]:
        wanted = choose_columns(names, rules)
        _require(path, wanted.values(), rules)
        found.with_status &= "status" in wanted.values()
        return wanted

    def tell(share: float) -> None:
        nonlocal tenth
        if int(share * 10) > tenth:
            tenth = int(share * 10)
            say(f"{path.name}: {tenth * 10} % read, {found.rows:,} rows in all.")

    say(f"Reading {path.name}")
    for row in read_rows(path, choose, tell):
        found.rows += 1
        if not reader.is_of_the_class(row):
            continue
        _stretch(found.spans, *reader.place(row))
        case = reader.read(row)
        if case is not None:
            found.docket.add(case)
    found.files.append(path.name)


def _require(path: Path, columns: Collection[str], rules: TableRules) -> None:
    missing = [" or ".join(rules.columns[name]) for name in COLUMNS[:3] if name not in columns]
    if missing:
        raise Declined(f"{path}: the first row must name its columns; missing: {', '.join(missing)}.")


def _stretch(spans: dict[int, list[date]], year: int, day: date | None) -> None:
    if day is None:
        return
    span = spans.setdefault(year, [day, day])
    span[0], span[1] = min(span[0], day), max(span[1], day)


def list_years(found: TablesRead, rules: TableRules, note: str) -> list[FilingYear]:
    """The record of each fiscal year that the tables hold, the newest first; `note` says what readers should know of them."""
    by_year: dict[int, list[Case]] = {}
    for case in found.docket.counting(rules.status):
        if case.year and case.year in found.spans and case.employer:
            by_year.setdefault(case.year, []).append(case)
    years = []
    for year in sorted(by_year, reverse=True):
        since, until = (_dated(day) for day in found.spans[year])
        filings = list_filings(by_year[year], rules)
        years.append(
            FilingYear(
                year=year,
                path=f"content/filings/{year}.yml",
                since=since,
                until=until,
                certified=found.with_status,
                files=tuple(found.files),
                note=note,
                filings=tuple(filings),
            )
        )
    return years


def list_filings(cases: Iterable[Case], rules: TableRules) -> list[Filing]:
    """What each employer filed in each state, the most first; two spellings of one name are one employer."""
    groups: dict[tuple[str, str], list[Case]] = {}
    for case in cases:
        groups.setdefault((same_employer(case.employer), case.state), []).append(case)
    namer = SpecialtyNamer(rules)
    found = [_count(group, namer) for group in groups.values()]
    return sorted(found, key=lambda filing: (-filing.cases, filing.employer.casefold(), filing.state))


def _count(cases: Sequence[Case], namer: SpecialtyNamer) -> Filing:
    names, titles = Counter(case.employer for case in cases), Counter(case.title for case in cases)
    specialties = Counter(label for case in cases for label in namer.named_in(case.title))
    starts = sorted(case.start for case in cases if case.start)
    return Filing(
        employer=_most_common(names)[0],
        state=cases[0].state,
        cases=len(cases),
        positions=sum_known(case.positions for case in cases),
        new=sum_known(case.new for case in cases),
        either=sum(case.either for case in cases),
        specialties=tuple((label, specialties[label]) for label in _most_common(specialties)),
        titles=tuple(_most_common(titles)[:MOST_TITLES]),
        first=_dated(starts[0]) if starts else None,
        last=_dated(starts[-1]) if starts else None,
    )


def _most_common(counter: Counter[str]) -> list[str]:
    return sorted(counter, key=lambda text: (-counter[text], text))


def _dated(day: date) -> PartialDate:
    return PartialDate(year=day.year, month=day.month, day=day.day)


class SpecialtyNamer:
    """Finds the specialties that a title names; the longest words win, and no word counts twice."""

    def __init__(self, rules: TableRules) -> None:
        self._labels = {plain(word): each.label for each in rules.specialties for word in each.words}
        self._pattern = phrases(self._labels)

    def named_in(self, title: str) -> tuple[str, ...]:
        """The labels of the specialties, each once."""
        return tuple(dict.fromkeys(self._labels[match[0]] for match in self._pattern.finditer(plain(title))))


def write_year(year: FilingYear) -> str:
    """The text of a file of content/filings: a line an employer, so that changes are easy to see."""
    lines = [_HEAD]
    lines += [f"since: {year.since}\n", f"until: {year.until}\n", f"certified: {str(year.certified).lower()}\n"]
    lines.append(f"files: {write_flow(list(year.files))}\n")
    if year.note:
        lines.append(f"note: {write_flow(year.note)}\n")
    lines.append("filings:\n")
    lines += [f"  - {write_flow(_fields_of(filing))}\n" for filing in year.filings]
    return "".join(lines)


def _fields_of(filing: Filing) -> dict[str, object]:
    """What is known of a filing; what is not known is left out."""
    fields: dict[str, object] = {"employer": filing.employer, "state": filing.state, "cases": filing.cases}
    if filing.positions is not None and filing.positions != filing.cases:
        fields["positions"] = filing.positions
    if filing.new is not None:
        fields["new"] = filing.new
    if filing.either:
        fields["either"] = filing.either
    if filing.specialties:
        fields["specialties"] = dict(filing.specialties)
    fields["titles"] = list(filing.titles)
    if filing.first and filing.last:
        fields |= {"first": filing.first.earliest, "last": filing.last.earliest}
    return fields


def covers_more(text: str, year: FilingYear) -> bool:
    """Whether the file that stands there already reaches to a later day than the year that would replace it."""
    until = next((line[len("until: ") :] for line in text.splitlines() if line.startswith("until: ")), "")
    known = parse_date(until.strip(" \"'"))
    return known is not None and known.latest > year.until.latest
