"""Plan the checklist, a page a question, and the questions by whom to ask: the same list, unanswered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from generator.answers.context import Context
from generator.answers.counting import Part, facet_parts
from generator.answers.names import lower_first
from generator.answers.views import Link
from generator.model import urls
from generator.model.questions import Question, Section, Stage
from generator.model.wording import fill
from generator.pages.heads import head_of, shorten_words
from generator.pages.indexes import IndexView
from generator.pages.parts import Choice, Head
from generator.pages.previews import picture_question

SCRIPTS = ("my-list-button", "program-picker", "own-answers", "checklist-view", "evaluation-checklist")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many programs answer a question, and what: value → number, for questions that are facets."""

    programs: int = 0
    answered: int = 0
    values: tuple[tuple[str, Part], ...] = ()


def plan_checklist(context: Context) -> tuple[Head, ChecklistView]:
    """The evaluation checklist, all sections."""
    deciding = {question.id for question in context.columns}
    sections = tuple(
        ChecklistSection(
            id=section.id,
            label=section.label,
            lead=section.lead,
            questions=tuple(
                view_question(question, section, context)
                for question in section.questions
                if question.id not in deciding
            ),
        )
        for section in context.editorial.sections
    )
    count = len(context.editorial.questions)
    head = head_of(
        context,
        url=urls.CHECKLIST,
        title=context.wording.checklist_title,
        description=fill(context.wording.checklist_description, count=count),
        kind="checklist",
        crumbs=(Link(label="Checklist", url=""),),
        scripts=SCRIPTS,
    )
    view = ChecklistView(
        heading="Evaluation checklist",
        lead=context.wording.checklist_lead,
        count=count,
        deciding=tuple(view_question(q, context.sections[q.section], context) for q in context.columns),
        sections=sections,
        moments=_moments(context),
        audiences=audience_links(context),
        config=checklist_config(context),
    )
    return head, view


def _moments(context: Context) -> tuple[Moment, ...]:
    """What one can look at: what decides, one moment of the season, or everything."""
    stages = tuple(
        Moment(
            id=stage.id, label=stage.label, lead=stage.lead, url=_stage_url(stage, context), asks=" ".join(stage.asks)
        )
        for stage in context.editorial.stages
    )
    first = context.editorial.sections[0].id
    return (
        Moment(id="", label="What decides", lead=DECIDES, url=f"{urls.CHECKLIST}#decides"),
        *stages,
        Moment(id="whole", label="Everything", lead="Every question, by section.", url=_section_url(first)),
    )


DECIDES = "What rules a program in or out, and what you cannot go without. The other questions stand below, by section."


def _stage_url(stage: Stage, context: Context) -> str:
    """Where the questions of a moment stand without JavaScript: a pack for whom one meets, or what is read."""
    if stage.asks:
        return urls.ask(stage.asks[0])
    return _section_url(stage.reads[0]) if stage.reads else urls.CHECKLIST


def _section_url(id: str) -> str:
    return f"{urls.CHECKLIST}#section-{id}"


def audience_links(context: Context) -> tuple[Link, ...]:
    """The question packs by whom to ask."""
    return tuple(Link(label=a.label, url=urls.ask(a.id)) for a in context.editorial.audiences)


def view_question(question: Question, section: Section, context: Context) -> QuestionView:
    """A question with everything that helps to ask it and to judge the answer."""
    return QuestionView(
        id=question.id,
        label=question.label,
        text=question.text,
        url=urls.question(question.id),
        section=Link(label=section.label, url=_section_url(section.id), note=section.id),
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


def plan_question(id: str, tally: Tally, context: Context) -> tuple[Head, QuestionView]:
    """A small page for one question, for linking."""
    question = context.editorial.questions[id]
    section = context.sections[question.section]
    plain = view_question(question, section, context)
    order = list(context.editorial.questions.values())
    place = context.question_order[id]
    earlier = order[place - 1] if place else None
    later = order[place + 1] if place + 1 < len(order) else None
    view = QuestionView(
        id=plain.id,
        label=plain.label,
        text=plain.text,
        url=plain.url,
        section=plain.section,
        why=plain.why,
        ask=plain.ask,
        strong=plain.strong,
        weak=plain.weak,
        options=plain.options,
        personal=plain.personal,
        aliases=plain.aliases,
        old_after=plain.old_after,
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


def _tally(question: Question, tally: Tally) -> tuple[Choice, ...]:
    counts, banded = dict(tally.values), {band.id for band in question.bands}
    return tuple(
        Choice(
            id=id,
            label=label,
            count=counts[id].programs,
            url="" if id in banded else f"{urls.PROGRAMS}?{question.id}={id}",
        )
        for id, label in facet_parts(question).items()
        if id in counts
    )


def plan_asks(context: Context) -> Iterator[tuple[Head, AskView | IndexView]]:
    """A page for each audience, and the page that lists them."""
    audiences, labels = context.editorial.audiences, [section.label for section in context.editorial.sections]
    first, last = lower_first(labels[0]), lower_first(labels[-1])
    links = audience_links(context)
    yield (
        head_of(
            context,
            url="ask/",
            title="What to ask, by whom you ask",
            description=context.wording.asks_description,
            kind="index",
            crumbs=(Link(label="Checklist", url=urls.CHECKLIST), Link(label="By whom to ask", url="")),
        ),
        IndexView(heading="What to ask, by whom you ask", lead="", groups=(("", links),)),
    )
    for audience in audiences:
        sections = []
        for section in context.editorial.sections:
            asked = tuple(
                (Link(label=question.label, url=urls.question(question.id), note=question.id), words)
                for question in section.questions
                for id, words in question.ask
                if id == audience.id
            )
            if asked:
                sections.append((section.label, asked))
        head = head_of(
            context,
            url=urls.ask(audience.id),
            title=f"What to ask: {lower_first(audience.label)}",
            description=f"{audience.when}: questions in words you can use, by section, from {first} to {last}.",
            kind="ask",
            scripts=("ask-pack",),
            crumbs=(
                Link(label="Checklist", url=urls.CHECKLIST),
                Link(label="By whom to ask", url="ask/"),
                Link(label=audience.label, url=""),
            ),
        )
        view = AskView(
            heading=f"What to ask: {lower_first(audience.label)}",
            lead=audience.lead,
            when=audience.when,
            letter="\n\n".join(audience.letter),
            sections=tuple(sections),
            others=tuple(link for link in links if link.url != urls.ask(audience.id)),
        )
        yield head, view


def checklist_config(context: Context) -> str:
    """What the checklist's element needs beside the page itself: kinds of sources and the decision flow, as JSON."""
    flow = context.editorial.flow
    steps = [
        {"id": step.id, "ask": step.ask, "questions": step.questions, "yes": step.yes, "no": step.no}
        for step in (flow.steps if flow else ())
    ]
    ends = [{"id": end.id, "label": end.label, "meaning": end.meaning} for end in (flow.ends if flow else ())]
    sections = context.editorial.sections
    config = {
        "kinds": context.source_labels,
        "labels": {section.id: section.label for section in sections},
        "unless": {section.id: dict(section.unless) for section in sections if section.unless},
        "flow": {"url": urls.FLOW, "steps": steps, "ends": ends},
    }
    return json.dumps(config, ensure_ascii=False, separators=(",", ":"))


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
    stages: str = ""  # ids of the moments for which it is, with spaces between
    answered: str = ""  # "61 of 154 programs have an answer"
    tally: tuple[Choice, ...] = ()
    earlier: Link | None = None
    later: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistSection:
    id: str
    label: str
    lead: str
    questions: tuple[QuestionView, ...]  # without those that decide


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A choice of what to look at; its address leads to the same without JavaScript."""

    id: str
    label: str
    lead: str
    url: str
    asks: str = ""  # ids of those whom one meets then, with spaces between


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistView:
    heading: str
    lead: str
    count: int
    deciding: tuple[QuestionView, ...]
    moments: tuple[Moment, ...]
    sections: tuple[ChecklistSection, ...]
    audiences: tuple[Link, ...]
    config: str = "{}"  # JSON for the element that makes it a tool


@dataclass(frozen=True, slots=True, kw_only=True)
class AskView:
    heading: str
    lead: str
    when: str
    letter: str  # empty where one does not ask in writing
    sections: tuple[tuple[str, tuple[tuple[Link, str], ...]], ...]  # (section, ((question, words) …))
    others: tuple[Link, ...]
