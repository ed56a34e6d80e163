"""Tables: the rows of large files, xlsx or CSV, one after the other, by the names of their columns.

A workbook of 200 MB holds 70 million cells. Libraries that read spreadsheets hold them all at once, which takes
gigabytes, so the rows are taken here from the workbook's own XML while it is being unpacked.
"""

from __future__ import annotations

import csv
import re
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from generator.bulk.new_file import Declined

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml\Z")
_STRINGS = "xl/sharedStrings.xml"
# What a workbook that is damaged, encrypted or made by hand meets: torn parts, texts that are not there.
_BROKEN = (BadZipFile, etree.XMLSyntaxError, zlib.error, EOFError, RuntimeError, IndexError, ValueError)
_REFERENCE = re.compile(r"([A-Z]{1,3})[0-9]+\Z")
_CODECS = ("utf-8-sig", "cp1252")

TableRow = Mapping[str, str]
# Which columns are wanted: from the names of all, name → the name under which a row gives it.
Choose = Callable[[Sequence[str]], Mapping[str, str]]
Progress = Callable[[float], None]  # told what share of the file has been read


def read_rows(path: Path, choose: Choose, progress: Progress = lambda share: None) -> Iterator[TableRow]:
    """The rows of a file, each with its wanted columns that are not empty; Declined where it is no table."""
    if not path.is_file():
        raise Declined(f"{path} is not a file.")
    read = _read_workbook if path.suffix.casefold() == ".xlsx" else _read_csv
    return read(path, choose, progress)


def _read_csv(path: Path, choose: Choose, progress: Progress) -> Iterator[TableRow]:
    size = path.stat().st_size or 1
    with path.open(encoding=_codec_of(path), newline="") as file:
        reader = csv.reader(_told(file, size, progress))
        try:
            columns = _places(next(reader, []), choose)
            for cells in reader:
                yield {name: text for at, name in columns if at < len(cells) and (text := cells[at].strip())}
        except (csv.Error, UnicodeDecodeError) as error:
            raise Declined(f"{path}:{reader.line_num}: this is not a CSV table that can be read ({error}).") from error


def _codec_of(path: Path) -> str:
    """UTF-8, or what older spreadsheet programs write, by the first megabyte."""
    with path.open("rb") as file:
        start = file.read(1 << 20)
    try:
        start.decode("utf-8")
    except UnicodeDecodeError as error:
        return _CODECS[0] if error.start > len(start) - 4 else _CODECS[1]
    return _CODECS[0]


def _told(file: Iterable[str], size: int, progress: Progress) -> Iterator[str]:
    """The lines of a file; every so often it is told how far they are."""
    read = 0
    for number, line in enumerate(file):
        read += len(line)
        if number % 5000 == 0:
            progress(min(1.0, read / size))
        yield line


def _places(heading: Sequence[str], choose: Choose) -> list[tuple[int, str]]:
    """The place of each wanted column, and the name that a row gives it."""
    found = choose([name.strip() for name in heading])
    return [(heading.index(column), name) for column, name in found.items()]


# --- Workbooks ----------------------------------------------------------------------------------------


def _read_workbook(path: Path, choose: Choose, progress: Progress) -> Iterator[TableRow]:
    try:
        with ZipFile(path) as book:
            names = book.namelist()
            sheets = sorted(name for name in names if _SHEET.match(name))
            if not sheets:
                raise Declined(f"{path} holds no sheet.")
            shared = _SharedTexts()
            if _STRINGS in names:
                with book.open(_STRINGS) as file:
                    shared.read(file)
            size = book.getinfo(sheets[0]).file_size or 1
            with book.open(sheets[0]) as file:
                yield from _read_sheet(file, shared, choose, lambda: progress(min(1.0, file.tell() / size)))
    except _BROKEN as error:
        raise Declined(f"{path} is not a workbook that can be read ({error}).") from error


def _parse(file: IO[bytes], tag: str) -> Iterator[Any]:
    """Each element of a tag once it is whole; it and what stood before it are let go of afterwards."""
    for _, element in etree.iterparse(file, tag=_MAIN + tag, resolve_entities=False, no_network=True, huge_tree=True):
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


class _SharedTexts:
    """The texts that cells share, by number: some millions, so they stand in one piece of memory."""

    def __init__(self) -> None:
        self._texts = bytearray()
        self._ends = array("Q", [0])

    def read(self, file: IO[bytes]) -> None:
        """Read the workbook's list of texts."""
        for item in _parse(file, "si"):
            self._texts += "".join(text.text or "" for text in item.iter(f"{_MAIN}t")).encode()
            self._ends.append(len(self._texts))

    def __getitem__(self, number: int) -> str:
        return self._texts[self._ends[number] : self._ends[number + 1]].decode()


def _read_sheet(file: IO[bytes], shared: _SharedTexts, choose: Choose, tell: Callable[[], None]) -> Iterator[TableRow]:
    columns: list[tuple[int, str]] | None = None
    for number, row in enumerate(_parse(file, "row")):
        if columns is None:
            columns = _places(_heading(row, shared), choose)
        else:
            yield {name: text for at, name in columns if (text := _text(_cell(row, at), shared))}
        if number % 5000 == 0:
            tell()


def _heading(row: Any, shared: _SharedTexts) -> list[str]:
    cells = {_place(cell, number): _text(cell, shared) for number, cell in enumerate(row)}
    return [cells.get(number, "") for number in range(max(cells, default=-1) + 1)]


def _cell(row: Any, at: int) -> Any:
    """The cell in a column. Cells stand in order and empty ones are left out, so it is there or further left."""
    most = min(at + 1, len(row))
    found = bisect_left(range(most), at, key=lambda number: _place(row[number], number))
    return row[found] if found < most and _place(row[found], found) == at else None


def _place(cell: Any, number: int) -> int:
    """The column of a cell, counted from zero; a cell that does not say it stands after the one before it."""
    reference = _REFERENCE.match(cell.get("r") or "")
    if reference is None:
        return number
    place = 0
    for letter in reference[1]:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _text(cell: Any, shared: _SharedTexts) -> str:
    if cell is None:
        return ""
    kind = cell.get("t")
    if kind == "inlineStr":
        return "".join(text.text or "" for text in cell.iter(f"{_MAIN}t")).strip()
    value = cell.findtext(f"{_MAIN}v") or ""
    return shared[int(value)].strip() if kind == "s" and value else str(value).strip()
