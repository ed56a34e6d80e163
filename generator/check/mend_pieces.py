"""Mend pieces: what keeps a file from being read, and what is wrong with less or more than one value."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from generator.check.mend_same import Change, Mended, try_parse, walk
from generator.model.problem import Edit, Problem
from generator.read.beginnings import free_beginning
from generator.read.documents import Document


def mend_unreadable(path: str, text: str, problems: Sequence[Problem]) -> Change:
    """A file that cannot be read, where one mend makes it readable."""
    for problem in problems:
        mended, what = text, ""
        if problem.code == "no-front-matter":
            mended, what = free_beginning(text), "began the file with its line of three dashes."
        elif problem.edit:
            mended, what = _put(text, problem.edit), _tell(text, problem.edit)
        if mended != text and try_parse(path, mended) is not None:
            return mended, [Mended(path=path, line=problem.line, what=what)]
    return text, []


def mend_pieces(path: str, text: str, problems: Sequence[Problem]) -> Change:
    """Each piece in turn, from the end of the file to its beginning; one that would change anything else is left."""
    told = []
    edits = [problem.edit for problem in problems if problem.edit]
    for edit in sorted(set(edits), reverse=True):
        mended = _put(text, edit)
        if mended != text and _changes_one_place(try_parse(path, text), try_parse(path, mended), edit):
            told.append(Mended(path=path, line=edit.line, what=_tell(text, edit)))
            text = mended
    return text, told[::-1]


def _put(text: str, edit: Edit) -> str:
    lines = text.split("\n")
    line = lines[edit.line - 1]
    lines[edit.line - 1] = line[: edit.start] + edit.text + line[edit.end :]
    return "\n".join(lines)


def _tell(text: str, edit: Edit) -> str:
    old = text.split("\n")[edit.line - 1][edit.start : edit.end]
    if old and not edit.text.strip():
        return "wrote spaces in place of what only looks like them."
    return f"wrote {edit.text} in place of {old}." if old else f"put in {edit.text.strip() or 'an empty line'}."


def _changes_one_place(before: Document | None, after: Document | None, edit: Edit) -> bool:
    """Whether the values before a piece and those behind it are what they were."""
    if before is None or after is None:
        return False
    if before.offset and edit.line >= before.body_line:
        return _values(before) == _values(after)
    old, new = _values(before), _values(after)
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    tail = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old[::-1], new[::-1], strict=False)))
    return before.body == after.body and len(new) <= len(old) and head + tail >= len(new) - 1


def _values(document: Document) -> list[str]:
    return [str(node.value) for node in walk(document.front) if isinstance(node.value, str)]
