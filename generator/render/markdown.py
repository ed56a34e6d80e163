"""Markdown: the text of a contributor as a list of tokens, in time that grows with its length and no faster.

There is no raw HTML and there are no pictures: a tag is shown as the text that it is.
`[[kind:id|words]]` becomes a token of its own, so none of it ever stands inside an attribute or another link.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from html import escape
from itertools import pairwise
from typing import Any, NamedTuple, cast

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from generator.check.references import REFERENCE
from generator.model.addresses import address_at, is_link, is_web_address
from generator.model.limits import DEEPEST_BODY

_BAR = "\ue000"  # stands for the bar of a reference while tables are cut at theirs; no text of ours holds it
_MARKED = re.compile(REFERENCE.pattern.replace(r"\|", _BAR).replace("|", _BAR))
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_SCHEME = re.compile(r"(?:\A|[^A-Za-z0-9])(https?)\Z")
_OUTWARD = re.compile(r"https?:|mailto:", re.IGNORECASE)


class Reference(NamedTuple):
    """`[[kind:id|words]]`, as it was written."""

    kind: str
    id: str
    words: str


Tell = Callable[[Reference], str]


def read_markdown(text: str) -> list[Token]:
    """The tokens of a text."""
    plain = _PRIVATE.sub("", text)
    return _parser().parse(REFERENCE.sub(lambda match: match[0].replace("|", _BAR), plain))


def write_html(tokens: list[Token], show: Tell) -> str:
    """The HTML of some tokens, not yet through the sanitizer; `show` gives that of a reference."""
    parser = _parser()
    return str(parser.renderer.render(tokens, parser.options, {"show": show})).replace(_BAR, "|")


def plain_text(token: Token, words: Tell) -> str:
    """What a reader sees of a line; `words` gives those of a reference."""
    parts = []
    for child in token.children or ():
        if child.type == "reference":
            parts.append(words(child.meta["reference"]))
        else:
            parts.append(" " if child.type in ("softbreak", "hardbreak") else child.content)
    return "".join(parts).replace(_BAR, "|").strip()


def references_of(tokens: list[Token]) -> Iterator[Reference]:
    """Every reference of a text, in order."""
    for token in tokens:
        yield from (child.meta["reference"] for child in token.children or () if child.type == "reference")


def lone_reference(tokens: list[Token], place: int, kinds: Collection[str]) -> Reference | None:
    """The reference that is all of the paragraph which begins here, outside lists and quotations."""
    opening = tokens[place]
    if opening.type != "paragraph_open" or opening.level:
        return None
    children = tokens[place + 1].children or []
    if len(children) != 1 or children[0].type != "reference":
        return None
    reference = cast(Reference, children[0].meta["reference"])
    return reference if reference.kind in kinds else None


def give_ids(tokens: list[Token], taken: Collection[str], prefix: str, words: Tell) -> list[tuple[str, str, str]]:
    """Give each second and third heading an id that nothing else has; the tag, id and text of each, in order.

    The ids are those that guides have had since the first day, since forum posts point at them.
    """
    used, found = dict.fromkeys(taken, 0), []
    for opening, line in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        text = plain_text(line, words)
        id = _unlike(prefix + _slug(text), used)
        if opening.tag in ("h2", "h3"):
            opening.attrSet("id", id)
            found.append((opening.tag, id, text))
    return found


def name_tables(tokens: list[Token], words: Tell) -> None:
    """Name each table for the heading above it, and say where several stand below one."""
    heading, seen = "", dict[str, int]()
    for opening, following in pairwise(tokens):
        if opening.type == "heading_open":
            heading = plain_text(following, words)
        elif opening.type == "table_open":
            seen[heading] = seen.get(heading, 0) + 1
            label = f"Table: {heading}" if heading else "Table"
            opening.meta["label"] = label + (f", {seen[heading]}" if seen[heading] > 1 else "")
        elif opening.type == "th_open" and not following.children:
            opening.tag = "td"  # an empty corner is no header


def link_words(tokens: list[Token], pattern: re.Pattern[str], link: Callable[[str], str | None]) -> None:
    """Put `link(word)` in place of each word that matches, outside links, headings and code."""
    for opening, line in pairwise(tokens):
        if line.type == "inline" and line.children and opening.type not in ("heading_open", "th_open"):
            line.children = list(_linked(line.children, pattern, link))


def _linked(children: list[Token], pattern: re.Pattern[str], link: Callable[[str], str | None]) -> Iterator[Token]:
    inside = 0
    for child in children:
        inside += (child.type == "link_open") - (child.type == "link_close")
        if child.type == "text" and not inside:
            yield Token("html_inline", "", 0, content=replace_words(child.content, pattern, link))
        else:
            yield child


def replace_words(text: str, pattern: re.Pattern[str], link: Callable[[str], str | None]) -> str:
    """The HTML of a plain text with `link(word)` in place of each word that matches, where it gives any."""
    out, end = [], 0
    for match in pattern.finditer(text):
        linked = link(match[0])
        if linked is not None:
            out += [escape(text[end : match.start()]), linked]
            end = match.end()
    return "".join((*out, escape(text[end:])))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 4 * DEEPEST_BODY}, renderer_cls=_Renderer)
    parser.enable("table").disable(["image", "html_block", "html_inline"])
    parser.inline.ruler.before("link", "reference", _read_reference)
    parser.inline.ruler.before("link", "bare", _read_bare)
    parser.core.ruler.push("levels", _keep_levels)
    parser.validateLink = lambda url: is_link(url)  # type: ignore[method-assign]  # pages of ours: [[page:…]] alone
    return parser


def _read_reference(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[[", state.pos):
        return False
    match = _MARKED.match(state.src, state.pos)
    if match is None or match.end() > state.posMax:
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.meta = {"reference": Reference(match[1], match[2] or "", (match[3] or "").replace(_BAR, "|"))}
    state.pos = match.end()
    return True


def _read_bare(state: StateInline, silent: bool) -> bool:
    """A bare address becomes a link, as it does at the forge; seen at its colon, behind the scheme that is read already."""
    if not state.src.startswith("://", state.pos) or state.linkLevel > 0:
        return False
    scheme = _SCHEME.search(state.pending)
    start = state.pos - len(scheme[1]) if scheme else state.pos
    address = address_at(state.src, start) if scheme else ""
    if scheme is None or not is_web_address(address):
        return False
    if not silent:
        state.pending = state.pending[: scheme.start(1)]
        state.push("link_open", "a", 1).attrSet("href", state.md.normalizeLink(address))
        state.push("text", "", 0).content = address
        state.push("link_close", "a", -1)
    state.pos = start + len(address)
    return True


def _keep_levels(state: Any) -> None:
    """A text begins below the title of its page, and a fourth heading is the last that anybody sees as one."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(max(int(token.tag[1]), 2), 4)}"


class _Renderer(RendererHTML):
    """The HTML of the tokens that are ours, or that are more than Markdown gives."""

    def reference(self, tokens: list[Token], place: int, options: Any, env: Mapping[str, Any]) -> str:
        return str(env["show"](tokens[place].meta["reference"]))

    def table_open(self, tokens: list[Token], place: int, options: Any, env: Any) -> str:
        label = escape(str(tokens[place].meta.get("label", "Table")))
        return f'<div class="table-scroll" tabindex="0" role="region" aria-label="{label}"><table>\n'

    def table_close(self, tokens: list[Token], place: int, options: Any, env: Any) -> str:
        return "</table></div>\n"

    def th_open(self, tokens: list[Token], place: int, options: Any, env: Any) -> str:
        tokens[place].attrSet("scope", "col")  # a table of Markdown has heads in its first row alone
        return self.renderToken(tokens, place, options, env)

    def link_open(self, tokens: list[Token], place: int, options: Any, env: Any) -> str:
        if _OUTWARD.match(str(tokens[place].attrGet("href"))):
            tokens[place].attrSet("rel", "noopener nofollow")
        return self.renderToken(tokens, place, options, env)


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def _unlike(id: str, used: dict[str, int]) -> str:
    """The id, with a number where it is used; `used` knows the last number of each, or many alike would take long."""
    number, fresh = used.get(id, 0), id
    while not fresh or fresh in used:
        number += 1
        fresh = f"{id}_{number}"
    used[id] = number
    used[fresh] = used.get(fresh, 0)
    return fresh
