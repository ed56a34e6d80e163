"""The core rule: which claim leads, how old it is, and what counts as disagreement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from generator.answers.context import Context
from generator.answers.views import Age
from generator.model.claims import Claim, Program
from generator.model.dates import PartialDate, months_between
from generator.model.kinds import differ
from generator.model.questions import Question


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
    return claim.institution_wide, when is None, -day, claim.source.rank


def _estimate(claim: Claim) -> int:
    return claim.source.estimated.latest.toordinal() if claim.source.estimated else 0


def contradicts(question: Question, lead: Claim, other: Claim) -> bool:
    """Whether two claims disagree in a way that no date settles: unless the first is plainly newer, both stand."""
    if not differ(question, lead, other):
        return False
    return not (lead.date and other.date and lead.date.earliest > other.date.latest)


def age_of(claim: Claim, question: Question, today: date) -> Age:
    """How old a claim is, in words, and whether that is too old for its question."""
    return _age(claim.date, claim.source.estimated, bool(claim.last_checked), question.old_after, today)


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
