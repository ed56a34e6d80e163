"""The glossary, and a small page a term, for linking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.answers.context import Context
from generator.answers.views import Link
from generator.model import urls
from generator.model.editorial import Term
from generator.model.wording import fill
from generator.pages.heads import head_of
from generator.pages.parts import Head
from generator.pages.previews import fit_title


def plan_glossary(context: Context) -> tuple[Head, GlossaryView]:
    """All terms on one page, each with its anchor."""
    terms = context.editorial.terms
    views = tuple(
        TermView(
            id=term.id,
            term=term.term,
            full=term.full,
            meaning=term.meaning,
            url=urls.term_page(term.id),
            see=tuple(Link(label=terms[id].term, url=urls.term(id)) for id in term.see),
            aliases=term.aliases,
        )
        for term in sorted(terms.values(), key=lambda term: term.term.lower())
    )
    head = head_of(
        context,
        url=urls.GLOSSARY,
        title=context.wording.glossary_title,
        description=context.wording.glossary_description,
        kind="glossary",
        crumbs=(Link(label="Glossary", url=""),),
        scripts=("copy-link",),
    )
    lead = "The words and abbreviations that programs, forums and forms use, in plain English."
    return head, GlossaryView(heading="Glossary", lead=lead, terms=views)


def plan_terms(context: Context) -> Iterator[tuple[Head, TermPageView]]:
    """A small page for each term, for linking."""
    terms = context.editorial.terms
    for term in terms.values():
        yield _term(term, tuple(Link(label=terms[id].term, url=urls.term_page(id)) for id in term.see), context)


def _term(term: Term, see: tuple[Link, ...], context: Context) -> tuple[Head, TermPageView]:
    spelt = f"{term.term}: {term.full}" if term.full else term.term
    head = head_of(
        context,
        url=urls.term_page(term.id),
        title=fit_title(fill(context.wording.term_title, term=name) for name in (spelt, term.term)),
        description=f"{term.full}. {term.meaning}" if term.full else term.meaning,
        kind="term",
        crumbs=(Link(label="Glossary", url=urls.GLOSSARY), Link(label=term.term, url="")),
        scripts=("copy-link",),
        subject={"@type": "DefinedTerm", "name": term.term, "description": term.meaning},
    )
    view = TermPageView(
        term=term.term,
        full=term.full,
        meaning=term.meaning,
        known_as=", ".join(term.known_as),
        see=see,
        edit_href=context.edit_href("content/glossary.yml"),
    )
    return head, view


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    id: str
    term: str
    full: str
    meaning: str
    url: str  # of the term's own page
    see: tuple[Link, ...]
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermPageView:
    """A glossary term on a small page of its own, for linking."""

    term: str
    full: str
    meaning: str
    known_as: str
    see: tuple[Link, ...]
    edit_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryView:
    heading: str
    lead: str
    terms: tuple[TermView, ...]
