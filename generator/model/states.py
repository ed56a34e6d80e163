"""States: where programs are (content/states.yml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state or territory; `cities` gives the other names under which people know a city."""

    code: str
    label: str
    region: str
    cities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
