"""Plan a question's own page, and a question as the checklist shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.answers.context import Context
from generator.answers.counting import Part, facet_parts, settled_of
from generator.answers.views import Link
from generator.model import urls
from generator.model.questions import Question, Section
from generator.model.wording import fill
from generator.pages.heads import head_of, shorten_words
from generator.pages.parts import Choice, Head
from generator.pages.previews import picture_question


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many programs answer a question, and what: value → number, for questions that are facets."""

    programs: int
    answered: int
    values: tuple[tuple[str, Part], ...]


def plan_question(id: str, tally: Tally, context: Context) -> tuple[Head, QuestionView]:
    """A small page for one question, for linking."""
    question = context.editorial.questions[id]
    section = context.sections[question.section]
    plain = view_question(question, section, context)
    order = list(context.editorial.questions.values())
    place = context.question_order[id]
    earlier = order[place - 1] if place else None
    later = order[place + 1] if place + 1 < len(order) else None
    view = replace(
        plain,
        answered=f"{tally.answered} of {tally.programs} programs have an answer here.",
        tally=_tally(question, tally),
        earlier=Link(label=earlier.label, url=urls.question(earlier.id)) if earlier else None,
        later=Link(label=later.label, url=urls.question(later.id)) if later else None,
    )
    head = head_of(
        context,
        url=urls.question(id),
        title=fill(context.wording.question_title, question=question.label),
        description=shorten_words(f"{question.text} {question.why}", 150),
        kind="question",
        crumbs=(Link(label="Checklist", url=urls.CHECKLIST), plain.section, Link(label=question.label, url="")),
        scripts=("copy-link",),
        subject={"@type": "Question", "name": question.text},
        picture=picture_question(question, context),
    )
    return head, view


def view_question(question: Question, section: Section, context: Context) -> QuestionView:
    """A question with everything that helps to ask it and to judge the answer."""
    return QuestionView(
        id=question.id,
        label=question.label,
        text=question.text,
        url=urls.question(question.id),
        section=Link(label=section.label, url=section_url(section.id), note=section.id),
        stages=" ".join(stage.id for stage in context.editorial.stages if stage.holds(question)),
        why=question.why,
        ask=tuple(
            Ask(audience=context.audiences[id].label, audience_url=urls.ask(id), words=words)
            for id, words in question.ask
        ),
        strong=question.strong,
        weak=question.weak,
        options=tuple((option.label, option.tone, option.means) for option in question.options),
        personal=question.personal,
        aliases=question.aliases,
        old_after=_old_after(question.old_after),
    )


def _old_after(months: int) -> str:
    time = f"{months} months" if months % 12 else "a year" if months == 12 else f"{months // 12} years"
    return f"An answer to this question counts as old after {time}."


def _tally(question: Question, tally: Tally) -> tuple[Choice, ...]:
    counts, banded = dict(tally.values), {band.id for band in question.bands}
    return tuple(
        Choice(
            id=id,
            label=label,
            count=counts[id].programs,
            settled=settled_of(id, counts[id]),
            url="" if id in banded else f"{urls.PROGRAMS}?{question.id}={id}",
        )
        for id, label in facet_parts(question).items()
        if id in counts
    )


def section_url(id: str) -> str:
    return f"{urls.CHECKLIST}#section-{id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    audience: str
    audience_url: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question as the checklist shows it, and on its own page."""

    id: str
    label: str
    text: str
    url: str
    section: Link
    why: str
    ask: tuple[Ask, ...]
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    options: tuple[tuple[str, str, str], ...]  # (label, tone, what it means)
    personal: bool
    aliases: tuple[str, ...]
    old_after: str
    stages: str  # ids of the moments for which it is, with spaces between
    answered: str = ""  # "61 of 154 programs have an answer"
    tally: tuple[Choice, ...] = ()
    earlier: Link | None = None
    later: Link | None = None
