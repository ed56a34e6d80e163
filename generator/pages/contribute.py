"""Plan the pages for contributors: how to mend a claim, the form, the fields, the problems and the open data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.answers.citing import LICENSE, cite
from generator.answers.context import Context
from generator.answers.names import upper_first
from generator.answers.views import Link
from generator.model import urls
from generator.model.kinds import example_claim, tell_allowed
from generator.model.questions import Question
from generator.model.reading import NOT_STATED
from generator.model.rules import RULES
from generator.pages.heads import head_of
from generator.pages.page import Planned
from generator.pages.parts import TextView, ToolView
from generator.pages.texts import plan_text

CONTRIBUTE = Link(label="Contribute", url=urls.CONTRIBUTE)


def plan_contribute(context: Context) -> Iterator[Planned]:
    """Every page under /contribute/."""
    yield _start(context)
    yield _form(context)
    yield _fields(context)
    yield _problems(context)
    for code in RULES:
        yield _problem(code, context)
    yield _data(context)


def _start(context: Context) -> Planned:
    links = (
        Link(
            label="Change a program with the form",
            url=urls.FORM,
            note="It checks as you type and writes the file for you.",
        ),
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
        forge=context.editorial.site.forge.name,
        example="\n".join(f"    {line}" for line in _example(context.columns[0]).splitlines()),
        reply=context.issue_href("right-of-reply", "Right of reply: "),
    )


def _form(context: Context) -> Planned:
    head = head_of(
        context,
        url=urls.FORM,
        title="Change what a profile says",
        description="A form for the answers of one program, with their sources: it checks them, writes the file and shows what differs.",
        kind="contribute-program",
        crumbs=(CONTRIBUTE, Link(label="Change a profile", url="")),
        scripts=("program-picker", "profile-change", "contribute-program"),
    )
    view = ToolView(
        heading="Change a profile",
        lead="Change an answer, add one with its source, or write a new profile. Your draft stays in this browser until you send it.",
        config=json.dumps({"api": urls.API, "today": str(context.today)}),
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


# --- The reference of fields ------------------------------------------------------------------------

# What each key of a profile is for; a test holds these to the keys that check knows.
PROGRAM_FIELDS = {
    "name": "The program's own name, without that of the institution",
    "institution": "The name of a file in content/institutions, without its ending",
    "specialty": "A key of content/specialties.yml",
    "city": "The city, as people write it",
    "state": "",  # what its keys look like, as the wording has it
    "website": "The program's own page (may be left out)",
    "known_as": "Other names that people type (may be left out)",
    "aliases": "Old ids after a rename, so that old links still work (may be left out)",
    "sources": "The pages that the claims rest on, each under a short key of its own",
}
SOURCE_FIELDS = {
    "kind": "One of the kinds of source below",
    "title": "What the page calls itself",
    "url": "Its address; what a resident or a coordinator said may go without one, and what a program says of itself, if basis tells how",
    "dated": "The date that the page shows (2024, 2024-10 or 2024-10-01), or undated",
    "estimated": "Only where dated is undated: the year that clues suggest (may be left out)",
    "basis": "How the date is known, or what clue tells the age (may be left out)",
    "checked": "The day on which you opened the live page and found the claim there; only a person sets this (may be left out)",
    "archived": "The address of a copy that an archive keeps (may be left out)",
}
CLAIM_FIELDS = {
    "answer": f"What the source says, in the form that the question asks for; {NOT_STATED} where it does not say",
    "source": "The key of a source in the same file",
    "as_of": "The year, month or day that the statement is about (may be left out)",
    "of": "For a share: of how many people (may be left out)",
    "strength": "required or preferred, where the question allows it (may be left out)",
    "note": "What a reader must know beside the answer, in your own words, at most 200 characters (may be left out)",
    "words": "Three to eight words exactly as they stand on the page, which lead to the place; never a person's name (may be left out)",
    "checked": "Day on which a person found this answer on the live page, where that holds for this claim alone (may be left out)",
    "confirmed": "The key of a source in which the program itself says that this still holds (may be left out)",
    "disputed": "Day since which the program says that this is wrong; taken out once that is settled (may be left out)",
}


def _fields(context: Context) -> Planned:
    head = head_of(
        context,
        url=urls.FIELDS,
        title="Every field of a profile",
        description="What may stand in a program's file: its fields, its sources, and every question with its kind of answer and an example.",
        kind="fields",
        crumbs=(CONTRIBUTE, Link(label="Fields", url="")),
    )
    view = FieldsView(
        heading="Every field of a profile",
        lead="A profile is a text file: what it is, where its claims come from, and one line a claim. This page is made from the questions themselves.",
        tables=(
            ("The program", _table(_program_fields(context))),
            ("A source, under sources", _table(SOURCE_FIELDS)),
            ("Kinds of source, best first", _table(context.source_labels)),
            ("A claim, under its question", _table(CLAIM_FIELDS)),
        ),
        sections=tuple(
            (section.id, section.label, tuple(_field(question) for question in section.questions))
            for section in context.editorial.sections
        ),
        form_url=urls.FORM,
    )
    return head, view


def _program_fields(context: Context) -> dict[str, str]:
    """What each key of a profile is for; the codes stand behind the place."""
    codes = {
        each.key: (f"{each.label}, such as [{each.example}]" if each.many else upper_first(each.shape))
        + " (may be left out)"
        for each in context.editorial.identifiers
    }
    place = list(PROGRAM_FIELDS).index("website")
    rows = [*PROGRAM_FIELDS.items()]
    shape = {"state": upper_first(context.wording.state_shape)}
    return dict((*rows[:place], *codes.items(), *rows[place:])) | shape


def _table(rows: Mapping[str, str]) -> tuple[FieldView, ...]:
    return tuple(FieldView(name=name, text=text) for name, text in rows.items())


def _example(question: Question) -> str:
    return f"{question.section}:\n  {example_claim(question)}"


def _field(question: Question) -> QuestionField:
    return QuestionField(
        id=question.id,
        label=question.label,
        text=question.text,
        url=urls.question(question.id),
        kind=tell_allowed(question),
        options=tuple(FieldView(name=option.id, text=option.means or option.label) for option in question.options),
        example=_example(question),
    )


# --- The reference of problems ----------------------------------------------------------------------


def _problems(context: Context) -> Planned:
    head = head_of(
        context,
        url=urls.PROBLEMS,
        title="Every message of the check",
        description="Each thing that the check can find in a file, why it matters, and an example of wrong and right.",
        kind="text",
        crumbs=(CONTRIBUTE, Link(label="Messages of the check", url="")),
    )
    links = tuple(Link(label=rule.title, url=urls.problem(code), note=code) for code, rule in RULES.items())
    lead = "The check reads each file and says what does not fit, where, and how to mend it. The code at the end of a message leads to one of these pages."
    return head, TextView(heading="Every message of the check", lead=lead, links=links)


def _problem(code: str, context: Context) -> Planned:
    rule = RULES[code]
    head = head_of(
        context,
        url=urls.problem(code),
        title=f"{rule.title} ({code})",
        description=f"What the check means by {code}, why it matters, and how to mend it.",
        kind="problem",
        crumbs=(CONTRIBUTE, Link(label="Messages of the check", url=urls.PROBLEMS), Link(label=code, url="")),
    )
    view = ProblemView(
        heading=rule.title, code=code, why=rule.why, wrong=rule.wrong, right=rule.right, all_url=urls.PROBLEMS
    )
    return head, view


# --- Open data ------------------------------------------------------------------------------------------

OPEN_DATA = """
## What there is

| File | Holds |
| --- | --- |
| [index.json]({root}{api}index.json) | where everything is, the licence, how to cite |
| [programs.json]({root}{api}programs.json) | every program, with how much is known of it and how old that is |
| programs/SLUG.json | one program: each answer with its claims, sources, dates and ages |
| sources/SLUG.md | the text of a program's file, as contributors edit it |
| [questions.json]({root}{api}questions.json) | the questions, their kinds of answer, their options |
| [institutions.json]({root}{api}institutions.json) | institutions, with the claims that hold for all their programs |
| [schema.json]({root}{api}schema.json) | the JSON Schema that describes all of these |
| [programs.csv]({root}programs.csv) | the key questions of every program as a table |
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


def _data(context: Context) -> Planned:
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
        root=root, api=urls.API, license=LICENSE["name"], license_url=LICENSE["url"], cite=cite(context)
    )
    lead = "Every answer, with its source, its date and its age, for anybody and for anything, as long as you say where it is from."
    return head, TextView(heading="Open data", lead=lead, body=body)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A name that may stand in a file, and what it means."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionField:
    """A question as contributors meet it in a file."""

    id: str
    label: str
    text: str
    url: str
    kind: str
    options: tuple[FieldView, ...]
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldsView:
    """The reference of everything that may stand in a profile."""

    heading: str
    lead: str
    tables: tuple[tuple[str, tuple[FieldView, ...]], ...]
    sections: tuple[tuple[str, str, tuple[QuestionField, ...]], ...]  # (id, label, questions)
    form_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemView:
    """A code of the check: what it means and how to mend it."""

    heading: str
    code: str
    why: str
    wrong: str
    right: str
    all_url: str
