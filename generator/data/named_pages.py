"""Plan the names of all pages but the profiles, for the results page.

The names of programs stand in a file of their own that other tools load too (`browser.programs_json`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.answers.context import Context
from generator.answers.names import lower_first, place_of, tell_programs, upper_first
from generator.answers.summaries import Summaries
from generator.data.browser import to_json
from generator.model import urls

LONGEST_NOTE = 120


class _Named(NamedTuple):
    """A page as people may name it."""

    kind: str
    title: str
    url: str
    note: str = ""
    names: tuple[str, ...] = ()  # what else people call it


def pages_json(summaries: Summaries, context: Context) -> bytes:
    """All pages but the profiles: [kind, title, address, note, other names …], each kind by its number."""
    pages = list(_list_pages(summaries, context))
    kinds = list(dict.fromkeys(page.kind for page in pages))
    rows = [[kinds.index(page.kind), page.title, page.url, _shorten(page.note), *page.names] for page in pages]
    return to_json({"kinds": kinds, "pages": rows})


def _list_pages(summaries: Summaries, context: Context) -> Iterator[_Named]:
    yield from _list_lists(summaries, context)
    yield from _list_institutions(summaries, context)
    yield from _list_editorial(context)
    yield from _list_heuristics(context)
    yield from _list_indexes(context)
    yield from _list_tools(context)


def _list_lists(summaries: Summaries, context: Context) -> Iterator[_Named]:
    editorial = context.editorial
    for page in editorial.site.facet_pages:
        title, url = f"Programs that {lower_first(page.label)}", urls.facet_page(page.group, page.slug)
        yield _Named("List", title, url, page.lead, (page.label, *page.words))
    specialties, states = summaries.group("specialty"), summaries.group("state")
    for id, specialty in editorial.specialties.items():
        if id in specialties:
            names, note = (specialty.short, *specialty.known_as), tell_programs(len(specialties[id]))
            yield _Named(upper_first(context.wording.specialty.one), specialty.label, urls.specialty(id), note, names)
    for code, state in editorial.states.items():
        if code in states:
            note = tell_programs(len(states[code]))
            yield _Named(upper_first(context.wording.state.one), state.label, urls.state(code), note, (code,))


def _list_institutions(summaries: Summaries, context: Context) -> Iterator[_Named]:
    groups = summaries.group("institution")
    for slug, institution in context.editorial.institutions.items():
        count = tell_programs(len(groups.get(slug, ())))
        note = f"{place_of(institution.city, institution.state, context)}; {count}"
        yield _Named(
            upper_first(context.wording.institution.one),
            institution.name,
            urls.institution(slug),
            note,
            institution.known_as,
        )


def _list_editorial(context: Context) -> Iterator[_Named]:
    editorial = context.editorial
    for question in editorial.questions.values():
        yield _Named("Question", question.label, urls.question(question.id), question.text, question.known_as)
    for guide in editorial.guides:
        yield _Named("Guide", guide.title, urls.guide(guide.slug), guide.summary, guide.known_as)
    for steps in editorial.steplists:
        yield _Named("Guide", steps.title, urls.steplist(steps.slug), steps.summary)
    for term in editorial.terms.values():
        names = (*((term.full,) if term.full else ()), *term.known_as)
        yield _Named("Term", term.term, urls.term_page(term.id), term.meaning, names)
    for comparison in editorial.comparisons:
        yield _Named("Comparison", comparison.title, urls.comparison(comparison.slug), comparison.summary)
    for audience in editorial.audiences:
        title = f"What to ask: {lower_first(audience.label)}"
        names = (audience.label, *audience.known_as)
        yield _Named("Questions to ask", title, urls.ask(audience.id), audience.when, names)


def _list_heuristics(context: Context) -> Iterator[_Named]:
    """The pages that the content has at most one of: the decision flow, the patterns, the public record."""
    editorial = context.editorial
    if editorial.flow:
        yield _Named("Guide", editorial.flow.title, urls.FLOW, editorial.flow.summary, ("decision flow", "flow chart"))
    if editorial.patterns:
        names = ("patterns", *(row.label for row in editorial.patterns.rows))
        yield _Named("Guide", editorial.patterns.title, urls.PATTERNS, editorial.patterns.summary, names)
    if editorial.record and editorial.record.years:
        page = editorial.record.rules.page
        names = (page.label, "filings", "public record", *page.known_as)
        yield _Named("List", page.title, urls.filings(page.group, page.slug), page.lead, names)


def _list_indexes(context: Context) -> Iterator[_Named]:
    """The lists of lists."""
    wording = context.wording
    indexes = (
        (urls.STATES, wording.state),
        (urls.SPECIALTIES, wording.specialty),
        (urls.INSTITUTIONS, wording.institution),
    )
    for url, noun in indexes:
        yield _Named("Page", f"Programs by {noun.one}", url, "", (noun.many, f"list of {noun.many}"))
    for group in dict.fromkeys(page.group for page in context.editorial.site.facet_pages):
        yield _Named("Page", f"Programs by {group.rstrip('s')}", f"{group}/", "", (group,))
    yield _Named("Page", "Guides", urls.GUIDES, "", ("articles",))
    yield _Named("Page", "What to ask", urls.ASKS, "", ("questions to ask", "whom to ask"))


def _list_tools(context: Context) -> Iterator[_Named]:
    tools = (
        ("All programs", urls.PROGRAMS, ("programs", "list of programs")),
        ("Compare programs", urls.COMPARE, ("compare", "comparison")),
        ("The evaluation checklist", urls.CHECKLIST, ("checklist", "questions")),
        ("My list", urls.MY_LIST, ("tracker", "my programs", "saved")),
        ("Rank room", urls.RANK_ROOM, ("rank", "rank list", "order my interviews", context.wording.rank_title)),
        ("How we decide what to show", urls.METHOD, ("method", "about", "sources")),
        ("Contribute", urls.CONTRIBUTE, ("report a mistake", "correct")),
        ("Change a profile", urls.FORM, ("change what a profile says", "add a program", "edit", "edit a profile")),
        ("Confirm an answer in a minute", urls.VERIFY, ("verify", "confirm", "check an answer")),
        ("Open data", urls.DATA, ("data", "download", "spreadsheet", "csv", "api")),
        ("Every field of a profile", urls.FIELDS, ("fields", "field reference")),
        ("Every message of the check", urls.PROBLEMS, ("messages of the check", "error messages", "problems")),
        ("What changed", urls.CHANGES, ("changes", "news", "updates")),
        ("What is old or missing", urls.REVIEW, ("review", "old", "missing")),
        ("Glossary", urls.GLOSSARY, ("words", "abbreviations")),
    )
    yield from (_Named("Page", title, url, "", names) for title, url, names in tools)
    if context.editorial.fit_steps:
        yield _Named("Page", "Shortlist", urls.SHORTLIST, "", ("which programs fit me", "what fits me"))


def _shorten(text: str) -> str:
    """The first sentence of a note, or as many of its words as there is room for."""
    first = re.split(r"(?<=[.?!])\s", text, maxsplit=1)[0]
    if len(first) <= LONGEST_NOTE:
        return first
    return f"{first[:LONGEST_NOTE].rsplit(' ', 1)[0]} …"
