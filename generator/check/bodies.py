"""Check texts in Markdown, line by line: links that lead somewhere, nothing but Markdown, and figures that are quoted."""

from __future__ import annotations

import html
import re

from generator.check.findings import Findings
from generator.check.references import BLOCKS, REFERENCE, Targets
from generator.model.addresses import find_addresses, is_link
from generator.model.hidden import find_hidden
from generator.model.limits import DEEPEST_BODY, LONGEST_BODY
from generator.model.problem import Edit
from generator.read.documents import Document

# The address of a link in its line, of one that is defined apart, and of one that is its own text.
_MARKDOWN_LINK = re.compile(r"\]\([ \t]*<?([^)\s>]*)|^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*<?([^\s>]*)|<(https?://[^\s>]*)>")
# A sign that is spelled out, which readers get as the sign itself.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)[^`]+\1(?!`)")
_TAG = re.compile(r"<(?!https?://|mailto:)(?=[a-zA-Z/!?])[^\s>]{0,40}>?|!\[")
_MARKS = re.compile(r"(?:[ \t]*(?:[-+*>]|\d{1,9}[.)])(?=[ \t>]|\Z))+")
_MARK = re.compile(r"[-+*>]|\d[.)]")
_WWW = re.compile(r"(?<![\w/.@-])www\.[a-z0-9-]+\.[a-z]{2,}[^\s<>()\[\]\"]*", re.IGNORECASE)
# What the forge shows in a way of its own, and the site as the signs that it is.
_ELSEWHERE = re.compile(
    r"^\s{0,12}[-*+] (?P<task>\[[ xX]\] )|(?P<footnote>\[\^[\w-]{1,40}\])|^\s{0,3}> ?(?P<alert>\[![A-Za-z]{3,12}\])"
    r"|(?<!~)(?P<strike>~~[^~\s][^~]{0,200}~~)(?!~)"
)
_MEND_ELSEWHERE = {
    "task": ("boxes to tick", "leave the box out."),
    "footnote": ("footnotes", "put the words where the footnote's sign stands, in brackets."),
    "alert": ("boxes of that kind", "leave the sign out: a quotation stands alone."),
    "strike": ("text that is struck through", "delete what no longer holds."),
}
_FIGURE = re.compile(r"\$ ?\d[\d,.]*|\b\d[\d,.]*(?:%| percent\b)")
_OPINION = re.compile(r"\b[Oo]ne (?:author|guide)\b")


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
        _check_links(text, line, notes)
        _check_markup(text, line, notes)
        _check_entities(text, line, notes)
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
    elsewhere = _ELSEWHERE.search(text) if "[" in text or "~~" in text else None
    if elsewhere:
        what, mend = _MEND_ELSEWHERE[elsewhere.lastgroup or ""]
        must = f"must do without {what}, which only the forge shows"
        notes.add_at("bad-text", line, elsewhere.start() + 1, "text", must, found=elsewhere[0].strip(), mend=mend)
    marks = _MARKS.match(text)
    if marks and len(_MARK.findall(marks[0])) > DEEPEST_BODY:
        must = f"must not hold more than {DEEPEST_BODY} lists or quotations inside one another"
        notes.add_at("bad-text", line, 1, "text", must, found=text, mend="make it one list, or put it in code.")


def _check_entities(text: str, line: int, notes: Findings) -> None:
    """No hidden character is spelled out, such as &shy; or &#x202e;, but in code, where it stays as it is written."""
    plain = _CODE.sub(lambda code: "-" * len(code[0]), text) if "&" in text else ""
    for match in _ENTITY.finditer(plain):
        sign = html.unescape(match[0])
        if find_hidden(sign) or sign in "\t\r\n":
            must, mend = "must hold no hidden characters", "take it out."
            notes.add_at("bad-text", line, match.start() + 1, "text", must, found=match[0], mend=mend)


def _check_reference(match: re.Match[str], line: int, targets: Targets, notes: Findings) -> None:
    kind, id = match[1], match[2] or ""
    column = match.start() + 1
    if kind not in targets.ids:
        must = "must be a kind of link that exists"
        notes.add_at("dead-link", line, column, "text", must, found=kind, known=tuple(targets.ids))
    elif id not in targets.ids[kind]:
        must = f"must name a {kind} that exists"
        notes.add_at("dead-link", line, column, "text", must, found=id or match[0], known=targets.ids[kind])


def _check_links(text: str, line: int, notes: Findings) -> None:
    """Every address of a line: of a link, between < and >, or bare, which readers get as a link too."""
    seen = []
    for match in _MARKDOWN_LINK.finditer(text) if "](" in text or "<" in text or "]:" in text else ():
        seen.append(match.span())
        _check_address(match[match.lastindex or 1], match.start(match.lastindex or 1) + 1, line, notes)
    if "://" not in text and "www." not in text:
        return
    plain = _CODE.sub(lambda code: "-" * len(code[0]), text)
    for start, address in find_addresses(plain):
        if not any(first <= start < last for first, last in seen):
            _check_address(address, start + 1, line, notes)
    for found in _WWW.finditer(plain):
        if not any(first <= found.start() < last for first, last in seen):
            mend, edit = f"write https://{found[0]}", Edit(line, found.start(), found.start(), "https://")
            must = "must begin with https://"
            notes.add_at("bad-link", line, found.start() + 1, "text", must, found=found[0], mend=mend, edit=edit)


def _check_address(address: str, column: int, line: int, notes: Findings) -> None:
    if is_link(address):
        return
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


def check_figures(document: Document, notes: Findings) -> None:
    """An amount or a percentage stands in a guide through a fact, or as an opinion that is said to be one's."""
    for number, text in enumerate(document.body.split("\n"), document.body_line):
        found = None if _OPINION.search(text) else _FIGURE.search(_blank_references(text))
        if found:
            must = "must be quoted from content/facts.yml, where it has its date and its source"
            mend = "add the figure there and write [[fact:its-id]]; an opinion is told as that of “one author”."
            notes.add_at("typed-figure", number, found.start() + 1, "text", must, found=found[0], mend=mend)


def _blank_references(text: str) -> str:
    return REFERENCE.sub(lambda match: " " * len(match[0]), text)
