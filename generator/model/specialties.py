"""Specialties: the kinds of program (content/specialties.yml)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Specialty:
    id: str
    label: str
    short: str
    known_as: tuple[str, ...] = ()
    note: str = ""  # what a reader of its list should know first
    aliases: tuple[str, ...] = ()
