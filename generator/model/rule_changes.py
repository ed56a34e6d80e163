"""Rule changes: laws, orders and rulings after which older answers to some questions must be asked again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.model.dates import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChange:
    """An event in the world that touches answers.

    One that `overtakes` makes older answers a question again; any other only stands beside the answers that it touches.
    """

    id: str
    label: str  # as it stands in "said before …"
    since: date  # the first day of it
    until: date | None = None  # the last day of it
    overtakes: bool = True
    touches: Mapping[str, tuple[str, ...]]  # question → the options that it touches; () for every answer
    states: tuple[str, ...] = ()  # where it holds; () for everywhere
    owners: tuple[str, ...] = ()  # for whose institutions it holds; () for all
    says: str  # one sentence for readers
    contested: str = ""  # what is disputed about it, and since when
    ask: str  # what to ask a program now
    readers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # whom it concerns, by their answers
    guide: str = ""  # the guide, and the heading in it, that tells more: "money#the-new-rate"
    source_title: str
    source_url: str
    source_date: PartialDate | None

    def holds(self, today: date) -> bool:
        """Whether it is in force on a day: one that ended lets go, and one that is still to come waits."""
        return self.since <= today and (self.until is None or today <= self.until)

    def reaches(self, state: str, owner: str) -> bool:
        """Whether it holds for an institution; one whose owner nobody has written is not taken for any."""
        return (not self.states or state in self.states) and (not self.owners or owner in self.owners)
