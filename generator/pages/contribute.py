"""Plan the pages for contributors: how to mend a claim, the form, and the open data."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.answers.citing import FILES, LICENSE, cite
from generator.answers.context import Context
from generator.answers.views import Link
from generator.model import urls
from generator.model.wording import as_it_stands
from generator.pages.fields import example_lines, plan_fields
from generator.pages.heads import CONTRIBUTE, head_of
from generator.pages.page import Planned
from generator.pages.parts import TextView, ToolView
from generator.pages.problems import plan_problems
from generator.pages.texts import plan_text


def plan_contribute(context: Context) -> Iterator[Planned]:
    """Every page under /contribute/."""
    yield _start(context)
    yield _form(context)
    yield plan_fields(context)
    yield from plan_problems(context)
    yield _plan_open_data(context)


def _start(context: Context) -> Planned:
    links = (
        Link(
            label="Change a program with the form",
            url=urls.FORM,
            note="It checks as you type, and sends what differs.",
        ),
        Link(label="Confirm an answer in a minute", url=urls.VERIFY, note="Open its source, and say what you see."),
        Link(label="What is old or missing", url=urls.REVIEW, note="Where a change helps most."),
        Link(label="Every field and question", url=urls.FIELDS, note="What may stand in a profile, with examples."),
        Link(label="Every message of the check", url=urls.PROBLEMS, note="What it means and how to mend it."),
        Link(label="Open data", url=urls.DATA, note="All answers for your own use, and how to cite them."),
    )
    return plan_text(
        "contribute",
        context,
        crumb="Contribute",
        links=links,
        forge=as_it_stands(context.editorial.site.forge.name),
        example="\n".join(f"    {line}" for line in example_lines(context.columns[0]).splitlines()),
        reply=as_it_stands(context.issue_href("right-of-reply", "Right of reply: ")),
    )


# Each after those that it rests on.
_FORM_SCRIPTS = (
    *("program-picker", "answer-rules", "claim-editor", "send-change", "change-answers", "closed-program"),
    "contribute-program",
)


def _form(context: Context) -> Planned:
    head = head_of(
        context,
        url=urls.FORM,
        title="Change what a profile says",
        description="A form for the answers of one program, with their sources: it checks them, writes the file and shows what differs.",
        kind="contribute-program",
        crumbs=(CONTRIBUTE, Link(label="Change a profile", url="")),
        scripts=_FORM_SCRIPTS,
    )
    view = ToolView(
        heading="Change a profile",
        lead="Change an answer, add one with its source, or write a new profile. Your draft stays in this browser until you send it.",
        config=json.dumps({"today": str(context.today)}),
        email=context.editorial.site.email,
        without=(
            Link(
                label="Report a change instead",
                url=urls.CONTRIBUTE,
                note="A form at the forge, prefilled from each answer.",
            ),
            Link(label="Find the program", url=urls.PROGRAMS, note="Each profile ends with a link to edit its file."),
            Link(label="Every field and question", url=urls.FIELDS, note="What may stand in the file, with examples."),
        ),
    )
    return head, view


OPEN_DATA = """
## What there is

| File | Holds |
| --- | --- |
| [index.json]({root}{api}index.json) | where everything is, the licence, how to cite |
{files}| [schema.json]({root}{api}schema.json) | the JSON Schema of all these: what each field means, and what it may hold |
| [programs.csv]({root}programs.csv) | the key questions of every program as a table |
| [claims.csv]({root}claims.csv) | every claim as a table, a row each, with its standing, source and dates (where there are many programs: claims-1.csv, claims-2.csv, …) |
| [feed.xml]({root}feed.xml) | what changed, as an Atom feed; each profile has its own |

Every field always has the same type; a number that is not known is left out, a text that is not known is empty.
Files under `api/v1/` keep their shape: what would break a reader of them comes as `v2`.
The API answers requests from pages of other sites where the host reads our `_headers` file.

## What it may be used for

Everything under `content/`, and all that is made from it, is under [{license}]({license_url}): use it for anything, and say where it is from.
The program of this site is under the MIT License.

## How to cite

> {cite}

When you quote a single answer, name its own source and date too: they stand beside each claim.

## What to keep in mind

A claim is what a source said, as of a date.
Show the age with the answer, and never show an unknown as a no.
"""


def _plan_open_data(context: Context) -> Planned:
    head = head_of(
        context,
        url=urls.DATA,
        title="Open data: every answer with its source",
        description="All programs, answers, sources and ages as JSON and CSV, free to use with attribution, described by a JSON Schema.",
        kind="text",
        crumbs=(CONTRIBUTE, Link(label="Open data", url="")),
        subject={
            "@type": "Dataset",
            "name": context.editorial.site.title,
            "license": LICENSE["url"],
            "isAccessibleForFree": True,
        },
    )
    root = urls.root_of(urls.DATA)
    body = OPEN_DATA.format(
        root=root,
        api=urls.API,
        files="".join(_file_row(path, what, root) for path, what in FILES.values()),
        license=LICENSE["name"],
        license_url=LICENSE["url"],
        cite=as_it_stands(cite(context)),
    )
    lead = "Every answer, with its source, its date and its age, for anybody and for anything, as long as you say where it is from."
    return head, TextView(heading="Open data", lead=lead, body=body)


def _file_row(path: str, what: str, root: str) -> str:
    """A row of the table of files; one of many files has no address of its own."""
    shown = path.replace("{slug}", "SLUG")
    return f"| {shown if shown != path else f'[{path}]({root}{urls.API}{path})'} | {what} |\n"
