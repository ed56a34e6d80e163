"""Counting over many Summaries: facets, answers, ages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.answers.context import Context
from generator.answers.leading import Answered
from generator.model.claims import Claim

RECENT_YEARS = 2


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


Combined = Counter[tuple[str, ...]]  # how many programs have each combination of a facet's values


def combine_facets(facets: Sequence[tuple[tuple[str, ...], ...]], context: Context) -> tuple[Combined, ...]:
    """Each facet's combinations in the facets of all programs: few of them, thousands of programs."""
    return tuple(Counter([values[place] for values in facets]) for place in range(len(context.facets)))


def count_values(combined: Combined) -> Counter[str]:
    """How many programs have each value of a facet."""
    counts: Counter[str] = Counter()
    for values, times in combined.items():
        for value in values:
            counts[value] += times
    return counts


def count_bits(numbers: Iterable[int], width: int) -> list[int]:
    """How many of some numbers have each of `width` bits, the lowest first."""
    # The same byte of all numbers side by side is one long number, of which every eighth bit is counted in one step.
    size = -(-width // 8)
    laid = b"".join([number.to_bytes(size, "little") for number in numbers])
    ones = int.from_bytes(b"\1" * (len(laid) // size), "little")
    columns = [int.from_bytes(laid[place::size], "little") for place in range(size)]
    return [(columns[bit // 8] >> bit % 8 & ones).bit_count() for bit in range(width)]


def add_counts(counts: Iterable[Counts]) -> Counts:
    """The counts of many programs together."""
    return Counts(*map(sum, zip(*counts, strict=True)))


def count_claims(answered: Iterable[Answered], context: Context) -> Counts:
    """How much one program's claims say, and how old they are."""
    items = tuple(answered)
    claims: list[Claim] = [claim for item in items for claim in (item.lead, *item.others)]
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
    )
