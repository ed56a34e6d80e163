"""Mend the order of sections: each moves with its lines and the comments right above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from generator.check.mend_same import Change, Mended, parse, try_parse
from generator.model.problem import Problem
from generator.read.documents import Document

_COMMENT = re.compile(r"\s*#")


def mend_order(path: str, text: str, problems: Sequence[Problem], sections: Sequence[str]) -> Change:
    place = next((problem for problem in problems if problem.code == "section-order"), None)
    document = parse(path, text)
    if place is None or not isinstance(document.front, yaml.MappingNode) or document.front.flow_style:
        return text, []
    blocks = _cut_blocks(text, document)
    slots = [number for number, (key, _) in enumerate(blocks) if key in sections]
    ordered = sorted((blocks[number] for number in slots), key=lambda block: sections.index(block[0]))
    for number, block in zip(slots, ordered, strict=True):
        blocks[number] = block
    mended = "".join(lines for _, lines in blocks)
    if not _holds_same(document, try_parse(path, mended)):
        return text, []
    names = ", ".join(key for key, _ in ordered)
    return mended, [Mended(path=path, line=place.line, what=f"put the sections in order: {names}.")]


def _cut_blocks(text: str, document: Document) -> list[tuple[str, str]]:
    """The text in pieces, each a key with its lines and the comments right above it; "" is what is no key's."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\r\n" if "\r\n" in text else "\n"
    front = document.front
    pairs = front.value if isinstance(front, yaml.MappingNode) else []
    starts = []
    for key, _ in pairs:
        start = key.start_mark.line + document.offset
        while start > document.offset and _COMMENT.match(lines[start - 1]) and not lines[start - 1][0].isspace():
            start -= 1
        starts.append((start, str(key.value)))
    end = len(lines)
    if document.offset:
        end = next(n for n in range(starts[-1][0], len(lines)) if lines[n].startswith("---"))
    marks = [*(start for start, _ in starts), end]
    pieces = [("", "".join(lines[: marks[0]]))]
    pieces += [(key, "".join(lines[marks[n] : marks[n + 1]])) for n, (_, key) in enumerate(starts)]
    return [*pieces, ("", "".join(lines[end:]))]


def _holds_same(before: Document, after: Document | None) -> bool:
    """Whether the same keys hold the same values, in whatever order, above the same body."""
    return after is not None and before.body == after.body and _pairs(before) == _pairs(after)


def _pairs(document: Document) -> list[tuple[str, str]]:
    front = document.front
    pairs = front.value if isinstance(front, yaml.MappingNode) else []
    return sorted((str(key.value), yaml.serialize(value)) for key, value in pairs)
