"""Check what points elsewhere: links in Markdown, ids in lists, and the ids that must never vanish."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from generator.fields import Notes
from generator.problem import Problem, nearest
from generator.read import Document

REFERENCE = re.compile(r"\[\[([a-z-]+)(?::([^\]|]*))?(?:\|([^\]]*))?\]\]")
_MARKDOWN_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
_ALLOWED_LINK = re.compile(r"(?:https?://|mailto:|#)")
IDS = "content/ids.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """What `[[kind:id]]` may point at: the ids of each kind."""

    ids: Mapping[str, Collection[str]]


def check_body(document: Document, targets: Targets, notes: Notes) -> None:
    """Every link in a Markdown body: no dead internal one, no kind that could run code."""
    for number, line in enumerate(document.body.split("\n")):
        for match in REFERENCE.finditer(line):
            _check_reference(match, targets, document, notes, number)
        for match in _MARKDOWN_LINK.finditer(line):
            if not _ALLOWED_LINK.match(match[1]):
                _add(notes, document, number, match, "dead-link", "must be https, mailto, or an internal link", match[1],
                     "write internal links as [[program:…]], [[guide:…]] or [[question:…]].")  # fmt: skip
        wrong = notes.spellings.wrong_in(line)
        if wrong:
            right = notes.spellings.right[wrong.group()]
            _add(notes, document, number, wrong, "spelling", f"must be spelt {right}", wrong.group(), f"write {right}.")


def _check_reference(match: re.Match[str], targets: Targets, document: Document, notes: Notes, number: int) -> None:
    kind, id = match[1], match[2] or ""
    if kind not in targets.ids:
        must = f"must be one of: {', '.join(targets.ids)}"
        _add(notes, document, number, match, "dead-link", must, kind, "", nearest(kind, targets.ids))
    elif id not in targets.ids[kind]:
        must = f"must name a {kind} that exists"
        _add(notes, document, number, match, "dead-link", must, id, "", nearest(id, targets.ids[kind]))


def _add(
    notes: Notes, document: Document, number: int, match: re.Match[str], code: str, must: str, found: str,
    mend: str = "", near: str = "",
) -> None:  # fmt: skip
    notes.problems.append(
        Problem(
            code=code,
            path=document.path,
            line=document.body_line + number,
            column=match.start() + 1,
            where="text",
            must=must,
            found=found,
            nearest=near,
            mend=mend,
        )
    )


def check_names(names: Iterable[str], known: Collection[str], notes: Notes, where: str, what: str) -> None:
    """Every name of a list points at something."""
    for name in names:
        if name not in known:
            notes.add("unknown-reference", None, where, f"must be {what} that exists", found=name, known=known)


def check_vanished(lines: Iterable[str], present: Mapping[str, Collection[str]]) -> list[Problem]:
    """Each `kind id` line of content/ids.txt still exists, as an id or as an alias."""
    found = []
    for number, line in enumerate(lines, 1):
        kind, _, id = line.strip().partition(" ")
        if not id or kind.startswith("#"):
            continue
        if id not in present.get(kind, ()):
            found.append(
                Problem(
                    code="vanished-id",
                    path=IDS,
                    line=number,
                    where=f"{kind} {id}",
                    must="must still exist: forum posts link to it",
                    nearest=nearest(id, present.get(kind, ())),
                    mend=f"bring it back, or add `aliases: [{id}]` to what replaces it.",
                )
            )
    return found


def list_ids(present: Mapping[str, Collection[str]]) -> str:
    """The text of content/ids.txt: every permanent id, a line each, sorted."""
    lines = [f"{kind} {id}" for kind in sorted(present) for id in sorted(present[kind])]
    head = "# Every permanent id. check fails when one vanishes; `python -m generator ids` adds new ones.\n"
    return head + "\n".join(lines) + "\n"
