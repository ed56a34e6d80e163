"""Packing: all Summaries in little memory, and as columns for the cache."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import chain, repeat
from typing import Any

from generator.summary import Counts, FitValue, Summary
from generator.views import Age, Cell


class Shared:
    """One object for all equal parts of Summaries: what 13,000 programs say repeats a few thousand cells."""

    def __init__(self) -> None:
        self._known: dict[object, object] = {}

    def share(self, summary: Summary) -> Summary:
        """The same Summary, made of the shared parts."""
        one = self._one
        parts = {name: one(getattr(summary, name)) for name in _REPEATED}
        cells, fits = tuple(map(one, summary.cells)), tuple(map(one, summary.fits))
        return summary._replace(cells=cells, facets=one(tuple(map(one, summary.facets))), fits=one(fits), **parts)

    def _one(self, part: Any) -> Any:
        return self._known.setdefault(part, part)


_REPEATED = ("detail", "institution", "specialty", "city", "state", "counts")


def pack_summaries(summaries: Sequence[Summary]) -> tuple[Any, ...]:
    """Summaries as columns of texts and numbers, what `marshal` writes and reads fastest.

    Cells, facets, fits and counts become numbers in a table of the different ones.
    """
    columns: list[Any] = [[summary[place] for summary in summaries] for place in range(len(Summary._fields))]
    for place in _TABLES:
        columns[place] = _number_parts(columns[place])
    cells = columns[_CELLS]
    columns[_CELLS] = ([(*cell[:_AGE], cell.age and tuple(cell.age), *cell[_AGE + 1 :]) for cell in cells[0]], cells[1])
    columns[_FITS] = ([fit and tuple(fit) for fit in columns[_FITS][0]], columns[_FITS][1])
    return len(summaries), columns


def unpack_summaries(packed: tuple[Any, ...]) -> list[Summary]:
    """The Summaries that `pack_summaries` made plain."""
    length, columns = packed
    cells, fits = columns[_CELLS], columns[_FITS]
    made = [Cell._make((*cell[:_AGE], cell[_AGE] and Age._make(cell[_AGE]), *cell[_AGE + 1 :])) for cell in cells[0]]
    columns[_CELLS] = (made, cells[1])
    columns[_FITS] = ([fit and FitValue._make(fit) for fit in fits[0]], fits[1])
    for place in _TABLES:
        table, numbers = columns[place]
        columns[place] = _spread_parts(table, numbers, length)
    columns[_COUNTS] = map(Counts._make, columns[_COUNTS])
    return list(map(Summary._make, zip(*columns, strict=True)))


def _number_parts(rows: list[tuple[Any, ...]]) -> tuple[list[Any], bytes]:
    """The different parts of some rows, and all rows as their numbers."""
    # Equal parts are mostly one object, and hashing a part costs more than looking up its address.
    parts = list(chain.from_iterable(rows))
    addresses = list(map(id, parts))
    by_address = dict(zip(addresses, parts, strict=True))
    numbers = dict(zip(by_address, range(len(by_address)), strict=True))
    return list(by_address.values()), array("I", map(numbers.__getitem__, addresses)).tobytes()


def _spread_parts(table: list[Any], numbers: bytes, length: int) -> Iterable[tuple[Any, ...]]:
    flat = array("I", numbers)
    width = len(flat) // length if length else 0
    parts = map(table.__getitem__, flat)
    return zip(*[parts] * width, strict=True) if width else repeat((), length)


_TABLES = _CELLS, _, _FITS, _COUNTS = tuple(map(Summary._fields.index, ("cells", "facets", "fits", "counts")))
_AGE = Cell._fields.index("age")
