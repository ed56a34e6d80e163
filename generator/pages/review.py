"""Plan the pages of what is old, undated, never checked or missing: the work that is waiting, most-read first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.answers.context import Context
from generator.answers.counting import add_counts
from generator.answers.marks import Marks
from generator.answers.summaries import Summaries
from generator.answers.views import Link
from generator.model import urls
from generator.model.digests import digest
from generator.pages.heads import head_of
from generator.pages.home import tell_honestly
from generator.pages.page import Page, Planned, html_page
from generator.pages.review_lists import MISSING, SOUND, WAYS, key_questions, most_read
from generator.pages.review_programs import PROGRAMS, plan_program_review
from generator.pages.review_questions import plan_question_reviews, question_url
from generator.pages.review_sources import SOURCES, plan_source_review, tell_sources
from generator.pages.review_view import ReviewRow, ReviewView

STANDS = {**WAYS, **SOUND}  # the columns of the overview; how no answer stands has none


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """How the answers to one question stand over all programs."""

    question: str
    answered: int
    parts: tuple[int, ...]  # of the answers, in the order of WAYS and SOUND; they sum


def plan_review(summaries: Summaries, marks: Mapping[str, Marks], context: Context) -> Iterator[Page]:
    """The overview, a list for each key question, and the list of programs."""
    backlogs = tuple(_count(question.id, marks, context) for question in most_read(context))
    notes = tell_honestly(add_counts(summaries.column("counts")))
    overview = partial(_overview, backlogs, notes, len(summaries))
    yield html_page(
        url=urls.REVIEW, key=digest("review", backlogs, notes, len(summaries), context.edition), plan=overview
    )
    yield from plan_question_reviews(summaries, marks, context)
    yield from plan_source_review(context)
    yield from plan_program_review(summaries, context)


def _count(id: str, marks: Mapping[str, Marks], context: Context) -> Backlog:
    place = context.question_order[id]
    return Backlog(
        question=id,
        answered=marks["answered"].count(place),
        parts=tuple(marks[state].count(place) for state in STANDS),
    )


def _overview(backlogs: Sequence[Backlog], notes: tuple[str, ...], programs: int, *, context: Context) -> Planned:
    keyed = {question.id for question in key_questions(context)}
    met = [place for place in range(len(STANDS)) if any(backlog.parts[place] for backlog in backlogs)]
    rows = tuple(_backlog_row(backlog, met, programs, keyed, context) for backlog in backlogs)
    head = head_of(
        context,
        url=urls.REVIEW,
        title="What is old or missing",
        description="How complete and how old the directory is, question by question, and where a change helps most.",
        kind="review",
        crumbs=(Link(label="What is old or missing", url=""),),
    )
    view = ReviewView(
        heading="What is old or missing",
        lead="Policies change every season. These are the answers that somebody should look at next, the most-read questions first. Each answer counts once, by how it stands.",
        notes=notes,
        columns=("Question", "Answered", *(list(STANDS.values())[place] for place in met), MISSING),
        rows=rows,
        links=(
            Link(label="Confirm an answer in a minute", url=urls.VERIFY, note="One at a time, the worst first."),
            Link(label="Sources that are gone, moved or closed", url=SOURCES, note=tell_sources(context)),
            Link(label="Program by program", url=PROGRAMS, note="Those where most of the key questions wait."),
            Link(label="How to fix a claim in five minutes", url=urls.CONTRIBUTE),
        ),
    )
    return head, view


def _backlog_row(backlog: Backlog, met: Sequence[int], programs: int, keyed: set[str], context: Context) -> ReviewRow:
    question = context.editorial.questions[backlog.question]
    section = context.sections[question.section].label
    url = question_url(question.id) if question.id in keyed else urls.question(question.id)
    numbers = (backlog.answered, *(backlog.parts[place] for place in met), programs - backlog.answered)
    return ReviewRow(
        link=Link(label=question.label, url=url, note=section), cells=tuple(f"{number:,}" for number in numbers)
    )
