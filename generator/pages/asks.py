"""Plan the questions by whom to ask: a page for each audience, and the page that lists them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.answers.context import Context
from generator.answers.names import lower_first
from generator.answers.views import Link
from generator.model import urls
from generator.pages.heads import head_of
from generator.pages.indexes import IndexView
from generator.pages.parts import Head


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


def audience_links(context: Context) -> tuple[Link, ...]:
    """The question packs by whom to ask."""
    return tuple(Link(label=a.label, url=urls.ask(a.id)) for a in context.editorial.audiences)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskView:
    heading: str
    lead: str
    when: str
    letter: str  # empty where one does not ask in writing
    sections: tuple[tuple[str, tuple[tuple[Link, str], ...]], ...]  # (section, ((question, words) …))
    others: tuple[Link, ...]
