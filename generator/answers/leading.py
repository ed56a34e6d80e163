"""The core rule: which claim leads, how old it is, how far a reader may lean on it, and what counts as disagreement.

It knows claims, a question and the ground they stand on, and nothing else; tests/test_leading.py is its table of cases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from generator.answers.views import SETTLED, Age, Standing
from generator.model.claims import Claim
from generator.model.dates import PartialDate, months_before, months_between
from generator.model.kinds import REPLY, differ
from generator.model.questions import Question
from generator.model.rule_changes import RuleChange
from generator.model.sightings import Looks, Sighting, sighting_of

LATELY = timedelta(days=100)  # a machine looks every week; a page may be walled for a season of it
_ABOUT = 1  # years by which a clue to a date may err

# The better standing leads; an old answer and an undated one are placed by their day, since either may be the newer.
_BETTER = {
    "confirmed": 0,
    "current": 1,
    "there": 2,
    "undated": 3,
    "old": 3,
    "overtaken": 4,
    "listed": 5,
    "gone": 5,
    "disputed": 5,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the claims about programs of one institution are held against."""

    today: date
    season: date  # its first day
    official: frozenset[str] = frozenset()  # sections in which a listing alone answers nothing
    listings: frozenset[str] = frozenset()  # kinds of source: filled in by whoever lists a program, often years ago
    own_pages: frozenset[str] = frozenset()  # kinds of source: the program's or its institution's
    changes: Mapping[str, Sequence[RuleChange]] = field(default_factory=dict)  # in force here, by question
    looks: Looks = field(default_factory=dict)  # what a machine saw, by address


class Judged(NamedTuple):
    """A claim, and what it is worth today."""

    claim: Claim
    standing: Standing
    age: Age
    seen: Sighting | None  # what a machine saw of its words


class Answered(NamedTuple):
    """A question with its claims, and the one to show first."""

    question: Question
    lead: Claim
    claims: tuple[Claim, ...]  # all of them, the leading one first
    judged: tuple[Judged, ...]  # the same, as they stand
    agreeing: tuple[Claim, ...]  # those beside the leading one that say the same
    against: tuple[Claim, ...]  # those that say something else, where no date settles it
    standing: Standing  # of the answer: the best of the claims that give it, or disputed
    bearer: Claim  # the claim that has the best standing
    age: Age  # of the bearer
    changes: tuple[RuleChange, ...] = ()  # those in force here that touch what it says, older than them or not

    @property
    def disagree(self) -> bool:
        """Whether sources say different things, and no date settles which holds."""
        return bool(self.against)

    @property
    def settled(self) -> bool:
        """Whether a reader can use the answer as it is; any other is a question to ask, with what was said."""
        return self.lead.answer.stated and self.standing.state in SETTLED


def lead(question: Question, claims: Sequence[Claim], ground: Ground) -> Answered:
    """Order the claims on one question (at least one), and say how the answer stands."""
    judged = [_judge(claim, claims, question, ground) for claim in claims]
    if len(judged) > 1:
        judged.sort(key=lambda item: _first_shown(item.claim, item.standing, question, ground))
    first, *rest = judged
    agreeing = [item for item in rest if agrees(first.claim, item.claim)]
    against = [item.claim for item in rest if contradicts(question, first, item, ground)]
    best = min([first, *agreeing], key=lambda item: _BETTER[item.standing.state]) if agreeing else first
    disputed = against or first.claim.disputed
    return Answered(
        question=question,
        lead=first.claim,
        claims=tuple([item.claim for item in judged]),
        judged=tuple(judged),
        agreeing=tuple([item.claim for item in agreeing]),
        against=tuple(against),
        standing=Standing(state="disputed", change=best.standing.change) if disputed else best.standing,
        bearer=best.claim,
        age=best.age,
        changes=tuple([change for change in ground.changes.get(question.id, ()) if _touches(change, best.claim)]),
    )


def _judge(claim: Claim, claims: Sequence[Claim], question: Question, ground: Ground) -> Judged:
    """What a claim is worth beside the others: a listing says little where no page of the program says it too."""
    seen = sighting_of(ground.looks, claim.source.url, claim.words) if ground.looks else None
    age = age_of(claim, question, ground.today)
    listed = claim.source.kind in ground.listings and question.section in ground.official
    alone = listed and not any(c.source.kind in ground.own_pages and agrees(claim, c) for c in claims)
    if alone and not _is_repeated(claim, claims):
        return Judged(claim, Standing(state="listed"), age, seen)
    return Judged(claim, _stand(claim, question, ground, age, seen), age, seen)


# --- Standing -----------------------------------------------------------------------------------------


def _is_repeated(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether a program replied the same to somebody else."""
    replies = {c.source.key for c in claims if c.source.kind == REPLY and agrees(claim, c)}
    return claim.source.kind == REPLY and len(replies) > 1


def _stand(claim: Claim, question: Question, ground: Ground, age: Age, seen: Sighting | None) -> Standing:
    """How far a reader may lean on one claim today (design §8a)."""
    if claim.disputed:
        return Standing(state="disputed", day=str(claim.disputed))
    checked = claim.last_checked
    if seen and seen.gone_since and not (checked and checked.earliest >= seen.gone_since):
        return Standing(state="gone", day=str(seen.gone_since))
    change = _overtaking(claim, question, ground, seen)
    if change:
        return Standing(state="overtaken", change=change.id)
    if checked and checked.earliest >= ground.season:
        return Standing(state="confirmed", day=str(checked))
    if age.state == "fresh":
        return Standing(state="current")
    if seen and seen.last_seen and seen.last_seen >= ground.today - LATELY:
        return Standing(state="there", day=str(seen.last_seen))
    return Standing(state=age.state)


def _overtaking(claim: Claim, question: Question, ground: Ground, seen: Sighting | None) -> RuleChange | None:
    """The newest rule change that touches an answer which is not known to be younger."""
    for change in ground.changes.get(question.id, ()):
        if change.overtakes and _touches(change, claim):
            # A first look says nothing of the days before it: only kept copies tell since when words have stood there,
            # and only where an older copy lacks them.
            copied = seen.kept_from if seen and seen.kept_without else None
            first = claim.date.earliest if claim.date else copied
            if first is None or first < change.since:
                return change
    return None


def _touches(change: RuleChange, claim: Claim) -> bool:
    options = change.touches[claim.question]
    return claim.answer.stated and (not options or not set(options).isdisjoint(claim.answer.options))


# --- Which leads --------------------------------------------------------------------------------------


def _first_shown(claim: Claim, standing: Standing, question: Question, ground: Ground) -> tuple[int, ...]:
    """A program's own claim first, then the better standing; a statement before a silence, then the newer day."""
    rank = _BETTER[standing.state]
    spent = rank == _BETTER["gone"]
    placed, kind = _placed(claim, question, ground), claim.source.rank
    return spent, claim.institution_wide, rank, not claim.answer.stated, -placed, claim.date is None, kind


def _placed(claim: Claim, question: Question, ground: Ground) -> int:
    """The day by which a claim is placed: its own, that of a clue, or for one without either, where old ones begin."""
    when = claim.date or claim.source.estimated
    return (when.latest if when else months_before(ground.today, question.old_after)).toordinal()


def agrees(one: Claim, other: Claim) -> bool:
    """Whether two claims give the same answer."""
    first, second = one.answer, other.answer
    return first.stated and second.stated and first.shown == second.shown and one.strength == other.strength


def contradicts(question: Question, first: Judged, second: Judged, ground: Ground) -> bool:
    """Whether a claim speaks against the leading one in a way that no date settles."""
    if not differ(question, first.claim, second.claim):
        return False
    if _BETTER[second.standing.state] == _BETTER["gone"] > _BETTER[first.standing.state]:
        return False  # what has left its page, or only a listing says, takes nothing from what still stands
    return not _is_plainly_newer(first.claim, second.claim, second.standing, ground)


def _is_plainly_newer(one: Claim, other: Claim, beside: Standing, ground: Ground) -> bool:
    first, last = _earliest(one), _latest(other)
    if first and beside.state == "overtaken" and not last:
        changes = {change.id: change.since for each in ground.changes.values() for change in each}
        last = changes[beside.change]
    return bool(first and last and first > last)


def _earliest(claim: Claim) -> date | None:
    if claim.date:
        return claim.date.earliest
    clue = claim.source.estimated
    return date(clue.year - _ABOUT, 1, 1) if clue else None


def _latest(claim: Claim) -> date | None:
    if claim.date:
        return claim.date.latest
    clue = claim.source.estimated
    return date(clue.year + _ABOUT, 12, 31) if clue else None


# --- Age ----------------------------------------------------------------------------------------------


def age_of(claim: Claim, question: Question, today: date) -> Age:
    """How old a claim is, in words, and whether that is too old for its question."""
    return _age(claim.date, claim.source.estimated, bool(claim.last_checked), question.old_after, today)


@lru_cache(maxsize=2048)
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
