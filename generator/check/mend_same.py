"""Whether a mended text still says what it said, value by value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import yaml

from generator.model.problem import Problem
from generator.read.documents import Document, parse_document


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """One change that was made."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


Change = tuple[str, list[Mended]]  # the new text, and what was done to it


def says_same(path: str, text: str, before: Document, wanted: Mapping[tuple[int, int], str]) -> bool:
    """Whether the new text says what the old one did, with the wanted values and nothing else changed."""
    after = try_parse(path, text)
    if after is None:
        return False
    old, new = list(walk(before.front)), list(walk(after.front))
    return len(old) == len(new) and all(
        _same(one, other, wanted.get((one.start_mark.line, one.start_mark.column)))
        for one, other in zip(old, new, strict=True)
    )


def _same(one: yaml.Node, other: yaml.Node, wanted: str | None) -> bool:
    if not isinstance(one, yaml.ScalarNode):
        return type(one) is type(other) and len(one.value) == len(other.value)
    return isinstance(other, yaml.ScalarNode) and other.value == (one.value if wanted is None else wanted)


def walk(node: yaml.Node | None) -> Iterable[yaml.Node]:
    if node is None:
        return
    yield node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from walk(key)
            yield from walk(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from walk(item)


def parse(path: str, text: str) -> Document:
    document = try_parse(path, text)
    if document is None:
        raise ValueError(f"{path} could be read before it was mended and cannot be read now")
    return document


def try_parse(path: str, text: str) -> Document | None:
    document = parse_document(path, text.encode())
    return None if isinstance(document, Problem) else document
