"""Rename and close: all the files that a program or an institution stands in, changed together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath

from generator.bulk.new_file import Declined
from generator.check.subject_files import KINDS, kind_of
from generator.check.texts import BAD_ID, is_slug
from generator.model.problem import Problem
from generator.proposals.groups import Group
from generator.proposals.lines import rewrite
from generator.read.content_file import replace_files
from generator.read.documents import parse_document, read_bytes
from generator.read.folders import ContentFiles
from generator.read.plain import to_plain

Edits = dict[str, str | None]  # path → its new text; None: it goes
FEWEST = 2  # programs that a comparison holds


def plan_rename(root: Path, files: ContentFiles, path: str, new: str, taken: Mapping[str, Iterable[str]]) -> Edits:
    """The files of a program or an institution under another name; its old one stays as an alias.

    `taken` are the ids that there are, by kind, old ones among them.
    """
    kind, old = kind_of(path), PurePosixPath(path).stem
    if not is_slug(new):
        raise Declined(f'"{new}" cannot be a name: it {BAD_ID}.')
    if new == old:
        raise Declined(f"{path} is called {new} already.")
    other = next((each for each in (kind, *KINDS) if new in taken[each]), "")
    if other:  # a name that a program and an institution share would say of neither which one is meant
        raise Declined(
            f"{new} is taken: there is {'an' if other[0] in 'aeiou' else 'a'} {other} of this name, or was one."
        )
    edits: Edits = {path: None}
    edits[str(PurePosixPath(path).with_stem(new))] = _edit(root, path, lambda front: _add_alias(front, old))
    if kind == "institution":
        _edit_each(root, files.programs, lambda front: _replace_field(front, "institution", old, new), edits)
        sightings = f"content/sightings/{old}.yml"
        if sightings in files.sightings:
            edits[sightings] = None
            edits[f"content/sightings/{new}.yml"] = _text(root, sightings)
    else:
        _edit_each(root, files.comparisons, lambda front: _replace_program(front, old, new), edits)
        _edit_each(root, files.programs, lambda front: _replace_into(front, old, new), edits)
    _rename_links(root, files, edits, f"[[{kind}:{old}", f"[[{kind}:{new}")
    return edits


def plan_leaving(root: Path, files: ContentFiles, slug: str) -> tuple[Edits, list[str]]:
    """Comparisons without a program that closed, and those that cannot do without it."""
    edits: Edits = {}
    stuck = []
    for path in files.comparisons:
        front = _front(root, path)
        held = front.get("programs")
        if not isinstance(held, list) or slug not in held:
            continue
        if len(held) <= FEWEST:
            stuck.append(path)
        else:
            edits[path] = _edit(root, path, lambda front: _without_program(front, slug))
    return edits, stuck


def write_edits(root: Path, edits: Mapping[str, str | None]) -> None:
    """Put the new texts in their places, and take away what goes."""
    replace_files({root / path: None if text is None else text.encode() for path, text in edits.items()})


def _text(root: Path, path: str) -> str:
    content = read_bytes(root, path)
    if isinstance(content, Problem):
        raise Declined(content.as_text())
    return content.decode("utf-8")


def _front(root: Path, path: str) -> Group:
    document = parse_document(path, _text(root, path).encode())
    front = "" if isinstance(document, Problem) else to_plain(document.front)
    return front if isinstance(front, dict) else {}


def _edit_each(root: Path, paths: Iterable[str], change: Callable[[Group], Group], edits: Edits) -> None:
    """Change the fields of each file that does not go."""
    for path in paths:
        if path not in edits or edits[path] is not None:
            edits[path] = _edit(root, path, change, edits.get(path))


def _edit(root: Path, path: str, change: Callable[[Group], Group], edited: str | None = None) -> str:
    """A file's text, as it is or was `edited`, with its fields changed, and every other line as it was."""
    text = edited or _text(root, path)
    document = parse_document(path, text.encode())
    if isinstance(document, Problem):
        raise Declined(document.as_text())
    front = to_plain(document.front)
    wanted = change(dict(front)) if isinstance(front, dict) else {}
    made = text if wanted == front else rewrite(document, text, wanted)
    if made is None:
        raise Declined(f"{path} could not be changed without touching other lines; change it by hand.")
    return made


def _add_alias(front: Group, old: str) -> Group:
    known = front.get("aliases")
    aliases = [*(known if isinstance(known, list) else [known] if known else []), old]
    if "aliases" in front:
        return {**front, "aliases": aliases}
    pairs = list(front.items())
    at = next((n for n, (_, value) in enumerate(pairs) if isinstance(value, dict)), len(pairs))
    return dict([*pairs[:at], ("aliases", aliases), *pairs[at:]])


def _replace_field(front: Group, field: str, old: str, new: str) -> Group:
    return {**front, field: new} if front.get(field) == old else front


def _replace_program(front: Group, old: str, new: str) -> Group:
    held = front.get("programs")
    return {**front, "programs": [new if item == old else item for item in held]} if isinstance(held, list) else front


def _replace_into(front: Group, old: str, new: str) -> Group:
    closed = front.get("closed")
    return {**front, "closed": _replace_field(closed, "into", old, new)} if isinstance(closed, dict) else front


def _without_program(front: Group, slug: str) -> Group:
    held = front.get("programs")
    return {**front, "programs": [item for item in held if item != slug]} if isinstance(held, list) else front


def _rename_links(root: Path, files: ContentFiles, edits: Edits, old: str, new: str) -> None:
    """Links in prose lead to the new name at once, not by way of the old one."""
    link = re.compile(re.escape(old) + r"(?=[|\]])")
    moved = [path for path in edits if path.endswith(".md")]
    for path in dict.fromkeys((*files.programs, *files.comparisons, *files.guides, *moved)):
        if path in edits and edits[path] is None:
            continue
        text = edits.get(path) or _text(root, path)
        if link.search(text):
            edits[path] = link.sub(new, text)
    for path in [path for path, text in edits.items() if text is not None and _same(root, path, text)]:
        del edits[path]


def _same(root: Path, path: str, text: str) -> bool:
    return (root / path).exists() and _text(root, path) == text
