"""Plan the plain pages: method, my list, and what is said where nothing is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from generator.answers.context import Context
from generator.answers.names import upper_first
from generator.answers.views import Link
from generator.model import urls
from generator.model.identifiers import single
from generator.model.wording import fill
from generator.pages.heads import head_of
from generator.pages.parts import Head, TextView, ToolView


def plan_texts(context: Context) -> Iterator[tuple[Head, object]]:
    """Method, contribute, my list and 404."""
    yield _method(context)
    yield _not_found(context)
    yield _my_list(context)


def _method(context: Context) -> tuple[Head, TextView]:
    kinds = "\n".join(f"{number}. {label}" for number, label in enumerate(context.source_labels.values(), 1))
    ages = "\n".join(f"- {section.label}: {_ages(section.questions)}" for section in context.editorial.sections)
    return plan_text("method", context, crumb="Method", kinds=kinds, ages=ages)


def plan_text(
    slug: str, context: Context, *, crumb: str, links: tuple[Link, ...] = (), **filled: str
) -> tuple[Head, TextView]:
    """A page that is content (content/pages), with its {marks} filled in."""
    page = context.editorial.pages[slug]
    head = head_of(
        context,
        url=urls.PAGES[slug],
        title=page.title,
        description=page.summary,
        kind="text",
        crumbs=(Link(label=crumb, url=""),),
    )
    return head, TextView(
        heading=page.heading, lead=page.lead, body=fill(page.body, **filled), links=links, legend=slug == "method"
    )


def _ages(questions: Sequence[object]) -> str:
    months = sorted({int(getattr(question, "old_after", 0)) for question in questions})
    return " to ".join(str(month) for month in dict.fromkeys((months[0], months[-1]))) + " months"


def _not_found(context: Context) -> tuple[Head, TextView]:
    head = head_of(
        context,
        url=urls.NOT_FOUND,
        title="Page not found",
        description="This page does not exist here. Search, or start from the list of programs.",
        kind="text",
    )
    links = (
        Link(label="All programs", url=urls.PROGRAMS),
        Link(label="The checklist", url=urls.CHECKLIST),
        Link(label="Guides", url=urls.GUIDES),
        Link(label="Home", url=urls.HOME),
    )
    lead = "Addresses here are kept for years, so the link may be mistyped. These pages lead on:"
    return head, TextView(heading="Page not found", lead=lead, links=links)


def _my_list(context: Context) -> tuple[Head, ToolView]:
    head = head_of(
        context,
        url=urls.MY_LIST,
        title="My list: track your applications",
        description="Your own list of programs with notes, tiers and answers. It stays in your browser; nothing is sent anywhere.",
        kind="my-list",
        crumbs=(Link(label="My list", url=""),),
        scripts=("my-list-button", "my-list-store", "my-list"),
    )
    view = ToolView(
        heading="My list",
        lead="Programs you are thinking of, with your own notes and answers. It stays in this browser; nothing is sent anywhere.",
        config=_my_list_config(context),
        without=(
            Link(label="All programs", url=urls.PROGRAMS),
            Link(label="The checklist to print", url=urls.CHECKLIST),
        ),
    )
    return head, view


def _my_list_config(context: Context) -> str:
    """Which answers the list shows, which the spreadsheet holds, and what the questions are and were called."""
    editorial, wording = context.editorial, context.wording
    config = {
        "columns": [question.id for question in context.columns],
        "codes": [[each.key, each.label] for each in single(editorial.identifiers)],
        "nouns": [upper_first(noun.one) for noun in (wording.state, wording.region, wording.specialty)],
        "statuses": dict(editorial.tracker.statuses),
        "tracker": [[column.label, list(column.questions)] for column in editorial.tracker.columns],
        "questions": [[q.id, q.label, list(q.aliases)] for q in editorial.questions.values()],
    }
    return json.dumps(config, ensure_ascii=False, separators=(",", ":"))
