"""Mend single values: dates, addresses, places and spellings, each where its Problem is."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import yaml

from generator.check.mend_same import Change, Mended, parse, says_same, walk
from generator.model.problem import Problem
from generator.model.spellings import Spellings
from generator.read.documents import Document

_NEEDS_QUOTES = re.compile(r"[,\[\]{}]|: | #|\A[-?:!&*|>%@`'\"#]")


def mend_values(path: str, text: str, problems: Sequence[Problem], spellings: Spellings) -> Change:
    document = parse(path, text)
    lines = text.split("\n")
    edits: dict[tuple[int, int], tuple[yaml.ScalarNode, str, str]] = {}
    told = []
    for problem in problems:
        if not problem.right:
            continue
        if path.endswith(".md") and problem.line >= document.body_line:
            told += _mend_body_line(problem, lines, spellings)
            continue
        for node in _scalars_at(document, problem):
            value = str(node.value)
            right = spellings.mend(value) if problem.code == "spelling" else problem.right
            if right != value:
                edits[(node.start_mark.line, node.start_mark.column)] = (node, right, problem.code)
    wanted = {place: right for place, (_, right, _) in edits.items()}
    mended = list(lines)
    for _, (node, right, code) in sorted(edits.items(), reverse=True):
        _write(mended, document.offset, node, right, spellings if code == "spelling" else None)
        line = node.start_mark.line + 1 + document.offset
        told.append(Mended(path=path, line=line, what=f'wrote "{right}" in place of "{node.value}".'))
    if edits and not says_same(path, "\n".join(mended), document, wanted):
        mended, told = lines, [done for done in told if done.line >= document.body_line and path.endswith(".md")]
    return "\n".join(mended), sorted(told, key=lambda done: done.line)


def _mend_body_line(problem: Problem, lines: list[str], spellings: Spellings) -> list[Mended]:
    if problem.code != "spelling":
        return []
    old = lines[problem.line - 1]
    lines[problem.line - 1] = spellings.mend(old)
    what = f'wrote "{problem.right}" in place of "{problem.found}".'
    return [Mended(path=problem.path, line=problem.line, what=what)] if lines[problem.line - 1] != old else []


def _scalars_at(document: Document, problem: Problem) -> list[yaml.ScalarNode]:
    """The plain values that begin where the Problem is; all items where it is about a list."""
    place = (problem.line - 1 - document.offset, problem.column - 1)
    found = []
    for node in walk(document.front):
        if (node.start_mark.line, node.start_mark.column) != place:
            continue
        if isinstance(node, yaml.ScalarNode):
            found.append(node)
        elif isinstance(node, yaml.SequenceNode):
            items = [item for item in node.value if isinstance(item, yaml.ScalarNode)]
            found += [item for item in items if problem.code == "spelling" or item.value.strip() == problem.found]
    return found


def _write(lines: list[str], offset: int, node: yaml.ScalarNode, right: str, spellings: Spellings | None) -> None:
    """Put the right text where the node stands, leaving its quotes."""
    first, last = node.start_mark.line + offset, node.end_mark.line + offset
    start, end = node.start_mark.column, node.end_mark.column
    if spellings is not None:
        for number in range(first, min(last, len(lines) - 1) + 1):
            line = lines[number]
            left = start if number == first else 0
            stop = end if number == last else len(line)
            lines[number] = line[:left] + spellings.mend(line[left:stop]) + line[stop:]
    elif first == last:
        line = lines[first]
        lines[first] = f"{line[:start]}{_quote(right, line[start])}{line[end:]}"


def _quote(text: str, mark: str) -> str:
    """A value as it stands in a file, in the quotes that it had, or in those that it needs now."""
    if mark in "\"'":
        return f"{mark}{text}{mark}"
    return json.dumps(text, ensure_ascii=False) if _NEEDS_QUOTES.search(text) else text
