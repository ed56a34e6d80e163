"""Plan the plain pages: method, and what is said where nothing is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.answers.context import Context
from generator.answers.views import Link
from generator.model import urls
from generator.model.questions import Question
from generator.model.wording import as_it_stands, fill
from generator.pages.heads import head_of
from generator.pages.parts import Head, TextView


def plan_texts(context: Context) -> Iterator[tuple[Head, object]]:
    """Method and 404."""
    yield _method(context)
    yield _not_found(context)


def _method(context: Context) -> tuple[Head, TextView]:
    kinds = "\n".join(
        f"{number}. {as_it_stands(label)}" for number, label in enumerate(context.source_labels.values(), 1)
    )
    ages = "\n".join(
        f"- {as_it_stands(section.label)}: {_ages(section.questions)}" for section in context.editorial.sections
    )
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


def _ages(questions: Sequence[Question]) -> str:
    months = sorted({question.old_after for question in questions})
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
