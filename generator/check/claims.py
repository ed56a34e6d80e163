"""Check sources and claims: the part of a profile, or of an institution's file, that carries evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import yaml

from generator.check.fields import Fields
from generator.check.question_list import QuestionList
from generator.check.sources import check_order, whole_day
from generator.check.texts import is_empty, scalar_text
from generator.check.words import check_words
from generator.model.claims import Answer, Claim, Source
from generator.model.kinds import KINDS, PROGRAM, STRENGTHS, read_answer
from generator.model.questions import Question
from generator.model.reading import NOT_STATED, Fault

CLAIM_KEYS = ("answer", "source", "as_of", "of", "strength", "note", "words", "checked", "confirmed", "disputed")


def check_claims(
    fields: Fields, sources: Mapping[str, Source], listed: QuestionList, *, wide: bool, used: str
) -> tuple[Claim, ...]:
    """All claims of a file in question order; `wide` marks those of an institution.

    `used` is the key of a source that the file uses as a claim does: for its owner, or its closing.
    """
    _check_section_order(fields, listed)
    reader = _Reader(fields, sources, listed, wide)
    claims = [claim for section in listed.section_ids for claim in reader.read_section(section)]
    reader.note_unknown_sources()
    _note_unused(fields, sources, {used, *_keys_of(claims)}, listed)
    claims.sort(key=lambda claim: listed.order[claim.question])
    return tuple(claims)


def _check_section_order(fields: Fields, listed: QuestionList) -> None:
    found = [key for key in fields if key in listed.question_ids]
    right = [key for key in listed.section_ids if key in found]
    for here, meant in zip(found, right, strict=True):
        if here != meant:
            must = f"must come in the order {', '.join(right)}"
            mend = "move the section, or run `python -m generator check --fix`."
            fields.notes.add("section-order", fields.key(here), here, must, mend=mend)
            return


class _Reader:
    """Reads the claims of one file against its sources."""

    def __init__(self, fields: Fields, sources: Mapping[str, Source], listed: QuestionList, wide: bool) -> None:
        self._fields = fields
        self._notes = fields.notes
        self._sources = sources
        self._listed = listed
        self._wide = wide
        self._unknown: dict[str, list[tuple[yaml.Node, str]]] = {}  # source key → the claims that name it

    def read_section(self, section: str) -> list[Claim]:
        """The claims of one section; it may stand there with nothing in it."""
        if section not in self._fields:
            return []
        group = self._fields.open_group(section)
        claims: list[Claim] = []
        for id in group:
            question = self._listed.questions.get(id)
            if question is None or question.section != section:
                self._note_unknown_question(group, id, section)
            else:
                claims += self._read_question(group, question)
        return claims

    def _note_unknown_question(self, group: Fields, id: str, section: str) -> None:
        elsewhere = self._listed.questions.get(id)
        key, where = group.key(id), group.at(id)
        if elsewhere:
            must, mend = (
                f"must stand under `{elsewhere.section}`, where this question belongs",
                f"move it under `{elsewhere.section}`.",
            )
            self._notes.add("unknown-question", key, where, must, mend=mend)
        else:
            must = f"must be a question of content/questions/{section}.yml"
            known = self._listed.question_ids[section]
            self._notes.add("unknown-question", key, where, must, found=id, known=known)

    def _read_question(self, group: Fields, question: Question) -> list[Claim]:
        items, where = group.items(question.id), group.at(question.id)
        if not items:
            mend = "write {answer: …, source: …}, or leave the question out."
            self._notes.add("no-answer", group.key(question.id), where, "must hold at least one claim", mend=mend)
        read = [(self._read_claim(item, where, question), item) for item in items]
        claims = [claim for claim, _ in read if claim]
        if len(claims) > 1:
            self._note_repeated(read, where)
        official = question.section in self._listed.official and len(claims) == len(items)
        if official and claims and all(claim.source.kind in self._listed.hearsay for claim in claims):
            must = "must not rest on hearsay alone"
            mend = "find the program's or institution's own page, or leave the claim out."
            self._notes.add("weak-source", group.key(question.id), where, must, mend=mend)
        return claims

    def _note_repeated(self, read: Sequence[tuple[Claim | None, yaml.Node]], where: str) -> None:
        """Claims that say the same by the same source, and add nothing."""
        seen: dict[tuple[object, ...], yaml.Node] = {}
        for claim, node in read:
            if claim is None:
                continue
            says = (claim.answer.text, claim.source.key, claim.as_of, claim.of, claim.strength, claim.note)
            first = seen.setdefault(says, node)
            if first is not node:
                must = f"must not be written twice (first on line {self._notes.line(first)})"
                self._notes.add(
                    "repeated-claim", node, where, must, found=claim.answer.text, mend="delete one of them."
                )

    def _read_claim(self, node: yaml.Node, where: str, question: Question) -> Claim | None:
        if not isinstance(node, yaml.MappingNode):
            empty = is_empty(node)
            mend = "write {answer: …, source: …}" + (", or leave the question out." if empty else ".")
            must, found = "must be a claim with an answer and a source", scalar_text(node)
            self._notes.add("no-answer" if empty else "wrong-shape", node, where, must, found=found, mend=mend)
            return None
        fields = Fields(node, self._notes, where, CLAIM_KEYS)
        answer = self._read_answer(fields, question)
        source, confirmed = self._find_source(fields), self._find_confirmation(fields)
        strength = fields.one_of("strength", STRENGTHS)
        if strength and not question.strength:
            must = "must be left out: this question has no required or preferred"
            self._notes.add("unknown-key", fields.key("strength"), fields.at("strength"), must, mend="delete it.")
        as_of, of, note = fields.date("as_of"), fields.whole_number("of"), fields.text("note", longest=200)
        words, checked = check_words(fields), whole_day(fields, "checked")
        if checked and source and source.dated:
            check_order(fields, checked, source.dated)
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
            words=words,
            checked=checked,
            confirmed=confirmed,
            disputed=whole_day(fields, "disputed"),
            institution_wide=self._wide,
            line=self._notes.line(node),
        )

    def _read_answer(self, fields: Fields, question: Question) -> Answer | None:
        node, at = fields.value("answer"), fields.at("answer")
        if node is None:
            if fields.lacks("answer"):
                mend = f"add `answer: …` (or `answer: {NOT_STATED}`), or leave the claim out."
                self._notes.add("no-answer", fields.node, fields.where, "must have an answer", mend=mend)
            return None
        answer = self._remembered(question, node)
        if isinstance(answer, Fault):
            code, must, allowed = answer.code, answer.must, answer.allowed
            found, mend, right = answer.found, answer.mend, answer.right
            self._notes.add(code, node, at, must, found=found, known=allowed, mend=mend, right=right)
            return None
        if KINDS[question.kind].words and not question.options:
            self._notes.check_text(answer.text, node, at)
        return answer

    def _remembered(self, question: Question, node: yaml.Node) -> Answer | Fault:
        if not isinstance(node, yaml.ScalarNode):
            return read_answer(question, node)
        known = (question.id, node.value)
        answer = self._listed.answers.get(known)
        if answer is None:
            answer = self._listed.answers[known] = read_answer(question, node)
        return answer

    def _find_source(self, fields: Fields) -> Source | None:
        key = fields.text("source", free=False)
        if not key:
            if fields.lacks("source"):
                known = f" ({', '.join(self._sources)})" if self._sources else ""
                mend = f"add `source: …` with a key of the sources list{known}."
                self._notes.add("no-source", fields.node, fields.where, "must name its source", mend=mend)
            return None
        return self._look_up(fields, "source", key)

    def _find_confirmation(self, fields: Fields) -> Source | None:
        """Where the program says that the answer still holds: only the program itself can."""
        key = fields.text("confirmed", free=False)
        source = self._look_up(fields, "confirmed", key) if key else None
        if source and source.kind and source.kind != PROGRAM:
            must, mend = f"must name a source of the kind {PROGRAM}", "only the program itself confirms an answer."
            self._notes.add(
                "weak-source", fields.value("confirmed"), fields.at("confirmed"), must, found=key, mend=mend
            )
        return source

    def _look_up(self, fields: Fields, name: str, key: str) -> Source | None:
        node = fields.value(name)
        if key not in self._sources and node is not None:
            self._unknown.setdefault(key, []).append((node, fields.at(name)))
        return self._sources.get(key)

    def note_unknown_sources(self) -> None:
        """One message a missing source, however many claims name it; one in all where there is no list."""
        if not self._unknown:
            return
        if "sources" not in self._fields:
            self._fields.require("sources")
            return
        if not self._fields.open_group("sources").is_group and not is_empty(self._fields.value("sources")):
            return  # its shape has been noted
        for key, claims in self._unknown.items():
            (node, where), *others = claims
            lines = [str(self._notes.line(other)) for other, _ in others]
            must = "must be a key of the sources list of this file"
            if lines:
                must += f", here and on line{'s' if len(lines) > 1 else ''} {', '.join(lines)}"
            mend = "" if self._sources else f"add `{key}` to the sources list."
            self._notes.add("unknown-source", node, where, must, found=key, known=tuple(self._sources), mend=mend)


def _keys_of(claims: Iterable[Claim]) -> Iterator[str]:
    for claim in claims:
        yield claim.source.key
        if claim.confirmed:
            yield claim.confirmed.key


def _note_unused(fields: Fields, sources: Mapping[str, Source], used: set[str], listed: QuestionList) -> None:
    """Only in a file that is otherwise sound: a faulty claim would make its source look unused."""
    if fields.notes.problems or any(id in fields for id in listed.unread_ids):
        return
    group = fields.open_group("sources")
    for key in sources:
        if key not in used:
            mend = "delete it, or add the claim that it supports."
            group.notes.add("unused-source", group.key(key), group.at(key), "must be used by a claim", mend=mend)
