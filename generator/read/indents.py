"""Indents: which line begins too far left or right. The parser stops at a later one, which is often sound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import yaml

from generator.model.problem import Edit, Problem

_ROW = re.compile(r"(?P<blank> *)(?:- +)?(?:[A-Za-z0-9_-]{1,60}:(?P<rest> .*|$)|(?<=- )\S)")
_BLANK = re.compile(
    r"^ *(?P<blank>[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]*",
    re.MULTILINE,
)
_NEAR = 12  # rows above the one where the parser stopped, of which one may be wrong
_FEW = 2
_STEP = 2  # spaces by which a field stands below its key
_MOST_TRIES = 120
_LARGEST = 128 * 1024  # characters of a text that is read again for each way to mend it
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Row(NamedTuple):
    """A line that begins a field or an item of a list."""

    number: int  # from 0
    indent: int
    opens: bool  # nothing stands behind its colon, so what belongs to it follows


class _Way(NamedTuple):
    """A way to mend the indent of some rows, the better the smaller: what comes first counts most."""

    unread: int  # lines behind the next fault
    empty: int  # keys to which nothing belongs
    rare: bool  # hardly another row of the file stands so
    rows: int
    odd: int  # 0 where it stands as the row above it suggests, 1 where it goes back from there, 2 else
    last: bool  # it is the row where the parser stopped, which most often is sound
    distance: int
    uncommon: int  # how few rows of the file stand so
    number: int
    indent: int


def find_wrong_indent(lines: Sequence[str], stopped: int) -> tuple[int, int] | None:
    """The line that is wrong and the indent that it should have, where the parser stopped at a line for want of it.

    Each line nearby is tried at each indent of the file: the one with which the parser gets on is the one that is wrong.
    """
    rows = list(_read_rows(lines))
    place = next((place for place, row in enumerate(rows) if row.number == stopped), None)
    if place is None or _follows_text(lines, rows, place) or sum(map(len, lines)) > _LARGEST:
        return None
    best = min(filter(None, islice(_try_all(lines, rows, place), _MOST_TRIES)), default=None)
    return (best.number, best.indent) if best else None


def _follows_text(lines: Sequence[str], rows: Sequence[_Row], place: int) -> bool:
    """Whether a line that begins no field stands right above, such as one that lacks its colon."""
    between = lines[rows[place - 1].number + 1 : rows[place].number] if place else lines[: rows[place].number]
    return any(line.strip() and not line.lstrip().startswith("#") for line in between)


def _read_rows(lines: Sequence[str]) -> Iterator[_Row]:
    for number, line in enumerate(lines):
        found = _ROW.match(line.rstrip())
        if found:
            rest = found["rest"]
            opens = rest is not None and not rest.partition(" #")[0].strip()
            yield _Row(number=number, indent=len(found["blank"]), opens=opens)


def _try_all(lines: Sequence[str], rows: Sequence[_Row], place: int) -> Iterator[_Way | None]:
    """Each way with which the parser gets on, and None for each that does not help; the rows nearest by come first."""
    indents = sorted({row.indent for row in rows})
    for first in range(place, max(-1, place - _NEAR), -1):
        row = rows[first]
        for last in {first, _end_of_run(rows, first, place)}:
            for indent in indents:
                if indent != row.indent:
                    tried = _read_on(_moved(lines, rows[first : last + 1], indent), rows[place].number)
                    yield _weigh(tried, rows, first, last, place, indent) if tried else None


def _weigh(tried: tuple[int, int], rows: Sequence[_Row], first: int, last: int, place: int, indent: int) -> _Way:
    unread, empty = tried
    return _Way(
        unread=unread,
        empty=empty,
        rare=_count(rows, indent) < min(_FEW, _count(rows, rows[first].indent)),
        rows=last - first + 1,
        odd=_weigh_below(rows[first - 1], indent) if first else 0,
        last=first == place,
        distance=place - first,
        uncommon=-_count(rows, indent),
        number=rows[first].number,
        indent=indent,
    )


def _end_of_run(rows: Sequence[_Row], first: int, place: int) -> int:
    """The last of the rows with the same indent, up to the one above the place where the parser stopped."""
    last = first
    while last + 1 < place and rows[last + 1].indent == rows[first].indent:
        last += 1
    return last


def _moved(lines: Sequence[str], rows: Sequence[_Row], indent: int) -> list[str]:
    moved = list(lines)
    for row in rows:
        moved[row.number] = " " * indent + moved[row.number].lstrip()
    return moved


def _count(rows: Sequence[_Row], indent: int) -> int:
    return sum(row.indent == indent for row in rows)


def _weigh_below(above: _Row, indent: int) -> int:
    if above.opens:
        return 0 if indent == above.indent + _STEP else 1 if indent > above.indent else 2
    return 0 if indent == above.indent else 1 if indent < above.indent else 2


def _read_on(lines: Sequence[str], stopped: int) -> tuple[int, int] | None:
    """How many lines are left unread and how many keys are empty; None where the parser gets no further."""
    empty = 0
    try:
        for event in yaml.parse("\n".join(lines), Loader=_Loader):
            empty += isinstance(event, yaml.ScalarEvent) and not event.value and not event.style
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        return (len(lines) - mark.line, empty) if mark and mark.line > stopped else None
    return 0, empty


def find_blank(path: str, text: str, offset: int) -> Problem | None:
    """A line that begins with what looks like a space and is none, as text does that was copied from a page."""
    found = None if text.isascii() else _BLANK.search(text)
    if found is None:
        return None
    line = text.count("\n", 0, found.start()) + 1 + offset
    start, end = (found.start("blank") - found.start(), found.end() - found.start())
    return Problem(
        code="broken-yaml",
        path=path,
        line=line,
        column=start + 1,
        where="fields",
        must="must be indented with plain spaces",
        found=text[found.start() : (text + "\n").index("\n", found.start())].strip(),
        mend="delete what stands before the text of this line, and type spaces.",
        edit=Edit(line, 0, end, " " * end),
    )
