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
MOST_PAIRS = 32_768
BOM = b"\xef\xbb\xbf"  # without it a spreadsheet takes UTF-8 for something older


CSV_HEAD = ("slug", "title", "institution", "specialty", "city", "state")


def programs_csv(summaries: Summaries, context: Context) -> Iterator[bytes]:
    """All programs with the key questions' answers, one row each, safe to open in a spreadsheet."""
    base = context.editorial.site.base_url
    written: list[str] = []
    writer = csv.writer(SimpleNamespace(write=written.append), lineterminator="")

    @lru_cache(maxsize=8192)  # names, places and ages are shared by many programs
    def field(text: str) -> str:
        writer.writerow((defuse(text), ""))  # a second field, since a single empty one would be quoted
        return written.pop().removesuffix(",")

    def answer(cell: Cell) -> str:
        said = f"{cell.mark}; {cell.warning}" if cell.warning else cell.mark
        return f"{field(cell.shown)},{field(said)},{cell.standing}"

    institutions = {slug: field(institution.name) for slug, institution in context.editorial.institutions.items()}
    pairs: dict[int, str] = {}  # by the address of a cell, since most programs share a few thousand of them
    codes = (identifier.key for identifier in single(context.editorial.identifiers))
    head = [
        *CSV_HEAD,
        *codes,
        "url",
        *chain.from_iterable((q.id, f"{q.id} age", f"{q.id} standing") for q in context.columns),
    ]
    yield BOM + f"{','.join(map(field, head))}\r\n".encode()
    for s in summaries:
        if len(pairs) > MOST_PAIRS:
            pairs.clear()
        cells = [pairs.get(id(cell)) or pairs.setdefault(id(cell), answer(cell)) for cell in s.cells]
        own = (s.slug, s.title, s.specialty, s.city, s.state, *s.codes, f"{base}{urls.program(s.slug)}")
        slug, title, *rest = map(field, own)
        yield f"{','.join((slug, title, institutions[s.institution], *rest, *cells))}\r\n".encode()


@lru_cache(maxsize=8192)  # names, dates and labels stand in many rows
def defuse(text: str) -> str:
    """A text that a spreadsheet shows instead of running it as a formula, on any of its lines."""
    return _FORMULA.sub("'", text)
