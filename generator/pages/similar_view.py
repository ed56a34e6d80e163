"""What stands beside a program on its profile: programs like it, to compare it with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.answers.context import Context
from generator.answers.names import place_of
from generator.answers.summary import Summary
from generator.answers.views import Cell, Link
from generator.model import urls
from generator.model.claims import Program


def view_similar(
    program: Program, similar: Iterable[Summary], curated: tuple[Link, ...], context: Context
) -> SimilarPrograms:
    """The programs like one, and the comparisons that hold it."""
    near = tuple(_similar(summary, program, context) for summary in similar)
    return SimilarPrograms(
        programs=near,
        columns=tuple(question.label for question in context.columns[:3]),
        compare_url=urls.compare((program.slug, *(summary.slug for summary in similar))) if near else "",
        curated=curated,
    )


def _similar(summary: Summary, program: Program, context: Context) -> Similar:
    same_state = summary.state == program.state
    nouns = context.wording
    why = f"same {nouns.specialty.one}, same {nouns.state.one}" if same_state else f"same {nouns.specialty.one}"
    return Similar(
        title=summary.title,
        url=urls.program(summary.slug),
        place=place_of(summary.city, summary.state, context),
        why=why,
        compare_url=urls.compare((program.slug, summary.slug)),
        cells=summary.cells[:3],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    title: str
    url: str
    place: str
    why: str  # "same specialty, same state"
    compare_url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarPrograms:
    """Programs like this one, and where they are compared."""

    programs: tuple[Similar, ...]
    columns: tuple[str, ...]
    compare_url: str  # all of them at once
    curated: tuple[Link, ...]  # comparisons that hold this program
