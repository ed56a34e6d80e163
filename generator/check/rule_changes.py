"""Check content/events.yml: rule changes, the answers that they touch, and where they hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import yaml

from generator.check.fields import Fields, listed_ids
from generator.check.findings import Findings
from generator.check.fit import check_readers
from generator.check.profiles import OWNERS
from generator.check.references import UNREAD, check_names
from generator.model.questions import Question, ReaderField
from generator.model.rule_changes import RuleChange
from generator.read.documents import Document

_REQUIRED = ("label", "since", "touches", "says", "ask", "source_title", "source_url", "source_date")
RULE_CHANGE_KEYS = (*_REQUIRED, "until", "effect", "states", "owners", "readers", "contested", "guide")
EFFECTS = ("overtakes", "warns")


def check_rule_changes(
    document: Document,
    notes: Findings,
    questions: Mapping[str, Question],
    asked: Collection[str],
    states: Collection[str],
    guides: Collection[str],
    readers: Collection[ReaderField],
) -> tuple[RuleChange, ...]:
    """Every rule change, the newest first; `asked` holds the ids of all questions, or all there could be.

    `readers` are what readers can tell of themselves (content/fit.yml).
    """
    fields = Fields(document.front, notes)
    found = [
        _check(id, fields.group(id, RULE_CHANGE_KEYS), questions, asked, states, guides, readers)
        for id in listed_ids(fields)
    ]
    return tuple(sorted(found, key=lambda change: change.since, reverse=True))


def _check(
    id: str,
    fields: Fields,
    questions: Mapping[str, Question],
    asked: Collection[str],
    states: Collection[str],
    guides: Collection[str],
    readers: Collection[ReaderField],
) -> RuleChange:
    fields.require(*_REQUIRED)
    undated = fields.text("source_date", free=False) == "undated"
    since, until = fields.day("since"), fields.day("until")
    if until and since and until < since:
        fields.notes.add(
            "bad-date", fields.value("until"), fields.at("until"), "must not be before `since`", found=str(until)
        )
    return RuleChange(
        id=id,
        label=fields.text("label", longest=80),
        since=since or fields.notes.today,
        until=until,
        overtakes=fields.one_of("effect", EFFECTS) != "warns",
        touches=_touches(fields, questions, asked),
        states=_words(fields, "states", states, "unknown-place", "must be a state in the list"),
        owners=_words(fields, "owners", OWNERS, "bad-option", "must be one of the allowed words"),
        says=fields.text("says"),
        contested=fields.text("contested"),
        ask=fields.text("ask"),
        readers=check_readers(fields, readers),
        guide=_guide(fields, guides),
        source_title=fields.text("source_title", free=False),
        source_url=fields.link("source_url"),
        source_date=None if undated else fields.date("source_date"),
    )


def _touches(fields: Fields, questions: Mapping[str, Question], asked: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The questions, each with the options that are touched, or `all`."""
    group = fields.group("touches")
    found = {}
    for id in group:
        if id not in asked:
            must = "must be a question that exists"
            fields.notes.add("unknown-question", group.key(id), group.at(id), must, found=id, known=asked)
            continue
        options = tuple(option.id for option in questions[id].options) if id in questions else UNREAD
        node = group.value(id)
        everything = isinstance(node, yaml.ScalarNode) and node.value == "all"
        found[id] = () if everything else check_names(group, id, options, f"an option of {id}")
    return found


def _words(fields: Fields, key: str, known: Collection[str], code: str, must: str) -> tuple[str, ...]:
    """The known words of a list; any other is noted."""
    words = fields.texts(key, free=False)
    for word in words:
        if word and word not in known:
            fields.notes.add(code, fields.value(key), fields.at(key), must, found=word, known=known)
    return tuple(word for word in words if word in known)


def _guide(fields: Fields, guides: Collection[str]) -> str:
    """A guide, and after a # the heading in it."""
    text = fields.text("guide", free=False)
    if text and text.partition("#")[0] not in guides:
        must = "must name a guide that exists"
        fields.notes.add("dead-link", fields.value("guide"), fields.at("guide"), must, found=text, known=tuple(guides))
    return text
