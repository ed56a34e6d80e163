"""Problems: what is wrong in the content, as values that are collected and then printed.

A Problem is for the person who wrote the content; an exception is a bug of ours.
The codes and what each of them teaches are in generator/model/rules.py and what it joins.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import NamedTuple

from generator.model.hidden import show_hidden
from generator.model.limits import MOST_PROBLEMS

_MOST_ALLOWED = 12  # a longer list of allowed words helps nobody in one line


class Edit(NamedTuple):
    """A piece of one line, and what belongs in its place; the line counts from 1, the columns from 0."""

    line: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, where, and how to mend it. Lines and columns count from 1.

    `right` is the text that belongs in place of `found`, where there is only one: `check --fix` writes it.
    `edit` is such a mend where it is not one value that is wrong.
    """

    code: str
    path: str
    line: int = 1
    column: int = 1
    where: str = ""
    must: str
    found: str = ""
    allowed: tuple[str, ...] = ()
    nearest: str = ""
    mend: str = ""
    right: str = ""
    edit: Edit | None = None

    @property
    def sentence(self) -> str:
        """Everything but the place: where, what must hold, what was found, and the mend."""
        text = f"{self.where}: {self.must}" if self.where else self.must
        if self.found:
            text += f' (found "{shorten(self.found)}")'
        text += "."
        if self.nearest:
            text += f' Did you mean "{self.nearest}"?'
        elif self.allowed and len(self.allowed) <= _MOST_ALLOWED:
            text += f" Allowed: {', '.join(self.allowed)}."
        if self.mend:
            text += f" Mend: {self.mend}"
        return printable(text)

    def as_text(self) -> str:
        """`path:line:column: where: what must hold (found "…"). Did you mean …?`"""
        return f"{printable(self.path)}:{self.line}:{self.column}: {self.sentence} [{self.code}]"

    def as_github(self) -> str:
        """A workflow command that GitHub shows beside the line."""
        place = f"file={_property(printable(self.path))},line={self.line},col={self.column}"
        return f"::error {place},title={_property(self.code)}::{_message(self.sentence)}"

    def as_json(self) -> dict[str, object]:
        """The fields by name, with the same sentence as the other forms."""
        return {**asdict(self), "path": printable(self.path), "message": self.sentence}


def shorten(text: str, longest: int = 60) -> str:
    """One line of at most `longest` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"


def printable(text: str) -> str:
    """The text with what a terminal would obey or hide spelled out, such as \\x1b."""
    shown = show_hidden(text)
    if shown.isprintable():
        return shown
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in shown)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By file, line and column, each once, and of one file no more than somebody would mend at once."""
    ordered = sorted(set(problems), key=lambda p: (p.path, p.line, p.column, p.code, p.where, p.must, p.found))
    return tuple(told for _, group in groupby(ordered, key=lambda p: p.path) for told in _tell_most(list(group)))


def _tell_most(problems: list[Problem]) -> list[Problem]:
    """The first problems of one file, and how many more there are."""
    first, more = problems[:MOST_PROBLEMS], problems[MOST_PROBLEMS:]
    if not more:
        return first
    must = f"must be mended in {len(more):,} more places, which are not listed"
    mend = "mend those above, and check again."
    return [
        *first,
        Problem(code=more[0].code, path=more[0].path, line=more[0].line, where="file", must=must, mend=mend),
    ]


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
