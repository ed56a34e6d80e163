"""Plan the pages of what is old, undated, never checked or missing: the work that is waiting, most-read first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nsmallest
from itertools import chain, islice
from typing import NamedTuple

from generator.answers.context import Context
from generator.answers.counting import add_counts, count_bits
from generator.answers.summaries import Summaries
from generator.answers.views import Link
from generator.model import urls
from generator.model.digests import digest
from generator.model.questions import Question
from generator.pages.heads import head_of
from generator.pages.home import tell_honestly
from generator.pages.page import Page, Planned, html_page
from generator.pages.pager import pager_of
from generator.pages.review_sources import SOURCES, plan_source_review, tell_sources
from generator.pages.review_view import ReviewRow, ReviewView

PER_PAGE = 200
MOST = 1000  # entries of a list: nobody works through more, and what is mended makes room for the next
PROGRAMS = f"{urls.REVIEW}programs/"
OVERTAKEN, GONE, OLD, UNDATED, MISSING = "Overtaken", "Gone", "Old", "Undated", "Missing"


def question_url(id: str) -> str:
    """Which programs wait for an answer to one question."""
    return f"{urls.REVIEW}questions/{id}/"


def most_read(context: Context) -> list[Question]:
    """Questions as readers meet them: the columns of tables, the filters, then the order of profiles."""
    asked = [question for question in context.editorial.questions.values() if not question.personal]
    ordered = {question.id: question for question in (*context.columns, *(q for q in asked if q.facet), *asked)}
    return list(ordered.values())


def key_questions(context: Context) -> list[Question]:
    """The questions that have a page of their own here."""
    return [question for question in most_read(context) if question.column is not None or question.facet]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one question stands over all programs."""

    question: str
    answered: int
    overtaken: int
    gone: int
    old: int
    undated: int
    checked: int


class Waiting(NamedTuple):
    """A program whose answer to a question waits for somebody."""

    slug: str
    title: str
    state: str


def plan_review(summaries: Summaries, context: Context) -> Iterator[Page]:
    """The overview, a list for each key question, and the list of programs."""
    standings = _stand_all(summaries, context)
    notes = tell_honestly(add_counts(summaries.column("counts")))
    overview = partial(_overview, standings, notes, len(summaries))
    yield html_page(
        url=urls.REVIEW, key=digest("review", standings, notes, len(summaries), context.edition), plan=overview
    )
    columns = _columns(summaries)
    for question in key_questions(context):
        bit = 1 << context.question_order[question.id]
        count = sum(bool(bits & bit) for column in columns.values() for bits in column)
        waiting = islice(_wait(bit, columns, summaries), MOST)
        make = partial(_question_page, question.id, len(summaries))
        yield from _cut(question_url(question.id), count, list(waiting), make, context.edition)
    yield from plan_source_review(context)
    yield from _cut(PROGRAMS, *_rank_programs(summaries, context), _program_page, context.edition)


def _columns(summaries: Summaries) -> dict[str, list[int]]:
    """For each way to wait, the worst first, a bit for each question of each program; an answer waits in one way."""
    found: dict[str, list[int]] = {}
    taken = [0] * len(summaries)
    for state, field in ((OVERTAKEN, "overtaken"), (GONE, "gone"), (OLD, "old"), (UNDATED, "undated")):
        found[state] = [bits & ~before for bits, before in zip(summaries.column(field), taken, strict=True)]
        taken = [before | bits for before, bits in zip(taken, found[state], strict=True)]
    return {**found, MISSING: [~bits for bits in summaries.column("answered")]}


def _stand_all(summaries: Summaries, context: Context) -> tuple[Standing, ...]:
    """Every question at once: going through all programs for each takes a second at 13,000."""
    order = context.question_order
    answered = count_bits(summaries.column("answered"), len(order))
    undated = count_bits(summaries.column("undated"), len(order))
    checked = count_bits(summaries.column("checked"), len(order))
    old = count_bits(summaries.column("old"), len(order))
    overtaken = count_bits(summaries.column("overtaken"), len(order))
    gone = count_bits(summaries.column("gone"), len(order))
    return tuple(
        Standing(
            question=question.id,
            answered=answered[order[question.id]],
            overtaken=overtaken[order[question.id]],
            gone=gone[order[question.id]],
            old=old[order[question.id]],
            undated=undated[order[question.id]],
            checked=checked[order[question.id]],
        )
        for question in most_read(context)
    )


def _wait(bit: int, columns: Mapping[str, Sequence[int]], summaries: Summaries) -> Iterator[Waiting]:
    """The programs that wait on a question: a wrong answer harms more than none, so old ones come first."""
    for state, column in columns.items():
        found = (summaries[place] for place, bits in enumerate(column) if bits & bit)
        yield from (Waiting(slug=s.slug, title=s.title, state=state) for s in found)


def _cut(
    url: str, count: int, listed: Sequence[tuple[object, ...]], make: Callable[..., Planned], edition: str
) -> Iterator[Page]:
    """The pages of a list of which only the first entries are shown; `count` is the length of the whole."""
    total = max(1, -(-len(listed) // PER_PAGE))
    for number in range(1, total + 1):
        part = tuple(listed[(number - 1) * PER_PAGE : number * PER_PAGE])
        key = digest("review", url, number, total, count, edition, *chain.from_iterable(part))
        yield html_page(url=urls.page(url, number), key=key, plan=partial(make, number, total, count, part))


def _tell_limit(count: int) -> tuple[str, ...]:
    return (f"The first {MOST:,} are listed here; the next move up as these are mended.",) if count > MOST else ()


def _overview(standings: Sequence[Standing], notes: tuple[str, ...], programs: int, *, context: Context) -> Planned:
    keyed = {question.id for question in key_questions(context)}
    rows = tuple(_standing_row(standing, programs, keyed, context) for standing in standings)
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
        lead="Policies change every season. These are the answers that somebody should look at next, the most-read questions first.",
        notes=notes,
        columns=("Question", "Overtaken", "Gone", "Answered", "Old", "Undated", "Checked live", "Missing"),
        rows=rows,
        links=(
            Link(label="Confirm an answer in a minute", url=urls.VERIFY, note="One at a time, the worst first."),
            Link(label="Sources that are gone, moved or closed", url=SOURCES, note=tell_sources(context)),
            Link(label="Program by program", url=PROGRAMS, note="Those where most of the key questions wait."),
            Link(label="How to fix a claim in five minutes", url=urls.CONTRIBUTE),
        ),
    )
    return head, view


def _standing_row(standing: Standing, programs: int, keyed: set[str], context: Context) -> ReviewRow:
    question = context.editorial.questions[standing.question]
    section = context.sections[question.section].label
    url = question_url(question.id) if question.id in keyed else urls.question(question.id)
    waiting = (standing.overtaken, standing.gone, standing.answered, standing.old, standing.undated)
    numbers = (*waiting, standing.checked, programs - standing.answered)
    return ReviewRow(
        link=Link(label=question.label, url=url, note=section), cells=tuple(f"{number:,}" for number in numbers)
    )


def _question_page(
    id: str, programs: int, number: int, total: int, count: int, waiting: Sequence[Waiting], *, context: Context
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
            *_tell_limit(count),
        ),
        columns=("Program", "Answer", "Mend"),
        rows=rows,
        pager=pager_of(url, number, total),
        links=(Link(label="All questions", url=urls.REVIEW),),
    )
    return head, view


def mend_url(slug: str, question: str) -> str:
    """The form on one question of one program."""
    return f"{urls.FORM}?p={slug}&question={question}"


class Needy(NamedTuple):
    """A program and how many of the key questions wait."""

    slug: str
    title: str
    missing: int
    old: int
    undated: int
    first: str  # the most-read question among them


def _rank_programs(summaries: Summaries, context: Context) -> tuple[int, list[Needy]]:
    """How many programs have a key question that waits, and those where most do."""
    bits = {1 << context.question_order[question.id]: question.id for question in key_questions(context)}
    asked = sum(bits)
    columns = map(summaries.column, ("title", "slug", "answered", "old", "undated"))
    ranked = [
        (-found.bit_count(), title, slug, place, found)
        for place, (title, slug, answered, old, undated) in enumerate(zip(*columns, strict=True))
        if (found := asked & (old | undated | ~answered))
    ]
    return len(ranked), [
        Needy(
            slug=s.slug,
            title=s.title,
            missing=(asked & ~s.answered).bit_count(),
            old=(asked & s.old).bit_count(),
            undated=(asked & s.undated & ~s.old).bit_count(),
            first=next(id for bit, id in bits.items() if found & bit),
        )
        for *_, place, found in nsmallest(MOST, ranked)
        for s in (summaries[place],)
    ]


def _program_page(number: int, total: int, count: int, programs: Sequence[Needy], *, context: Context) -> Planned:
    head = head_of(
        context,
        url=urls.page(PROGRAMS, number),
        title="To review, program by program" + (f", page {number}" if number > 1 else ""),
        description="Programs where most of the key questions are missing, old or undated, each with the link that mends it.",
        kind="review",
        crumbs=(Link(label="What is old or missing", url=urls.REVIEW), Link(label="Program by program", url="")),
    )
    asked = len(key_questions(context))
    rows = tuple(
        ReviewRow(
            link=Link(label=needy.title, url=urls.program(needy.slug)),
            cells=(f"{needy.missing}", f"{needy.old}", f"{needy.undated}"),
            mend=Link(label=context.editorial.questions[needy.first].label, url=mend_url(needy.slug, needy.first)),
        )
        for needy in programs
    )
    view = ReviewView(
        heading="To review, program by program",
        lead=f"How many of the {asked} key questions wait, and the most-read one among them.",
        notes=(f"{count:,} programs have something to mend.", *_tell_limit(count)),
        columns=("Program", "Missing", "Old", "Undated", "Begin with"),
        rows=rows,
        pager=pager_of(PROGRAMS, number, total),
        links=(Link(label="All questions", url=urls.REVIEW),),
    )
    return head, view
