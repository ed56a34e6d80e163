"""Read: from the disk to Documents.

A Document is a file as it stands: its fields as YAML nodes that know their line and column,
its body, and the hash of its bytes. Nothing is judged here except whether a file can be read at all.
"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml

from generator.model.hidden import SEPARATORS
from generator.model.limits import DEEPEST_FIELDS, LARGEST_FILE
from generator.model.problem import Problem
from generator.read.beginnings import FENCE, explain_beginning
from generator.read.conflicts import find_conflict
from generator.read.indents import find_blank
from generator.read.stamps import hash_bytes
from generator.read.yaml_errors import explain, too_deep

_HARMLESS = 1500  # a text with fewer openings than this cannot be nested dangerously
_MAYBE_ANCHOR = re.compile(r"(?:^|[\s\[{,:-])[&*!][^\s]", re.MULTILINE)
_OPENING = re.compile(r"[\[{]|[-?][ \t\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One content file: `front` is None where it holds no fields."""

    path: str  # from the root of the repository, with forward slashes
    front: yaml.Node | None
    body: str
    offset: int  # lines above the first line of the YAML
    body_line: int
    digest: str
    lines: int  # of the whole file; a parser may place what is missing behind its end


class _Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """Every scalar stays text: `no` is not False and 0401234567 is not octal."""

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: Any) -> str:
        # PyYAML asks once a node; the answer is the same for all, which makes reading a third faster.
        if kind is yaml.ScalarNode:
            return "tag:yaml.org,2002:str"
        return "tag:yaml.org,2002:seq" if kind is yaml.SequenceNode else "tag:yaml.org,2002:map"


def read_bytes(root: Path, path: str, *, largest: int = LARGEST_FILE) -> bytes | Problem:
    """The bytes of a content file, or why they may not be read."""
    full = root / path
    try:
        found = full.lstat()
        if stat.S_ISLNK(found.st_mode):
            return _unreadable(path, "must be a file of its own, not a symbolic link", "copy the file here.")
        if not stat.S_ISREG(found.st_mode):
            return _unreadable(path, "must be an ordinary file", "delete it, and write the file again.")
        if found.st_size > largest:
            return _unreadable(path, f"must be at most {largest // 1024} KB", "split it, or shorten it.")
        return full.read_bytes()
    except OSError as error:
        return _unreadable(path, f"must be readable ({error.strerror})", "look at its permissions.")


def read_document(root: Path, path: str) -> Document | Problem:
    """Read one `.md` (front matter and body) or `.yml` file."""
    content = read_bytes(root, path)
    return content if isinstance(content, Problem) else parse_document(path, content)


def parse_document(path: str, content: bytes) -> Document | Problem:
    """Turn the bytes of a file into a Document, or say where they cannot be read."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return _unreadable(path, "must be UTF-8 text", "save it again as UTF-8.", line)
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    separated = _find_separator(path, text)
    if separated:
        return separated
    conflict = find_conflict(path, text)
    if conflict:
        return conflict
    fields, body, offset, body_line = text, "", 0, 1
    if path.endswith(".md"):
        parts = _split(text)
        if parts is None:
            return explain_beginning(path, text)
        (fields, body), offset = parts, 1
        body_line = fields.count("\n") + 3 + len(body) - len(body.lstrip("\n"))
    front = compose(fields, path, offset)
    if isinstance(front, Problem):
        return front
    return Document(
        path=path,
        front=front,
        body=body.strip("\n"),
        offset=offset,
        body_line=body_line,
        digest=hash_bytes(content),
        lines=max(1, text.count("\n") + (not text.endswith("\n"))),
    )


def _find_separator(path: str, text: str) -> Problem | None:
    """Where a line would end for some programs and not for others, so that places in the file would be told wrong."""
    found = None if text.isascii() and "\r" not in text else SEPARATORS.search(text)
    if found is None:
        return None
    start = found.start()
    return Problem(
        code="unreadable-file",
        path=path,
        line=text.count("\n", 0, start) + 1,
        column=start - text.rfind("\n", 0, start),
        where="file",
        must="must end its lines as other files do",
        found=text[start],
        mend="delete the hidden character, and begin a new line there where one is meant.",
    )


def compose(text: str, path: str, offset: int) -> yaml.Node | Problem | None:
    """YAML text to nodes; a Problem where it is broken, or where it holds an anchor, alias or tag."""
    strange = _find_separator(path, text) or find_blank(path, text, offset)
    if strange:
        return strange
    try:
        if any(mark in text for mark in "&*!") and _MAYBE_ANCHOR.search(text):
            anchored = _find_anchor(text, path, offset)
            if anchored:
                return anchored
        if _may_be_deep(text) and (deep := _find_depth(text, path, offset)):
            return deep
        loader = _Loader(text)
        try:
            return cast("yaml.Node | None", loader.get_single_node())
        finally:
            loader.dispose()
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return explain(error, path, text, offset)


def _split(text: str) -> tuple[str, str] | None:
    """The text between the first two fences and the text after them."""
    first = FENCE.match(text)
    if not first:
        return None
    second = FENCE.search(text, first.end())
    if not second:
        return None
    return text[first.end() + 1 : second.start()], text[second.end() + 1 :]


def _find_anchor(text: str, path: str, offset: int) -> Problem | None:
    """Look at the tokens, since `&` and `*` are common in addresses and prose."""
    kinds = {"AnchorToken": "an anchor (&)", "AliasToken": "an alias (*)", "TagToken": "a tag (!)"}
    for token in yaml.scan(text, Loader=_Loader):
        if isinstance(token, (yaml.AnchorToken, yaml.AliasToken, yaml.TagToken)):
            line = token.start_mark.line
            return Problem(
                code="alias",
                path=path,
                line=line + 1 + offset,
                column=token.start_mark.column + 1,
                where="fields",
                must=f"must not use {kinds[type(token).__name__]} of YAML",
                found=text.split("\n")[line][token.start_mark.column :],
                mend="write the value out, or put the text in double quotes.",
            )
    return None


def _may_be_deep(text: str) -> bool:
    # The four letters are counted first, which takes a hundredth of the time of the pattern.
    return sum(map(text.count, "[{-?")) > _HARMLESS and len(_OPENING.findall(text)) > _HARMLESS


def _find_depth(text: str, path: str, offset: int) -> Problem | None:
    """Composing nodes descends with each level and can run out of stack, which nothing can catch."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
            if depth > DEEPEST_FIELDS:
                return too_deep(path, (event.start_mark.line if event.start_mark else 0) + 1 + offset)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1
    return None


def _unreadable(path: str, must: str, mend: str, line: int = 1) -> Problem:
    return Problem(code="unreadable-file", path=path, line=line, where="file", must=must, mend=mend)
