"""List rows: what stands in a list of programs, however a spreadsheet program saved it and whatever its columns are called."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.bulk.list_codes import read_code
from generator.bulk.new_file import Declined
from generator.model.identifiers import Identifier
from generator.model.limits import LARGEST_IMPORT, MOST_ROWS
from generator.model.problem import shorten

NEEDED = ("institution", "city", "state", "specialty")
PLACE = "place"  # a column that holds the city and the state
_FIRST_LINES = 10  # a heading stands among them
_CODE = re.compile(r"\b(?:code|id)\b")
_LINK = re.compile(r"\[([^][]*)\]\([^()]*\)")
_UNSEEN = re.compile("[\x00\u200b-\u200f\u2060\ufeff]")

ListRow = dict[str, str]
Columns = Mapping[str, tuple[str, ...]]


def read_list(source: Path, text: str, columns: Columns, codes: Iterable[Identifier]) -> Iterator[tuple[int, ListRow]]:
    """The rows of a CSV text by column, each with its line; Declined where it is no such list.

    `columns` are all columns, each with other headings under which lists have it. A code is known by its shape.
    """
    lines = io.StringIO(text, newline=None).getvalue()
    first = max(lines.split("\n", _FIRST_LINES)[:_FIRST_LINES], key=len)
    reader = csv.reader(io.StringIO(lines), delimiter=max((",", ";", "\t"), key=first.count), strict=True)
    heading: list[str] = []
    found: dict[str, int] = {}
    try:
        for number, cells in enumerate(reader):
            if reader.line_num > MOST_ROWS:
                raise Declined(f"{source} has more than {MOST_ROWS:,} lines; split it.")
            if not any(cell.strip() for cell in cells):
                continue
            if not found and number < _FIRST_LINES:
                places = _places(cells, columns)
                heading = heading or cells
                if not _missing(places):
                    heading, found = cells, places
            elif found:
                yield reader.line_num, _row(cells, heading, found, codes)
    except csv.Error as error:
        raise Declined(f"{source}:{reader.line_num}: this is not a CSV list that can be read ({error}).") from error
    if not found:
        missing, told = ", ".join(_missing(_places(heading, columns))), shorten(", ".join(heading)) or "nothing"
        raise Declined(f"The first line must name the columns {', '.join(NEEDED)}; missing: {missing}; found: {told}.")


def decode(source: Path) -> tuple[str, str]:
    """The text of a list, and the name of its encoding where that is a guess: what Excel writes in the West."""
    try:
        if not source.is_file():
            raise Declined(f"{source} is not a file.")
        if source.stat().st_size > LARGEST_IMPORT:
            raise Declined(f"{source} is larger than {LARGEST_IMPORT // 1024 // 1024} MB; split it.")
        content = source.read_bytes()
    except OSError as error:
        raise Declined(f"{source} cannot be read ({error.strerror}).") from error
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding, guess in (("utf-16", ""),) if wide else (("utf-8-sig", ""), ("cp1252", "Windows-1252")):
        try:
            return content.decode(encoding), guess
        except UnicodeDecodeError:
            continue
    raise Declined(f'{source} is not UTF-8 text; save it as "CSV UTF-8".')


def _places(cells: Sequence[str], columns: Columns) -> dict[str, int]:
    wanted = {other: name for name, others in columns.items() for other in (name, *others)}
    places: dict[str, int] = {}
    for at, cell in enumerate(cells):
        name = wanted.get(_heading(cell)) or wanted.get(_heading(cell.partition("(")[0]))
        if name:
            places.setdefault(name, at)
    return places


def _heading(cell: str) -> str:
    return " ".join(cell.casefold().replace("_", " ").split())


def _missing(places: Mapping[str, int]) -> list[str]:
    there = {*places, "city", "state"} if PLACE in places else {*places}
    if "name" in there:
        there |= {"institution", "specialty"}  # which a name may hold
    return [name for name in NEEDED if name not in there]


def _row(
    cells: Sequence[str], heading: Sequence[str], found: Mapping[str, int], codes: Iterable[Identifier]
) -> ListRow:
    row = {name: _plain(cells[at]) for name, at in found.items() if at < len(cells)}
    city, comma, state = row.pop(PLACE, "").rpartition(",")
    if comma:
        row = {"city": city.strip(), "state": state.strip()} | row
    for identifier in codes:
        written = row.pop(identifier.key, "")
        texts = (cell for name, cell in zip(heading, cells, strict=False) if _CODE.search(_heading(name)))
        code = next((code for text in (written, *texts) if (code := read_code(text, identifier))), "")
        if code:
            row[identifier.key] = code
        elif re.search(r"\d", written) and not any(read_code(written, other) for other in codes):
            row[identifier.key] = written
    return row


def _plain(cell: str) -> str:
    return " ".join(_LINK.sub(r"\1", html.unescape(_UNSEEN.sub("", cell))).split())
