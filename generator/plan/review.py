"""Plan the pages of what is old, undated, never checked or missing: the work that is waiting, most-read first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generator import urls
from generator.cache import digest
from generator.model import Question
from generator.plan.context import Context
from generator.plan.heads import head_of
from generator.plan.home import sum_counts, tell_honestly
from generator.plan.pager import pager_of
from generator.plan.planned import Page, Planned
from generator.summary import Summary, count_bits
from generator.views import Link, ReviewRow, ReviewView

PER_PAGE = 200
MOST = 1000  # entries of a list: nobody works through more, and what is mended makes room for the next
PROGRAMS = f"{urls.REVIEW}programs/"
OLD, UNDATED, MISSING = "Old", "Undated", "Missing"


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
    old: int
    undated: int
    checked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A program whose answer to a question waits for somebody."""

    slug: str
    title: str
    state: str


def plan_review(summaries: Sequence[Summary], context: Context) -> Iterator[Planned]:
    """The overview, a list for each key question, and the list of programs."""
    standings = _stand_all(summaries, context)
    notes = tell_honestly(sum_counts(summaries))
    editorial = digest(*sorted(context.editorial.digests.items()))
    overview = partial(_overview, standings, notes, len(summaries))
    yield Planned(url=urls.REVIEW, key=digest("review", standings, notes, len(summaries), editorial), make=overview)
    for question in key_questions(context):
        waiting = _wait(question, summaries, context)
        yield from _cut(
            question_url(question.id), waiting, partial(_question_page, question.id, len(summaries)), editorial
        )
    yield from _cut(PROGRAMS, _rank_programs(summaries, context), _program_page, editorial)


def _stand_all(summaries: Sequence[Summary], context: Context) -> tuple[Standing, ...]:
    """Every question at once: going through all programs for each takes a second at 13,000."""
    answered = count_bits(summary.answered for summary in summaries)
    undated = count_bits(summary.undated for summary in summaries)
    checked = count_bits(summary.checked for summary in summaries)
    old = Counter(id for summary in summaries for id in summary.old)
    order = context.question_order
    return tuple(
        Standing(
            question=question.id,
            answered=answered[order[question.id]],
            old=old[question.id],
            undated=undated[order[question.id]],
            checked=checked[order[question.id]],
        )
        for question in most_read(context)
    )


def _wait(question: Question, summaries: Sequence[Summary], context: Context) -> list[Waiting]:
    """A wrong answer harms more than none, so old ones come first."""
    found: dict[str, list[Waiting]] = {OLD: [], UNDATED: [], MISSING: []}
    for summary in summaries:
        state = _state(question, summary, context)
        if state:
            found[state].append(Waiting(slug=summary.slug, title=summary.title, state=state))
    return [*found[OLD], *found[UNDATED], *found[MISSING]]


def _state(question: Question, summary: Summary, context: Context) -> str:
    bit = 1 << context.question_order[question.id]
    if question.id in summary.old:
        return OLD
    if summary.undated & bit:
        return UNDATED
    return "" if summary.answered & bit else MISSING


def _cut(url: str, items: Sequence[object], make: Callable[..., Page], editorial: str) -> Iterator[Planned]:
    listed = items[:MOST]
    total = max(1, -(-len(listed) // PER_PAGE))
    for number in range(1, total + 1):
        part = tuple(listed[(number - 1) * PER_PAGE : number * PER_PAGE])
        key = digest("review", url, number, total, len(items), part, editorial)
        yield Planned(url=urls.page(url, number), key=key, make=partial(make, number, total, len(items), part))


def _tell_limit(count: int) -> tuple[str, ...]:
    return (f"The first {MOST:,} are listed here; the next move up as these are mended.",) if count > MOST else ()


def _overview(standings: Sequence[Standing], notes: tuple[str, ...], programs: int, *, context: Context) -> Page:
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
        columns=("Question", "Answered", "Old", "Undated", "Checked live", "Missing"),
        rows=rows,
        links=(
            Link(label="Program by program", url=PROGRAMS, note="Those where most of the key questions wait."),
            Link(label="How to fix a claim in five minutes", url=urls.CONTRIBUTE),
        ),
    )
    return head, view


def _standing_row(standing: Standing, programs: int, keyed: set[str], context: Context) -> ReviewRow:
    question = context.editorial.questions[standing.question]
    section = context.sections[question.section].label
    url = question_url(question.id) if question.id in keyed else urls.question(question.id)
    numbers = (standing.answered, standing.old, standing.undated, standing.checked, programs - standing.answered)
    return ReviewRow(
        link=Link(label=question.label, url=url, note=section), cells=tuple(f"{number:,}" for number in numbers)
    )


def _question_page(
    id: str, programs: int, number: int, total: int, count: int, waiting: Sequence[Waiting], *, context: Context
) -> Page:
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
            f"{count:,} of {programs:,} programs wait for somebody: old answers first, then undated ones, then gaps.",
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Needy:
    """A program and how many of the key questions wait."""

    slug: str
    title: str
    missing: int
    old: int
    undated: int
    first: str  # the most-read question among them


def _rank_programs(summaries: Sequence[Summary], context: Context) -> list[Needy]:
    questions = key_questions(context)
    found = []
    for summary in summaries:
        states = {question.id: _state(question, summary, context) for question in questions}
        waiting = [id for id, state in states.items() if state]
        if waiting:
            count = list(states.values()).count
            found.append(
                Needy(
                    slug=summary.slug, title=summary.title, missing=count(MISSING), old=count(OLD), undated=count(UNDATED),
                    first=waiting[0],
                )
            )  # fmt: skip
    return sorted(found, key=lambda needy: (-needy.missing - needy.old - needy.undated, needy.title, needy.slug))


def _program_page(number: int, total: int, count: int, programs: Sequence[Needy], *, context: Context) -> Page:
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
