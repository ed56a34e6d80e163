"""Plan the columns that the list of programs and other tools load in the browser.

Numbers and names stand in columns, so that 13,000 programs stay a small download (design §7),
and each file holds what is needed at once: facets to count, programs for names, answers in small parts for the rows that are shown, fit for a reader's own situation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import count
from typing import TypeVar

import orjson

from generator.answers.context import Context
from generator.answers.counting import ASK, NUMBER, Spread, facet_parts, tells_apart
from generator.answers.filings import list_late
from generator.answers.names import region_id, upper_first
from generator.answers.summaries import Summaries
from generator.answers.summary import Summary
from generator.answers.views import Cell
from generator.model.questions import UNASKED, Question

_Key = TypeVar("_Key")


def to_json(value: object) -> bytes:
    """Compact JSON in UTF-8, keys in the order given."""
    return orjson.dumps(value)


def programs_json(summaries: Summaries, context: Context) -> bytes:
    """Names and places of all programs, a column each; institutions and titles by number in a list of their own."""
    column = summaries.column
    institutions, institution_of = numbered(column("institution"))
    specialties, specialty_of = numbered(column("specialty"))
    aliases, words = column("aliases"), [_words(summary, context) for summary in summaries]
    editorial = context.editorial
    named = [editorial.specialties[id] for id in specialties]
    return to_json(
        {
            "institutions": [
                editorial.institutions[slug].name if slug in editorial.institutions else slug for slug in institutions
            ],
            "specialties": [[each.id, each.label, each.short, " ".join(each.known_as)] for each in named],
            "states": {code: editorial.states[code].label for code in sorted(set(column("state")))},
            "slug": column("slug"),
            "institution": institution_of,
            "specialty": specialty_of,
            "detail": {str(n): detail for n, detail in enumerate(column("detail")) if detail},
            "city": column("city"),
            "state": column("state"),
            "words": {str(n): known_as for n, known_as in enumerate(words) if known_as},
            "aliases": {alias: n for n, old in enumerate(aliases) for alias in old},
        }
    )


def _words(summary: Summary, context: Context) -> str:
    """Other names that people type for a program, its institution or its city."""
    state = context.editorial.states.get(summary.state)
    institution = context.editorial.institutions.get(summary.institution)
    cities = state.cities.get(summary.city, ()) if state else ()
    return " ".join((*summary.known_as, *(institution.known_as if institution else ()), *cities))


@cache
def _letters() -> str:
    """From "#" on, all letters but the backslash stand in JSON as they are; the first surrogate ends the row."""
    return "".join(map(chr, range(ord("#"), 0xD800))).replace("\\", "")


def pack(numbers: Iterable[int]) -> str:
    """A column of small numbers as a text, a letter each: half of what digits and commas take after gzip."""
    return "".join(map(_letters().__getitem__, numbers))


def facets_json(summaries: Summaries, spreads: Mapping[str, Spread], context: Context, parts: Sequence[str]) -> bytes:
    """Each facet's values, a column a facet: the number of a combination of options; 0 is "not known".

    `parts` are the names of the files that hold the answers, which stand beside this one.
    """
    editorial, wording = context.editorial, context.wording
    places = editorial.states
    facets = [
        _question_facet(question, spreads[question.id])
        for question in context.facets
        if tells_apart(spreads[question.id].combined)
    ]
    if editorial.record:
        filed = editorial.record.rules.facet
        column = list_late(zip(summaries.column("institution"), summaries.column("state"), strict=True), context)
        facets.append(_facet(filed.id, filed.label, [(filed.option, filed.says), (UNASKED, filed.others)], column))
    specialties = [(id, specialty.label) for id, specialty in editorial.specialties.items()]
    states = [(code.lower(), state.label) for code, state in places.items()]
    regions = [(region_id(label), label) for label in dict.fromkeys(state.region for state in places.values())]
    codes = summaries.column("state")
    by_region = [(region_id(places[code].region),) for code in codes]
    facets.append(
        _facet("specialty", upper_first(wording.specialty.one), specialties, list(zip(summaries.column("specialty"))))
    )
    facets.append(_facet("region", upper_first(wording.region.one), regions, by_region))
    facets.append(_facet("state", upper_first(wording.state.one), states, [(code.lower(),) for code in codes]))
    sorts = _sorts(summaries, context)
    return to_json({"programs": len(summaries), "facets": facets, "parts": parts, "sorts": sorts})


def _sorts(summaries: Summaries, context: Context) -> dict[str, list[float | None]]:
    """What the list can be ordered by, the largest first: when the newest answer is from, and some numbers."""
    numbers = summaries.column("numbers")
    found: dict[str, list[float | None]] = {"newest": summaries.column("newest")}
    return found | {q.id: [each[place] for each in numbers] for place, q in enumerate(context.sorts)}


def _question_facet(question: Question, spread: Spread) -> dict[str, object]:
    """The facet of a question; a number is not chosen by its range but typed, and held against `rule`."""
    labels = facet_parts(question)
    typed = {} if question.unit_rule is None else {"rule": question.unit_rule}
    if typed:
        labels = {id: label for id, label in labels.items() if id not in {band.id for band in question.bands}}
    facet = _facet(question.id, question.label, list(labels.items()), spread.column)
    sets = dict.fromkeys([(), *spread.combined])
    facet["asks"] = [n for n, value in enumerate(sets) if value and value[0] == ASK]
    if typed:
        facet |= typed | {
            "numbers": {str(n): _bounds_of(value[-1]) for n, value in enumerate(sets) if _has_number(value)}
        }
    return facet


def _has_number(value: tuple[str, ...]) -> bool:
    return bool(value) and value[-1].startswith(NUMBER)


def _bounds_of(number: str) -> list[object]:
    """Low, high and strength of a number; null where it has no such end."""
    _, low, high, strength = number.split(":")
    return [float(low) if low else None, float(high) if high else None, strength]


def _facet(
    id: str, label: str, options: Sequence[tuple[str, str]], column: Sequence[tuple[str, ...]]
) -> dict[str, object]:
    """One facet; a combination of options is named by their numbers."""
    numbers = {option: n for n, (option, _) in enumerate(options)}
    sets, (_, *values) = numbered([(), *column])
    named = [[numbers[option] for option in value or (UNASKED,) if option in numbers] for value in sets]
    return {"id": id, "label": label, "options": list(options), "sets": named, "values": pack(values)}


PART = 128  # programs a part of the answers: a few kilobytes, fetched for the rows that are shown


def parts_of(summaries: Summaries) -> Iterator[Summaries]:
    """The programs in the parts in which their answers are fetched."""
    for start in range(0, len(summaries), PART):
        yield summaries[start : start + PART]


def answers_json(part: Summaries, places: Sequence[int]) -> bytes:
    """What the listing tables show of some programs: a column a key question, its different cells, and whose is which.

    A cell is [what is shown, its tone or state, strength, its standing, what is said of its age, and of a rule change].
    """
    columns, shown = [], part.column("cells")
    for place in places:
        cells, numbers = numbered(cells[place] for cells in shown)
        columns.append({"cells": [_cell(cell) for cell in cells], "values": pack(numbers)})
    return to_json({"columns": columns})


def _cell(cell: Cell) -> list[object]:
    tone = cell.tone if cell.state == "answered" else cell.state
    return [cell.shown, tone, cell.strength, cell.standing, cell.mark, cell.warning]


def numbered(keys: Iterable[_Key]) -> tuple[list[_Key], list[int]]:
    """The different keys in the order in which they come, and the number of each key among them."""
    different: defaultdict[_Key, int] = defaultdict(count().__next__)
    numbers = list(map(different.__getitem__, keys))
    return list(different), numbers
