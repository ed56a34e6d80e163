"""Plan the lists of programs whose answer to one question waits for somebody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, compress, islice, repeat

from generator.answers.context import Context
from generator.answers.marks import Marks
from generator.answers.summaries import Summaries
from generator.answers.views import Link
from generator.model import urls
from generator.pages.heads import head_of
from generator.pages.page import Page, Planned
from generator.pages.pager import numbered, pager_of
from generator.pages.review_lists import MISSING, MOST, WAYS, cut_list, key_questions, mend_url, tell_limit
from generator.pages.review_view import ReviewRow, ReviewView


def question_url(id: str) -> str:
    """Which programs wait for an answer to one question."""
    return f"{urls.REVIEW}questions/{id}/"


def plan_question_reviews(summaries: Summaries, marks: Mapping[str, Marks], context: Context) -> Iterator[Page]:
    """A list for each key question: a wrong answer harms more than none, so old ones come first."""
    ways = _mark_ways(marks)
    names = summaries.column("slug"), summaries.column("title")
    rows = {way: list(zip(*names, repeat(way))) for way in ways}
    for question in key_questions(context):
        place = context.question_order[question.id]
        counts = {way: marked.count(place) for way, marked in ways.items()}
        found = chain.from_iterable(compress(rows[way], ways[way].of(place)) for way, count in counts.items() if count)
        make, total = partial(_question_page, question.id, len(summaries)), sum(counts.values())
        yield from cut_list(question_url(question.id), total, list(islice(found, MOST)), make, context.edition)


def _mark_ways(marks: Mapping[str, Marks]) -> dict[str, Marks]:
    """For each way to wait, the worst first, the answers that do; an answer waits in one way."""
    return {label: marks[way] for way, label in WAYS.items()} | {MISSING: ~marks["answered"]}


def _question_page(
    id: str, programs: int, number: int, total: int, count: int, waiting: Sequence[tuple[str, ...]], *, context: Context
) -> Planned:
    question = context.editorial.questions[id]
    url = question_url(id)
    head = head_of(
        context,
        url=urls.page(url, number),
        title=numbered(f"To review: {question.label}", number),
        description=f"Programs whose answer is old, undated or missing: {question.text}",
        kind="review",
        crumbs=(Link(label="What is old or missing", url=urls.REVIEW), Link(label=question.label, url="")),
    )
    rows = tuple(
        ReviewRow(
            link=Link(label=title, url=f"{urls.program(slug)}#{id}"),
            cells=(way,),
            mend=Link(label="Add it" if way == MISSING else "Mend it", url=mend_url(slug, id)),
        )
        for slug, title, way in waiting
    )
    view = ReviewView(
        heading=f"To review: {question.label}",
        lead=question.text,
        notes=(
            f"{count:,} of {programs:,} programs wait for somebody: overtaken answers first, then those that left their page or that sources dispute, old and undated ones, and gaps.",
            *tell_limit(count),
        ),
        columns=("Program", "Answer", "Mend"),
        rows=rows,
        pager=pager_of(url, number, total),
        links=(Link(label="All questions", url=urls.REVIEW),),
    )
    return head, view
