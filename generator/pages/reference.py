"""Plan the reference for contributors: every field of a profile, and every message of the check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.answers.context import Context
from generator.answers.names import upper_first
from generator.answers.views import Link
from generator.model import urls
from generator.model.kinds import KINDS, example_claim, tell_allowed
from generator.model.questions import Question
from generator.model.reading import NOT_STATED
from generator.model.rules import RULES
from generator.model.wording import fill, name_program
from generator.pages.heads import head_of
from generator.pages.page import Planned
from generator.pages.parts import TextView

CONTRIBUTE = Link(label="Contribute", url=urls.CONTRIBUTE)


def plan_reference(context: Context) -> Iterator[Planned]:
    """The fields, the list of messages, and a page for each."""
    yield _fields(context)
    yield _problems(context)
    marks = _marks(context)
    for code in RULES:
        yield _problem(code, marks, context)


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
            ("A rule change, in content/events.yml", _table(RULE_CHANGE_FIELDS)),
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


def example_lines(question: Question) -> str:
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


def _problem(code: str, marks: Mapping[str, str], context: Context) -> Planned:
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
        heading=rule.title,
        code=code,
        why=fill(rule.why, **marks),
        wrong=fill(rule.wrong, **marks),
        right=fill(rule.right, **marks),
        all_url=urls.PROBLEMS,
    )
    return head, view


def _marks(context: Context) -> dict[str, str]:
    """What the examples of the rules speak of: a question with options, its section, a place and a specialty."""
    editorial = context.editorial
    question = next(each for each in editorial.questions.values() if KINDS[each.kind].options == "must")
    specialty, states = next(iter(editorial.specialties.values())), list(editorial.states.values())
    state, options, sections = states[0], question.options, [section.id for section in editorial.sections]
    return {
        "section": question.section,
        "misspelt_section": _misspell(question.section),
        "later_section": sections[-1],
        "official": ", ".join(section.label for section in editorial.sections if section.official),
        "question": question.id,
        "misspelt_question": _misspell(question.id),
        "option": options[0].id,
        "other_option": options[-1].id,
        "name": name_program(context.wording, specialty.label),
        "specialty": specialty.id,
        "misspelt_specialty": _misspell(specialty.id),
        "state": state.code,
        "state_label": state.label,
        "folder": state.code.lower(),
        "other_folder": states[-1].code.lower(),
        "identifier": next((each.key for each in editorial.identifiers), "website"),
    }


def _misspell(id: str) -> str:
    return f"{id[:2]}{id[3:]}"


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
