"""Prose: Markdown of contributors to safe HTML, with the directory's own links, facts and glossary terms.

Contributors' text is hostile until it has been here (design §9). All that makes markup works on tokens,
and the sanitizer comes last; charts are templates of ours and stand between two sanitized pieces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from html import escape

from jinja2 import Environment
from markdown_it.token import Token
from markupsafe import Markup

from generator.answers.budget import add_up
from generator.answers.context import Context
from generator.answers.views import Link
from generator.check.references import BLOCKS
from generator.model import urls
from generator.model.dates import months_between
from generator.model.editorial import Fact
from generator.render.markdown import (
    Reference,
    give_ids,
    link_words,
    lone_reference,
    name_tables,
    read_markdown,
    references_of,
    replace_words,
    write_html,
)
from generator.render.sanitizer import clean


class Prose:
    """Turns Markdown into HTML for pages at any depth; one instance a process."""

    def __init__(self, environment: Environment, context: Context) -> None:
        self._environment = environment
        self._context = context

    def render(self, text: str, root: str, *, terms: bool = False, prefix: str = "") -> tuple[Markup, tuple[Link, ...]]:
        """HTML and the links to its headings; with `terms`, glossary words are linked at their first use.

        `prefix` begins the ids of headings, on pages that have ids of their own.
        """
        if not text:
            return Markup(""), ()
        tokens = read_markdown(text)
        headings = give_ids(tokens, self._taken, prefix, self._words_of)
        name_tables(tokens, self._words_of)
        if terms:
            link_words(tokens, self._word_pattern, self._term_linker(root))
        html = "".join(self._write(tokens, root))
        links = [Link(label=label, url=f"#{id}") for tag, id, label in headings if tag == "h2"]
        return Markup(html + self._sources(tokens)), tuple(links)

    def _write(self, tokens: list[Token], root: str) -> Iterator[str]:
        """The HTML piece by piece: what stands between two charts is sanitized, and a chart is a template's."""
        show, begin = partial(self._show, root=root), 0
        for place in range(len(tokens)):
            block = lone_reference(tokens, place, BLOCKS)
            if block:
                yield clean(write_html(tokens[begin:place], show))
                yield self._chart(block.id) if block.kind == "chart" else self._costs()
                begin = place + 3  # the paragraph's beginning, its line and its end
        yield clean(write_html(tokens[begin:], show))

    def _show(self, reference: Reference, root: str) -> str:
        if reference.kind == "fact":
            return self._fact(reference.id, reference.words)
        if reference.kind not in self._targets:
            return escape(self._words_of(reference))  # a chart that does not stand alone
        _, url = self._targets[reference.kind](reference.id)
        return f'<a href="{escape(root + url)}">{escape(self._words_of(reference))}</a>'

    def _words_of(self, reference: Reference) -> str:
        """What a reference says without its link."""
        kind, id, words = reference
        if words or kind == "costs":
            return words
        editorial = self._context.editorial
        if kind == "fact":
            return editorial.facts[id].value
        return editorial.charts[id].title if kind == "chart" else self._targets[kind](id)[0]

    @cached_property
    def _taken(self) -> frozenset[str]:
        """The anchors of a page that no heading of its text may have."""
        return urls.ANCHORS | {f"cost-{item.id}" for item in self._context.editorial.costs}

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

    def fact(self, id: str) -> Markup:
        """A fact, its value, its year and its source."""
        fact = self._context.editorial.facts[id]
        return Markup(clean(f"{escape(fact.fact)}: {self._fact(id)}"))

    def _fact(self, id: str, words: str = "") -> str:
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

    def link_terms(self, text: str, root: str) -> Markup:
        """A plain text as HTML, each glossary word linked at its first use."""
        return Markup(clean(replace_words(text, self._word_pattern, self._term_linker(root))))

    def _term_linker(self, root: str) -> Callable[[str], str | None]:
        """Gives the link of a word, once a term."""
        seen: set[str] = set()

        def link(word: str) -> str | None:
            id = self._words[word]
            if id in seen:
                return None
            seen.add(id)
            return f'<a class="term" href="{escape(root + urls.term(id))}">{escape(word)}</a>'

        return link

    @cached_property
    def _words(self) -> dict[str, str]:
        terms = self._context.editorial.terms.values()
        return {word: term.id for term in terms for word in (term.term, *term.known_as) if len(word) > 2}

    @cached_property
    def _word_pattern(self) -> re.Pattern[str]:
        words = sorted(self._words, key=len, reverse=True)
        return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, words)) + r")(?![\w-])" if words else r"(?!)")

    def _sources(self, tokens: list[Token]) -> str:
        """The facts that a text quotes, as a list at its end."""
        ids = list(dict.fromkeys(each.id for each in references_of(tokens) if each.kind == "fact"))
        if not ids:
            return ""
        rows = "".join(self._source_row(self._context.editorial.facts[id]) for id in ids)
        return clean(f'<h2 id="sources-of-this-page">Sources of this page</h2><ol class="fact-list">{rows}</ol>')

    def _source_row(self, fact: Fact) -> str:
        note = f" {escape(fact.note)}" if fact.note else ""
        old = " Old: check it before you rely on it." if self._is_old(fact) else ""
        sure = "" if fact.confidence == "high" else " A secondary source."
        link = f'<a href="{escape(fact.source_url)}" rel="noopener nofollow">{escape(fact.source_title)}</a>'
        return (
            f"<li>{escape(fact.fact)}: {escape(fact.value)}. {link}, {fact.as_of or 'undated'}.{sure}{old}{note}</li>"
        )


def _number(number: float, unit: str) -> str:
    text = f"{number:,.1f}".rstrip("0").rstrip(".") if number % 1 else f"{number:,.0f}"
    return f"${text}" if unit == "USD" else f"{text}%" if unit == "%" else text
