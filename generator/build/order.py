"""Order: what to build, from where, to where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to build, from where, to where."""

    root: Path
    site: Path
    cache: Path
    today: date
    index: bool = True  # make the search index, or leave what there is of it
    extracts: bool = True  # lay by what the index is made from, for this build or a later one
    cards: bool = False
    base_url: str = ""
    jobs: int | None = None
