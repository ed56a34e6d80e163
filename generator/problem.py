"""Problems: what is wrong in the content, as values that are collected and then printed.

A Problem is for the person who wrote the content; an exception is a bug of ours.
`RULES` is the one list of codes: messages, the reference pages and the tests are made from it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A thing that must hold: its name, why it matters, and an example of wrong and right."""

    title: str
    why: str
    wrong: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, where, and how to mend it. Lines and columns count from 1."""

    code: str
    path: str
    line: int = 1
    column: int = 1
    where: str = ""
    must: str
    found: str = ""
    allowed: tuple[str, ...] = ()
    nearest: str = ""
    mend: str = ""

    @property
    def sentence(self) -> str:
        """Everything but the place: where, what must hold, what was found, and the mend."""
        text = f"{self.where}: {self.must}" if self.where else self.must
        if self.found:
            text += f' (found "{shorten(self.found)}")'
        text += "."
        if self.nearest:
            text += f' Did you mean "{self.nearest}"?'
        elif self.allowed and len(self.allowed) <= 12:
            text += f" Allowed: {', '.join(self.allowed)}."
        if self.mend:
            text += f" Mend: {self.mend}"
        return text

    def as_text(self) -> str:
        """`path:line:column: where: what must hold (found "…"). Did you mean …?`"""
        return f"{self.path}:{self.line}:{self.column}: {self.sentence} [{self.code}]"

    def as_github(self) -> str:
        """A workflow command that GitHub shows beside the line."""
        place = f"file={_property(self.path)},line={self.line},col={self.column}"
        return f"::error {place},title={_property(self.code)}::{_message(self.sentence)}"

    def as_json(self) -> dict[str, object]:
        """The fields by name, with the same sentence as the other forms."""
        return {**asdict(self), "message": self.sentence}


def shorten(text: str, longest: int = 60) -> str:
    """One line of at most `longest` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like this one, or ""."""
    found = difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By file, line and column, each once."""
    return tuple(sorted(set(problems), key=lambda p: (p.path, p.line, p.column, p.code, p.where)))


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


RULES: dict[str, Rule] = {
    "unreadable-file": Rule(
        title="A file that cannot be read",
        why="Every file is UTF-8 text of at most 256 KB, and no symbolic link, so that what is reviewed is what is built.",
    ),
    "no-front-matter": Rule(
        title="No front matter",
        why="A profile, guide or comparison begins with its fields between two lines of three dashes.",
        wrong="name: Internal Medicine Residency",
        right="---\nname: Internal Medicine Residency\n---",
    ),
    "broken-yaml": Rule(
        title="Broken YAML",
        why="The fields cannot be read, so nothing in this file can be checked further.",
        wrong="note: Step 3: before the rank list",
        right='note: "Step 3: before the rank list"',
    ),
    "alias": Rule(
        title="A YAML anchor, alias or tag",
        why="Anchors and aliases can make a small file swell without limit, and tags change what a value is.",
        wrong="sources: &all\nmore: *all",
        right="Write the value out in each place.",
    ),
    "repeated-key": Rule(
        title="A key written twice",
        why="YAML would silently keep only the last one, and a claim would be lost.",
        wrong="j1: {answer: yes, source: faq}\nj1: {answer: no, source: gme}",
        right="j1:\n  - {answer: yes, source: faq}\n  - {answer: no, source: gme}",
    ),
    "unknown-key": Rule(
        title="A key that nothing reads",
        why="A misspelt key would be lost without anybody noticing.",
        wrong="elegibility:",
        right="eligibility:",
    ),
    "missing-key": Rule(title="A field that must be there", why="The page cannot be made without it."),
    "wrong-shape": Rule(
        title="A value of the wrong shape",
        why="Where a list or a group of fields is meant, a plain text cannot be read, and the other way round.",
        wrong="j1: yes",
        right="j1: {answer: yes, source: faq}",
    ),
    "bad-text": Rule(title="A text that does not fit", why="Texts are plain, short enough for a phone, and not empty."),
    "bad-id": Rule(
        title="An id that is no id",
        why="Ids stand in web addresses for years: only a to z, digits and single hyphens.",
        wrong="UCSF_Internal Medicine",
        right="ucsf-san-francisco-internal-medicine",
    ),
    "bad-date": Rule(
        title="A date that cannot be read",
        why="A date is a year, a year and month, or a day, so that it sorts and nobody mistakes 03/04 for another day.",
        wrong="dated: March 2024",
        right="dated: 2024-03",
    ),
    "future-date": Rule(title="A date that has not come yet", why="No source can be from tomorrow."),
    "bad-number": Rule(
        title="A number that cannot be read",
        why="Readers filter and compare by it.",
        wrong="{answer: five, source: faq}",
        right="{answer: 5, source: faq}",
    ),
    "bad-link": Rule(
        title="A link that is not http, https or mailto",
        why="Other kinds of links can run code in a reader's browser.",
    ),
    "bad-option": Rule(
        title="An answer that the question does not offer",
        why="Facets and comparisons work only when the same answer is written the same way everywhere.",
        wrong="h1b: {answer: sometimes, source: faq}",
        right="h1b: {answer: case-by-case, source: faq}",
    ),
    "unknown-question": Rule(
        title="A question that does not exist",
        why="The questions are under content/questions; an answer to none of them would never be shown.",
        wrong="visa:\n  h1: {answer: yes, source: faq}",
        right="visa:\n  h1b: {answer: yes, source: faq}",
    ),
    "no-answer": Rule(
        title="A claim without an answer", why="What nobody wrote does not exist; a gap is simply left out."
    ),
    "no-source": Rule(
        title="A claim without a source",
        why="No claim stands without its evidence: readers spend application money on it.",
        wrong="j1: {answer: yes}",
        right="j1: {answer: yes, source: faq}",
    ),
    "unknown-source": Rule(
        title="A source that is not in the list",
        why="Each claim names a key of the `sources` list of the same file.",
        wrong="j1: {answer: yes, source: fqa}",
        right="j1: {answer: yes, source: faq}",
    ),
    "unused-source": Rule(
        title="A source that no claim uses", why="A source without a claim is usually a claim that was forgotten."
    ),
    "weak-source": Rule(
        title="Only hearsay for a rule that costs money",
        why="An article or a resident's report alone never answers a visa or eligibility question.",
    ),
    "section-order": Rule(
        title="Sections out of order",
        why="Every profile has its sections in the same order, so that a change is easy to review.",
    ),
    "missing-institution": Rule(
        title="An institution that has no file",
        why="What holds for all programs of a house is written once, in content/institutions.",
    ),
    "unknown-specialty": Rule(title="A specialty that is not in the list", why="Readers filter by it."),
    "unknown-place": Rule(title="A place that is not in the list", why="Readers filter by state."),
    "wrong-folder": Rule(
        title="A file in the wrong folder", why="Programs stand in the folder of their state, so that people find them."
    ),
    "unknown-reference": Rule(
        title="A name that points at nothing", why="It would be a dead link or an empty place on the page."
    ),
    "dead-link": Rule(
        title="A dead internal link",
        why="Links inside the directory are checked at each build, so that none of them breaks.",
        wrong="[[program:ucsf-internal]]",
        right="[[program:ucsf-san-francisco-internal-medicine]]",
    ),
    "repeated-id": Rule(title="An id used twice", why="Two things cannot share one address."),
    "vanished-id": Rule(
        title="An id that vanished",
        why="Forum posts point at it. A rename keeps the old id under `aliases`.",
    ),
    "spelling": Rule(
        title="A spelling that search would miss",
        why="J-1 and H-1B are found however readers type them, but only when the content spells them so.",
        wrong="note: H1B after Step 3",
        right="note: H-1B after Step 3",
    ),
    "named-person": Rule(
        title="A named individual",
        why="The directory reports on programs, never on people.",
        wrong="note: ask Dr. Smith",
        right="note: ask the program office",
    ),
    "placeholder": Rule(
        title="A placeholder instead of a value", why="What is not known is left out; nothing is invented."
    ),
}
