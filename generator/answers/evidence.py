"""From claims to what readers see of them: age, order, disagreement, and every word about the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from generator.answers.context import Context
from generator.answers.views import Age, Cell, ClaimView
from generator.model.claims import Claim, Program
from generator.model.dates import PartialDate, months_between
from generator.model.kinds import SOURCE_KINDS, differ
from generator.model.questions import Question

_RANK = {kind: number for number, kind in enumerate(SOURCE_KINDS)}
SMALL_GROUP = 30  # below this, one resident moves a share by more than three points
NOT_COLLECTED = "Not collected yet"
GAP = Cell(state="gap", shown=NOT_COLLECTED)


class Answered(NamedTuple):
    """A question with its claims: the one to show first with its age, and the others."""

    question: Question
    lead: Claim
    others: tuple[Claim, ...]
    disagree: bool
    age: Age


def answers_of(program: Program, context: Context) -> dict[str, Answered]:
    """A program's answers by question, in reading order: its own claims and those of its whole institution."""
    institution = context.editorial.institutions.get(program.institution)
    claims = program.claims + (institution.claims if institution else ())
    return {item.question.id: item for item in answer_questions(context, claims)}


def answer_questions(context: Context, claims: Iterable[Claim]) -> Iterator[Answered]:
    """Group claims by question, in reading order, each group with its leading claim first."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.question, []).append(claim)
    for id in sorted(groups, key=context.question_order.__getitem__):
        question = context.editorial.questions[id]
        lead, *others = sorted(groups[id], key=_first_shown) if len(groups[id]) > 1 else groups[id]
        yield Answered(
            question=question,
            lead=lead,
            others=tuple(others),
            disagree=bool(others) and any(contradicts(question, lead, other) for other in others),
            age=age_of(lead, question, context.today),
        )


def _first_shown(claim: Claim) -> tuple[bool, bool, int, int]:
    """A program's own claim first, then the newest, then the better kind of source (design §4)."""
    when = claim.date
    day = when.latest.toordinal() if when else _estimate(claim)
    return claim.institution_wide, when is None, -day, _RANK.get(claim.source.kind, 99)


def _estimate(claim: Claim) -> int:
    return claim.source.estimated.latest.toordinal() if claim.source.estimated else 0


def contradicts(question: Question, lead: Claim, other: Claim) -> bool:
    """Whether two claims disagree in a way that no date settles: unless the first is plainly newer, both stand."""
    if not differ(question, lead, other):
        return False
    return not (lead.date and other.date and lead.date.earliest > other.date.latest)


def age_of(claim: Claim, question: Question, today: date) -> Age:
    """How old a claim is, in words, and whether that is too old for its question."""
    return _age(claim.date, claim.source.estimated, bool(claim.source.checked), question.old_after, today)


@lru_cache(maxsize=8192)
def _age(when: PartialDate | None, estimated: PartialDate | None, checked: bool, old_after: int, today: date) -> Age:
    if when is None:
        words = f"undated; clues suggest about {estimated}" if estimated else "undated"
        short = f"undated, about {estimated.year}" if estimated else "undated"
        return Age(state="undated", short=short, words=words)
    months = months_between(when.earliest, today)
    state = "old" if months > old_after else "fresh"
    return Age(state=state, short=str(when.year), words=f"{when}, {_ago(when, months)}", checked=checked)


def _ago(when: PartialDate, months: int) -> str:
    if when.month is None:
        years = round((months - 6) / 12)  # a year alone counts from its middle
        return "about a year old or less" if years < 2 else f"about {years} years old"
    if months < 1:
        return "less than a month old"
    if months < 24:
        return f"{months} month{'s' if months > 1 else ''} old"
    return f"{months // 12} years old"


def cell_of(answered: Answered, context: Context) -> Cell:
    """One program's answer as a table cell."""
    claim = answered.lead
    return Cell(
        state="answered" if claim.answer.stated else "not-stated",
        shown=claim.answer.shown,
        tone=claim.answer.tone,
        strength=claim.strength,
        age=answered.age,
        disagree=answered.disagree,
        wide=claim.institution_wide,
    )


def claim_view(claim: Claim, question: Question, context: Context, house: str) -> ClaimView:
    """A claim with all its evidence; `house` names the institution for institution-wide claims."""
    answer, source = claim.answer, claim.source
    option = question.option(answer.options[0]) if len(answer.options) == 1 else None
    age = age_of(claim, question, context.today)
    return ClaimView(
        shown=answer.shown,
        tone=answer.tone,
        stated=answer.stated,
        means=option.means if option else "" if answer.stated else "Somebody looked: the source does not say.",
        strength=claim.strength,
        note=claim.note,
        of=_of(claim, question),
        small=claim.of is not None and claim.of < SMALL_GROUP,
        series=tuple((str(year), f"{number:g}") for year, number in answer.series),
        wide=f"Institution-wide: holds for all programs of {house}" if claim.institution_wide else "",
        source_title=source.title,
        source_href=source.url,
        source_kind=SOURCE_KINDS[source.kind],
        age_mark=_age_mark(age, claim),
        evidence=_evidence(claim, age),
    )


def _age_mark(age: Age, claim: Claim) -> str:
    """The age beside an answer, and what else a reader should see before opening it."""
    mark = f"{age.short}, old" if age.state == "old" else age.short
    if age.checked:
        mark += ", checked"
    return f"{mark}, institution-wide" if claim.institution_wide else mark


def _evidence(claim: Claim, age: Age) -> str:
    """The kind of source, its date, the age of the answer, and whether anybody looked at the live page."""
    source = claim.source
    dates = (source.dated, source.estimated, source.checked, claim.as_of)
    return _tell_evidence(source.kind, source.basis, age.words, *dates)


@lru_cache(maxsize=8192)  # most claims of a program rest on few pages
def _tell_evidence(
    kind: str,
    basis: str,
    age: str,
    dated: PartialDate | None,
    estimated: PartialDate | None,
    checked: PartialDate | None,
    as_of: PartialDate | None,
) -> str:
    looked = f"Checked on the live page {checked}" if checked else "Not checked on the live page yet"
    text = f"Page dated {dated}" if dated else "The page shows no date"
    if estimated:
        text += f"; clues suggest about {estimated}"
    if as_of and as_of != dated:
        text += f"; the statement is about {as_of}"
    if basis:
        text += f" ({basis})"
    return f"{SOURCE_KINDS[kind]}. {text}. Age of this answer: {age}. {looked}."


def _of(claim: Claim, question: Question) -> str:
    if claim.of is None:
        return ""
    text = f"of {claim.of}"
    if question.kind == "share" and 0 < claim.of < SMALL_GROUP:
        text += f"; a small group, where one person moves the share by {100 / claim.of:.0f} points"
    return text
