"""Plan the lists of programs whose answer to one question waits for somebody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple

from generator.answers.context import Context
from generator.answers.counting import count_bits
from generator.answers.summaries import Summaries
from generator.answers.views import Link
from generator.model import urls
from generator.pages.heads import head_of
from generator.pages.page import Page, Planned
from generator.pages.pager import pager_of
from generator.pages.review_lists import MOST, cut_list, key_questions, mend_url, tell_limit
from generator.pages.review_view import ReviewRow, ReviewView

OVERTAKEN, GONE, OLD, UNDATED, MISSING = "Overtaken", "Gone", "Old", "Undated", "Missing"


def question_url(id: str) -> str:
    """Which programs wait for an answer to one question."""
    return f"{urls.REVIEW}questions/{id}/"


def plan_question_reviews(summaries: Summaries, context: Context) -> Iterator[Page]:
    """A list for each key question."""
    order = context.question_order
    columns = _columns(summaries, len(order))
    counts = [count_bits(column, len(order)) for column in columns.values()]
    for question in key_questions(context):
        place = order[question.id]
        count = sum(counted[place] for counted in counts)
        waiting = islice(_wait(1 << place, columns, summaries), MOST)
        make = partial(_question_page, question.id, len(summaries))
        yield from cut_list(question_url(question.id), count, list(waiting), make, context.edition)


def _columns(summaries: Summaries, width: int) -> dict[str, list[int]]:
    """For each way to wait, the worst first, a bit for each question of each program; an answer waits in one way."""
    found: dict[str, list[int]] = {}
    taken = [0] * len(summaries)
    for state, field in ((OVERTAKEN, "overtaken"), (GONE, "gone"), (OLD, "old"), (UNDATED, "undated")):
        found[state] = [bits & ~before for bits, before in zip(summaries.column(field), taken, strict=True)]
        taken = [before | bits for before, bits in zip(taken, found[state], strict=True)]
    every = (1 << width) - 1
    return {**found, MISSING: [every ^ bits for bits in summaries.column("answered")]}


def _wait(bit: int, columns: Mapping[str, Sequence[int]], summaries: Summaries) -> Iterator[WaitingProgram]:
    """The programs that wait on a question: a wrong answer harms more than none, so old ones come first."""
    for state, column in columns.items():
        found = (summaries[place] for place, bits in enumerate(column) if bits & bit)
        yield from (WaitingProgram(slug=s.slug, title=s.title, state=state) for s in found)


def _question_page(
    id: str, programs: int, number: int, total: int, count: int, waiting: Sequence[WaitingProgram], *, context: Context
) -> Planned:
    question = context.editorial.questions[id]
    url = question_url(id)
    head = head_of(
        context,
        url=urls.page(url, number),
        title=f"To review: {question.label}" + (f", page {number}" if number > 1 else ""),
        description=f"Programs whose answer is old, undated or missing: {question.text}",
        kind="review",
        crumbs=(Link(label="What is old or missing", url=urls.REVIEW), Link(label=question.label, url="")),
    )
    rows = tuple(
        ReviewRow(
            link=Link(label=item.title, url=f"{urls.program(item.slug)}#{id}"),
            cells=(item.state,),
            mend=Link(label="Add it" if item.state == MISSING else "Mend it", url=mend_url(item.slug, id)),
        )
        for item in waiting
    )
    view = ReviewView(
        heading=f"To review: {question.label}",
        lead=question.text,
        notes=(
            f"{count:,} of {programs:,} programs wait for somebody: overtaken answers first, then those that left their page, old and undated ones, and gaps.",
            *tell_limit(count),
        ),
        columns=("Program", "Answer", "Mend"),
        rows=rows,
        pager=pager_of(url, number, total),
        links=(Link(label="All questions", url=urls.REVIEW),),
    )
    return head, view


class WaitingProgram(NamedTuple):
    """A program whose answer to a question waits for somebody."""

    slug: str
    title: str
    state: str
