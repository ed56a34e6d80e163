"""Whose filings are whose: what each institution filed, state by state, from the public record.

An employer is an institution's own when the institution names it by hand, and files in the same state:
the same legal name may belong to somebody else elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.model.editorial import Editorial
from generator.model.filings import Filing, FilingYear, same_employer


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What one institution filed for work in one state, in one fiscal year."""

    year: FilingYear
    filings: tuple[Filing, ...]  # one for each of its legal names

    @property
    def cases(self) -> int:
        """How many applications there are."""
        return sum(filing.cases for filing in self.filings)

    @property
    def specialties(self) -> Counter[str]:
        """How many titles name each specialty."""
        named: Counter[str] = Counter()
        for filing in self.filings:
            named.update(dict(filing.specialties))
        return named


FiledBy = Mapping[tuple[str, str], tuple[Filed, ...]]  # institution and state → its years, the newest first


def list_claimants(editorial: Editorial) -> dict[str, tuple[str, ...]]:
    """The institutions that name each employer, by what its spellings have in common."""
    found: dict[str, tuple[str, ...]] = {}
    for slug, institution in editorial.institutions.items():
        for name in dict.fromkeys(map(same_employer, institution.employers)):
            found[name] = (*found.get(name, ()), slug)
    return found


def list_filed(editorial: Editorial, claimants: Mapping[str, Sequence[str]]) -> FiledBy:
    """What each institution filed, state by state."""
    found: dict[tuple[str, str], list[Filed]] = {}
    for year in editorial.record.years if editorial.record else ():
        held: dict[tuple[str, str], list[Filing]] = {}
        for filing in year.filings:
            for slug in claimants.get(same_employer(filing.employer), ()):
                held.setdefault((slug, filing.state), []).append(filing)
        for key, filings in held.items():
            found.setdefault(key, []).append(Filed(year=year, filings=tuple(filings)))
    return {key: tuple(years) for key, years in found.items()}
