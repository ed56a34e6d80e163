"""Asked rows: what became of each row of a list, and those that wait for a person, as a list that can be fed again.

A person writes one of the choices into the first column, or mends a cell, and imports that list as any other.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.bulk.new_file import Declined
from generator.data.spreadsheet import BOM, defuse
from generator.read.content_file import replace_file

PRESENT, ASKED, LEFT = "here already", "asked", "left out"  # nothing was made for it
LOST, MENDED = "made without a code", "made with a mended code"
ANSWER = "answer"  # the column for a person's choice
NEW = "new"  # the choice that it is another one than those that there are
_ABOUT = ("choices", "why")
_FIRST = ",".join((ANSWER, *_ABOUT)).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of one row, and why."""

    line: int
    what: str
    why: str
    row: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[str, ...] = ()


def write_asked(path: Path, told: Iterable[Told], columns: Sequence[str]) -> int:
    """Write the rows that wait for an answer or a mend; how many there are. A file of another kind is not touched."""
    waiting = [each for each in told if each.what in (ASKED, LEFT)]
    try:
        if path.exists() and not path.read_bytes().removeprefix(BOM).startswith(_FIRST):
            raise Declined(f"{path} is another file; name one that is not there yet.")
        if waiting:
            replace_file(path, _as_csv(waiting, columns))
    except OSError as error:
        raise Declined(f"{path} cannot be written ({error.strerror}).") from error
    return len(waiting)


def _as_csv(waiting: Iterable[Told], columns: Sequence[str]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow((ANSWER, *_ABOUT, *columns))
    for each in waiting:
        cells = ("", "; ".join(each.choices), each.why, *(each.row.get(column, "") for column in columns))
        writer.writerow(map(defuse, cells))
    return BOM + text.getvalue().encode()
