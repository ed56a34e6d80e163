"""Which questions are reviewed first, and how a long list of what waits is cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain

from generator.answers.context import Context
from generator.model import urls
from generator.model.digests import digest
from generator.model.questions import Question
from generator.pages.page import Page, Planned, html_page
from generator.pages.pager import cut

PER_PAGE = 200
MOST = 1000  # entries of a list: nobody works through more, and what is mended makes room for the next


# How an answer waits for somebody, the worst first, and how it stands where nobody need look; each answer stands one way.
WAYS = {
    "overtaken": "Overtaken",
    "gone": "Gone",
    "disputed": "Disputed",
    "listed": "Elsewhere only",
    "old": "Old",
    "undated": "Undated",
    "there": "Still there",
}
SOUND = {"current": "Current", "confirmed": "Confirmed"}
MISSING = "Missing"


def most_read(context: Context) -> list[Question]:
    """Questions as readers meet them: the columns of tables, the filters, then the order of profiles."""
    asked = [question for question in context.editorial.questions.values() if not question.personal]
    ordered = {question.id: question for question in (*context.columns, *(q for q in asked if q.facet), *asked)}
    return list(ordered.values())


def key_questions(context: Context) -> list[Question]:
    """The questions that have a page of their own here."""
    return [question for question in most_read(context) if question.column is not None or question.facet]


def cut_list(
    url: str, count: int, listed: Sequence[tuple[object, ...]], make: Callable[..., Planned], edition: str
) -> Iterator[Page]:
    """The pages of a list of which only the first entries are shown; `count` is the length of the whole."""
    for number, total, part in cut(tuple(listed), PER_PAGE):
        key = digest("review", url, number, total, count, edition, *chain.from_iterable(part))
        yield html_page(url=urls.page(url, number), key=key, plan=partial(make, number, total, count, part))


def tell_limit(count: int) -> tuple[str, ...]:
    """That a list holds its first entries alone, where it does."""
    return (f"The first {MOST:,} are listed here; the next move up as these are mended.",) if count > MOST else ()


def mend_url(slug: str, question: str) -> str:
    """The form on one question of one program."""
    return f"{urls.FORM}?p={slug}&question={question}"
