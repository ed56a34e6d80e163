"""Seasons: what sources said of a program in which season, question by question; nothing is carried forward."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from generator.answers.context import Context
from generator.answers.leading import Answered
from generator.answers.views import Cell
from generator.model.claims import Claim
from generator.model.dates import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonRow:
    """A question, and what was said in each season: none, one or several answers."""

    label: str
    anchor: str
    seasons: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonGrid:
    """The seasons in which anything was said of these questions, the newest first."""

    labels: tuple[str, ...]
    rows: tuple[SeasonRow, ...]


def season_of(when: PartialDate, begins: date) -> int:
    """The year in which the season of a date began; a year alone counts for the season that began in it."""
    if when.month is None:
        return when.year
    return when.year if (when.month, when.day or 1) >= (begins.month, begins.day) else when.year - 1


def tell_season(year: int) -> str:
    """A season by its two years."""
    return f"{year}–{year + 1}"


def plan_seasons(answered: Mapping[str, Answered], context: Context) -> SeasonGrid | None:
    """The questions that were answered in at least two seasons; None where there is none."""
    begins = context.editorial.site.season_begins
    found = {id: _by_season(item.claims, begins) for id, item in answered.items()}
    several = {id: seasons for id, seasons in found.items() if len(seasons) > 1}
    if not several:
        return None
    years = sorted({year for seasons in several.values() for year in seasons}, reverse=True)
    rows = tuple(
        SeasonRow(
            label=context.editorial.questions[id].label,
            anchor=id,
            seasons=tuple(tuple(_cell(claim) for claim in seasons.get(year, ())) for year in years),
        )
        for id, seasons in several.items()
    )
    return SeasonGrid(labels=tuple(map(tell_season, years)), rows=rows)


def _by_season(claims: Iterable[Claim], begins: date) -> dict[int, list[Claim]]:
    """The stated answers of each season, a repeated one once."""
    seasons: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim.date and claim.answer.stated:
            said = seasons.setdefault(season_of(claim.date, begins), [])
            if all(_said(claim) != _said(other) for other in said):
                said.append(claim)
    return seasons


def _said(claim: Claim) -> tuple[str, str]:
    return claim.answer.shown, claim.strength


def _cell(claim: Claim) -> Cell:
    """What was said then, never in the colors of what holds now."""
    answer = claim.answer
    return Cell(
        state="answered",
        shown=answer.shown,
        tone=answer.tone,
        strength=claim.strength,
        standing="side",
        mark=str(claim.date),
    )
