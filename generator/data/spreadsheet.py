"""The CSV of all programs, for spreadsheets."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from types import SimpleNamespace

from generator.answers.context import Context
from generator.answers.summaries import Summaries
from generator.answers.views import Cell
from generator.model import urls
from generator.model.identifiers import single

# Where a spreadsheet would begin to calculate: at the start of a line, and behind what some of them take for the end
# of a cell; spaces before it, and signs of full width, do not keep all of them from it.
_FORMULA = re.compile(r"(?:^|(?<=[\r\n;]))(?=[ \xa0\u3000]*[=+@\uff0b\uff0d\uff1d\uff20-]|[\t\r])")
# What stands in a table as it is: no sign in it ends a cell, wants quotes or begins a formula.
_PLAIN = re.compile(r"[0-9A-Za-z][^,;\"\r\n\t]*")
BOM = b"\xef\xbb\xbf"  # without it a spreadsheet takes UTF-8 for something older


CSV_HEAD = ("slug", "title", "institution", "specialty", "city", "state")


def programs_csv(summaries: Summaries, context: Context) -> Iterator[bytes]:
    """All programs with the key questions' answers, one row each, safe to open in a spreadsheet."""
    base = context.editorial.site.base_url
    institutions = {slug: _field(institution.name) for slug, institution in context.editorial.institutions.items()}
    codes = (identifier.key for identifier in single(context.editorial.identifiers))
    head = [
        *CSV_HEAD,
        *codes,
        "url",
        *chain.from_iterable((q.id, f"{q.id} age", f"{q.id} standing") for q in context.columns),
    ]
    yield BOM + f"{','.join(map(_field, head))}\r\n".encode()
    for s in summaries:
        own = (s.slug, s.title, s.specialty, s.city, s.state, *s.codes, f"{base}{urls.program(s.slug)}")
        slug, title, *rest = map(_field, own)
        yield f"{','.join((slug, title, institutions[s.institution], *rest, *map(_answer, s.cells)))}\r\n".encode()


@lru_cache(maxsize=32_768)  # most programs share a few thousand cells
def _answer(cell: Cell) -> str:
    age = f"{cell.mark}; {cell.warning}" if cell.warning else cell.mark
    return f"{_field(cell.said)},{_field(age)},{cell.standing}"


def _field(text: str) -> str:
    if not text or _PLAIN.fullmatch(text):
        return text
    written: list[str] = []
    csv.writer(SimpleNamespace(write=written.append), lineterminator="").writerow((defuse(text),))
    return written[0]


@lru_cache(maxsize=8192)  # names, dates and labels stand in many rows
def defuse(text: str) -> str:
    """A text that a spreadsheet shows instead of running it as a formula, on any of its lines."""
    return _FORMULA.sub("'", text)
