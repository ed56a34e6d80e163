"""Bracket: between which kept copies of a page some words stood there, found with few looks.

Copies are numbered from the oldest. Words are taken to come once and go once; where they come and go, there is no bracket.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

Seen = Mapping[int, bool | None]  # by number of the copy; None: the copy could not be read


class Copy(NamedTuple):
    """A kept copy of a page."""

    day: date
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """The first and the last copy that hold the words; None where none was found, or where the words come and go."""

    first: int | None = None
    last: int | None = None
    without: int | None = None  # the newest copy before the first that lacks the words


def thin_out(copies: list[Copy]) -> list[Copy]:
    """One copy a month, the first, and the newest of all: readers are told months."""
    ordered = sorted(copies)
    months = {(copy.day.year, copy.day.month): copy for copy in reversed(ordered)}
    return sorted({*months.values(), *ordered[-1:]})


def most_looks(copies: int) -> int:
    """How many copies one run may ask for, of so many that there are."""
    return 2 + max(0, copies - 1).bit_length()


def next_copy(seen: Seen, copies: int, *, live: bool, near: int | None) -> int | Bracket:
    """The copy to look at next, or the bracket.

    `live` tells that the words stand on the page today, which is as good as one copy more;
    `near` is the copy of the time at which somebody read them.
    """
    held = sorted(number for number, found in seen.items() if found)
    missing = sorted(number for number, found in seen.items() if found is False)
    if not copies:
        return Bracket()
    if not held and not live:
        return _find_any(seen, copies, near)
    first, last = held[0] if held else copies, copies if live else held[-1]
    if any(first < number < last for number in missing):
        return Bracket()
    lower = max((number for number in missing if number < first), default=-1)
    upper = min((number for number in missing if number > last), default=copies)
    open_ends = (_between(lower, first, seen), _between(last, upper, seen), _newest(seen, copies) if live else None)
    wanted = next((number for number in open_ends if number is not None), None)
    return _confirm(seen, held) if wanted is None else wanted


def _find_any(seen: Seen, copies: int, near: int | None) -> int | Bracket:
    """Where words may have stood that nobody has seen yet: in the newest copy, when they were read, and elsewhere."""
    places = (copies - 1, near, copies // 2, 0, copies // 4, 3 * copies // 4)
    return next((place for place in places if place is not None and place not in seen), Bracket())


def _newest(seen: Seen, copies: int) -> int | None:
    return None if copies - 1 in seen else copies - 1


def _between(lower: int, upper: int, seen: Seen) -> int | None:
    """The copy nearest to the middle that was not looked at; None where all between were."""
    return _nearest((lower + upper) // 2, range(lower + 1, upper), seen)


def _nearest(wanted: int, among: range, seen: Seen) -> int | None:
    free = (number for number in _outwards(wanted, len(among)) if number in among and number not in seen)
    return next(free, None)


def _outwards(start: int, most: int) -> Iterator[int]:
    yield start
    for step in range(1, most + 1):
        yield start - step
        yield start + step


def _confirm(seen: Seen, held: list[int]) -> int | Bracket:
    """The bracket, once two neighbors in its middle hold the words too: halving alone never meets text that comes and goes."""
    if not held:
        return Bracket()
    first, last = held[0], held[-1]
    without = max((number for number, found in seen.items() if found is False and number < first), default=None)
    middle = (first + last) // 2
    open_ones = (number for number in (middle, middle + 1) if first < number < last and number not in seen)
    return next(open_ones, Bracket(first=first, last=last, without=without))
