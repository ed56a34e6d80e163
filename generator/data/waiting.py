"""What the desk loads where answers are confirmed: those that wait in all and in each state, the worst first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain

from generator.answers.context import Context
from generator.answers.marks import lay_marks
from generator.answers.summaries import Summaries
from generator.answers.waiting import WHYS, WaitingList, list_waiting
from generator.data.browser import to_json
from generator.model import urls
from generator.model.digests import digest
from generator.pages.page import Page, data_page


def plan_waiting(waiting: WaitingList, summaries: Summaries, context: Context) -> Iterator[Page]:
    """A file for all, and one a state, which is made anew where a file of its programs has changed."""
    told = chain.from_iterable((each.summary.named, each.question, each.why) for each in waiting.first)
    key = digest("waiting", context.edition, waiting.total, *told)
    yield data_page(path=urls.waiting("all"), key=key, make=partial(_write_waiting, waiting, context))
    for code, some in summaries.group("state").items():
        key = digest("waiting", code, context.edition, *some.column("digest"))
        yield data_page(path=urls.waiting(code), key=key, make=partial(_write_state, some, context))


def _write_state(summaries: Summaries, context: Context) -> bytes:
    return _write_waiting(list_waiting(summaries, lay_marks(summaries, context), context), context)


def _write_waiting(waiting: WaitingList, context: Context) -> bytes:
    """What waits, in columns: each program and institution once."""
    places: dict[str, int] = {}
    programs: list[tuple[str, str, str]] = []
    rows: list[tuple[int, int, int]] = []
    whys, questions = list(WHYS), context.question_order
    for summary, question, why in waiting.first:
        if summary.slug not in places:
            places[summary.slug] = len(programs)
            programs.append((summary.slug, summary.title, summary.institution))
        rows.append((places[summary.slug], questions[question], whys.index(why)))
    names = {slug: context.editorial.institutions[slug].name for _, _, slug in programs}
    return to_json({"total": waiting.total, "programs": programs, "institutions": names, "waiting": rows})
