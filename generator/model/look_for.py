"""Look for: what pages say, as content tells it, and which answers it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

UNSURE = "unsure"  # such a phrase takes a place, and makes the whole page unsure
NOTHING = "nothing"  # such a phrase takes a place, and says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class SayRule:
    """Phrases that mean one answer."""

    answer: str  # "#" in it stands for the first number of the phrase; or UNSURE, or NOTHING
    say: tuple[str, ...]
    strength: str = ""
    beside: tuple[str, ...] = ()  # phrases of which one must stand in the sentence too, or in a heading above it
    allow: tuple[str, ...] = ()  # doubts that do not matter here
    unless: tuple[str, ...] = ()  # doubts that matter here alone
    alone: tuple[str, ...] = ()  # phrases that may stand nowhere else on the page

    @property
    def phrases(self) -> tuple[str, ...]:
        """All of its phrases."""
        return (*self.say, *self.beside, *self.allow, *self.unless, *self.alone)


@dataclass(frozen=True, slots=True, kw_only=True)
class LookFor:
    """How a machine finds the answer to one question on a page, with the examples that hold it to that."""

    about: tuple[str, ...] = ()  # phrases that tell that a sentence is about the question
    rules: tuple[SayRule, ...] = ()
    finds: tuple[tuple[str, tuple[str, ...]], ...] = ()  # answer → texts
    misses: tuple[str, ...] = ()  # texts in which nothing may be found
    line: int = 1  # in the file of its section


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """content/look-for.yml: what holds for all questions."""

    same: Mapping[str, str] = field(default_factory=dict)  # a word as pages have it → as phrases have it
    groups: Mapping[str, str] = field(default_factory=dict)  # named parts of phrases
    stops: tuple[str, ...] = ()  # words that a gap in a phrase never skips
    ends_no_sentence: tuple[str, ...] = ()  # abbreviations
    doubt: tuple[str, ...] = ()  # phrases that make a sentence unsure where no rule takes them up
    conditions: tuple[str, ...] = ()  # doubts that stay doubts whatever other phrase takes them up
    openers: tuple[str, ...] = ()  # what a sentence may begin with without meaning: "No, we …"
    elsewhere: tuple[str, ...] = ()  # phrases by which a sentence, or all below a heading, is about others
    together: tuple[str, ...] = ()  # phrases that name others along with ours
    pages: tuple[str, ...] = ()  # words in links to the pages of a site on which answers stand
    away: tuple[str, ...] = ()  # words in links that lead elsewhere
