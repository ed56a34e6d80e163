"""Matching: what a phrase takes up in a sentence, and which of several matches can hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.model.look_for import SayRule
from generator.model.sentences import Sentence

_HASH = re.compile(r"#(\d?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What one phrase takes up in one sentence."""

    question: str
    answer: str
    rule: MadeRule
    start: int  # in the plain text of its sentence
    end: int
    sentence: Sentence
    above: str  # the headings, as plain text

    def covers(self, other: Match) -> bool:
        """Whether all of another match lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def touches(self, other: Match) -> bool:
        """Whether the two share a word."""
        return self.start < other.end and other.start < self.end


class MadeRule:
    """A rule with its patterns."""

    def __init__(self, question: str, rule: SayRule, make: Callable[[str], re.Pattern[str]]) -> None:
        self.question = question
        self.rule = rule
        self.bare = any(phrase.startswith("^") for phrase in rule.say)  # it may rest on its heading
        self.say, self.beside, self.allow, self.unless, self.alone = (
            [make(phrase) for phrase in phrases]
            for phrases in (rule.say, rule.beside, rule.allow, rule.unless, rule.alone)
        )


def beats(other: Match, one: Match) -> bool:
    """Whether a longer match of the same question takes this one's place."""
    if not rivals(other, one) or not other.covers(one):
        return False
    return other.end - other.start > one.end - one.start


def tears(other: Match, one: Match) -> bool:
    """Whether another match of the same question says something else with some of the same words."""
    return rivals(other, one) and other.answer != one.answer and other.touches(one)


def rivals(other: Match, one: Match) -> bool:
    """Whether only one of two matches can be right; the options of a list stand beside one another."""
    return other is not one and other.question == one.question and not one.answer.startswith("+")


def leave_out(plain: str, matches: Iterable[Match]) -> str:
    """A sentence without what its matches take up."""
    letters = list(plain)
    for match in matches:
        for place in range(match.start, match.end):
            if letters[place] != " ":
                letters[place] = "\x00"
    return "".join(letters)


def rub_out(patterns: Iterable[re.Pattern[str]], plain: str) -> str:
    """A sentence without what some patterns find."""
    for pattern in patterns:
        plain = pattern.sub("\x00 ", plain)
    return plain


def fill_numbers(answer: str, found: re.Match[str]) -> str:
    """The answer with the numbers of the phrase: # is the first that is there, #2 the second."""
    numbers = [value.replace(",", "") for name, value in found.groupdict().items() if value is not None]

    def number(mark: re.Match[str]) -> str:
        place = int(mark[1] or 1) - 1
        return numbers[place] if place < len(numbers) else ""

    return _HASH.sub(number, answer)


def finds_any(patterns: Iterable[re.Pattern[str]], text: str) -> bool:
    """Whether any of some patterns finds something."""
    return any(pattern.search(text) for pattern in patterns)
