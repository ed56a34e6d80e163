"""Summary: a program in a few hundred bytes.

Profiles are many and large, so they are read, checked and rendered in chunks, and never all held at once.
What other pages need of a program (listings, facets, similar programs, the home page) is its Summary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b

from generator.answers import bands_of
from generator.extracts import extract_of
from generator.model import Claim, Program
from generator.plan.context import Context
from generator.plan.evidence import GAP, Answered, answers_of, cell_of, contradicts
from generator.plan.names import detail_of, title_of
from generator.stored import Stored
from generator.views import Cell

RECENT_YEARS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts(Stored):
    """How much is known of one program, or of all, and how old it is."""

    claims: int = 0
    answered: int = 0  # questions with an answer
    silent: int = 0  # questions answered "not stated"
    disagreements: int = 0
    recent: int = 0  # claims dated in the last two years
    undated: int = 0
    checked: int = 0
    old: int = 0  # leading claims past the age that their question sets

    def __add__(self, other: Counts) -> Counts:
        names = self.__slots__
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class FitValue(Stored):
    """What one program publishes on a question that a reader's situation is held against."""

    options: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    strength: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary(Stored):
    """What listings, facets and other profiles show of a program."""

    slug: str
    path: str
    digest: str
    shown: str  # a hash of what tables and lists show of it
    title: str
    detail: str
    institution: str
    institution_name: str
    specialty: str
    city: str
    state: str
    acgme: str
    aliases: tuple[str, ...]
    known_as: tuple[str, ...]
    cells: tuple[Cell, ...]  # the column questions
    facets: tuple[tuple[str, ...], ...]  # the facet questions; () where the answer is not known
    fits: tuple[FitValue | None, ...]  # the questions that have a fit
    counts: Counts
    linked: bool  # its prose links to other pages, so it is checked again when those change
    search: str  # a hash of what the search index holds of it
    answered: int  # a bit for each question with an answer, in reading order
    old: tuple[str, ...]  # questions whose leading claim is past its age
    undated: int  # a bit for each question whose leading claim has no date
    checked: int  # a bit for each question whose leading claim a person has checked on the live page


def summarize(program: Program, context: Context, shared: dict[Cell, Cell]) -> Summary:
    """Make a program's Summary; `shared` keeps one copy of each cell for all programs."""
    institution = context.editorial.institutions.get(program.institution)
    answered = answers_of(program, context)
    cells = [cell_of(answered[q.id], context) if q.id in answered else GAP for q in context.columns]
    title = title_of(program, context)
    rows = (program.slug, title, program.city, program.state, *map(_spell_out, cells))
    return Summary(
        slug=program.slug,
        path=program.path,
        digest=program.digest,
        shown=blake2b("\x1f".join(rows).encode(), digest_size=16).hexdigest(),
        title=title,
        detail=detail_of(program),
        institution=program.institution,
        institution_name=institution.name if institution else "",
        specialty=program.specialty,
        city=program.city,
        state=program.state,
        acgme=program.acgme,
        aliases=program.aliases,
        known_as=program.known_as,
        cells=tuple(shared.setdefault(cell, cell) for cell in cells),
        facets=tuple(facet_values(answered.get(question.id)) for question in context.facets),
        fits=tuple(_fit(answered.get(question.id)) for question in context.fits),
        linked="[[" in program.body,
        counts=count_claims(answered.values(), context),
        search=extract_of(program, context).digest,
        answered=sum(1 << context.question_order[id] for id in answered),
        old=tuple(id for id, item in answered.items() if item.age.state == "old"),
        undated=sum(1 << context.question_order[id] for id, item in answered.items() if item.age.state == "undated"),
        checked=sum(1 << context.question_order[id] for id, item in answered.items() if item.age.checked),
    )


class Shared:
    """One copy of each cell and each published value for all programs: a tenth of what the cache would hold."""

    def __init__(self) -> None:
        self._cells: dict[Cell, Cell] = {}
        self._fits: dict[FitValue | None, FitValue | None] = {}

    def share(self, summary: Summary) -> Summary:
        """The same Summary, made of the shared copies."""
        cells = tuple(self._cells.setdefault(cell, cell) for cell in summary.cells)
        fits = tuple(self._fits.setdefault(fit, fit) for fit in summary.fits)
        return replace(summary, cells=cells, fits=fits)


@lru_cache(maxsize=8192)
def _spell_out(cell: Cell) -> str:
    return repr(cell)


def count_bits(numbers: Iterable[int]) -> Counter[int]:
    """How many of some numbers have each bit."""
    # Many numbers are the same or share whole bytes, so bytes are counted first and their bits once each.
    found: Counter[int] = Counter()
    bytes_seen: Counter[tuple[int, int]] = Counter()
    for number, times in Counter(numbers).items():
        for place, byte in enumerate(number.to_bytes((number.bit_length() + 7) // 8, "little")):
            bytes_seen[place, byte] += times
    for (place, byte), times in bytes_seen.items():
        for bit in range(8):
            if byte >> bit & 1:
                found[place * 8 + bit] += times
    return found


def facet_values(answered: Answered | None) -> tuple[str, ...]:
    """The facet values of a question: where sources disagree, each side's."""
    if answered is None:
        return ()
    question, lead = answered.question, answered.lead
    claims = [lead, *(claim for claim in answered.others if contradicts(question, lead, claim))]
    return tuple(dict.fromkeys(band for claim in claims for band in bands_of(question, claim.answer)))


def _fit(answered: Answered | None) -> FitValue | None:
    if answered is None or not answered.lead.answer.stated or answered.disagree:
        return None
    claim = answered.lead
    answer = claim.answer
    return FitValue(options=answer.options, low=answer.low, high=answer.high, strength=claim.strength)


def count_claims(answered: Iterable[Answered], context: Context) -> Counts:
    """How much one program's claims say, and how old they are."""
    items = tuple(answered)
    claims: list[Claim] = [claim for item in items for claim in (item.lead, *item.others)]
    first = context.today.year - RECENT_YEARS
    cutoff = (first, context.today.month)
    return Counts(
        claims=len(claims),
        answered=len(items),
        silent=sum(not item.lead.answer.stated for item in items),
        disagreements=sum(item.disagree for item in items),
        recent=sum(claim.date is not None and (claim.date.year, claim.date.month or 12) >= cutoff for claim in claims),
        undated=sum(claim.date is None for claim in claims),
        checked=sum(claim.source.checked is not None for claim in claims),
        old=sum(item.age.state == "old" for item in items),
    )
