"""What the pages of what waits show."""

from __future__ import annotations

from dataclasses import dataclass

from generator.answers.views import Link
from generator.pages.parts import Pager


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """Something to mend: where it is, how it stands, and the link that mends it."""

    link: Link
    cells: tuple[str, ...]
    mend: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """What is old, undated, never checked or missing."""

    heading: str
    lead: str
    notes: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[ReviewRow, ...]
    pager: Pager | None = None
    links: tuple[Link, ...]
