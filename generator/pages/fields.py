"""Plan the reference of fields: everything that may stand in a profile, and every question with an example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.answers.context import Context
from generator.answers.names import upper_first
from generator.answers.views import Link
from generator.model import urls
from generator.model.kinds import example_claim, tell_allowed
from generator.model.questions import Question
from generator.model.reading import NOT_STATED
from generator.pages.heads import CONTRIBUTE, head_of
from generator.pages.page import Planned

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
    "closed": "Where it closed or became part of another: {date, source, into}, with the name of the other's file (may be left out)",
    "sources": "The pages that the claims rest on, each under a short key of its own",
}

SOURCE_FIELDS = {
    "kind": "One of the kinds of source below",
    "title": "What the page calls itself",
    "url": "Its address; what somebody said may go without one, and what a program says of itself, if basis tells how",
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

RULE_CHANGE_FIELDS = {
    "label": "What it is called in the middle of a sentence: said before …",
    "since": "The first day from which older answers must be asked again",
    "touches": "The questions that it touches, each with the options that it touches, or all",
    "says": "What it is, in one sentence for readers",
    "ask": "What to ask a program now",
    "source_title": "What the page that says so calls itself",
    "source_url": "Its address",
    "source_date": "The day, month or year of that page, or undated",
    "until": "The last day on which it is in force (may be left out)",
    "effect": "overtakes, or warns where answers stay as they are and it only stands beside them (may be left out)",
    "states": "Where it holds (everywhere, if left out)",
    "owners": "For whose institutions it holds: public, nonprofit, profit, federal (for all, if left out)",
    "readers": "Which readers it touches, by what they say about themselves (everybody, if left out)",
    "contested": "What is disputed about it, and since when (may be left out)",
    "guide": "The guide that tells more, and after a # the heading in it (may be left out)",
}


def plan_fields(context: Context) -> Planned:
    """Every field of a profile."""
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
            ("A rule change, in content/events.yml", _table(RULE_CHANGE_FIELDS)),
        ),
        contents=tuple(Link(each.label, f"#section-{each.id}") for each in context.editorial.sections),
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


def example_lines(question: Question) -> str:
    """A claim on a question as it stands in a profile, under its section."""
    return f"{question.section}:\n  {example_claim(question)}"


def _field(question: Question) -> QuestionField:
    return QuestionField(
        id=question.id,
        label=question.label,
        text=question.text,
        url=urls.question(question.id),
        kind=tell_allowed(question),
        options=tuple(FieldView(name=option.id, text=option.means or option.label) for option in question.options),
        example=example_lines(question),
    )


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
    contents: tuple[Link, ...]  # sections of the page, as anchors
    sections: tuple[tuple[str, str, tuple[QuestionField, ...]], ...]  # (id, label, questions)
    form_url: str
