"""Outline: a page as blocks that read as one, each with the headings above it, and the page's links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.model.finding import Block
from generator.watch.text import SILENT, decode, read_text

_ASIDE = f"{SILENT}, nav, footer, form, select"
_BLOCKS = (
    "address, article, aside, blockquote, br, button, caption, dd, details, div, dl, dt, fieldset, figcaption, figure, "
    "h1, h2, h3, h4, h5, h6, header, hr, legend, li, main, ol, p, pre, section, summary, table, tbody, tfoot, thead, tr, ul"
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)} | {"dt": 7, "summary": 7, "legend": 7, "button": 7}
_BOLD_IS = 8  # a paragraph in bold is a heading below all real ones
_VALUE_IS = 9  # the second of two cells, whose label is the first
_ITEM_IS = "0"  # what stands in a list
_LONGEST_HEADING = 120
_MARK = "\ue0f0"  # begins the line of a heading, followed by its level; private, so no page means anything by it
_LIST_END = re.compile(r"[.?!:;][)\"'”’]*\Z")
_BULLET = re.compile(r"^[•▪◦●○*–-]\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a page says, block by block, what it is called, and where its links lead: (address, words)."""

    blocks: tuple[Block, ...]
    title: str = ""
    headings: tuple[str, ...] = ()  # of the first rank
    links: tuple[tuple[str, str], ...] = ()
    source: str = ""  # its HTML, "" for other kinds


def read_outline(body: bytes, content_type: str) -> Outline:
    """The outline of a page, by what the server calls it and what it looks like."""
    text = read_text(body, content_type)
    if text.kind != "html":
        return Outline(blocks=tuple(Block(text=line) for page in text.pages for line in _paragraphs(page)))
    source = decode(body, content_type)
    tree = LexborHTMLParser(source)
    named = tree.css_first("title")
    title = _words(named) if named else ""
    links = tuple(_links(tree))
    for node in tree.css(_ASIDE):
        node.decompose()
    headings = tuple(_words(node) for node in tree.css("h1"))
    _join_cells(tree)
    for node in tree.css(_BLOCKS):
        node.insert_before("\n")
        node.insert_after("\n")
    _mark_headings(tree)
    plain = tree.body.text() if tree.body else ""
    return Outline(
        blocks=tuple(_blocks(plain.split("\n"))),
        title=title,
        headings=headings,
        links=links,
        source=source,
    )


def _links(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    for node in tree.css("a[href]"):
        yield node.attributes.get("href") or "", _words(node)


def _words(node: LexborNode) -> str:
    return " ".join(node.text().split())


def _mark_headings(tree: LexborHTMLParser) -> None:
    """Put a mark before the text of each heading, so that it is known once tags are gone."""
    for name, level in _HEADINGS.items():
        for node in tree.css(name):
            node.insert_before(f"\n{_MARK}{level} ")
    for node in tree.css("li"):
        node.insert_before(f"\n{_MARK}{_ITEM_IS} ")
    for node in tree.css("p > strong:only-child, p > b:only-child, div > strong:only-child"):
        parent = node.parent
        if parent is not None and _words(parent) == _words(node):
            node.insert_before(f"\n{_MARK}{_BOLD_IS} ")


def _join_cells(tree: LexborHTMLParser) -> None:
    """A row of two cells is a label and its value; other cells stand apart."""
    for row in tree.css("tr"):
        cells = row.css("td, th")
        for cell in cells[1:]:
            cell.insert_before(f":\n{_MARK}{_VALUE_IS} " if len(cells) == 2 else " ; ")


def _blocks(lines: Iterable[str]) -> Iterator[Block]:
    above: list[tuple[int, str]] = []
    intro = ""  # what stands before a list and ends with a colon
    for raw in lines:
        line = " ".join(raw.split())
        level, item = 0, line.startswith(f"{_MARK}{_ITEM_IS}")
        if line.startswith(_MARK):
            level, line = int(line[1]), line[2:].strip()
        line = line.replace(_MARK, " ").strip()
        if not line:
            continue
        headings = tuple(text for _, text in above)
        if item or level == _VALUE_IS:
            yield Block(text=line, headings=headings, intro=intro, labeled=not item)
        elif level and len(line) <= _LONGEST_HEADING:
            above = [each for each in above if each[0] < level]
            yield Block(text=line, headings=tuple(text for _, text in above))
            above.append((level, line))
            intro = line if line.endswith(":") else ""
        else:
            yield Block(text=line, headings=headings)
            intro = line if line.endswith(":") else ""


def _paragraphs(page: str) -> Iterator[str]:
    """The lines of a PDF or a plain text, joined to what reads as one: until an empty line, a bullet or a full stop."""
    held: list[str] = []
    for raw in page.splitlines():
        line = " ".join(raw.split())
        if held and (not line or _BULLET.match(line) or _LIST_END.search(held[-1])):
            yield " ".join(held)
            held = []
        if line:
            held.append(_BULLET.sub("", line))
    if held:
        yield " ".join(held)
