"""Prose: Markdown of contributors to safe HTML, with the directory's own links, facts and glossary terms.

Contributors' text is hostile until it has been here (design §9): it is rendered, then passed through an
allow-list; only what our own templates make is put in afterwards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from html import escape, unescape

import markdown
import nh3
from jinja2 import Environment
from markdown.extensions import Extension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markupsafe import Markup

from generator.answers.budget import add_up
from generator.answers.context import Context
from generator.answers.views import Link
from generator.check.references import REFERENCE
from generator.model import urls
from generator.model.dates import months_between
from generator.model.editorial import Fact

TAGS = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "a", "strong", "em", "code", "pre", "blockquote", "br", "hr"),
    *("table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "sup", "sub"),
}
ATTRIBUTES = {"a": {"href", "title"}, "th": {"align", "scope"}, "td": {"align"}, "h2": {"id"}, "h3": {"id"}}
# Private-use characters hold the place of what our templates make, so that no contributor's text can.
_OPEN, _CLOSE = "\ue000", "\ue001"
_HELD = re.compile(f"(?:<p>)?{_OPEN}(\\d+)([bi]){_CLOSE}(?:</p>)?")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
# The extensions of Python-Markdown, by what a text that needs them holds. (By their names it takes longer to find them
# among all installed packages than to build a page.)
_EXTENSIONS: dict[type[Extension], re.Pattern[str]] = {
    TableExtension: re.compile(r"\|"),
    TocExtension: re.compile(r"#|^[ >]*(?:=+|-+)[ ]*$", re.MULTILINE),
    SaneListExtension: re.compile(r"^[ >]*(?:[*+-]|\d+[.)])[ ]", re.MULTILINE),
    DefListExtension: re.compile(r"^[ >]*:", re.MULTILINE),
}
# What a text must hold one of for its inline patterns to match; a pattern that is not named here stays.
_PATTERNS = {
    "backtick": ("`",),
    "escape": ("\\",),
    "link": ("](",),
    "reference": ("]:",),
    "short_reference": ("]:",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "html": ("<",),
    "linebreak": ("  \n",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
    "em_strong2": ("_",),
}
_TAG = re.compile(r"(<[^>]+>)")
_HEADING_OR_TABLE = re.compile(r"(<h[2-4][^>]*>.*?</h[2-4]>|<table>)", re.S)
_EMPTY_HEADER = re.compile(r"<th([^>]*)>\s*</th>")
_SKIPPED = ("a", "h2", "h3", "h4", "code", "pre", "th", "q", "figure", "cite")


class Prose:
    """Turns Markdown into HTML for pages at any depth; one instance a process."""

    def __init__(self, environment: Environment, context: Context) -> None:
        self._environment = environment
        self._context = context

    def render(self, text: str, root: str, *, terms: bool = False) -> tuple[Markup, tuple[Link, ...]]:
        """HTML and the links to its headings; with `terms`, glossary words are linked at their first use."""
        if not text:
            return Markup(""), ()
        held: list[str] = []
        marked = REFERENCE.sub(lambda match: self._hold(match, root, held), _PRIVATE.sub("", text))
        # Most profiles are a few plain paragraphs: what most parts of a parser look for is not there.
        parser = _parser_for(marked)
        parser.reset()
        html = parser.convert(marked)
        contents = tuple(
            Link(label=unescape(_TAG.sub("", token["name"])), url=f"#{token['id']}")
            for token in getattr(parser, "toc_tokens", ())
        )
        safe = frame_tables(clean(html))
        if terms:
            safe = self.link_terms(safe, root)
        filled = _HELD.sub(lambda match: _fill(match, held), safe)
        return Markup(filled + self._sources(text)), contents

    def _hold(self, match: re.Match[str], root: str, held: list[str]) -> str:
        kind, id, words = match[1], match[2] or "", match[3] or ""
        block = kind in ("chart", "costs")
        html = (
            self._chart(id)
            if kind == "chart"
            else self._costs()
            if kind == "costs"
            else self._inline(kind, id, words, root)
        )
        held.append(html)
        return f"{_OPEN}{len(held) - 1}{'b' if block else 'i'}{_CLOSE}"

    def _inline(self, kind: str, id: str, words: str, root: str) -> str:
        if kind == "fact":
            return self.fact(id, words)
        label, url = self._targets[kind](id)
        return f'<a href="{escape(root + url)}">{escape(words or label)}</a>'

    @cached_property
    def _targets(self) -> Mapping[str, Callable[[str], tuple[str, str]]]:
        editorial = self._context.editorial
        guides = {guide.slug: guide.title for guide in editorial.guides}
        steplists = {steplist.slug: steplist.title for steplist in editorial.steplists}
        comparisons = {comparison.slug: comparison.title for comparison in editorial.comparisons}
        return {
            "question": lambda id: (editorial.questions[id].label, urls.question(id)),
            "guide": lambda id: (guides[id], urls.guide(id)),
            "term": lambda id: (editorial.terms[id].term, urls.term(id)),
            "program": lambda id: (id.replace("-", " "), urls.program(id)),
            "institution": lambda id: (editorial.institutions[id].name, urls.institution(id)),
            "comparison": lambda id: (comparisons[id], urls.comparison(id)),
            "checklist": lambda id: (steplists[id], urls.steplist(id)),
            "page": lambda id: (id.replace("-", " "), urls.PAGES[id]),
        }

    def fact(self, id: str, words: str = "") -> str:
        """A fact's value, or other words for it, with its year and source."""
        fact = self._context.editorial.facts[id]
        when = str(fact.as_of) if fact.as_of else "undated"
        old = ", old" if self._is_old(fact) else ""
        link = f'<a href="{escape(fact.source_url)}" rel="noopener nofollow" title="{escape(fact.source_title)}">source, {when}{old}</a>'
        return f'{escape(words or fact.value)} <cite class="fact">{link}</cite>'

    def _is_old(self, fact: Fact) -> bool:
        return fact.as_of is not None and months_between(fact.as_of.earliest, self._context.today) > fact.old_after

    def _chart(self, id: str) -> str:
        chart = self._context.editorial.charts[id]
        facts = [self._context.editorial.facts[fact] for fact in chart.facts]
        points = [
            (
                label,
                fact.number or 0.0,
                _number(fact.number or 0.0, chart.unit),
                {"label": fact.source_title, "href": fact.source_url},
            )
            for label, fact in zip(chart.labels, facts, strict=True)
        ]
        sources = list(dict.fromkeys(f"{fact.source_title} ({fact.as_of or 'undated'})" for fact in facts))
        shown = "; ".join(sources[:2]) + (f" and {len(sources) - 2} more, in the table" if len(sources) > 2 else "")
        module = self._environment.get_template(f"components/chart-{chart.kind}/chart-{chart.kind}.html").module
        macro = getattr(module, f"chart_{chart.kind}")
        return str(macro(title=chart.title, unit=chart.unit, points=points, source=shown, note=chart.note))

    def _costs(self) -> str:
        module = self._environment.get_template("components/costs/costs.html").module
        budget = add_up(self._context.editorial.costs, self._context.editorial.facts)
        return str(module.costs(budget=budget))  # type: ignore[attr-defined]

    def link_terms(self, html: str, root: str) -> str:
        """Link each glossary word at its first use outside links, headings and code."""
        terms = dict(self._words)
        pattern = self._word_pattern
        out: list[str] = []
        inside: list[str] = []
        for part in _TAG.split(html):
            if part.startswith("<"):
                _track(part, inside)
            elif terms and not inside:
                part = pattern.sub(lambda match: _link_term(match, terms, root), part)
            out.append(part)
        return "".join(out)

    @cached_property
    def _words(self) -> dict[str, str]:
        terms = self._context.editorial.terms.values()
        return {escape(word): term.id for term in terms for word in (term.term, *term.known_as) if len(word) > 2}

    @cached_property
    def _word_pattern(self) -> re.Pattern[str]:
        words = sorted(self._words, key=len, reverse=True)
        return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, words)) + r")(?![\w-])" if words else r"(?!)")

    def _sources(self, text: str) -> str:
        """The facts that a text quotes, as a list at its end."""
        ids = list(dict.fromkeys(match[2] for match in REFERENCE.finditer(text) if match[1] == "fact"))
        if not ids:
            return ""
        rows = "".join(self._source_row(self._context.editorial.facts[id]) for id in ids)
        return f'<h2 id="sources-of-this-page">Sources of this page</h2><ol class="fact-list">{rows}</ol>'

    def _source_row(self, fact: Fact) -> str:
        note = f" {escape(fact.note)}" if fact.note else ""
        old = " Old: check it before you rely on it." if self._is_old(fact) else ""
        sure = "" if fact.confidence == "high" else " A secondary source."
        link = f'<a href="{escape(fact.source_url)}" rel="noopener nofollow">{escape(fact.source_title)}</a>'
        return (
            f"<li>{escape(fact.fact)}: {escape(fact.value)}. {link}, {fact.as_of or 'undated'}.{sure}{old}{note}</li>"
        )


def _parser_for(text: str) -> markdown.Markdown:
    """A parser that gives what the whole one gives of this text, without the parts that cannot match in it."""
    text = text.expandtabs()  # Markdown does so too, and spaces at the end of a line mean something
    extensions = frozenset(extension for extension, needs in _EXTENSIONS.items() if needs.search(text))
    patterns = frozenset(name for name, marks in _PATTERNS.items() if any(mark in text for mark in marks))
    return _parser(extensions, patterns)


@cache
def _parser(extensions: frozenset[type[Extension]], patterns: frozenset[str]) -> markdown.Markdown:
    """A parser with these extensions, and of the inline patterns in `_PATTERNS` only these.

    Each block is held against each extension and each line against each pattern, and most texts need few of them.
    """
    parser = markdown.Markdown(extensions=[each() for each in _EXTENSIONS if each in extensions], output_format="html")
    for name in _PATTERNS.keys() - patterns:
        if name in parser.inlinePatterns:
            parser.inlinePatterns.deregister(name)
    return parser


def clean(html: str) -> str:
    """HTML through the allow-list: nothing that runs, and only http, https and mailto links."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow",
        strip_comments=True,
    )


def frame_tables(html: str) -> str:
    """Each table in a frame that scrolls by itself, named for the heading above it; a corner is no header."""
    heading = ""
    seen: Counter[str] = Counter()
    out: list[str] = []
    for part in _HEADING_OR_TABLE.split(html):
        if part.startswith("<h"):
            heading = _HELD.sub("", _TAG.sub("", part)).replace('"', "&quot;").strip()
        elif part == "<table>":
            seen[heading] += 1
            label = f"Table: {heading}" if heading else "Table"
            label += f", {seen[heading]}" if seen[heading] > 1 else ""
            out.append(f'<div class="table-scroll" tabindex="0" role="region" aria-label="{label}">')
        out.append(part)
    framed = "".join(out).replace("</table>", "</table></div>")
    return _EMPTY_HEADER.sub(r"<td\1></td>", framed)


def _fill(match: re.Match[str], held: list[str]) -> str:
    html = held[int(match[1])]
    if match[2] == "b":
        return html
    return match[0].replace(f"{_OPEN}{match[1]}i{_CLOSE}", html)


def _link_term(match: re.Match[str], terms: dict[str, str], root: str) -> str:
    word = match[0]
    id = terms.get(word)
    if id is None:
        return word
    for other in [other for other, owner in terms.items() if owner == id]:
        del terms[other]
    return f'<a class="term" href="{root}{urls.term(id)}">{word}</a>'


def _track(tag: str, inside: list[str]) -> None:
    """Keep the open elements in which nothing is linked."""
    name = tag.strip("</>").split()[0].lower() if tag.strip("</>") else ""
    if name not in _SKIPPED:
        return
    if tag.startswith("</"):
        if name in inside:
            inside.remove(name)
    else:
        inside.append(name)


def _number(number: float, unit: str) -> str:
    text = f"{number:,.1f}".rstrip("0").rstrip(".") if number % 1 else f"{number:,.0f}"
    return f"${text}" if unit == "USD" else f"{text}%" if unit == "%" else text
