"""Letters: what a program answers that speaks against writing to it, said where a letter is offered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.answers.context import Context
from generator.answers.evidence import cell_of
from generator.answers.leading import Answered


class LetterNote(NamedTuple):
    """An answer that whoever writes to the program must know first."""

    question: str
    said: str  # the question and its answer
    age: str  # of that answer, and whether sources disagree
    tells: str  # what the content says that follows


def tell_unwelcome(answered: Mapping[str, Answered], context: Context) -> Iterator[LetterNote]:
    """The answers that speak against a letter: those whose option says so (`letter`), on either side of a dispute."""
    for question in context.letter_questions:
        item = answered.get(question.id)
        if item is None:
            continue
        claims = (item.lead, *item.against) if item.disagree else (item.lead,)
        tells = dict(question.letters)
        told = next((tells[id] for claim in claims for id in claim.answer.options if id in tells), "")
        if told:
            cell = cell_of(item, context)
            age = f"{cell.mark}, sources disagree" if item.disagree else cell.mark
            yield LetterNote(question.id, f"{question.label}: {cell.said}", age, told)
