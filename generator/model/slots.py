"""Slotted: records that wait in files and cross processes by the hundred thousand.

A frozen dataclass with slots is pickled field by field by a slow general way; by its slots it takes half the time.
A NamedTuple is read back by a function of Python; as a plain tuple that becomes one, by a function of C.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any


class Slotted:
    """A frozen dataclass with slots that is pickled as the tuple of its slots."""

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), _read_slots(self.__slots__)(self))


@cache
def _read_slots(names: tuple[str, ...]) -> Callable[[object], Any]:
    # All slots in one step of C. Of a single one it would give no tuple, but no record has only one.
    return attrgetter(*names)


def _restore(kind: Any, values: tuple[Any, ...]) -> Any:
    record = object.__new__(kind)
    for put, value in zip(_put_slots(kind), values, strict=True):
        put(record, value)
    return record


@cache
def _put_slots(kind: Any) -> tuple[Callable[[object, Any], None], ...]:
    # What is frozen is `record.name = value`; the slots themselves can be filled, and need no name looked up.
    return tuple(getattr(kind, name).__set__ for name in kind.__slots__)


def pack_row(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """What `__reduce__` of a NamedTuple gives, where there are many."""
    return tuple.__new__, (type(row), tuple(row))
