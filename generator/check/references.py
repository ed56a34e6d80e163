"""Check what points elsewhere: links in Markdown, ids in lists, and the ids that must never vanish."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.check.fields import Fields
from generator.check.findings import Findings
from generator.model.addresses import is_web_address
from generator.model.limits import DEEPEST_BODY, LONGEST_BODY
from generator.model.problem import Problem, nearest
from generator.read.documents import Document
from generator.read.folders import IDS

__all__ = ["IDS", "REFERENCE", "UNREAD", "Targets", "check_body", "check_names", "check_vanished", "list_ids"]

REFERENCE = re.compile(r"\[\[([a-z-]{1,20})(?::([^\[\]|\n]{0,120}))?(?:\|([^\[\]\n]{0,300}))?\]\]")
BLOCKS = ("chart", "costs")  # kinds that stand alone in a paragraph
# The address of a link in its line, of one that is defined apart, and of one that is its own text.
_MARKDOWN_LINK = re.compile(r"\]\([ \t]*<?([^)\s>]+)|^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*<?([^\s>]+)|<(https?://[^\s>]*)>")
_OTHER_LINK = re.compile(r"mailto:[^\s@<>\"]+@[^\s@<>\"]+\Z|#[\w-]+\Z", re.IGNORECASE)
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)[^`]+\1(?!`)")
_TAG = re.compile(r"<(?!https?://|mailto:)(?=[a-zA-Z/!?])[^\s>]{0,40}>?|!\[")
_MARKS = re.compile(r"(?:[ \t]*(?:[-+*>]|\d{1,9}[.)])(?=[ \t>]|\Z))+")
_MARK = re.compile(r"[-+*>]|\d[.)]")


class _Unread(Collection[str]):
    """The ids of a file that could not be read: any of them may be there, so none is called unknown."""

    def __contains__(self, id: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


UNREAD: Collection[str] = _Unread()


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """What `[[kind:id]]` may point at: the ids of each kind."""

    ids: Mapping[str, Collection[str]]


def check_body(document: Document, targets: Targets, notes: Findings) -> None:
    """Every line of a Markdown body: no dead link, none that could run code, and the rules of free text."""
    length = len(document.body)
    if length > LONGEST_BODY:
        must, mend = f"must be at most {LONGEST_BODY:,} characters ({length:,} now)", "shorten it, or make two of it."
        notes.add_at("bad-text", document.body_line, 1, "text", must, mend=mend)
        return
    lines = ["", *document.body.split("\n"), ""]
    for place, text in enumerate(lines[1:-1], 1):
        line = document.body_line + place - 1
        for match in REFERENCE.finditer(text):
            _check_reference(match, line, targets, notes)
            if match[1] in BLOCKS and (
                text.rstrip() != match[0] or lines[place - 1].strip() or lines[place + 1].strip()
            ):
                _note_not_alone(match, line, notes)
        for match in _MARKDOWN_LINK.finditer(text):
            _check_markdown_link(match, line, notes)
        _check_markup(text, line, notes)
        notes.check_text(text, None, "text", body_line=line)


def _note_not_alone(match: re.Match[str], line: int, notes: Findings) -> None:
    must, mend = "must stand on a line of its own", "put an empty line before it and after it."
    notes.add_at("wrong-shape", line, match.start() + 1, "text", must, found=match[0], mend=mend)


def _check_markup(text: str, line: int, notes: Findings) -> None:
    """Only Markdown: no tags, no pictures, and no more lists inside lists than anybody can read."""
    marked = _TAG.search(_CODE.sub(lambda code: "-" * len(code[0]), text)) if "<" in text or "![" in text else None
    if marked:
        must, mend = "must be Markdown, without tags and pictures", "write &lt; for the sign itself, or take it out."
        notes.add_at("bad-text", line, marked.start() + 1, "text", must, found=marked[0], mend=mend)
    marks = _MARKS.match(text)
    if marks and len(_MARK.findall(marks[0])) > DEEPEST_BODY:
        must = f"must not hold more than {DEEPEST_BODY} lists or quotations inside one another"
        notes.add_at("bad-text", line, 1, "text", must, found=text, mend="make it one list, or put it in code.")


def _check_reference(match: re.Match[str], line: int, targets: Targets, notes: Findings) -> None:
    kind, id = match[1], match[2] or ""
    column = match.start() + 1
    if kind not in targets.ids:
        must = "must be a kind of link that exists"
        notes.add_at("dead-link", line, column, "text", must, found=kind, known=tuple(targets.ids))
    elif id not in targets.ids[kind]:
        must = f"must name a {kind} that exists"
        notes.add_at("dead-link", line, column, "text", must, found=id or match[0], known=targets.ids[kind])


def _check_markdown_link(match: re.Match[str], line: int, notes: Findings) -> None:
    address = match[match.lastindex or 1]
    if is_web_address(address) or _OTHER_LINK.match(address):
        return
    column = match.start(match.lastindex or 1) + 1
    if address.lower().startswith(("http:", "https:")):
        must, mend = "must be a web address", "copy it from the address bar of the browser."
        notes.add_at("bad-link", line, column, "text", must, found=address, mend=mend)
        return
    if re.match(r"[a-zA-Z][\w+.-]*:", address):
        must, mend = "must be an https or mailto address", "write the https address."
        notes.add_at("bad-link", line, column, "text", must, found=address, mend=mend)
        return
    must = "must be a web address or an internal link"
    mend = "begin it with https://, or write [[program:…]], [[guide:…]] or [[question:…]]."
    notes.add_at("dead-link", line, column, "text", must, found=address, mend=mend)


def check_names(fields: Fields, key: str, known: Collection[str], what: str) -> tuple[str, ...]:
    """The ids under a key, each of which must point at something; those that do not are left out."""
    found = []
    for id, node in fields.placed_slugs(key):
        if id in known:
            found.append(id)
        else:
            must = f"must be {what} that exists"
            fields.notes.add("unknown-reference", node, fields.at(key), must, found=id, known=known)
    return tuple(found)


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
                    must="must still exist, since forum posts link to it",
                    nearest=nearest(id, present.get(kind, ())),
                    mend=_bring_back(kind, id),
                )
            )
    return found


def _bring_back(kind: str, id: str) -> str:
    if kind == "program":
        return (
            f"bring its file back: one that closed or merged keeps it, with `closed:`; "
            f"one that has another name holds `aliases: [{id}]`."
        )
    if kind == "question":
        return (
            f"bring it back, or add `aliases: [{id}]` to what replaces it; "
            f"one that nobody asks any more stands under `retired:` in its section."
        )
    return f"bring it back, or add `aliases: [{id}]` to what replaces it."


def list_ids(present: Mapping[str, Collection[str]]) -> str:
    """The text of content/ids.txt: every permanent id, a line each, sorted."""
    lines = [f"{kind} {id}" for kind in sorted(present) for id in sorted(present[kind])]
    head = "# Every permanent id. check fails when one vanishes; `python -m generator ids` adds new ones.\n"
    return head + "".join(f"{line}\n" for line in lines)
