"""Mend spaces at the end of lines, where they mean nothing."""

from __future__ import annotations

import yaml

from generator.check.mend_same import Change, Mended, parse, says_same, walk
from generator.model.wording import count
from generator.read.documents import Document


def mend_trailing(path: str, text: str) -> Change:
    document = parse(path, text)
    lines = text.split("\n")
    front = document.body_line - 1 if path.endswith(".md") else len(lines)
    kept = _block_lines(document)
    changed = []
    for number, line in enumerate(lines):
        end = "\r" if line.endswith("\r") else ""
        bare = line.removesuffix("\r").rstrip(" \t")
        spaces = line.removesuffix("\r")[len(bare) :]
        if not spaces or number in kept:
            continue
        if number < front or spaces == " " or not bare:  # two spaces break a line in Markdown
            lines[number] = bare + end
            changed.append(number + 1)
    mended = "\n".join(lines)
    if not changed or not says_same(path, mended, document, {}):
        return text, []
    what = f"took spaces off the end of {count(len(changed), 'line')}."
    return mended, [Mended(path=path, line=changed[0], what=what)]


def _block_lines(document: Document) -> set[int]:
    """Lines inside texts after | or >, where a space at the end can mean something."""
    found: set[int] = set()
    for node in walk(document.front):
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            first, last = node.start_mark.line + document.offset, node.end_mark.line + document.offset
            found.update(range(first, last + 1))
    return found
