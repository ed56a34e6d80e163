"""Mend: what `check --fix` may change, because there is only one right way.

Everything else stays byte for byte. Each change to the fields is proved on the parsed text before it is kept,
so that a mend that would change what a file says is not made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator.model.problem import Problem
from generator.model.spellings import Spellings
from generator.read.content_file import replace_file
from generator.read.documents import Document, parse_document, read_bytes

_BOM = "\ufeff"
_COMMENT = re.compile(r"\s*#")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """One change that was made."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


Change = tuple[str, list[Mended]]  # the new text, and what was done to it


def mend_files(
    root: Path,
    paths: Iterable[str],
    problems: Sequence[Problem],
    spellings: Spellings,
    sections: Sequence[str],
) -> list[Mended]:
    """Mend these files on the disk; gives back what was done."""
    by_path: dict[str, list[Problem]] = {}
    for problem in problems:
        by_path.setdefault(problem.path, []).append(problem)
    done = []
    for path in paths:
        content = read_bytes(root, path)
        if isinstance(content, Problem):
            continue
        mended, told = mend_bytes(path, content, by_path.get(path, ()), spellings, sections)
        if told and mended != content:
            replace_file(root / path, mended)
            done += told
    return done


def mend_bytes(
    path: str, content: bytes, problems: Sequence[Problem], spellings: Spellings, sections: Sequence[str]
) -> tuple[bytes, list[Mended]]:
    """The mended bytes of a file, and what was done; unreadable files stay as they are."""
    if isinstance(parse_document(path, content), Problem):
        return content, []
    whole = content.decode("utf-8")
    text = whole.removeprefix(_BOM)
    steps: tuple[Callable[[str], Change], ...] = (
        lambda text: _mend_values(path, text, problems, spellings),
        lambda text: _mend_order(path, text, problems, sections),
        lambda text: _mend_trailing(path, text),
    )
    told: list[Mended] = []
    for step in steps:
        text, done = step(text)
        told += done
    mark = _BOM if whole.startswith(_BOM) else ""
    return (mark + text).encode(), told


# --- Dates, addresses and spellings ------------------------------------------------------------------


def _mend_values(path: str, text: str, problems: Sequence[Problem], spellings: Spellings) -> Change:
    document = _parse(path, text)
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
    if edits and not _says(path, "\n".join(mended), document, wanted):
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
    for node in _walk(document.front):
        if (node.start_mark.line, node.start_mark.column) != place:
            continue
        if isinstance(node, yaml.ScalarNode):
            found.append(node)
        elif isinstance(node, yaml.SequenceNode):
            found += [item for item in node.value if isinstance(item, yaml.ScalarNode)]
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
        quote = line[start] if line[start] in "\"'" else ""
        lines[first] = f"{line[:start]}{quote}{right}{quote}{line[end:]}"


def _says(path: str, text: str, before: Document, wanted: Mapping[tuple[int, int], str]) -> bool:
    """Whether the new text says what the old one did, with the wanted values and nothing else changed."""
    after = parse_document(path, text.encode())
    if isinstance(after, Problem):
        return False
    old, new = list(_walk(before.front)), list(_walk(after.front))
    return len(old) == len(new) and all(
        _same(one, other, wanted.get((one.start_mark.line, one.start_mark.column)))
        for one, other in zip(old, new, strict=True)
    )


def _same(one: yaml.Node, other: yaml.Node, wanted: str | None) -> bool:
    if not isinstance(one, yaml.ScalarNode):
        return type(one) is type(other) and len(one.value) == len(other.value)
    return isinstance(other, yaml.ScalarNode) and other.value == (one.value if wanted is None else wanted)


def _walk(node: yaml.Node | None) -> Iterable[yaml.Node]:
    if node is None:
        return
    yield node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _walk(key)
            yield from _walk(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _walk(item)


# --- The order of sections ---------------------------------------------------------------------------


def _mend_order(path: str, text: str, problems: Sequence[Problem], sections: Sequence[str]) -> Change:
    place = next((problem for problem in problems if problem.code == "section-order"), None)
    document = _parse(path, text)
    if place is None or not isinstance(document.front, yaml.MappingNode) or document.front.flow_style:
        return text, []
    blocks = _cut_blocks(text, document)
    slots = [number for number, (key, _) in enumerate(blocks) if key in sections]
    ordered = sorted((blocks[number] for number in slots), key=lambda block: sections.index(block[0]))
    for number, block in zip(slots, ordered, strict=True):
        blocks[number] = block
    mended = "".join(lines for _, lines in blocks)
    if not _holds_same(document, _try_parse(path, mended)):
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
    end = document.body_line - 1 if document.offset else len(lines)
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


# --- Trailing spaces ---------------------------------------------------------------------------------


def _mend_trailing(path: str, text: str) -> Change:
    document = _parse(path, text)
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
    after = _try_parse(path, mended)
    if not changed or after is None or not _says(path, mended, document, {}):
        return text, []
    count = f"{len(changed)} line{'s' if len(changed) > 1 else ''}"
    return mended, [Mended(path=path, line=changed[0], what=f"took spaces off the end of {count}.")]


def _block_lines(document: Document) -> set[int]:
    """Lines inside texts after | or >, where a space at the end can mean something."""
    found: set[int] = set()
    for node in _walk(document.front):
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            first, last = node.start_mark.line + document.offset, node.end_mark.line + document.offset
            found.update(range(first, last + 1))
    return found


def _parse(path: str, text: str) -> Document:
    document = _try_parse(path, text)
    if document is None:
        raise ValueError(f"{path} could be read before it was mended and cannot be read now")
    return document


def _try_parse(path: str, text: str) -> Document | None:
    document = parse_document(path, text.encode())
    return None if isinstance(document, Problem) else document
