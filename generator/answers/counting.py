"""Counting over many Summaries: facets, answers, ages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from generator.answers.context import Context
from generator.answers.leading import Answered
from generator.answers.names import lower_first
from generator.answers.views import Cell
from generator.model.claims import Claim
from generator.model.kinds import bands_of
from generator.model.questions import DISPUTED, LISTED, PARTS, SILENT, UNASKED, Question

RECENT_YEARS = 2
MOST_COLUMNS = 8  # of a table of programs
_STATE = attrgetter("state")
NEARLY_EMPTY = 10  # a column that fewer than one program in so many fills gives way to a fuller one


class Counts(NamedTuple):
    """How much is known of one program, or of all, and how old it is."""

    claims: int = 0
    answered: int = 0  # questions with an answer
    silent: int = 0  # questions answered "not stated"
    disagreements: int = 0
    recent: int = 0  # claims dated in the last two years
    undated: int = 0
    checked: int = 0
    old: int = 0  # leading claims past the age that their question sets
    confirmed: int = 0  # key questions whose answer somebody confirmed this season
    settled: int = 0  # key questions whose answer a reader can use as it is
    key: int = 0  # key questions


Combined = Counter[tuple[str, ...]]  # how many programs have each combination of a facet's values

ASK = "?"  # stands first where the answer is no longer one to lean on
NUMBER = "#"  # begins the number itself: "#5:7:required"


class Part(NamedTuple):
    """How many programs stand in one part of a facet, and how many of them by an answer to lean on."""

    programs: int = 0
    settled: int = 0


def settled_of(id: str, part: Part) -> int | None:
    """How many stand in a part by an answer to lean on; None where the part is no answer."""
    return None if id in PARTS else part.settled


class Spread(NamedTuple):
    """How all programs stand in a facet."""

    column: Sequence[tuple[str, ...]]  # the values of each program
    combined: Combined  # few combinations, thousands of programs
    parts: Mapping[str, Part]


def spread_facets(facets: Sequence[tuple[tuple[str, ...], ...]], context: Context) -> dict[str, Spread]:
    """How the facets of all programs spread, by question."""
    columns = list(zip(*facets, strict=True)) or [()] * len(context.facets)
    combined = [Counter(column) for column in columns]
    return {
        question.id: Spread(column, each, count_parts(each))
        for question, column, each in zip(context.facets, columns, combined, strict=True)
    }


def facet_values(item: Answered | None) -> tuple[str, ...]:
    """Where a program stands in a facet: in the parts that its answer names, or in one of PARTS; () for a gap."""
    if item is None:
        return ()
    if item.standing.state == "listed":
        return (LISTED,)  # whatever it says, it is not counted as said
    if item.standing.state == "disputed":
        return (DISPUTED,)
    if not item.lead.answer.stated:
        return (SILENT,)
    ask = () if item.settled else (ASK,)
    return (*ask, *bands_of(item.question, item.lead.answer), *_number(item.lead))


def _number(claim: Claim) -> tuple[str, ...]:
    low, high = claim.answer.low, claim.answer.high
    if low is None and high is None:
        return ()
    bounds = ("" if bound is None else f"{bound:g}" for bound in (low, high))
    return (":".join((NUMBER, *bounds, claim.strength)),)


def count_parts(combined: Combined) -> dict[str, Part]:
    """The parts of a facet, which sum to all programs where an answer names one part alone."""
    bare: Combined = Counter()  # thousands of numbers fall into a few parts
    for values, times in combined.items():
        bare[values[:-1] if values and values[-1].startswith(NUMBER) else values or (UNASKED,)] += times
    counts: dict[str, Part] = {}
    for values, times in bare.items():
        for value in values:
            if value != ASK:
                known = counts.get(value, Part())
                usable = times if values[0] != ASK and value not in PARTS else 0
                counts[value] = Part(known.programs + times, known.settled + usable)
    return counts


def tells_apart(combined: Combined) -> bool:
    """Whether a facet is worth its place: at least a tenth of the programs have an answer in it."""
    answered = sum(times for values, times in combined.items() if values and values[0] not in PARTS)
    return answered * 10 >= combined.total() > 0


def facet_parts(question: Question) -> dict[str, str]:
    """The parts of a question's facet in their order, each with its label."""
    options = {option.id: option.label for option in question.options}
    return options | {band.id: band.label for band in question.bands} | PARTS


def tell_parts(question: Question, counts: Mapping[str, Part]) -> str:
    """The parts with their numbers in one line: "yes 13 · no 44 · not collected yet 65"."""
    labels = facet_parts(question).items()
    return " · ".join(f"{lower_first(label)} {counts[id].programs:,}" for id, label in labels if id in counts)


def fullest_columns(cells: Sequence[Sequence[Cell]], candidates: int) -> tuple[int, ...]:
    """Which columns of the candidates stand in tables: the first of those that are not nearly empty.

    Where fewer are filled than there is room for, the fullest of the others stand too.
    """
    columns = zip(*cells, strict=True) if cells else [()] * candidates
    filled = [list(map(_STATE, column)).count("answered") for column in columns]
    full = [place for place, count in enumerate(filled) if count * NEARLY_EMPTY >= len(cells)]
    rest = sorted(set(range(candidates)).difference(full), key=lambda place: (-filled[place], place))
    return tuple(sorted([*full, *rest][:MOST_COLUMNS]))


def count_asked(questions: Iterable[Question], answered: Container[str]) -> int:
    """How many questions are for a program to answer: a personal one only where it does so all the same."""
    return sum(not question.personal or question.id in answered for question in questions)


def add_counts(counts: Iterable[Counts]) -> Counts:
    """The counts of many programs together."""
    return Counts(*map(sum, zip(*counts, strict=True)))


def count_claims(answered: Iterable[Answered], context: Context) -> Counts:
    """How much one program's claims say, and how old they are."""
    items = tuple(answered)
    claims: list[Claim] = [claim for item in items for claim in item.claims]
    dates = [claim.date for claim in claims]
    first = context.today.year - RECENT_YEARS
    cutoff = (first, context.today.month)
    return Counts(
        claims=len(claims),
        answered=len(items),
        silent=sum(not item.lead.answer.stated for item in items),
        disagreements=sum(item.disagree for item in items),
        recent=sum(when is not None and (when.year, when.month or 12) >= cutoff for when in dates),
        undated=dates.count(None),
        checked=sum(claim.last_checked is not None for claim in claims),
        old=sum(item.age.state == "old" for item in items),
        confirmed=sum(item.settled and item.standing.state == "confirmed" for item in items if item.question.column),
        settled=sum(item.settled for item in items if item.question.column),
        key=len(context.columns),
    )
