"""Waiting: which answers somebody should look at next, the worst first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import compress, islice
from typing import NamedTuple

from generator.answers.context import Context
from generator.answers.marks import Marks
from generator.answers.summaries import Summaries
from generator.answers.summary import Summary

MOST = 1000  # answers of a list: nobody works through more, and what is confirmed makes room for the next

# Why an answer waits, the worst first; each answer waits for its first reason alone.
WHYS = {
    "overtaken": "Said before a rule changed",
    "gone": "No longer on its page",
    "disputed": "Sources disagree",
    "listed": "Said elsewhere only",
    "old": "Old",
    "undated": "Undated",
    "unchecked": "Never checked",
}


class Waiting(NamedTuple):
    """An answer of a program that waits, and why: a key of WHYS."""

    summary: Summary
    question: str
    why: str


class WaitingList(NamedTuple):
    """What waits of some programs."""

    total: int  # answers: whatever else is wrong with one, no person has checked it
    first: tuple[Waiting, ...]  # no more than MOST


def list_waiting(summaries: Summaries, marks: Mapping[str, Marks], context: Context) -> WaitingList:
    """The answers that wait: those of the first section before all others, the worst first."""
    reasons, order = _mark_reasons(marks), context.question_order
    found = (
        Waiting(summary, question, why)
        for why, question in _ranks(context)
        if reasons[why].count(order[question])
        for summary in compress(summaries, reasons[why].of(order[question]))
    )
    return WaitingList((marks["answered"] - marks["checked"]).total(), tuple(islice(found, MOST)))


def _ranks(context: Context) -> Iterator[tuple[str, str]]:
    first, *others = (section.questions for section in context.editorial.sections)
    for questions in (first, [question for rest in others for question in rest]):
        for why in WHYS:
            yield from ((why, question.id) for question in questions)


def _mark_reasons(marks: Mapping[str, Marks]) -> dict[str, Marks]:
    """For each reason the answers that wait for it."""
    left = marks["answered"] - marks["checked"]
    found: dict[str, Marks] = {}
    for why in WHYS:
        found[why] = left & marks.get(why, left)  # whatever is left was never checked
        left -= found[why]
    return found
