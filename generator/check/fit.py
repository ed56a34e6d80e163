"""Check content/fit.yml: what readers can tell about themselves, and the rules that are held against it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from generator.check.fields import Fields, listed_ids
from generator.check.findings import Notes
from generator.model.problem import Problem, nearest
from generator.model.questions import Question, ReaderField
from generator.read.documents import Document

FIELD_KINDS = ("choice", "number")
FIELD_KEYS = ("label", "help", "kind", "options", "derived", "min", "max", "unless")


def check_fit(document: Document, notes: Notes, questions: Mapping[str, Question]) -> tuple[ReaderField, ...]:
    """The reader's fields, in the order in which they are asked; every rule of a question must name one."""
    group = Fields(document.front, notes, "", ("fields",)).group("fields")
    found = {id: _check_field(id, group.group(id, FIELD_KEYS)) for id in listed_ids(group)}
    for id in group:
        _check_ties(group.group(id), found[id], found)
    for question in questions.values():
        notes.problems += _check_rule(question, found)
    return tuple(found.values())


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
        low=fields.whole("min"),
        high=fields.whole("max"),
        unless={other: unless.text(other, free=False) for other in unless},
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


def _check_rule(question: Question, known: Mapping[str, ReaderField]) -> list[Problem]:
    """The field that a question's rule names, and the words on both sides of `allows`."""
    if question.fit is None:
        return []
    field = known.get(question.fit.field)
    if field is None:
        return [_problem(question, "field", "must be a field of content/fit.yml", question.fit.field, tuple(known))]
    mine = [id for id, _ in field.options]
    theirs = [option.id for option in question.options]
    found = []
    for value, words in question.fit.allows.items():
        if value not in mine:
            found.append(_problem(question, f"allows.{value}", f"must be an option of {field.id}", value, mine))
        for word in words:
            if word not in theirs:
                found.append(_problem(question, f"allows.{value}", "must be an option of the question", word, theirs))
    return found


def _problem(question: Question, key: str, must: str, found: str, known: Collection[str]) -> Problem:
    return Problem(
        code="unknown-reference",
        path=f"content/questions/{question.section}.yml",
        where=f"{question.id}.fit.{key}",
        must=must,
        found=found,
        allowed=tuple(known),
        nearest=nearest(found, known),
    )
