"""Plan what searching loads: what words mean, and how they are spelt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from generator.answers.context import Context
from generator.answers.names import lower_first, region_id
from generator.answers.summaries import Summaries
from generator.data.browser import to_json
from generator.model import urls


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
            "absent": list(_list_absent(context)),
        }
    )


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


def _list_absent(context: Context) -> Iterator[tuple[str, ...]]:
    """The names that are called missing here, but for those of an institution that has come since."""
    institutions = context.editorial.institutions.values()
    here = [set(fold(" ".join((each.name, *each.known_as))).split()) for each in institutions]
    for names in ((name, *others) for name, others in context.editorial.search.absent.items()):
        if not any(words.issuperset(fold(name).split()) for words in here for name in names):
            yield names


def _list_cities(summaries: Summaries, context: Context) -> list[list[str]]:
    """Each city that has programs: its name, its state's code, and its other names."""
    found = dict.fromkeys(zip(summaries.column("city"), summaries.column("state"), strict=True))
    states = context.editorial.states
    return [[city, code, *states[code].cities.get(city, ())] for city, code in found]
