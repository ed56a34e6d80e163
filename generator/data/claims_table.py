"""The CSV of all claims, a row each: every question of every program, with what it is worth today."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from types import SimpleNamespace
from typing import NamedTuple

from generator.answers.context import Context
from generator.answers.grouping import answers_of
from generator.answers.leading import Answered
from generator.answers.names import title_of
from generator.answers.summary import Summary, path_of
from generator.data.spreadsheet import BOM, defuse
from generator.model import urls
from generator.model.claims import Claim, Program
from generator.model.digests import digest
from generator.pages.page import Files, Materials, Page

PROGRAMS_A_FILE = 500  # one changed program makes its whole file again
HEAD = (
    *("program", "title", "section", "question", "label", "answer", "stated", "strength", "place", "standing"),
    *("scope", "note", "of", "source", "source_kind", "url", "dated", "as_of", "checked", "words"),
)


def plan_claims(rows: Iterable[Summary], context: Context, *, base: str) -> Iterator[Page]:
    """One table, or several where there are many programs: `claims.csv`, or `claims-1.csv`, `claims-2.csv`, …

    `rows` are in the order of the files, as whole programs lie in the spool.
    """
    programs = [_RowsOf(row.slug, row.state, row.digest, row.institution) for row in rows if not row.closed]
    starts = range(0, len(programs), PROGRAMS_A_FILE)
    for number, start in enumerate(starts, 1):
        part = programs[start : start + PROGRAMS_A_FILE]
        path = urls.CLAIMS if len(starts) == 1 else urls.CLAIMS.replace(".csv", f"-{number}.csv")
        institutions = sorted({each.institution for each in part})
        files = (each.file for each in part)
        key = digest("claims", base, *files, *map(context.editorial.digest_of, institutions))
        yield Page(path, key, partial(_make_table, path, part, base))


class _RowsOf(NamedTuple):
    """What is needed of a program to find its rows, or to make them."""

    slug: str
    state: str
    file: str  # a hash of it
    institution: str


def rows_key(file: str, institution: str, context: Context, base: str) -> str:
    """All that the rows of a program are made from: `file` is the hash of its file."""
    return digest("rows", base, file, context.editorial.digest_of(institution))


def _make_table(path: str, programs: Iterable[_RowsOf], base: str, materials: Materials) -> Files:
    yield path, _gather_rows(programs, base, materials)


def _gather_rows(programs: Iterable[_RowsOf], base: str, materials: Materials) -> Iterator[bytes]:
    """The rows of each program as they were laid by with its profile, which has read and judged its claims already."""
    yield BOM + f"{','.join(HEAD)}\r\n".encode()
    for each in programs:
        rows = materials.shelf.take(each.slug, rows_key(each.file, each.institution, materials.context, base))
        if rows is None:
            program = materials.program(path_of(each.slug, each.state), each.file)
            rows = write_rows(program, answers_of(program, materials.context), materials.context)
        yield rows


def write_rows(program: Program, answered: Mapping[str, Answered], context: Context) -> bytes:
    """The claims of one program as rows of the table."""
    written: list[str] = []
    writer = csv.writer(SimpleNamespace(write=written.append), lineterminator="\r\n")
    title = title_of(program, context)
    for item in answered.values():
        writer.writerows(map(defuse, row) for row in _rows(program, title, item))
    return "".join(written).encode()


def _rows(program: Program, title: str, item: Answered) -> Iterator[tuple[str, ...]]:
    """The claims on one question, the leading one first: `place` is 1 for it."""
    question = item.question
    for place, (claim, standing, *_) in enumerate(item.judged, 1):
        about = (program.slug, title, question.section, question.id, question.label)
        yield (*about, *_say(claim), str(place), standing.state, *_prove(claim))


def _say(claim: Claim) -> tuple[str, ...]:
    return claim.answer.shown, "yes" if claim.answer.stated else "no", claim.strength


def _prove(claim: Claim) -> tuple[str, ...]:
    source = claim.source
    return (
        "institution" if claim.institution_wide else "program",
        claim.note,
        "" if claim.of is None else str(claim.of),
        source.title,
        source.kind,
        source.url,
        str(source.dated or "undated"),
        str(claim.as_of or ""),
        str(claim.last_checked or ""),
        claim.words,
    )
