"""Versions of a file: what each says as it is written, and which answers differ between two of them.

Old versions need not pass today's check, so nothing is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

from generator.model.digests import digest
from generator.model.hidden import show_hidden
from generator.model.problem import Problem
from generator.model.slots import Slotted
from generator.read.documents import parse_document

_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_CLAIM = re.compile(r"(?:^[ -]*|[{,] *)answer:", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChange(Slotted):
    """One question whose claims differ between two versions: the answers before and after, as written.

    `how` is "" where the answers differ, "evidence" where only source, date or note do,
    and "checked" where somebody has confirmed the answers on the live page.
    """

    question: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A claim as written: what readers see of it, and its evidence."""

    answer: str
    strength: str
    evidence: tuple[str, ...]
    checked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of a file: its claims by question, and a hash of everything else."""

    claims: Mapping[str, tuple[Said, ...]]
    rest: str


def read_said(path: str, content: bytes) -> Version | None:
    """What a version says, without judging it: old versions need not pass today's check."""
    document = parse_document(path, content)
    if isinstance(document, Problem) or not isinstance(document.front, yaml.MappingNode):
        return None
    fields = _pairs(document.front)
    sources = {key: _texts(node) for key, node in _pairs(fields.get("sources")).items()}
    claims: dict[str, tuple[Said, ...]] = {}
    rest = [document.body]
    for key, node in fields.items():
        group = {id: _said_of(value, sources) for id, value in _pairs(node).items()}
        if any(group.values()):
            claims.update((id, said) for id, said in group.items() if said)
        elif key != "sources":
            rest.append(f"{key}: {_text(node)}")
    return Version(claims=claims, rest=digest(*rest))


def _said_of(node: yaml.Node, sources: Mapping[str, Mapping[str, str]]) -> tuple[Said, ...]:
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    found = []
    for item in items:
        fields = _texts(item)
        if "answer" in fields:
            source = sources.get(fields.get("source", ""), {})
            of_source = [source.get(key, "") for key in ("kind", "url", "dated")]
            evidence = (*of_source, *(fields.get(key, "") for key in ("as_of", "of", "note", "disputed")))
            said = sources.get(fields.get("confirmed", ""), {}).get("dated", "")
            found.append(
                Said(
                    answer=fields["answer"],
                    strength=fields.get("strength", ""),
                    evidence=evidence,
                    checked=max(fields.get("checked", ""), source.get("checked", ""), said),
                )
            )
    return tuple(found)


def _pairs(node: yaml.Node | None) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {str(key.value): value for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def _texts(node: yaml.Node) -> dict[str, str]:
    return {key: _text(value) for key, value in _pairs(node).items()}


def _text(node: yaml.Node) -> str:
    """A value on one line: lists by commas, years with their numbers."""
    if isinstance(node, yaml.ScalarNode):
        return show_hidden(" ".join(str(node.value).split()))  # old versions may hold what check refuses today
    if isinstance(node, yaml.SequenceNode):
        return ", ".join(_text(item) for item in node.value)
    return ", ".join(f"{key}: {_text(value)}" for key, value in _pairs(node).items())


def compare_said(old: Mapping[str, tuple[Said, ...]], new: Mapping[str, tuple[Said, ...]]) -> list[AnswerChange]:
    """The questions whose claims differ, in the order of the newer version."""
    edits = []
    for question in dict.fromkeys((*new, *old)):
        before, after = old.get(question, ()), new.get(question, ())
        edit = _compare_claims(question, before, after) if before != after else None
        if edit:  # a mere change of order says nothing new
            edits.append(edit)
    return edits


def _compare_claims(question: str, before: tuple[Said, ...], after: tuple[Said, ...]) -> AnswerChange | None:
    was, now = _answers(before), _answers(after)
    if sorted(was) != sorted(now):
        return AnswerChange(question=question, before=was, after=now)
    if set(before) == set(after) and len(before) == len(after):
        return None
    newly = {claim.checked for claim in after} - {claim.checked for claim in before} - {""}
    return AnswerChange(question=question, before=was, after=now, how="checked" if newly else "evidence")


def _answers(claims: Sequence[Said]) -> tuple[str, ...]:
    return tuple(f"{said.answer} ({said.strength})" if said.strength else said.answer for said in claims)


def count_written_claims(content: bytes) -> int:
    """How many claims a file holds, without reading it as YAML: a first import may bring thousands of files."""
    text = content.decode("utf-8", "replace")
    # A blank profile holds every question as a comment, with an example claim that nobody has made.
    written = "\n".join(line for line in text.split("\n") if not line.lstrip().startswith("#"))
    return len(_CLAIM.findall(_QUOTED.sub('""', written)))
