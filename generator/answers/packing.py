"""Packing: all Summaries in little memory, in this process, in those that are forked from it, and in the cache.

As objects, 100,000 Summaries take 200 MB, and a forked process copies each that it so much as looks at.
So a Summary is a row of bytes, in which what many programs share stands as a number, and is made when asked for.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, Generic, TypeVar, overload

from generator.answers.counting import Counts
from generator.answers.summary import FitValue, Summary
from generator.answers.views import Cell

MOST = 16_384  # Summaries that stay as they were made: a build after one edit goes through all of them 40 times

_Part = TypeVar("_Part", bound=Hashable)
_SHARED = range(*map(Summary._fields.index, ("detail", "counts")))  # fields that are the same for many programs


class _Table(Generic[_Part]):
    """Different values, each once, by number."""

    __slots__ = ("_numbers", "values")

    def __init__(self, values: Iterable[_Part] = ()) -> None:
        self.values = list(values)
        self._numbers: dict[_Part, int] = {}

    def number(self, value: _Part) -> int:
        """The number of a value, which may be new."""
        if len(self._numbers) < len(self.values):  # the first that is asked for in a table that was read, or settled
            self._numbers = {value: number for number, value in enumerate(self.values)}
        found = self._numbers.get(value)
        if found is None:
            value = self.own(value)
            found = self._numbers[value] = len(self.values)
            self.values.append(value)
        return found

    def own(self, value: _Part) -> _Part:
        """A new value as the table keeps it."""
        return value

    def settle(self) -> None:
        """Let go of what only new values need."""
        self._numbers = {}


class _CellTable(_Table[Cell]):
    """Cells, whose texts and ages are one object where they are equal: they came from another process, each alone."""

    __slots__ = ("_parts",)

    def __init__(self, values: Iterable[Cell] = ()) -> None:
        super().__init__(values)
        self._parts: dict[Any, Any] = {}

    def own(self, value: Cell) -> Cell:
        return Cell._make(self._parts.setdefault(part, part) for part in value)

    def settle(self) -> None:
        super().settle()
        self._parts = {}


class Pack:
    """All Summaries in the order in which they were added, each with the key of what its check depends on."""

    __slots__ = ("_cells", "_columns", "_ends", "_fits", "_made", "_parts", "_rows")

    def __init__(self, known: Pack | None = None) -> None:
        """An empty one, or one that can take rows over from a known one, whose tables both share from now on.

        Parts that nothing shows any more stay in the tables until everything is checked again, the next day at latest.
        """
        self._parts: _Table[Any] = known._parts if known else _Table()
        self._cells: _CellTable = known._cells if known else _CellTable()
        self._fits: _Table[FitValue | None] = known._fits if known else _Table()
        self._columns = [array("I") for _ in range(1 + len(_SHARED))]  # key and shared fields, by number
        self._rows = bytearray()  # what is left of each
        self._ends = array("Q", [0])
        self._made: list[Summary] | None = []  # None where there are too many of them

    def __len__(self) -> int:
        return len(self._columns[0])

    def __getitem__(self, number: int) -> Summary:
        return self._unpack(number) if self._made is None else self._made[number]

    def __iter__(self) -> Iterator[Summary]:
        return self.give(range(len(self)))

    def give(self, numbers: Iterable[int]) -> Iterator[Summary]:
        """Some of the Summaries."""
        return map(self._unpack if self._made is None else self._made.__getitem__, numbers)

    def key(self, number: int) -> str:
        """The key of what the check of a program depends on."""
        return str(self._parts.values[self._columns[0][number]])

    def add(self, key: str, summary: Summary) -> None:
        """Add a program."""
        part = self._parts.number
        row = (
            *summary[: _SHARED.start], tuple(summary.counts), tuple(map(part, summary.facets)),
            tuple(map(self._cells.number, summary.cells)), tuple(map(self._fits.number, summary.fits)),
        )  # fmt: skip
        for column, shared in zip(self._columns, (key, *summary[_SHARED.start : _SHARED.stop]), strict=True):
            column.append(part(shared))
        self._rows += marshal.dumps(row)
        self._ends.append(len(self._rows))
        self._remember(self._unpack(number) for number in (len(self) - 1,))  # so equal parts are one object

    def take_over(self, known: Pack, run: range) -> None:
        """Add some programs, one after the other, as they stand in the pack that this one was begun with."""
        first, last = run.start, run.stop
        shift = len(self._rows) - known._ends[first]
        for column, numbers in zip(self._columns, known._columns, strict=True):
            column += numbers[first:last]
        self._rows += known._rows[known._ends[first] : known._ends[last]]
        self._ends.extend([end + shift for end in known._ends[first + 1 : last + 1]])
        self._remember(known.give(run))

    def settle(self) -> None:
        """Let go of what only adding needs."""
        for table in (self._parts, self._cells, self._fits):
            table.settle()

    def _remember(self, added: Iterable[Summary]) -> None:
        if len(self) > MOST:
            self._made = None
        elif self._made is not None:
            self._made.extend(added)

    def _row(self, number: int) -> tuple[Any, ...]:
        return marshal.loads(self._rows[self._ends[number] : self._ends[number + 1]])  # type: ignore[no-any-return]

    def _unpack(self, number: int) -> Summary:
        *own, counts, facets, cells, fits = self._row(number)
        part = self._parts.values.__getitem__
        return Summary._make((
            *own, *[part(column[number]) for column in self._columns[1:]], Counts._make(counts),
            tuple(map(part, facets)), tuple(map(self._cells.values.__getitem__, cells)),
            tuple(map(self._fits.values.__getitem__, fits)),
        ))  # fmt: skip

    def column(self, field: str, numbers: Iterable[int] | None = None) -> list[Any]:
        """One field of all or of some Summaries, which takes a fraction of the time of making them."""
        numbers = range(len(self)) if numbers is None else numbers
        place = Summary._fields.index(field)
        if self._made is not None:
            return list(map(itemgetter(place), self.give(numbers)))
        if place in _SHARED:
            column = self._columns[1 + place - _SHARED.start]
            return [self._parts.values[column[number]] for number in numbers]
        if place < _SHARED.start:
            return [self._row(number)[place] for number in numbers]
        nested = (self._row(number)[place - len(_SHARED)] for number in numbers)
        if field == "counts":
            return list(map(Counts._make, nested))
        tables: dict[str, _Table[Any]] = {"facets": self._parts, "cells": self._cells, "fits": self._fits}
        part = tables[field].values.__getitem__
        return [tuple(map(part, each)) for each in nested]

    def sorted(self, key: Callable[[Summary], Any]) -> Summaries:
        """All of them in order."""
        keys = list(map(key, self))
        return Summaries(self, sorted(range(len(self)), key=keys.__getitem__))

    def plain(self) -> tuple[Any, ...]:
        """All of it in the few types that `marshal` writes."""
        cells = [tuple(cell) for cell in self._cells.values]
        fits = [fit and tuple(fit) for fit in self._fits.values]
        columns = [column.tobytes() for column in self._columns]
        return self._parts.values, cells, fits, columns, bytes(self._rows), self._ends.tobytes()

    @classmethod
    def of_plain(cls, plain: tuple[Any, ...]) -> Pack:
        """The pack that `plain` gave."""
        parts, cells, fits, columns, rows, ends = plain
        pack = cls()
        pack._parts = _Table(parts)
        pack._cells = _CellTable(map(Cell._make, cells))
        pack._fits = _Table(fit and FitValue._make(fit) for fit in fits)
        pack._columns = [array("I", column) for column in columns]
        pack._rows, pack._ends = bytearray(rows), array("Q", ends)
        pack._made = list(map(pack._unpack, range(len(pack)))) if len(pack) <= MOST else None
        return pack


class Summaries(Sequence[Summary]):
    """Some of the Summaries of a pack, in an order of their own."""

    __slots__ = ("_numbers", "_pack")

    def __init__(self, pack: Pack, numbers: Iterable[int]) -> None:
        self._pack = pack
        self._numbers = array("I", numbers)

    @classmethod
    def of(cls, summaries: Iterable[Summary]) -> Summaries:
        """Summaries that are not packed yet."""
        pack = Pack()
        for summary in summaries:
            pack.add("", summary)
        return cls(pack, range(len(pack)))

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> Summary: ...

    @overload
    def __getitem__(self, place: slice) -> Summaries: ...

    def __getitem__(self, place: int | slice) -> Summary | Summaries:
        if isinstance(place, slice):
            return Summaries(self._pack, self._numbers[place])
        return self._pack[self._numbers[place]]

    def __iter__(self) -> Iterator[Summary]:
        return self._pack.give(self._numbers)

    def column(self, field: str) -> list[Any]:
        """One field of each, in order."""
        return self._pack.column(field, self._numbers)

    def take(self, places: Iterable[int]) -> Summaries:
        """Those at some places among these."""
        return Summaries(self._pack, map(self._numbers.__getitem__, places))

    def group(self, field: str) -> dict[str, Summaries]:
        """Those of each value of a field, in the order in which the values come."""
        groups: dict[str, array[int]] = {}
        for number, value in zip(self._numbers, self.column(field), strict=True):
            groups.setdefault(value, array("I")).append(number)
        return {value: Summaries(self._pack, numbers) for value, numbers in groups.items()}
