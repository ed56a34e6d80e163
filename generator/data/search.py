"""Plan what the results page loads: what words mean, and the names of all pages but the profiles.

The names of programs stand in a file of their own that other tools load too (`browser.programs_json`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.answers.context import Context
from generator.answers.names import lower_first, place_of, region_id, tell_programs, upper_first
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


def suggesting_file(context: Context) -> tuple[str, bytes]:
    """What every search box loads once somebody means to search, and its address: how people spell, and the lists
    of single answers, which text cannot tell apart.
    """
    doors = [
        {
            "words": page.words,
            "title": f"Programs that {lower_first(page.label)}",
            "url": urls.facet_page(page.group, page.slug),
        }
        for page in context.editorial.site.facet_pages
    ]
    content = to_json({"spell": list_spellings(context), "doors": doors})
    return urls.hashed_name("suggesting", "json", content), content


def words_json(summaries: Summaries, context: Context) -> bytes:
    """What words mean: `spell` and `same` make one of several spellings, `skip` says nothing, `meanings` are choices
    of the list of programs, `cities` the places that have programs, `absent` names that are not here.
    """
    search = context.editorial.search
    return to_json(
        {
            "spell": list_spellings(context),
            "same": {fold(other): fold(word) for word, others in search.same.items() for other in others},
            "skip": [fold(word) for word in search.skip],
            "meanings": list(_list_meanings(summaries, context)),
            "cities": _list_cities(summaries, context),
            "absent": [[name, *others] for name, others in search.absent.items()],
        }
    )


def pages_json(summaries: Summaries, context: Context) -> bytes:
    """All pages but the profiles: [kind, title, address, note, other names …], each kind by its number."""
    pages = list(_list_pages(summaries, context))
    kinds = list(dict.fromkeys(page.kind for page in pages))
    rows = [[kinds.index(page.kind), page.title, page.url, _shorten(page.note), *page.names] for page in pages]
    return to_json({"kinds": kinds, "pages": rows})


_MARKS = re.compile("[\u0300-\u036f'’.]")


def fold(text: str) -> str:
    """A text as search compares it; templates/scripts/site/site-search.js does the same."""
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text)).lower()
    return re.sub(r"[^a-z0-9]+", " ", bare).strip()


def list_spellings(context: Context) -> list[tuple[str, str]]:
    """Spellings of one word that has a hyphen or a space in some: ("x 1", "x1"); the longest first."""
    found: dict[str, str] = {}
    for wrong, right in context.editorial.spellings.items():
        one = " ".join(fold(word.replace("-", "")) for word in right.split())
        found |= {spelling: one for spelling in (fold(wrong), fold(right)) if spelling != one}
    return sorted(found.items(), key=lambda pair: -len(pair[0]))


def _list_meanings(summaries: Summaries, context: Context) -> Iterator[Mapping[str, object]]:
    """Each choice of the list of programs that has words; a page of its own has an address."""
    editorial = context.editorial
    for page in editorial.site.facet_pages:
        url = urls.facet_page(page.group, page.slug)
        yield _meaning(page.label, page.question, page.options, page.words, url, answer=True)
    for meaning in editorial.search.meanings:
        yield _meaning(meaning.label, meaning.question, meaning.options, meaning.words, answer=True)
    here = set(summaries.column("specialty"))
    specialties = [each for id, each in editorial.specialties.items() if id in here]
    taken = {fold(name) for each in specialties for name in (each.label, each.short)}
    for each in specialties:
        names = [name for name in each.known_as if fold(name) not in taken]
        taken |= set(map(fold, names))
        yield _meaning(each.label, "specialty", (each.id,), (each.label, each.short, *names), urls.specialty(each.id))
    codes = sorted(set(summaries.column("state")))
    for code in codes:
        state = editorial.states[code]
        yield _meaning(state.label, "state", (code.lower(),), (state.label, code), urls.state(code))
    for label in dict.fromkeys(editorial.states[code].region for code in codes):
        yield _meaning(label, "region", (region_id(label),), (label,))


def _meaning(
    label: str, facet: str, options: tuple[str, ...], words: tuple[str, ...], url: str = "", *, answer: bool = False
) -> Mapping[str, object]:
    """`answer` tells an answer of programs, which words cannot tell apart, from a kind or a place."""
    named = list(dict.fromkeys(words))
    return {"label": label, "facet": facet, "options": options, "words": named, "url": url, "answer": answer}


def _list_cities(summaries: Summaries, context: Context) -> list[list[str]]:
    """Each city that has programs: its name, its state's code, and its other names."""
    found = dict.fromkeys(zip(summaries.column("city"), summaries.column("state"), strict=True))
    states = context.editorial.states
    return [[city, code, *states[code].cities.get(city, ())] for city, code in found]


def _list_pages(summaries: Summaries, context: Context) -> Iterator[_Named]:
    yield from _list_lists(summaries, context)
    yield from _list_institutions(summaries, context)
    yield from _list_editorial(context)
    yield from _list_tools()


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
        note = f"{place_of(institution.city, institution.state, context)}. {count}"
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


def _list_tools() -> Iterator[_Named]:
    tools = (
        ("All programs", urls.PROGRAMS, ("programs", "list of programs")),
        ("Compare programs", urls.COMPARE, ("compare", "comparison")),
        ("The evaluation checklist", urls.CHECKLIST, ("checklist", "questions")),
        ("My list", urls.MY_LIST, ("tracker", "my programs", "saved")),
        ("How we decide what to show", urls.METHOD, ("method", "about", "sources")),
        ("Contribute", urls.CONTRIBUTE, ("report a mistake", "correct", "add a program", "edit")),
        ("What changed", urls.CHANGES, ("changes", "news", "updates")),
        ("What is old or missing", urls.REVIEW, ("review", "old", "missing")),
        ("Glossary", urls.GLOSSARY, ("words", "abbreviations")),
    )
    return (_Named("Page", title, url, "", names) for title, url, names in tools)


def _shorten(text: str) -> str:
    """The first sentence of a note, or as many of its words as there is room for."""
    first = re.split(r"(?<=[.?!])\s", text, maxsplit=1)[0]
    if len(first) <= LONGEST_NOTE:
        return first
    return f"{first[:LONGEST_NOTE].rsplit(' ', 1)[0]} …"
