"""Check content/search.yml: what people type, and what they mean by it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from generator.check.fields import Fields
from generator.check.findings import Findings
from generator.check.references import check_names
from generator.model.claims import Institution
from generator.model.questions import PARTS, Question
from generator.model.search import Meaning, SearchWords
from generator.read.documents import Document

KEYS = ("same", "skip", "meanings", "absent")


def check_search(
    document: Document, notes: Findings, questions: Mapping[str, Question], institutions: Collection[Institution]
) -> SearchWords:
    """Every meaning is an answer that the list of programs can be narrowed to; nothing is absent that is here."""
    fields = Fields(document.front, notes, "", KEYS)
    same, absent = fields.group("same"), fields.group("absent")
    found = SearchWords(
        same={word: same.texts(word, free=False) for word in same},
        skip=fields.texts("skip", free=False),
        meanings=tuple(
            _check_meaning(meaning, questions)
            for meaning in fields.groups("meanings", ("label", "question", "options", "words"))
        ),
        absent={name: absent.texts(name, free=False) for name in absent},
    )
    _check_absent(absent, institutions)
    return found


def _check_meaning(fields: Fields, questions: Mapping[str, Question]) -> Meaning:
    fields.require("label", "question", "options", "words")
    facets = [id for id, question in questions.items() if question.facet]
    named = check_names(fields, "question", facets, "a question with `facet: true`")
    options: tuple[str, ...] = ()
    if named:
        question = questions[named[0]]
        known = [*(option.id for option in question.options), *PARTS]
        options = check_names(fields, "options", known, f"an option of {question.id}")
    return Meaning(
        label=fields.text("label", longest=60),
        question=next(iter(named), ""),
        options=options,
        words=fields.texts("words", free=False),
    )


def _check_absent(fields: Fields, institutions: Collection[Institution]) -> None:
    """A name that is called absent is no institution's name."""
    here = {name.casefold() for house in institutions for name in (house.name, *house.known_as)}
    for name in fields:
        if name.casefold() in here:
            must, mend = "must not be in this directory", "take the line away: people find it now."
            fields.notes.add("wrong-shape", fields.key(name), fields.at(name), must, found=name, mend=mend)
