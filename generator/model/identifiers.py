"""Identifiers: the codes under which others know a program, each with its shape (content/identifiers.yml)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Codes = tuple[tuple[str, tuple[str, ...]], ...]  # a program's: the key of each identifier with its codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell:
    """What some letters of a code tell: the value of a field, by the letters that stand for it."""

    field: str  # state or specialty
    first: int  # counted from 1, both ends belong to it
    last: int
    means: Mapping[str, str]  # the value of the field → the letters

    def part(self, code: str) -> str:
        """The letters of a code that tell it."""
        return code[self.first - 1 : self.last]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """A kind of code. A single one stands in tables and lists, one of many on the profile alone."""

    key: str
    label: str
    shape: str  # in words: "the ten digits of …"
    pattern: str
    example: str
    never: str = ""  # a pattern: what people write who do not know the code
    many: bool = False
    headings: tuple[str, ...] = ()  # other headings under which lists have it
    tells: tuple[Tell, ...] = ()


def single(identifiers: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """Those of which a program has one at most."""
    return tuple(identifier for identifier in identifiers if not identifier.many)


def first_codes(codes: Codes, identifiers: Iterable[Identifier]) -> tuple[str, ...]:
    """The code of each single identifier, "" where there is none."""
    known = dict(codes)
    return tuple(next(iter(known.get(identifier.key, ())), "") for identifier in single(identifiers))
