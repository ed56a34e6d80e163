"""Text: what a reader would read on a page, from the bytes that a server sent."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from generator.watch.pdf_text import read_pdf

SILENT = "script, style, template, noscript, svg, iframe, object, head"
# What begins on a line of its own, so that the end of a heading and the text after it are not one word.
_BLOCKS = (
    "address, article, aside, blockquote, br, button, caption, dd, details, dialog, div, dl, dt, fieldset, figcaption, "
    "figure, footer, form, h1, h2, h3, h4, h5, h6, header, hr, label, legend, li, main, nav, ol, option, p, pre, "
    "section, select, summary, table, tbody, td, textarea, tfoot, th, thead, tr, ul"
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_LOOKED_FOR_META = 4096  # bytes
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Python knows them, no browser does: some fail on what is not theirs, and some take for ever.
_OF_NO_PAGE = frozenset({"idna", "punycode", "utf-7", "unicode-escape", "raw-unicode-escape"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What stands on a page. `pages` are those of a PDF; elsewhere there is one, or none where nothing can be read.

    `scripted` tells of a page that shows its text only to browsers that run its scripts,
    `asks_password` of one that wants a reader to sign in.
    """

    kind: str  # html, pdf, plain or other
    pages: tuple[str, ...] = ()
    title: str = ""
    scripted: bool = False
    asks_password: bool = False

    @property
    def whole(self) -> str:
        """All pages."""
        return "\n".join(self.pages)


def read_text(body: bytes, content_type: str) -> Text:
    """The text of a page, by what the server calls it and what it looks like."""
    kind = _kind_of(body, content_type.lower())
    if kind == "pdf":
        return Text(kind="pdf", pages=read_pdf(body) or ())
    if kind == "plain":
        return Text(kind="plain", pages=(decode(body, content_type),))
    if kind == "html":
        source = decode(body, content_type)
        return Text(kind="other") if _is_deep(source) else _read_html(source)
    return Text(kind="other")


def _kind_of(body: bytes, content_type: str) -> str:
    if body[:1024].lstrip().startswith(b"%PDF-") or "application/pdf" in content_type:
        return "pdf"
    if "html" in content_type or "xml" in content_type:
        return "html"
    if content_type.startswith("text/"):
        return "plain"
    start = body[:1024].lstrip().lower()
    return "html" if not content_type and start.startswith((b"<!doctype", b"<html")) else "other"


def decode(body: bytes, content_type: str = "") -> str:
    """Bytes to text: by their mark, by what the server says, by what the page says, else by what they can be."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    named = _META.search(body[:_LOOKED_FOR_META])
    for name in (content_type.lower().partition("charset=")[2].strip("\"' ;"), named[1].decode() if named else ""):
        encoding = _encoding(name)
        if encoding:
            return body.decode(encoding, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


# Elements inside one another; a browser nests no more than half as many, and a parser's time grows with their square.
_DEEPEST = 1000
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
# They hold nothing, or end by themselves where the next one begins.
_FLAT = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"),
        *("p", "li", "dt", "dd", "option", "optgroup", "rp", "rt", "html", "head", "body"),
        *("tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "caption"),
    )
)


def _is_deep(source: str) -> bool:
    """Whether more elements stand inside one another than any page has."""
    depth = 0
    for tag in _TAG.finditer(source) if source.count("<") > _DEEPEST else ():
        if tag[2].lower() not in _FLAT:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            if depth > _DEEPEST:
                return True
    return False


def _encoding(name: str) -> str:
    """The name under which Python knows a text encoding, "" where it knows none; Latin 1 is what browsers make of it."""
    try:
        found = codecs.lookup(name.partition(";")[0].strip()).name if name else ""
        "".encode(found or "utf-8")  # some codecs make bytes of bytes
    except (LookupError, ValueError):
        return ""
    if found in _OF_NO_PAGE:
        return ""
    return "cp1252" if found in ("iso8859-1", "ascii") else found


def _read_html(source: str) -> Text:
    tree = LexborHTMLParser(source)
    title = tree.css_first("title")
    heading = " ".join(title.text().split()) if title else ""
    scripts = len(tree.css("script"))
    hint = " ".join(node.text() for node in tree.css("noscript"))
    password = tree.css_first("input[type=password]") is not None
    for node in tree.css(SILENT):
        node.decompose()
    for node in tree.css(_BLOCKS):
        node.insert_before("\n")
        node.insert_after("\n")
    text = tree.body.text() if tree.body else ""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    plain = "\n".join(line for line in lines if line)
    return Text(
        kind="html",
        pages=(plain,) if plain else (),
        title=heading,
        scripted=bool(scripts) and _is_scripted(plain, hint),
        asks_password=password,
    )


_FEW = 250  # characters: less than a short paragraph
_NEEDS_SCRIPT = re.compile(
    r"(enable|turn on|requires?|need)[^.]{0,40}javascript|javascript[^.]{0,40}(enable|turn|requir)", re.I
)


def _is_scripted(plain: str, hint: str) -> bool:
    """Whether the text comes only with scripts: hardly any stands there, or the page says so itself."""
    return len(plain) < _FEW or (len(plain) < 4 * _FEW and bool(_NEEDS_SCRIPT.search(f"{hint} {plain}")))
