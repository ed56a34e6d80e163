"""A second reckoning of what fits a reader, from the claims themselves: the browser's script must come to the same."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.answers.leading import Answered
from generator.model.questions import Question, ReaderField
from tests.real import Library

GROUPS = (
    "Meet what they publish",
    "Meet, but miss a preference",
    "Open, and what they said before fits",
    "Open, and what they said before fits but for a preference",
    "Open on what decides",
    "Open, and what is published does not settle it",
    "Open, with nothing published",
    "Open, and an older rule is against you",
    "Do not meet",
)
OPEN = ("disputed", "unclear", "unknown")
BEST = ("met", "fits", *OPEN, "wanted", "against", "wished", "missed")
Answers = Mapping[str, str]  # what a reader told, by field
Values = dict[str, str | float]  # what of it counts


def find_fits(library: Library, answers: Mapping[str, Answered], reader: Answers) -> dict[str, str]:
    """What each question of one program comes to for a reader; a question that is not held against them is left out."""
    values = read_values(library, reader)
    kinds = {
        question.id: weigh(question, answers.get(question.id), values[question.fit.field])
        for question in library.context.fits
        if question.fit and _is_asked(question, values)
    }
    fields = {field.id: field for field in library.editorial.fit}
    found = {}
    for id, kind in kinds.items():
        field = fields[_field_of(library, id)]
        rivals = [each for other, each in kinds.items() if _field_of(library, other) == field.id]
        if values[field.id] not in field.either or kind == min(rivals, key=BEST.index):
            found[id] = kind
    return found


def group_of(library: Library, found: Mapping[str, str]) -> str:
    """Where a program stands in the shortlist; "" where nothing is held against the reader."""
    has = set(found.values())
    deciding = {field.id for field in library.editorial.fit if field.decides}
    if any(kind in OPEN and _field_of(library, id) in deciding for id, kind in found.items()):
        order = {"missed": 8, "against": 7, "wished": 4, "met": 4, "wanted": 4, "fits": 4}
    else:
        order = {"missed": 8, "against": 7, "wished": 1, "met": 0, "wanted": 3, "fits": 2}
    order |= {"disputed": 5, "unclear": 5, "unknown": 6}
    return next((GROUPS[place] for kind, place in order.items() if kind in has), "")


def read_values(library: Library, reader: Answers) -> Values:
    """The answers that count: within bounds, not made needless by another, and what follows from them."""
    start = int(re.findall(r"\d{4}", library.editorial.site.season)[-1])
    values: Values = {}
    for field in library.editorial.fit:
        if field.derived in values:
            values[field.id] = max(0, start - float(values[field.derived]))
        told = reader.get(field.id, "")
        if told and all(reader.get(other) != answer for other, answer in field.unless.items()):
            values |= _read_value(field, told)
    return values


def _read_value(field: ReaderField, told: str) -> Values:
    if field.kind == "number":
        sound = told.isdigit() and (field.low or 0) <= int(told) <= (field.high or 0)
        return {field.id: float(told)} if sound else {}
    return {field.id: told} if field.kind != "choice" or told in dict(field.options) else {}


def _is_asked(question: Question, values: Values) -> bool:
    fit = question.fit
    if fit is None or fit.field not in values or (fit.rule == "allows" and values[fit.field] not in fit.allows):
        return False
    return all(values.get(field) in answers for field, answers in fit.when.items())


def _field_of(library: Library, id: str) -> str:
    fit = library.editorial.questions[id].fit
    return fit.field if fit else ""


def weigh(question: Question, item: Answered | None, value: str | float) -> str:
    """met, wished, missed; fits, wanted, against where the answer is no longer current; disputed, unclear, unknown."""
    if item is not None and item.disagree:
        return "disputed"
    if item is None or not item.lead.answer.stated or question.fit is None:
        return "unknown"
    answer, wish = item.lead.answer, item.lead.strength == "preferred"
    if question.fit.rule == "allows":
        meets = bool(set(answer.options) & set(question.fit.allows[str(value)]))
        wish = wish or bool(set(answer.options) & set(question.fit.prefers))
    elif answer.low is None and answer.high is None:
        meets = True
    else:
        low = answer.high if answer.low is None else answer.low
        high = low if answer.high is None else answer.high
        assert low is not None and high is not None
        meets = float(value) <= low if question.fit.rule == "at-most" else float(value) >= high
        passed = float(value) > high if question.fit.rule == "at-most" else float(value) < low
        if not meets and not passed:
            return "unclear"
    if meets:
        return "met" if item.settled else "fits"
    if wish:
        return "wished" if item.settled else "wanted"
    return "missed" if item.settled else "against"
