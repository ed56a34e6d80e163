"""Waiting: which answers somebody should look at next, the worst first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress, islice
from typing import NamedTuple

from generator.answers.context import Context
from generator.answers.marks import Marks, lay_marks
from generator.answers.summaries import Summaries
from generator.answers.summary import Summary
from generator.model.digests import digest

# Why an answer waits, the worst first; each answer waits for its first reason alone.
WHYS = {
    "overtaken": "Said before a rule changed",
    "gone": "No longer on its page",
    "old": "Old",
    "undated": "Undated",
    "unchecked": "Never checked",
}


class Waiting(NamedTuple):
    """An answer of a program that waits, and why: a key of WHYS."""

    summary: Summary
    question: str
    why: str


def list_waiting(summaries: Summaries, context: Context, most: int) -> Iterator[Waiting]:
    """The first `most` answers that wait: those of the first section before all others, the worst first."""
    marks = _mark_reasons(summaries, context)
    yield from islice(
        (
            Waiting(summary, question, why)
            for why, question in _ranks(context)
            for summary in compress(summaries, marks[why].of(context.question_order[question]))
        ),
        most,
    )


def count_waiting(summaries: Summaries) -> int:
    """How many answers wait: whatever else is wrong with one, no person has checked it."""
    columns = map(summaries.column, ("answered", "checked"))
    return sum((answered & ~checked).bit_count() for answered, checked in zip(*columns, strict=True))


def key_of(name: str, summaries: Summaries, context: Context) -> str:
    """A hash of all that tells how answers stand: the programs' files, and the editorial content with the sightings."""
    return digest("waiting", name, context.edition, *summaries.column("digest"))


def _ranks(context: Context) -> Iterator[tuple[str, str]]:
    first, *others = (section.questions for section in context.editorial.sections)
    for questions in (first, [question for rest in others for question in rest]):
        for why in WHYS:
            yield from ((why, question.id) for question in questions)


def _mark_reasons(summaries: Summaries, context: Context) -> dict[str, Marks]:
    """For each reason the answers that wait for it."""
    marks = lay_marks(summaries, context)
    left = marks["answered"] - marks["checked"]
    found: dict[str, Marks] = {}
    for why in WHYS:
        found[why] = left & marks.get(why, left)  # whatever is left was never checked
        left -= found[why]
    return found
