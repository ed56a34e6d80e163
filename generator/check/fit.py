"""Check content/fit.yml: what readers can tell about themselves, and the rules that are held against it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from generator.check.fields import Fields, listed_ids
from generator.check.findings import Findings
from generator.check.references import check_name, check_names
from generator.model.nearest import nearest
from generator.model.problem import Problem
from generator.model.questions import Question, ReaderField, ReaderNote, ReaderStep, Section
from generator.read.documents import Document

FIELD_KINDS = ("choice", "number", "specialty", "place")
FIELD_KEYS = ("label", "help", "kind", "options", "derived", "min", "max", "unless", "either", "decides")
NOTE_KEYS = ("says", "question", "readers")


def check_fit(
    document: Document, notes: Findings, questions: Mapping[str, Question], asked: Collection[str]
) -> tuple[tuple[ReaderField, ...], tuple[ReaderStep, ...], tuple[ReaderNote, ...]]:
    """The reader's fields, the steps in which they are asked, and notes; every rule of a question must name a field.

    `asked` holds the ids of all questions, or all there could be.
    """
    fields = Fields(document.front, notes, "", ("steps", "fields", "notes"))
    group = fields.group("fields")
    found = {id: _check_field(id, group.group(id, FIELD_KEYS)) for id in listed_ids(group)}
    for id in group:
        _check_ties(group.group(id), found[id], found)
    for question in questions.values():
        notes.problems += _check_rule(question, found)
    steps = tuple(_check_step(step, found) for step in fields.groups("steps", ("id", "label", "fields")))
    known = tuple(found.values())
    return known, steps, tuple(_check_note(note, known, asked) for note in fields.groups("notes", NOTE_KEYS))


def _check_note(fields: Fields, known: Collection[ReaderField], asked: Collection[str]) -> ReaderNote:
    fields.require(*NOTE_KEYS)
    return ReaderNote(
        says=fields.text("says", longest=300),
        question=check_name(fields, "question", asked, "a question that exists"),
        readers=check_readers(fields, known),
    )


def check_readers(fields: Fields, known: Collection[ReaderField]) -> Mapping[str, tuple[str, ...]]:
    """The answers of readers whom something concerns, by field."""
    group = fields.group("readers", tuple(field.id for field in known))
    return {
        field.id: check_names(group, field.id, [id for id, _ in field.options], f"an option of {field.id}")
        for field in known
        if field.id in group
    }


def _check_step(fields: Fields, known: Mapping[str, ReaderField]) -> ReaderStep:
    """One screen of the shortlist; a field that is counted from another is not asked."""
    fields.require("id", "label", "fields")
    asked = [id for id, field in known.items() if not field.derived]
    return ReaderStep(
        id=fields.slug("id"),
        label=fields.text("label", longest=60),
        fields=check_names(fields, "fields", asked, "a field that is asked"),
    )


def _check_field(id: str, fields: Fields) -> ReaderField:
    fields.require("label", "kind")
    kind = fields.one_of("kind", FIELD_KINDS)
    if kind == "choice":
        fields.require("options")
    options = fields.group("options")
    unless = fields.group("unless")
    return ReaderField(
        id=id,
        label=fields.text("label", longest=60),
        help=fields.text("help", longest=200),
        kind=kind,
        options=tuple((option, options.text(option, longest=60)) for option in listed_ids(options)),
        derived=fields.slug("derived"),
        low=fields.whole_number("min"),
        high=fields.whole_number("max"),
        unless={other: unless.text(other, free=False) for other in unless},
        either=check_names(fields, "either", tuple(options), "an option of this field"),
        decides=fields.flag("decides"),
    )


def _check_ties(fields: Fields, field: ReaderField, known: Mapping[str, ReaderField]) -> None:
    """`derived` counts the years from a field that is a number; `unless` names an answer to a field with options."""
    notes = fields.notes
    numbers = [other.id for other in known.values() if other.kind == "number" and not other.derived]
    if field.derived and field.derived not in numbers:
        must = "must be a field that is a number"
        notes.add(
            "unknown-reference", fields.value("derived"), fields.at("derived"), must, found=field.derived, known=numbers
        )
    for other, answer in field.unless.items():
        where = fields.at(f"unless.{other}")
        options = [id for id, _ in known[other].options] if other in known else []
        if other not in known:
            notes.add(
                "unknown-reference", fields.value("unless"), where, "must be a field", found=other, known=tuple(known)
            )
        elif answer not in options:
            notes.add(
                "bad-option", fields.value("unless"), where, "must be one of its options", found=answer, known=options
            )


def check_unless(sections: Iterable[Section], fields: Iterable[ReaderField]) -> list[Problem]:
    """The answers of readers whom a section does not concern name fields, and options of theirs."""
    known = {field.id: [id for id, _ in field.options] for field in fields}
    found = []
    for section in sections:
        path = f"content/questions/{section.id}.yml"
        for field, answer in section.unless.items():
            where = f"unless.{field}"
            if field not in known:
                found.append(_unknown(path, where, "must be a field of content/fit.yml", field, tuple(known)))
            elif answer not in known[field]:
                found.append(_unknown(path, where, f"must be an option of {field}", answer, known[field]))
    return found


def _check_rule(question: Question, known: Mapping[str, ReaderField]) -> list[Problem]:
    """The field that a question's rule names, and the words on both sides of `allows`."""
    if question.fit is None:
        return []
    field = known.get(question.fit.field)
    if field is None:
        return [_problem(question, "field", "must be a field of content/fit.yml", question.fit.field, tuple(known))]
    mine = [id for id, _ in field.options]
    theirs = [option.id for option in question.options]
    found = [
        _problem(question, "prefers", "must be an option of the question", word, theirs)
        for word in question.fit.prefers
        if word not in theirs
    ]
    for other, answers in question.fit.when.items():
        options = [id for id, _ in known[other].options] if other in known else []
        if other not in known:
            found.append(_problem(question, "when", "must be a field of content/fit.yml", other, tuple(known)))
        for answer in answers:
            if other in known and answer not in options:
                found.append(_problem(question, f"when.{other}", f"must be an option of {other}", answer, options))
    for value, words in question.fit.allows.items():
        if value not in mine:
            found.append(_problem(question, f"allows.{value}", f"must be an option of {field.id}", value, mine))
        for word in words:
            if word not in theirs:
                found.append(_problem(question, f"allows.{value}", "must be an option of the question", word, theirs))
    return found


def _problem(question: Question, key: str, must: str, found: str, known: Collection[str]) -> Problem:
    return _unknown(f"content/questions/{question.section}.yml", f"{question.id}.fit.{key}", must, found, known)


def _unknown(path: str, where: str, must: str, found: str, known: Collection[str]) -> Problem:
    return Problem(
        code="unknown-reference",
        path=path,
        where=where,
        must=must,
        found=found,
        allowed=tuple(known),
        nearest=nearest(found, known),
    )
