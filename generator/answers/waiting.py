"""Waiting: which answers somebody should look at next, the worst first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.answers.context import Context
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
    columns = _columns(summaries)
    for why, question in _ranks(context):
        bit = 1 << context.question_order[question]
        for place, bits in enumerate(columns[why]):
            if bits & bit:
                if not most:
                    return
                most -= 1
                yield Waiting(summaries[place], question, why)


def count_waiting(summaries: Summaries) -> int:
    """How many answers wait: whatever else is wrong with one, no person has checked it."""
    return sum(bits.bit_count() for bits in _unchecked(summaries))


def key_of(name: str, summaries: Summaries, context: Context) -> str:
    """A hash of all that tells how answers stand: the programs' files, and the editorial content with the sightings."""
    return digest("waiting", name, context.edition, *summaries.column("digest"))


def _ranks(context: Context) -> Iterator[tuple[str, str]]:
    first, *others = (section.questions for section in context.editorial.sections)
    for questions in (first, [question for rest in others for question in rest]):
        for why in WHYS:
            yield from ((why, question.id) for question in questions)


def _columns(summaries: Summaries) -> dict[str, list[int]]:
    """For each reason, a bit for each answer of each program that waits for it."""
    left = _unchecked(summaries)
    found: dict[str, list[int]] = {}
    for why in WHYS:
        reason = summaries.column(why) if why != "unchecked" else left
        found[why] = [bits & here for bits, here in zip(left, reason, strict=True)]
        left = [bits & ~taken for bits, taken in zip(left, found[why], strict=True)]
    return found


def _unchecked(summaries: Summaries) -> list[int]:
    """A bit for each answer of each program that no person has checked."""
    return [bits & ~checked for bits, checked in zip(*map(summaries.column, ("answered", "checked")), strict=True)]
