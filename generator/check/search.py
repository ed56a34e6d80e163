"""Check content/search.yml: what people type, and what they mean by it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from generator.check.fields import Fields
from generator.check.findings import Findings
from generator.check.references import UNREAD, check_name, check_names
from generator.model.claims import Institution
from generator.model.nearest import nearest
from generator.model.problem import Problem
from generator.model.questions import PARTS, Question
from generator.model.search import Meaning, SearchWords, Tried
from generator.read.documents import Document

PATH = "content/search.yml"
PLACES = ("specialty", "region", "state")  # facets that every directory has
KEYS = ("same", "skip", "meanings", "absent", "tried")
TRIED_KEYS = ("q", "first", "choice", "words", "says", "absent")


def check_search(
    document: Document,
    notes: Findings,
    questions: Mapping[str, Question],
    asked: Collection[str],
    institutions: Collection[Institution],
) -> SearchWords:
    """Every meaning is an answer that the list of programs can be narrowed to; nothing is absent that is here.

    `asked` are the ids of the questions; where their files cannot be read, any may be there.
    """
    facets = asked if asked is UNREAD else tuple(id for id, question in questions.items() if question.facet)
    fields = Fields(document.front, notes, "", KEYS)
    absent = fields.group("absent")
    found = SearchWords(
        same=fields.group("same").texts_by_key(),
        skip=fields.texts("skip", free=False),
        meanings=tuple(
            _check_meaning(meaning, questions, facets)
            for meaning in fields.groups("meanings", ("label", "question", "options", "words"))
        ),
        absent=absent.texts_by_key(),
        tried=tuple(_check_tried(tried) for tried in fields.groups("tried", TRIED_KEYS)),
    )
    _check_absent(absent, institutions)
    return found


def _check_meaning(fields: Fields, questions: Mapping[str, Question], facets: Collection[str]) -> Meaning:
    fields.require("label", "question", "options", "words")
    named = check_name(fields, "question", facets, "a question with `facet: true`")
    options: tuple[str, ...] = ()
    question = questions.get(named)
    if question:
        known = [*(option.id for option in question.options), *PARTS]
        options = check_names(fields, "options", known, f"an option of {question.id}")
    return Meaning(
        label=fields.text("label", longest=60),
        question=named,
        options=options,
        words=fields.texts("words", free=False),
    )


def _check_tried(fields: Fields) -> Tried:
    """A search with what must answer it; whether that is there, only all files together tell."""
    fields.require("q")
    if not {"first", "choice", "absent"}.intersection(fields):
        mend = "write `first`, `choice` or `absent`."
        fields.notes.add("missing-key", fields.node, fields.where, "must say what answers it", mend=mend)
    choice = fields.group("choice")
    return Tried(
        typed=fields.text("q", longest=120, free=False),
        first=fields.texts("first", free=False),
        choice={id: choice.slugs(id) for id in choice} if "choice" in fields else None,
        words=fields.text("words", free=False),
        says=fields.text("says", free=False),
        absent=fields.text("absent", free=False),
        line=fields.notes.line(fields.node) if fields.node else 1,
    )


def check_answers_to_searches(
    tried: Iterable[Tried], questions: Iterable[Question], addresses: Collection[str]
) -> list[Problem]:
    """What must answer searches: facets of the list of programs, and addresses of the site or how they begin."""
    facets = [*(question.id for question in questions if question.facet), *PLACES]
    must = "must be a facet of the list of programs"
    found = [
        Problem(
            code="unknown-reference", path=PATH, line=search.line, where=f"tried “{search.typed}”", must=must,
            found=id, nearest=nearest(id, facets), allowed=tuple(facets),
        )
        for search in tried
        for id in search.choice or ()
        if id not in facets
    ]  # fmt: skip
    must = "must be an address of this site, or how one begins"
    return found + [
        Problem(
            code="dead-link", path=PATH, line=search.line, where=f"tried “{search.typed}”", must=must,
            found=begins, nearest=nearest(begins, addresses),
        )
        for search in tried
        for begins in search.first
        if not any(address.startswith(begins) for address in addresses)
    ]  # fmt: skip


def _check_absent(fields: Fields, institutions: Collection[Institution]) -> None:
    """A name that is called absent is no institution's name."""
    here = {name.casefold() for institution in institutions for name in (institution.name, *institution.known_as)}
    for name in fields:
        if name.casefold() in here:
            must, mend = "must not be in this directory", "take the line away: people find it now."
            fields.notes.add("wrong-shape", fields.key(name), fields.at(name), must, found=name, mend=mend)
