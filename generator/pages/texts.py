"""Plan the editorial pages: guides, glossary, step lists, the decision flow, the patterns, and plain texts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from generator.answers.context import Context
from generator.answers.names import upper_first
from generator.answers.views import Link
from generator.model import urls
from generator.model.identifiers import single
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
    body = METHOD.format(kinds=kinds, ages=ages)
    head = head_of(
        context,
        url=urls.METHOD,
        title="How we decide what to show",
        description="What counts as a source, how age is counted, what unknown means, and what the directory never does.",
        kind="text",
        crumbs=(Link(label="Method", url=""),),
    )
    lead = "What you see here is what a source said, with the source and its age. We report; we do not vouch."
    return head, TextView(heading="Method", lead=lead, body=body)


def _ages(questions: Sequence[object]) -> str:
    months = sorted({int(getattr(question, "old_after", 0)) for question in questions})
    return " to ".join(str(month) for month in dict.fromkeys((months[0], months[-1]))) + " months"


METHOD = """
## What a claim is

A claim is an answer to one question, by a source, as of a date.
Nothing is shown without one.
We use the word claim because we report what a page said; we cannot promise that it is still so.

## Three states, never mixed

- **Answered**: a source says so.
- **Not stated**: somebody read the source and it does not say.
- **Not collected yet**: nobody has looked, or nobody has written it down here.

Unknown is never shown as "no", and never hidden.
A filter always says how many programs it leaves out because the answer is unknown.

## Kinds of source, best first

{kinds}

A third-party article or a resident's report alone never answers a visa or eligibility question.

## Age

A claim's age counts from the day when a person checked it on the live page; else from the date that the statement is about; else from the page's own date.
A page that shows no date is called undated, and its claims too.
Where clues on an undated page suggest a year, we say so, and it stays undated.
After some time a claim is called old. How long that takes depends on the question:

{ages}

## When sources disagree

A program's own claim stands before an institution-wide one, then the newer before the older, then the better kind of source.
Where two sources contradict each other and no date settles it, both are shown with the words "Sources disagree".
Nothing is resolved silently.

## What is listed

Any residency that the ACGME accredits may be listed, and being listed is no praise.
There is no ranking, no paid placement, no score, no cookie and no tracker.
Individuals are never named.
A percentage is shown with its number and years where they are known, and a small class is marked, since one resident can move the figure.

## What this is not

This is not legal advice, and visa rules change within a season.
Confirm with the program before you pay for an application.

## Mistakes

Each answer has a link to report a change, and each program has a right of reply.
Every change is kept in the history of its file.
"""


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
        "tracker": [[column.label, list(column.questions)] for column in editorial.tracker],
        "questions": [[q.id, q.label, list(q.aliases)] for q in editorial.questions.values()],
    }
    return json.dumps(config, ensure_ascii=False, separators=(",", ":"))
