"""Spellings that search would miss, and the right ones (content/spellings.yml)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.model.people import People

# Where a spelling belongs to somebody else: an address, or an id inside [[kind:id]].
_NOT_OURS = r"(?:https?://|mailto:|www\.)[^\s<>\"]+|\[\[[a-z-]+:[^\]|]*|\]\([^)\s]*"


class Spellings:
    """Finds misspellings outside addresses and ids, and puts them right; and holds what tells people who are named."""

    __slots__ = ("_careful", "_quick", "people", "right")

    def __init__(self, right: Mapping[str, str], people: People | None = None) -> None:
        self.right = dict(right)
        self.people = people or People()
        words = "|".join(map(re.escape, sorted(right, key=len, reverse=True))) or "(?!)"
        wrong = rf"(?<![\w/.#=:-])(?P<wrong>{words})(?![\w/=-])"
        self._quick = re.compile(wrong)
        self._careful = re.compile(f"{_NOT_OURS}|{wrong}")

    def with_people(self, people: People) -> Spellings:
        """The same, with what tells a person who is named."""
        return Spellings(self.right, people)

    def wrong_in(self, text: str) -> re.Match[str] | None:
        """The first misspelling in the text."""
        if not self._quick.search(text):
            return None
        return next((match for match in self._careful.finditer(text) if match["wrong"]), None)

    def mend(self, text: str) -> str:
        """The text with each misspelling put right; addresses and ids stay as they are."""
        return self._careful.sub(lambda m: self.right[m["wrong"]] if m["wrong"] else m[0], text)
