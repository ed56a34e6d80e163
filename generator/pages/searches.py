"""The searches that many readers want: offered where they find something, with how many programs that are.

What a search finds is reckoned by the rule of the browser (templates/scripts/facet-choices.js), which its link leads to.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from urllib.parse import parse_qsl

from generator.answers.context import Context
from generator.answers.counting import ASK, NUMBER, Spread, tells_apart
from generator.answers.filings import list_late
from generator.answers.names import region_id, tell_programs
from generator.answers.summaries import Summaries
from generator.answers.views import Link
from generator.model import urls
from generator.model.questions import DISPUTED, LISTED, SILENT, UNASKED, Question
from generator.model.site import Search

Values = tuple[str, ...]  # where a program stands in a facet
Holds = Callable[[Values], bool]


class Searches:
    """The searches that the content names, each with the programs that it finds among all."""

    def __init__(self, summaries: Summaries, spreads: Mapping[str, Spread], context: Context) -> None:
        slugs, columns = summaries.column("slug"), _columns(summaries, spreads, context)
        questions = context.editorial.questions
        self._found = [
            (search, frozenset(slugs[place] for place in _find(search, len(slugs), columns, questions)))
            for search in context.editorial.site.searches
        ]

    def offer(self, programs: Summaries, within: str = "") -> tuple[Link, ...]:
        """Those that find something among some programs, which `within` chooses in the address; never one twice."""
        facet, here = within.partition("=")[0], programs.column("slug")
        found = []
        for search, slugs in self._found:
            hits = sum(slug in slugs for slug in here)
            if hits and not (within and f"{facet}=" in search.query):
                url = f"{urls.PROGRAMS}?{f'{within}&' if within else ''}{search.query}"
                found.append(Link(label=search.label, url=url, note=tell_programs(hits)))
        return tuple(found)


def _columns(summaries: Summaries, spreads: Mapping[str, Spread], context: Context) -> dict[str, Sequence[Values]]:
    """The facets that the list of programs has, each with the values of all programs."""
    states, codes = context.editorial.states, summaries.column("state")
    places: dict[str, Sequence[Values]] = {
        "specialty": [(id,) for id in summaries.column("specialty")],
        "state": [(code.lower(),) for code in codes],
        "region": [(region_id(states[code].region),) for code in codes],
    }
    if context.editorial.record:
        owners = zip(summaries.column("institution"), codes, strict=True)
        places[context.editorial.record.rules.facet.id] = list_late(owners, context)
    return {id: spread.column for id, spread in spreads.items() if tells_apart(spread.combined)} | places


def _find(
    search: Search, total: int, columns: Mapping[str, Sequence[Values]], questions: Mapping[str, Question]
) -> Iterable[int]:
    """The places of the programs that meet every facet; none where the list knows not all of them."""
    asked: dict[str, list[str]] = {}
    for key, value in parse_qsl(search.query):
        asked.setdefault(key, []).append(value)
    current = asked.pop("current", []) == ["1"]
    asked.pop("sort", None)
    if not asked or not asked.keys() <= columns.keys():
        return ()
    found: Collection[int] = range(total)
    for id, wanted in asked.items():
        column, holds = columns[id], _rule(questions.get(id), wanted, current=current)
        passing = {values: holds(values) for values in set(column)}
        found = [place for place in found if passing[column[place]]]
    return found


def _rule(question: Question | None, wanted: Collection[str], *, current: bool) -> Holds:
    """Whether an answer is one of those wanted, or meets a number that stands among them."""
    rule = question.unit_rule if question else None
    numbers = [float(value) for value in wanted if value.isdigit()] if rule else []

    def holds(values: Values) -> bool:
        if question and current and values[:1] == (ASK,):
            return False
        met = any(_allows(rule or "", values, number) for number in numbers)
        return met or not set(values or (UNASKED,)).isdisjoint(wanted)

    return holds


def _allows(rule: str, values: Values, number: float) -> bool:
    """Whether what a program says allows a reader's number; a preference speaks against nobody."""
    said = next((value for value in values if value.startswith(NUMBER)), "")
    if not said:
        return bool(values) and values[0] not in (DISPUTED, LISTED, SILENT)
    low, high, strength = said.split(":")[1:]
    if strength == "preferred":
        return True
    least, most = float(low or high), float(high or low)
    if rule == "floor":
        return least >= number
    return number <= least if rule == "at-most" else number >= most
