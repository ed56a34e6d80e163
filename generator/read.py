"""Read: from the disk to Documents.

A Document is a file as it stands: its fields as YAML nodes that know their line and column,
its body, and the hash of its bytes. Nothing is judged here except whether a file can be read at all.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, cast

import yaml

from generator.problem import Problem

LARGEST = 256 * 1024  # bytes of one content file (design §9)
_FENCE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_MAYBE_ANCHOR = re.compile(r"(?:^|[\s\[{,:-])[&*!][^\s]", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One content file: `front` is None where it holds no fields."""

    path: str  # from the root of the repository, with forward slashes
    front: yaml.Node | None
    body: str
    offset: int  # lines above the first line of the YAML
    body_line: int
    digest: str


class _Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """Every scalar stays text: `no` is not False and 0401234567 is not octal."""

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: Any) -> str:
        # PyYAML asks once a node; the answer is the same for all, which makes reading a third faster.
        if kind is yaml.ScalarNode:
            return "tag:yaml.org,2002:str"
        return "tag:yaml.org,2002:seq" if kind is yaml.SequenceNode else "tag:yaml.org,2002:map"


def read_bytes(root: Path, path: str) -> bytes | Problem:
    """The bytes of a content file, or why they may not be read."""
    full = root / path
    try:
        if full.is_symlink():
            return _unreadable(path, "must be a file of its own, not a symbolic link", "copy the file here.")
        if full.stat().st_size > LARGEST:
            return _unreadable(path, "must be at most 256 KB", "split it, or shorten it.")
        return full.read_bytes()
    except OSError as error:
        return _unreadable(path, f"must be readable: {error.strerror}", "")


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
        return _unreadable(path, "must be UTF-8 text", "save it as UTF-8.", line)
    digest = blake2b(content, digest_size=16).hexdigest()
    if not path.endswith(".md"):
        front = compose(text, path, 0)
        return front if isinstance(front, Problem) else _document(path, front, "", 0, 1, digest)
    parts = _split(text)
    if parts is None:
        return Problem(
            code="no-front-matter",
            path=path,
            must="the file must begin with its fields between two lines of three dashes (---)",
            mend="put --- on the first line and --- on a line of its own after the last field.",
        )
    fields, body = parts
    front = compose(fields, path, 1)
    if isinstance(front, Problem):
        return front
    blank = len(body) - len(body.lstrip("\n"))
    return _document(path, front, body.strip("\n"), 1, fields.count("\n") + 3 + blank, digest)


def compose(text: str, path: str, offset: int) -> yaml.Node | Problem | None:
    """YAML text to nodes; a Problem where it is broken, or where it holds an anchor, alias or tag."""
    try:
        if _MAYBE_ANCHOR.search(text):
            anchored = _find_anchor(text, path, offset)
            if anchored:
                return anchored
        loader = _Loader(text)
        try:
            return cast("yaml.Node | None", loader.get_single_node())
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        return _broken(path, error, offset, text)
    except (yaml.YAMLError, ValueError) as error:
        return Problem(code="broken-yaml", path=path, line=1 + offset, must=f"must be plain YAML text: {error}")
    except RecursionError:
        return Problem(code="broken-yaml", path=path, line=1 + offset, must="must not be nested so deeply")


def _split(text: str) -> tuple[str, str] | None:
    """The text between the first two fences and the text after them."""
    first = _FENCE.match(text)
    if not first:
        return None
    second = _FENCE.search(text, first.end())
    if not second:
        return None
    return text[first.end() + 1 : second.start()], text[second.end() + 1 :]


def _document(path: str, front: yaml.Node | None, body: str, offset: int, body_line: int, digest: str) -> Document:
    return Document(path=path, front=front, body=body, offset=offset, body_line=body_line, digest=digest)


def _find_anchor(text: str, path: str, offset: int) -> Problem | None:
    """Look at the tokens, since `&` and `*` are common in addresses and prose."""
    for token in yaml.scan(text, Loader=_Loader):
        if isinstance(token, (yaml.AnchorToken, yaml.AliasToken, yaml.TagToken)):
            kind = {"AnchorToken": "anchor (&)", "AliasToken": "alias (*)", "TagToken": "tag (!)"}
            return Problem(
                code="alias",
                path=path,
                line=token.start_mark.line + 1 + offset,
                column=token.start_mark.column + 1,
                must=f"must not use a YAML {kind[type(token).__name__]}",
                mend="write the value out, or put the text in double quotes.",
            )
    return None


_MENDS = (
    ("mapping values are not allowed", 'a text that holds ": " needs double quotes around it.'),
    ("cannot start any token", "indent with spaces, never with a tab, and quote a text that begins with @ ` or %."),
    ("could not find expected ':'", "each line is `key: value`; look for a missing colon or a wrong indent."),
    ("expected <block end>", "bring the line to the same indent as the lines above it."),
    ("expected ',' or '}'", "put a comma between the fields in { }, and quote a text that holds a comma."),
    ("expected ',' or ']'", "put a comma between the items in [ ], and close the bracket."),
    ("end of stream", "close the quote or bracket that is still open."),
)


def _broken(path: str, error: yaml.MarkedYAMLError, offset: int, text: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    reason = error.problem or "cannot be read"
    line = mark.line if mark else 0
    lines = text.split("\n")
    mend = next((mend for words, mend in _MENDS if words in reason), "compare the line with the one above it.")
    return Problem(
        code="broken-yaml",
        path=path,
        line=min(line, max(0, len(lines) - 1)) + 1 + offset,
        column=(mark.column if mark else 0) + 1,
        must=f"the fields must be YAML: {reason}",
        found=lines[line].strip() if line < len(lines) else "",
        mend=mend,
    )


def _unreadable(path: str, must: str, mend: str, line: int = 1) -> Problem:
    return Problem(code="unreadable-file", path=path, line=line, must=must, mend=mend)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentFiles:
    """Which files there are, by folder; each tuple is sorted."""

    single: tuple[str, ...]  # content/*.yml
    questions: tuple[str, ...]
    institutions: tuple[str, ...]
    programs: tuple[str, ...]
    comparisons: tuple[str, ...]
    guides: tuple[str, ...]
    checklists: tuple[str, ...]

    @property
    def editorial(self) -> tuple[str, ...]:
        """Every file but the programs, and the list of permanent ids."""
        return (
            *self.single, *self.questions, *self.institutions, *self.comparisons, *self.guides, *self.checklists,
            "content/ids.txt",
        )  # fmt: skip


def list_content(root: Path) -> ContentFiles:
    """Walk `content/` once and sort what is there into its folders."""
    found: dict[str, list[str]] = {}
    for folder, names, files in os.walk(root / "content"):
        names.sort()
        inner = Path(folder).relative_to(root / "content").parts
        kind = inner[0] if inner else ""
        ending = ".md" if kind in ("programs", "comparisons", "guides") else ".yml"
        prefix = "/".join(("content", *inner))
        found.setdefault(kind, []).extend(f"{prefix}/{name}" for name in files if name.endswith(ending))
    return ContentFiles(
        single=tuple(sorted(found.get("", ()))),
        questions=tuple(sorted(found.get("questions", ()))),
        institutions=tuple(sorted(found.get("institutions", ()))),
        programs=tuple(sorted(found.get("programs", ()))),
        comparisons=tuple(sorted(found.get("comparisons", ()))),
        guides=tuple(sorted(found.get("guides", ()))),
        checklists=tuple(sorted(found.get("checklists", ()))),
    )


def hash_files(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """The hash of each file's bytes, by path; one that cannot be read has an empty one."""
    found = {}
    base = f"{root}/"
    for path in paths:
        try:
            with open(base + path, "rb", buffering=0) as file:
                found[path] = blake2b(file.read(), digest_size=16).hexdigest()
        except OSError:
            found[path] = ""
    return found
