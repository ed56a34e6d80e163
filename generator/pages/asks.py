"""Plan the questions by whom to ask: a page for each audience, and the page that lists them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from generator.answers.context import Context
from generator.answers.names import lower_first
from generator.answers.views import Link
from generator.model import urls
from generator.model.questions import Audience
from generator.pages.heads import head_of
from generator.pages.indexes import IndexView
from generator.pages.parts import Head


def plan_asks(context: Context) -> Iterator[tuple[Head, AskView | IndexView]]:
    """The page that lists the audiences, and a page for each."""
    yield _list_audiences(context)
    for audience in context.editorial.audiences:
        yield _plan_audience(audience, context)


def _list_audiences(context: Context) -> tuple[Head, IndexView]:
    title = "What to ask, by whom you ask"
    head = head_of(
        context,
        url=urls.ASKS,
        title=title,
        description=context.wording.asks_description,
        kind="index",
        crumbs=(Link(label="Checklist", url=urls.CHECKLIST), Link(label="By whom to ask", url="")),
    )
    return head, IndexView(heading=title, lead="", groups=(("", audience_links(context)),))


def _plan_audience(audience: Audience, context: Context) -> tuple[Head, AskView]:
    url, title = urls.ask(audience.id), f"What to ask: {lower_first(audience.label)}"
    first, last = (lower_first(context.editorial.sections[place].label) for place in (0, -1))
    crumbs = (("Checklist", urls.CHECKLIST), ("By whom to ask", urls.ASKS), (audience.label, ""))
    head = head_of(
        context,
        url=url,
        title=title,
        description=f"{audience.when}: questions in words you can use, by section, from {first} to {last}.",
        kind="ask",
        scripts=("ask-pack",),
        crumbs=tuple(Link(label=label, url=to) for label, to in crumbs),
    )
    return head, AskView(
        heading=title,
        lead=audience.lead,
        when=audience.when,
        letter="\n\n".join(audience.letter),
        unwelcome=_tell_unwelcome(context) if audience.letter else "{}",
        sections=tuple(_asked_of(audience, context)),
        others=tuple(link for link in audience_links(context) if link.url != url),
    )


def _asked_of(audience: Audience, context: Context) -> Iterator[tuple[str, tuple[tuple[Link, str], ...]]]:
    """The sections that ask this audience anything, each with its questions and their words."""
    for section in context.editorial.sections:
        asked = tuple(
            (Link(label=question.label, url=urls.question(question.id), note=question.id), words)
            for question in section.questions
            for id, words in question.ask
            if id == audience.id
        )
        if asked:
            yield section.label, asked


def _tell_unwelcome(context: Context) -> str:
    told = {question.id: dict(question.letters) for question in context.letter_questions}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def audience_links(context: Context) -> tuple[Link, ...]:
    """The question packs by whom to ask."""
    return tuple(Link(label=a.label, url=urls.ask(a.id)) for a in context.editorial.audiences)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskView:
    heading: str
    lead: str
    when: str
    letter: str  # empty where one does not ask in writing
    unwelcome: str  # by question, the options that speak against a letter, with what a writer must know; JSON
    sections: tuple[tuple[str, tuple[tuple[Link, str], ...]], ...]  # (section, ((question, words) …))
    others: tuple[Link, ...]
