"""Summaries: all programs, or some of them, as other pages look at them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter, itemgetter
from typing import Any, overload

from generator.answers.summary import Summary

_FIELDS = {field: itemgetter(place) for place, field in enumerate(Summary._fields)}  # found sooner than by name


class Summaries(Sequence[Summary]):
    """Some Summaries, in an order of their own."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Iterable[Summary] = ()) -> None:
        self._rows = list(rows)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Summary: ...

    @overload
    def __getitem__(self, place: slice) -> Summaries: ...

    def __getitem__(self, place: int | slice) -> Summary | Summaries:
        return Summaries(self._rows[place]) if isinstance(place, slice) else self._rows[place]

    def __iter__(self) -> Iterator[Summary]:
        return iter(self._rows)

    def column(self, field: str) -> list[Any]:
        """One field of each, in order."""
        return list(map(_FIELDS.get(field) or attrgetter(field), self._rows))

    def take(self, places: Iterable[int]) -> Summaries:
        """Those at some places among these."""
        return Summaries(map(self._rows.__getitem__, places))

    def group(self, field: str) -> dict[str, Summaries]:
        """Those of each value of a field, in the order in which the values come."""
        groups: defaultdict[str, list[Summary]] = defaultdict(list)
        for row, value in zip(self._rows, self.column(field), strict=True):
            groups[value].append(row)
        return {value: Summaries(rows) for value, rows in groups.items()}
