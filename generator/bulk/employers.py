"""Employers in the public record that no institution claims, and institutions whose names look like theirs.

Likeness only suggests: in a trial it was wrong for one employer in seven, so a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from generator.model.claims import Institution
from generator.model.filings import Filing, plain, same_employer

ALIKE = 88  # of 100; below this, most suggestions were wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclaimed:
    """An employer that no institution names, and the institutions that it may be."""

    filing: Filing
    near: tuple[str, ...]  # paths


def list_unclaimed(filings: Iterable[Filing], institutions: Mapping[str, Institution]) -> list[Unclaimed]:
    """The employers that no institution claims, the largest first."""
    claimed = {same_employer(name) for each in institutions.values() for name in each.employers}
    unclaimed = [filing for filing in filings if same_employer(filing.employer) not in claimed]
    unclaimed.sort(key=lambda filing: -filing.cases)
    return [Unclaimed(filing=filing, near=_near(filing, institutions.values())) for filing in unclaimed]


def _near(filing: Filing, institutions: Iterable[Institution]) -> tuple[str, ...]:
    """Institutions of the same state with a name like the employer's."""
    name = plain(filing.employer)
    return tuple(
        each.path
        for each in institutions
        if each.state == filing.state
        and max(fuzz.token_set_ratio(name, plain(own)) for own in (each.name, *each.known_as, *each.employers)) >= ALIKE
    )
