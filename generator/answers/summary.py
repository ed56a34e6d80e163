"""Summary: a program in a few hundred bytes.

Profiles are many and large, so they are read, checked and rendered in chunks, and never all held at once.
What other pages need of a program (listings, facets, similar programs, the home page) is its Summary.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from generator.answers.context import Context
from generator.answers.counting import Counts, count_claims, facet_values
from generator.answers.evidence import cell_of
from generator.answers.extracts import extract_of
from generator.answers.grouping import answers_of
from generator.answers.leading import Answered
from generator.answers.names import detail_of, title_of
from generator.answers.views import GAP, STANDINGS, Cell
from generator.model.claims import Claim, Program
from generator.model.digests import digest
from generator.model.identifiers import first_codes
from generator.model.slots import pack_row


class FitValue(NamedTuple):
    """What one program publishes on a question that a reader's situation is held against."""

    options: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    strength: str = ""
    mark: str = ""  # its age and standing, and what a rule change says of it
    settled: bool = True  # whether it is an answer to lean on
    shown: str = ""  # as it is shown, where it is no single answer: not stated, or both sides of a dispute
    disputed: bool = False

    def __reduce__(self) -> tuple[Any, ...]:
        return pack_row(self)


class Summary(NamedTuple):
    """What listings, facets and other profiles show of a program.

    All of them are in memory at once, so it holds little, and shares what it can.
    """

    slug: str
    title: str
    codes: tuple[str, ...]  # of each single identifier
    answered: int  # a bit for each question with an answer, in reading order
    standings: tuple[int, ...]  # for each of STANDINGS, a bit for each question whose answer stands so
    checked: int  # a bit for each question whose leading claim a person has checked on the live page
    settled: int  # how many key questions have an answer to lean on
    closed: bool  # no list, count or search holds it; its page lives on
    into: str  # the program that it became part of
    linked: bool  # its prose links to other pages, so it is checked again when those change
    digest: str  # a hash of the file
    named: str  # a hash of its names and its place
    shown: str  # a hash of what tables and lists show of it
    counted: str  # a hash of its facets, fits and counts
    search: str  # a hash of what the search index holds of it
    newest: int  # the year and month of its newest claim, 202603; 0 where none has a date
    numbers: tuple[float | None, ...]  # of the questions that the list can be ordered by
    # What follows is shared by many programs, whole or in parts.
    detail: str
    institution: str
    specialty: str
    city: str
    state: str
    aliases: tuple[str, ...]
    known_as: tuple[str, ...]
    counts: Counts
    facets: tuple[tuple[str, ...], ...]  # the facet questions; () where the answer is not known
    cells: tuple[Cell, ...]  # the column questions
    fits: tuple[FitValue | None, ...]  # the questions that have a fit

    def __reduce__(self) -> tuple[Any, ...]:
        return pack_row(self)

    @property
    def path(self) -> str:
        """The file."""
        return path_of(self.slug, self.state)


def path_of(slug: str, state: str) -> str:
    """The file of a program; `check` holds every profile to this place."""
    return f"content/programs/{state.lower()}/{slug}.md"


class Parts:
    """One of each part that many Summaries share: from other processes, equal ones come many times over."""

    _WHOLE = ("detail", "institution", "specialty", "city", "state", "aliases", "known_as", "counts")
    _EACH = ("facets", "cells", "fits")

    def __init__(self) -> None:
        self._known: dict[str, dict[Any, Any]] = {field: {} for field in (*self._WHOLE, *self._EACH)}

    def share(self, summary: Summary) -> Summary:
        """The same Summary, holding what others hold already."""
        shared = {field: self._share(field, getattr(summary, field)) for field in self._WHOLE}
        for field in self._EACH:
            shared[field] = tuple([self._share(field, part) for part in getattr(summary, field)])
        return summary._replace(**shared)

    def _share(self, field: str, part: Any) -> Any:
        known = self._known[field]
        if part not in known:
            known[part] = _intern(part)
        return known[part]


def _intern(part: Any) -> Any:
    """The same part, whose texts are held once, whatever else they stand in."""
    if isinstance(part, tuple):
        make: Callable[[Iterable[Any]], Any] = getattr(part, "_make", tuple)  # a NamedTuple stays one
        return make(map(_intern, part))
    return sys.intern(part) if isinstance(part, str) else part


def order_in_lists(summary: Summary) -> tuple[object, ...]:
    """Lists begin with what a reader can use: the most answers to lean on, then place and name."""
    return -summary.settled, summary.state, summary.city, summary.title, summary.slug


def summarize(program: Program, context: Context, shared: dict[Cell, Cell]) -> Summary:
    """Make a program's Summary; `shared` keeps one copy of each cell for all programs."""
    answered = answers_of(program, context)
    cells = [cell_of(answered[q.id], context) if q.id in answered else GAP for q in context.columns]
    title, detail = title_of(program, context), detail_of(program)
    codes = first_codes(program.codes, context.editorial.identifiers)
    names = (program.slug, title, program.institution, program.specialty, program.city, program.state, codes)
    named = digest(*names, detail, program.aliases, program.known_as)
    facets = tuple(facet_values(answered.get(question.id)) for question in context.facets)
    fits = tuple(_fit(answered.get(question.id), context) for question in context.fits)
    counts = count_claims(answered.values(), context)
    numbers = tuple(_number(answered.get(question.id)) for question in context.sorts)
    return Summary(
        slug=program.slug,
        title=title,
        detail=detail,
        institution=program.institution,
        specialty=program.specialty,
        city=program.city,
        state=program.state,
        codes=codes,
        aliases=program.aliases,
        known_as=program.known_as,
        cells=tuple(shared.setdefault(cell, cell) for cell in cells),
        facets=facets,
        fits=fits,
        counts=counts,
        answered=_bits(answered, context),
        standings=_stand(answered, context),
        checked=_bits((id for id, item in answered.items() if item.age.checked), context),
        settled=counts.settled,
        closed=program.closed is not None,
        into=program.closed.into if program.closed else "",
        linked="[[" in program.body or program.closed is not None,
        newest=max((_month(claim) for item in answered.values() for claim in item.claims), default=0),
        numbers=numbers,
        digest=program.digest,
        named=named,
        shown=digest(named, *map(_spell_out, cells)),
        counted=digest(facets, fits, counts, numbers),
        search=extract_of(program, context).digest,
    )


def _month(claim: Claim) -> int:
    return claim.date.year * 100 + (claim.date.month or 0) if claim.date else 0


def _number(item: Answered | None) -> float | None:
    """The number that an answer gives, the smaller one of a range; None where sources disagree on it."""
    if item is None or item.disagree:
        return None
    answer = item.lead.answer
    return answer.high if answer.low is None else answer.low


def _bits(questions: Iterable[str], context: Context) -> int:
    return sum(1 << context.question_order[id] for id in questions)


def _stand(answered: Mapping[str, Answered], context: Context) -> tuple[int, ...]:
    """For each of STANDINGS the questions that stand so; each answer has one standing, so these sum."""
    found = dict.fromkeys(STANDINGS, 0)
    for id, item in answered.items():
        found[item.standing.state] |= 1 << context.question_order[id]
    return tuple(found.values())


@lru_cache(maxsize=2048)
def _spell_out(cell: Cell) -> str:
    return repr(cell)


def _fit(item: Answered | None, context: Context) -> FitValue | None:
    if item is None:
        return None
    cell, answer = cell_of(item, context), item.lead.answer
    disagree = "sources disagree" if item.disagree else ""
    mark = ", ".join(part for part in (disagree, cell.mark, cell.warning) if part)
    if not answer.stated or item.disagree:
        return FitValue(mark=mark, settled=False, shown=cell.shown, disputed=item.disagree)
    return FitValue(
        options=answer.options, low=answer.low, high=answer.high, strength=item.lead.strength, mark=mark,
        settled=item.settled,
    )  # fmt: skip
