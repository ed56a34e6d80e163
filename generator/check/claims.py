"""Check sources and claims: the part of a profile, or of an institution's file, that carries evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from generator.answers import HEARSAY, SOURCE_KINDS, STRENGTHS, Fault, read_answer
from generator.fields import SLUG, Fields, Notes
from generator.model import Answer, Claim, Question, Section, Source

SOURCE_KEYS = ("kind", "title", "url", "dated", "estimated", "basis", "checked")
CLAIM_KEYS = ("answer", "source", "as_of", "of", "strength", "note")
UNDATED = "undated"


@dataclass(slots=True, kw_only=True)
class QuestionList:
    """The sections and questions, and the answers read so far (the same few texts come again and again)."""

    sections: tuple[Section, ...]
    questions: Mapping[str, Question]
    section_ids: tuple[str, ...]
    question_ids: Mapping[str, tuple[str, ...]]
    official: frozenset[str]
    order: Mapping[str, int]
    answers: dict[tuple[str, str], Answer | Fault] = field(default_factory=dict)


def list_questions(sections: tuple[Section, ...]) -> QuestionList:
    """Prepare the sections for reading many files against them."""
    questions = {question.id: question for section in sections for question in section.questions}
    return QuestionList(
        sections=sections,
        questions=questions,
        section_ids=tuple(section.id for section in sections),
        question_ids={section.id: tuple(q.id for q in section.questions) for section in sections},
        official=frozenset(section.id for section in sections if section.official),
        order={id: number for number, id in enumerate(questions)},
    )


def check_sources(fields: Fields) -> dict[str, Source]:
    """The sources of a file by key; a faulty one is noted and left out."""
    sources: dict[str, Source] = {}
    group = fields.group("sources")
    for key in group:
        if not SLUG.match(key):
            group.notes.add("bad-id", group.key(key), group.at(key), "must be an id (a-z, 0-9, hyphens)", found=key)
        sources[key] = _check_source(key, group.group(key, SOURCE_KEYS))
    return sources


def _check_source(key: str, fields: Fields) -> Source:
    fields.require("kind", "title", "url", "dated")
    dated = None if fields.text("dated", free=False) == UNDATED else fields.date("dated")
    estimated = fields.date("estimated")
    if estimated and dated:
        must = "must stand only where dated is `undated`"
        fields.notes.add("wrong-shape", fields.key("estimated"), fields.at("estimated"), must)
    return Source(
        key=key,
        kind=fields.one_of("kind", tuple(SOURCE_KINDS)),
        title=fields.text("title", longest=200, free=False),
        url=fields.link("url"),
        dated=dated,
        estimated=estimated,
        basis=fields.text("basis", longest=160),
        checked=fields.date("checked"),
    )


def check_claims(
    fields: Fields, sources: Mapping[str, Source], listed: QuestionList, *, wide: bool
) -> tuple[Claim, ...]:
    """All claims of a file in question order; `wide` marks those of an institution."""
    claims: list[Claim] = []
    _check_section_order(fields, listed)
    for section in listed.section_ids:
        if section in fields:
            claims += _check_section(fields, section, sources, listed, wide)
    _note_unused(fields, sources, claims)
    claims.sort(key=lambda claim: listed.order[claim.question])
    return tuple(claims)


def _check_section_order(fields: Fields, listed: QuestionList) -> None:
    found = [key for key in fields if key in listed.question_ids]
    right = [key for key in listed.section_ids if key in found]
    for here, meant in zip(found, right, strict=True):
        if here != meant:
            must = f"must stand in the order {', '.join(right)}"
            mend = "move the section, or run `python -m generator check --fix`."
            fields.notes.add("section-order", fields.key(here), here, must, mend=mend)
            return


def _check_section(
    fields: Fields, section: str, sources: Mapping[str, Source], listed: QuestionList, wide: bool
) -> list[Claim]:
    group = fields.group(section)
    claims: list[Claim] = []
    for id in group:
        question = listed.questions.get(id)
        if question is None or question.section != section:
            _note_unknown_question(group, id, section, listed)
            continue
        node = group.value(id)
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        found = [_check_claim(item, group.at(id), question, sources, listed, group.notes, wide) for item in items]
        kept = [claim for claim in found if claim]
        claims += kept
        if section in listed.official and kept and len(kept) == len(items):
            _note_hearsay(group, id, kept)
    return claims


def _note_unknown_question(group: Fields, id: str, section: str, listed: QuestionList) -> None:
    elsewhere = listed.questions.get(id)
    if elsewhere:
        mend = f"move it under `{elsewhere.section}`."
        group.notes.add(
            "unknown-question", group.key(id), group.at(id), f"is a question of {elsewhere.section}", mend=mend
        )
    else:
        must = f"must be a question of content/questions/{section}.yml"
        group.notes.add(
            "unknown-question", group.key(id), group.at(id), must, found=id, known=listed.question_ids[section]
        )


def _check_claim(
    node: yaml.Node,
    where: str,
    question: Question,
    sources: Mapping[str, Source],
    listed: QuestionList,
    notes: Notes,
    wide: bool,
) -> Claim | None:
    if not isinstance(node, yaml.MappingNode):
        mend = "write {answer: …, source: …}."
        notes.add("wrong-shape", node, where, "must be a claim with an answer and a source", mend=mend)
        return None
    fields = Fields(node, notes, where, CLAIM_KEYS)
    answer = _check_answer(fields, question, listed)
    source = _check_claim_source(fields, sources)
    strength = fields.one_of("strength", STRENGTHS)
    if strength and not question.strength:
        must = "must be left out: this question has no required or preferred"
        notes.add("unknown-key", fields.key("strength"), fields.at("strength"), must)
    as_of, of, note = fields.date("as_of"), fields.whole("of"), fields.text("note", longest=200)
    if answer is None or source is None:
        return None
    return Claim(
        question=question.id,
        answer=answer,
        source=source,
        as_of=as_of,
        of=of,
        strength=strength,
        note=note,
        institution_wide=wide,
        line=notes.line(node),
    )


def _check_answer(fields: Fields, question: Question, listed: QuestionList) -> Answer | None:
    node = fields.value("answer")
    if node is None:
        mend = "add `answer: …`, or leave the claim out."
        fields.notes.add("no-answer", fields.node, fields.where, "must have an answer", mend=mend)
        return None
    if isinstance(node, yaml.ScalarNode):
        known = (question.id, node.value)
        answer = listed.answers.get(known)
        if answer is None:
            answer = listed.answers[known] = read_answer(question, node)
    else:
        answer = read_answer(question, node)
    if isinstance(answer, Fault):
        fields.notes.add(
            answer.code,
            node,
            fields.at("answer"),
            answer.must,
            found=answer.found,
            known=answer.allowed,
            mend=answer.mend,
        )
        return None
    if question.kind in ("text", "list") and not question.options:
        fields.notes.check_text(answer.text, node, fields.at("answer"))
    return answer


def _check_claim_source(fields: Fields, sources: Mapping[str, Source]) -> Source | None:
    key = fields.text("source", free=False)
    if not key:
        if "source" not in fields:
            known = f" ({', '.join(sources)})" if sources else ""
            mend = f"add `source: …` with a key of the sources list{known}."
            fields.notes.add("no-source", fields.node, fields.where, "must name its source", mend=mend)
        return None
    if key not in sources:
        must = "must be a key of the sources list of this file"
        fields.notes.add(
            "unknown-source", fields.value("source"), fields.at("source"), must, found=key, known=tuple(sources)
        )
        return None
    return sources[key]


def _note_hearsay(group: Fields, id: str, claims: list[Claim]) -> None:
    if all(claim.source.kind in HEARSAY for claim in claims):
        must = "must not rest on an article or a resident's report alone"
        mend = "find the program's or institution's own page, or leave it out."
        group.notes.add("weak-source", group.key(id), group.at(id), must, mend=mend)


def _note_unused(fields: Fields, sources: Mapping[str, Source], claims: list[Claim]) -> None:
    """Only in a file that is otherwise sound: a faulty claim would make its source look unused."""
    if fields.notes.problems:
        return
    used = {claim.source.key for claim in claims}
    group = fields.group("sources")
    for key in sources:
        if key not in used:
            mend = "delete it, or add the claim that it supports."
            group.notes.add("unused-source", group.key(key), group.at(key), "must be used by a claim", mend=mend)
