"""Check proposals: each on its own, so that one that cannot be read does not hold up the others."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import yaml

from generator.check.claims import CLAIM_KEYS
from generator.check.fields import Fields
from generator.check.findings import Findings
from generator.check.profiles import INSTITUTION_KEYS, PROGRAM_KEYS, Lists
from generator.check.sources import SOURCE_KEYS
from generator.check.subject_files import SubjectFiles, kind_of
from generator.model.hidden import HIDDEN
from generator.model.kinds import PROGRAM
from generator.model.limits import LARGEST_FILE
from generator.model.problem import Problem
from generator.model.proposals import (
    HERE,
    NONE,
    OF_SOURCE,
    PROFILE,
    PROPOSAL_KEYS,
    SHARED_KEYS,
    SPEAKERS,
    Plain,
    Proposal,
)
from generator.read.documents import compose
from generator.read.plain import to_plain

_FIXED = ("sources", "aliases")  # these change by their own commands, or one by one
_NEW_FILE = re.compile(
    r"content/(?:programs/[a-z]{2}/[a-z0-9]+(?:-[a-z0-9]+)*\.md|institutions/[a-z0-9]+(?:-[a-z0-9]+)*\.yml)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A proposal that changes nothing, and why."""

    about: str
    why: str


def check_proposals(text: str, name: str, lists: Lists, files: SubjectFiles) -> list[Proposal | Refused]:
    """Each proposal of a text, in order; `files` learns of those that one of them begins."""
    front: yaml.Node | Problem | None
    if len(text.encode("utf-8", "replace")) > LARGEST_FILE:
        return [Refused(about=name, why=f"must be at most {LARGEST_FILE // 1024} KB")]
    front = compose(text.replace("\r\n", "\n"), name, 0)
    if isinstance(front, Problem):
        return [Refused(about=f"{name}:{front.line}", why=front.sentence)]
    items = front.value if isinstance(front, yaml.SequenceNode) else [] if front is None else [front]
    if not items:
        return [Refused(about=name, why="must hold a proposal, and holds none")]
    return [_check_proposal(one, name, lists, files) for item in items for one in _spread(item)]


def _spread(node: yaml.Node) -> Iterator[yaml.Node]:
    """A proposal alone, or each of several that share their file, source and speaker."""
    pairs = {str(key.value): (key, value) for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}
    changes, confirm = pairs.get("changes", (None, None))[1], pairs.get("confirm", (None, None))[1]
    if not pairs.keys() <= {*SHARED_KEYS} or not (
        isinstance(changes, yaml.SequenceNode) or isinstance(confirm, yaml.MappingNode)
    ):
        yield node
        return
    shared = [pair for name, pair in pairs.items() if name not in ("changes", "confirm")]
    for change in changes.value if isinstance(changes, yaml.SequenceNode) else ():
        own = change.value if isinstance(change, yaml.MappingNode) else [(change, change)]
        names = {str(key.value) for key, _ in own}
        yield _group([*(pair for pair in shared if str(pair[0].value) not in names), *own], change)
    for key, answer in confirm.value if isinstance(confirm, yaml.MappingNode) else ():
        now, new = (
            _group([(_text("answer", key), answer)], key),
            _group([(_text("confirmed", key), _text(HERE, key))], key),
        )
        own = [(_text("question", key), key), (_text("now", key), now), (_text("new", key), new)]
        yield _group([*shared, *own], key)


def _group(pairs: list[tuple[yaml.Node, yaml.Node]], place: yaml.Node) -> yaml.MappingNode:
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, place.start_mark, place.end_mark)


def _text(text: str, place: yaml.Node) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, place.start_mark, place.end_mark)


def _check_proposal(node: yaml.Node, name: str, lists: Lists, files: SubjectFiles) -> Proposal | Refused:
    notes = Findings(name, today=lists.today, spellings=lists.spellings)
    _check_hidden(node, notes)
    fields = Fields(node, notes, "", PROPOSAL_KEYS)
    proposal = _read_proposal(fields, lists, files)
    if proposal and not notes.problems:
        if proposal.field == PROFILE:
            files.add(proposal.path)
        return proposal
    why = " ".join(problem.sentence for problem in notes.problems)
    return Refused(about=f"{name}:{notes.line(node)}", why=why)


def _check_hidden(node: yaml.Node, notes: Findings) -> None:
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


def _read_proposal(fields: Fields, lists: Lists, files: SubjectFiles) -> Proposal | None:
    if not fields.is_group:
        return None
    fields.require("file", "now", "new")
    path = _read_path(fields, files)
    question, field = _read_subject(fields, path, lists)
    known = CLAIM_KEYS if question else SOURCE_KEYS if field.startswith(OF_SOURCE) else None
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


def _read_path(fields: Fields, files: SubjectFiles) -> str:
    """The file, by its path or by its name alone, as it stands or stood in the address of its page."""
    told = fields.text("file", free=False)
    path = files.find(told)
    begins = fields.text("field", free=False) == PROFILE and _NEW_FILE.fullmatch(told)
    if told and not path and not begins:
        must = "must be the file of a profile or an institution that exists"
        fields.notes.add("unknown-reference", fields.value("file"), "file", must, found=told, known=files.names())
    return path or told


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
    elif field and kind_of(path):  # of what is not there, nobody knows which fields it has
        _check_field(fields, field, path, lists)
    return question, field


def _check_field(fields: Fields, field: str, path: str, lists: Lists) -> None:
    codes = (each.key for each in lists.identifiers)
    known = (*PROGRAM_KEYS, *codes) if path.endswith(".md") else INSTITUTION_KEYS
    allowed = tuple(key for key in known if key not in _FIXED)
    of_source = field.startswith(OF_SOURCE) and field != OF_SOURCE
    if field not in (*allowed, PROFILE) and not of_source:
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
    if question and key == "new":
        _check_speaker(fields, group)
    if question and key == "new" and "source" in group:
        must, mend = "must stand beside `new`, not inside it", "move `source:` out."
        fields.notes.add("wrong-shape", group.key("source"), group.at("source"), must, mend=mend)
    return plain


def _check_speaker(fields: Fields, group: Fields) -> None:
    """Only a program confirms or disputes what is said of it."""
    for key in ("confirmed", "disputed"):
        if key in group and fields.text("by", free=False) != PROGRAM:
            must, mend = "must come from the program itself", f"write `by: {PROGRAM}` if you speak for it."
            fields.notes.add("wrong-shape", group.key(key), group.at(key), must, mend=mend)


def _read_source(fields: Fields) -> str | Mapping[str, str]:
    node = fields.value("source")
    if not isinstance(node, yaml.MappingNode):
        key = fields.text("source", free=False)
        return "" if key == NONE else key
    group = Fields(node, fields.notes, "source", SOURCE_KEYS)
    group.require("kind", "title", "dated")
    return {key: text for key in group if (text := group.text(key, free=False))}
