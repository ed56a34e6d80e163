"""Rule: what must hold, why, and how it looks when it does and when it does not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A thing that must hold: its name, why it matters, and an example of wrong and right.

    The {marks} in them are filled in with what the content is about (`pages/problems.py`).
    """

    title: str
    why: str
    wrong: str
    right: str
