"""Marks: how the answers of all programs stand, a bit each, looked at for all programs in one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from generator.answers.context import Context
from generator.answers.summaries import Summaries
from generator.answers.views import STANDINGS


class Marks:
    """Which questions are marked, program by program.

    The same byte of all their numbers side by side is one long number, in which a question has every eighth bit.
    """

    __slots__ = ("_columns", "_programs")

    def __init__(self, columns: Sequence[int], programs: int) -> None:
        self._columns, self._programs = columns, programs

    @classmethod
    def lay(cls, numbers: Sequence[int], width: int) -> Marks:
        """The marks of programs whose numbers have a bit for each of `width` questions."""
        size = -(-width // 8)
        laid = b"".join([number.to_bytes(size, "little") for number in numbers])
        return cls([int.from_bytes(laid[place::size], "little") for place in range(size)], len(numbers))

    def __and__(self, other: Marks) -> Marks:
        pairs = zip(self._columns, other._columns, strict=True)
        return Marks([ours & theirs for ours, theirs in pairs], self._programs)

    def __sub__(self, other: Marks) -> Marks:
        pairs = zip(self._columns, other._columns, strict=True)
        return Marks([ours & ~theirs for ours, theirs in pairs], self._programs)

    def __invert__(self) -> Marks:
        every = _repeat(0xFF, self._programs)
        return Marks([every ^ column for column in self._columns], self._programs)

    def of(self, question: int) -> bytes:
        """For each program 1 where the question is marked, else 0."""
        return self._of(question).to_bytes(self._programs, "little")

    def count(self, question: int) -> int:
        """How many programs have the question marked."""
        return self._of(question).bit_count()

    def total(self) -> int:
        """How many marks there are."""
        return sum(column.bit_count() for column in self._columns)

    def _of(self, question: int) -> int:
        return self._columns[question // 8] >> question % 8 & _repeat(1, self._programs)


@lru_cache(maxsize=8)
def _repeat(byte: int, programs: int) -> int:
    """The same byte for each program."""
    return int.from_bytes(bytes([byte]) * programs, "little")


def lay_marks(summaries: Summaries, context: Context) -> Mapping[str, Marks]:
    """The marks of all programs: which answers there are, which a person has checked, and which stand how."""
    width = len(context.question_order)
    columns = zip(*summaries.column("standings"), strict=True) if summaries else ((),) * len(STANDINGS)
    stand = {state: Marks.lay(column, width) for state, column in zip(STANDINGS, columns, strict=True)}
    return {field: Marks.lay(summaries.column(field), width) for field in ("answered", "checked")} | stand
