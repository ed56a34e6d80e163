"""What the desk loads where answers are confirmed: those that wait in all and in each state, the worst first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.answers.context import Context
from generator.answers.summaries import Summaries
from generator.answers.waiting import WHYS, count_waiting, key_of, list_waiting
from generator.data.browser import to_json
from generator.model import urls
from generator.pages.page import Page, data_page

MOST = 1000  # answers of a file: nobody works through more, and what is confirmed makes room for the next


def plan_waiting(summaries: Summaries, context: Context) -> Iterator[Page]:
    """A file for all, and one a state."""
    for name, some in (("all", summaries), *summaries.group("state").items()):
        make = partial(_write_waiting, some, context)
        yield data_page(path=urls.waiting(name), key=key_of(name, some, context), make=make)


def _write_waiting(summaries: Summaries, context: Context) -> bytes:
    """What waits, in columns: each program and institution once."""
    places: dict[str, int] = {}
    programs: list[tuple[str, str, str]] = []
    rows: list[tuple[int, int, int]] = []
    whys, questions = list(WHYS), context.question_order
    for summary, question, why in list_waiting(summaries, context, MOST):
        if summary.slug not in places:
            places[summary.slug] = len(programs)
            programs.append((summary.slug, summary.title, summary.institution))
        rows.append((places[summary.slug], questions[question], whys.index(why)))
    names = {slug: context.editorial.institutions[slug].name for _, _, slug in programs}
    return to_json({"total": count_waiting(summaries), "programs": programs, "institutions": names, "waiting": rows})
