"""Check proposals: each on its own, so that one that cannot be read does not hold up the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import yaml

from generator.check.claims import CLAIM_KEYS
from generator.check.fields import Fields
from generator.check.findings import Notes
from generator.check.profiles import INSTITUTION_KEYS, PROGRAM_KEYS, Lists
from generator.check.sources import SOURCE_KEYS
from generator.model.hidden import HIDDEN
from generator.model.limits import LARGEST_FILE
from generator.model.problem import Problem
from generator.model.proposals import NONE, PROPOSAL_KEYS, SPEAKERS, Plain, Proposal
from generator.read.documents import compose
from generator.read.plain import to_plain

_FIXED = ("sources", "aliases")  # these change by their own commands, or one by one
_SOURCE = "sources."


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A proposal that changes nothing, and why."""

    about: str
    why: str


def check_proposals(text: str, name: str, lists: Lists, files: Collection[str]) -> list[Proposal | Refused]:
    """Each proposal of a text, in order; `files` are the paths of profiles and institutions that there are."""
    front: yaml.Node | Problem | None
    if len(text.encode("utf-8", "replace")) > LARGEST_FILE:
        return [Refused(about=name, why=f"must be at most {LARGEST_FILE // 1024} KB")]
    front = compose(text.replace("\r\n", "\n"), name, 0)
    if isinstance(front, Problem):
        return [Refused(about=f"{name}:{front.line}", why=front.sentence)]
    items = front.value if isinstance(front, yaml.SequenceNode) else [] if front is None else [front]
    if not items:
        return [Refused(about=name, why="must hold a proposal, and holds none")]
    return [_check_proposal(item, name, lists, files) for item in items]


def _check_proposal(node: yaml.Node, name: str, lists: Lists, files: Collection[str]) -> Proposal | Refused:
    notes = Notes(name, today=lists.today, spellings=lists.spellings)
    _check_hidden(node, notes)
    fields = Fields(node, notes, "", PROPOSAL_KEYS)
    proposal = _read_proposal(fields, lists, files)
    if proposal and not notes.problems:
        return proposal
    why = " ".join(problem.sentence for problem in notes.problems)
    return Refused(about=f"{name}:{notes.line(node)}", why=why)


def _check_hidden(node: yaml.Node, notes: Notes) -> None:
    """What a reader of the proposal would not see may stand nowhere in it, not in an address either."""
    if isinstance(node, yaml.ScalarNode):
        hidden = HIDDEN.search(str(node.value).replace("\n", " "))
        if hidden:
            must, mend = "must hold no hidden characters", "type the text again."
            notes.add("bad-text", node, "text", must, found=hidden.group(), mend=mend)
        return
    for child in node.value:
        for part in child if isinstance(child, tuple) else (child,):
            _check_hidden(part, notes)


def _read_proposal(fields: Fields, lists: Lists, files: Collection[str]) -> Proposal | None:
    if not fields.is_group:
        return None
    fields.require("file", "now", "new")
    path = _read_path(fields, files)
    question, field = _read_subject(fields, path, lists)
    known = CLAIM_KEYS if question else SOURCE_KEYS if field.startswith(_SOURCE) else None
    return Proposal(
        path=path,
        question=question,
        field=field,
        now=_read_side(fields, "now", known, question),
        new=_read_side(fields, "new", known, question),
        source=_read_source(fields),
        keep=fields.flag("keep"),
        by=fields.one_of("by", SPEAKERS) or SPEAKERS[0],
        line=fields.notes.line(fields.node) if fields.node else 1,
    )


def _read_path(fields: Fields, files: Collection[str]) -> str:
    """The file, by its path or by its name alone, as it stands in the address of its page."""
    path = fields.text("file", free=False)
    if path and path not in files:
        path = next((file for file in files if PurePosixPath(file).stem == path), path)
    if path and path not in files:
        must = "must be the file of a profile or an institution that exists"
        names = tuple(PurePosixPath(file).stem for file in files)
        fields.notes.add("unknown-reference", fields.value("file"), "file", must, found=path, known=names)
    return path


def _read_subject(fields: Fields, path: str, lists: Lists) -> tuple[str, str]:
    """The question or the field that it is about, exactly one of them."""
    question, field = fields.text("question", free=False), fields.text("field", free=False)
    if bool(question) == bool(field):
        must = "must be about one `question` or one `field`"
        fields.notes.add("wrong-shape", fields.node, "proposal", must)
    elif question and question not in lists.listed.questions:
        must = "must be a question of the checklist"
        known = tuple(lists.listed.questions)
        fields.notes.add("unknown-question", fields.value("question"), "question", must, found=question, known=known)
    elif field:
        _check_field(fields, field, path, lists)
    return question, field


def _check_field(fields: Fields, field: str, path: str, lists: Lists) -> None:
    codes = (each.key for each in lists.identifiers)
    known = (*PROGRAM_KEYS, *codes) if path.endswith(".md") else INSTITUTION_KEYS
    allowed = tuple(key for key in known if key not in _FIXED)
    if field not in allowed and not (field.startswith(_SOURCE) and field != _SOURCE):
        must = "must be a field that a proposal may change, or `sources.` and the key of a source"
        fields.notes.add("unknown-key", fields.value("field"), "field", must, found=field, known=allowed)


def _read_side(fields: Fields, key: str, known: Collection[str] | None, question: str) -> Plain | None:
    """What is there, or shall be: None for nothing; for a claim or a source a group of its fields."""
    node = fields.value(key)
    plain = to_plain(node)
    if node is None or plain == NONE:
        return None
    if known is None:
        return plain
    group = Fields(node, fields.notes, key, known)
    if question and key == "now" and group.lacks("source"):
        group.require("answer")
    if question and key == "new" and "source" in group:
        must, mend = "must stand beside `new`, not inside it", "move `source:` out."
        fields.notes.add("wrong-shape", group.key("source"), group.at("source"), must, mend=mend)
    return plain


def _read_source(fields: Fields) -> str | Mapping[str, str]:
    node = fields.value("source")
    if not isinstance(node, yaml.MappingNode):
        return fields.text("source", free=False)
    group = Fields(node, fields.notes, "source", SOURCE_KEYS)
    group.require("kind", "title", "dated")
    return {key: text for key in group if (text := group.text(key, free=False))}
