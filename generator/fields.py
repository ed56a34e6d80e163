"""Fields: a YAML mapping with its place, read field by field, each fault noted once.

Readers ask for what they need (`fields.text("name")`) and always get a value of the right type;
what was wrong is in the Notes. So a file with eight faults yields eight Problems in one pass.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date

import yaml

from generator.dates import PartialDate, parse_date
from generator.problem import Problem, nearest

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LINK = re.compile(r"https?://[^\s/]+\.[^\s]+\Z")
_PERSON = re.compile(
    r"\b(?:Dr|Prof)\.?\s+[A-Z][a-z]+|\b[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+,? (?:MD|M\.D\.|DO|D\.O\.|MBBS|PhD|MPH)\b"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


class Spellings:
    """The spellings that search would miss, and the right ones (content/spellings.yml)."""

    __slots__ = ("_pattern", "right")

    def __init__(self, right: dict[str, str]) -> None:
        self.right = right
        words = sorted(right, key=len, reverse=True)
        self._pattern = re.compile(
            r"(?<![\w/.#=:-])(?:" + "|".join(map(re.escape, words)) + r")(?![\w/=-])" if words else r"(?!)"
        )

    def wrong_in(self, text: str) -> re.Match[str] | None:
        """The first misspelling in the text."""
        return self._pattern.search(text)

    def mend(self, text: str) -> str:
        """The text with each misspelling put right."""
        return self._pattern.sub(lambda match: self.right[match.group()], text)


class Notes:
    """Where the Problems of one file are collected."""

    __slots__ = ("offset", "path", "problems", "spellings", "today")

    def __init__(self, path: str, *, today: date, offset: int = 0, spellings: Spellings | None = None) -> None:
        self.path = path
        self.offset = offset
        self.today = today
        self.spellings = spellings or Spellings({})
        self.problems: list[Problem] = []

    def line(self, node: yaml.Node) -> int:
        """The line of a node in the file, from 1."""
        return int(node.start_mark.line) + 1 + self.offset

    def add(
        self,
        code: str,
        node: yaml.Node | None,
        where: str,
        must: str,
        *,
        found: str = "",
        known: Collection[str] = (),
        mend: str = "",
    ) -> None:
        """Note a Problem at a node; `known` gives the allowed answers and the nearest one."""
        self.problems.append(
            Problem(
                code=code,
                path=self.path,
                line=self.line(node) if node else 1 + self.offset,
                column=int(node.start_mark.column) + 1 if node else 1,
                where=where,
                must=must,
                found=found,
                allowed=tuple(known) if len(known) <= 40 else (),
                nearest=nearest(found, known) if found and known else "",
                mend=mend,
            )
        )

    def check_text(self, text: str, node: yaml.Node | None, where: str) -> None:
        """Refuse what no free text may hold: misspelt visas, named people, hidden characters."""
        wrong = self.spellings.wrong_in(text)
        if wrong:
            right = self.spellings.right[wrong.group()]
            self.add("spelling", node, where, f"must be spelt {right}", found=wrong.group(), mend=f"write {right}.")
        person = _PERSON.search(text)
        if person:
            self.add(
                "named-person", node, where, "must not name a person", found=person.group(), mend="name the office."
            )
        if _CONTROL.search(text):
            self.add("bad-text", node, where, "must hold no hidden characters", mend="type the text again.")


class Fields:
    """A mapping: each key once, only known keys, read with its place."""

    __slots__ = ("_pairs", "node", "notes", "where")

    def __init__(self, node: yaml.Node | None, notes: Notes, where: str = "", known: Collection[str] | None = None):
        self.node = node
        self.notes = notes
        self.where = where
        self._pairs: dict[str, tuple[yaml.Node, yaml.Node]] = {}
        if node is None:
            return
        if not isinstance(node, yaml.MappingNode):
            notes.add("wrong-shape", node, where, "must be a group of `key: value` lines", found=_scalar(node))
            return
        for key, value in node.value:
            self._take(key, value, known)

    def _take(self, key: yaml.Node, value: yaml.Node, known: Collection[str] | None) -> None:
        name = _scalar(key)
        if name in self._pairs:
            first = self.notes.line(self._pairs[name][0])
            self.notes.add(
                "repeated-key", key, self.at(name), f"must stand once (first on line {first})", mend="join the two."
            )
        elif known is not None and name not in known:
            self.notes.add("unknown-key", key, self.at(name), "must be a key that exists here", found=name, known=known)
        else:
            self._pairs[name] = (key, value)

    def at(self, key: str) -> str:
        """The path of a key, such as visa.h1b."""
        return f"{self.where}.{key}" if self.where else key

    def __contains__(self, key: str) -> bool:
        return key in self._pairs

    def __iter__(self) -> Iterator[str]:
        return iter(self._pairs)

    def value(self, key: str) -> yaml.Node | None:
        """The node under a key."""
        pair = self._pairs.get(key)
        return pair[1] if pair else None

    def key(self, key: str) -> yaml.Node | None:
        """The node of the key itself, for messages about it."""
        pair = self._pairs.get(key)
        return pair[0] if pair else None

    def require(self, *keys: str) -> None:
        """Note each of these keys that is not there."""
        for key in keys:
            if key not in self._pairs and isinstance(self.node, yaml.MappingNode):
                self.notes.add("missing-key", self.node, self.at(key), "must be there", mend=f"add `{key}: …`.")

    def text(self, key: str, *, longest: int = 400, free: bool = True) -> str:
        """A plain text, "" where it is missing; `free` text is searched for names and misspellings."""
        node = self.value(key)
        if node is None:
            return ""
        return read_text(node, self.notes, self.at(key), longest=longest, free=free)

    def texts(self, key: str, *, longest: int = 200, free: bool = True) -> tuple[str, ...]:
        """A list of plain texts; one text alone counts as a list of one."""
        node = self.value(key)
        if node is None:
            return ()
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return tuple(read_text(item, self.notes, self.at(key), longest=longest, free=free) for item in items)

    def slug(self, key: str) -> str:
        """An id: a to z, digits and single hyphens."""
        text = self.text(key, free=False)
        if text and not SLUG.match(text):
            self.notes.add("bad-id", self.value(key), self.at(key), "must be an id (a-z, 0-9, hyphens)", found=text)
            return ""
        return text

    def slugs(self, key: str) -> tuple[str, ...]:
        """A list of ids."""
        found = self.texts(key, free=False)
        for text in found:
            if not SLUG.match(text):
                self.notes.add("bad-id", self.value(key), self.at(key), "must be ids (a-z, 0-9, hyphens)", found=text)
        return tuple(text for text in found if SLUG.match(text))

    def one_of(self, key: str, allowed: Collection[str]) -> str:
        """One of a list of words, "" where it is missing or another."""
        text = self.text(key, free=False)
        if text and text not in allowed:
            self.notes.add(
                "bad-option",
                self.value(key),
                self.at(key),
                "must be one of the allowed words",
                found=text,
                known=allowed,
            )
            return ""
        return text

    def flag(self, key: str) -> bool:
        """true or false, False where it is missing."""
        return self.one_of(key, ("true", "false")) == "true"

    def number(self, key: str) -> float | None:
        """A plain number."""
        text = self.text(key, free=False)
        if not text:
            return None
        try:
            return float(text.replace(",", ""))
        except ValueError:
            self.notes.add("bad-number", self.value(key), self.at(key), "must be a number", found=text)
            return None

    def whole(self, key: str) -> int | None:
        """A whole number from zero up."""
        text = self.text(key, free=False)
        if not text:
            return None
        if not text.isascii() or not text.isdigit() or len(text) > 9:
            self.notes.add("bad-number", self.value(key), self.at(key), "must be a whole number", found=text)
            return None
        return int(text)

    def date(self, key: str) -> PartialDate | None:
        """A year, month or day that is not in the future."""
        text = self.text(key, free=False)
        if not text:
            return None
        found = parse_date(text)
        if found is None:
            mend = "write 2024, 2024-03 or 2024-03-15."
            self.notes.add("bad-date", self.value(key), self.at(key), "must be a date", found=text, mend=mend)
        elif found.earliest > self.notes.today:
            self.notes.add("future-date", self.value(key), self.at(key), "must not be in the future", found=text)
        return found

    def link(self, key: str) -> str:
        """An http or https address."""
        text = self.text(key, longest=600, free=False)
        if text and not _LINK.match(text):
            mend = "begin it with https://"
            self.notes.add("bad-link", self.value(key), self.at(key), "must be a web address", found=text, mend=mend)
            return ""
        return text

    def group(self, key: str, known: Collection[str] | None = None) -> Fields:
        """The mapping under a key; an empty one where it is missing."""
        return Fields(self.value(key), self.notes, self.at(key), known)

    def groups(self, key: str, known: Collection[str] | None = None) -> tuple[Fields, ...]:
        """A list of mappings under a key."""
        node = self.value(key)
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.notes.add("wrong-shape", node, self.at(key), "must be a list, each item after a dash")
            return ()
        return tuple(
            Fields(item, self.notes, f"{self.at(key)}[{number}]", known) for number, item in enumerate(node.value, 1)
        )


def read_text(node: yaml.Node, notes: Notes, where: str, *, longest: int, free: bool) -> str:
    """The text of a scalar node, stripped; faults are noted and give ""."""
    if not isinstance(node, yaml.ScalarNode):
        notes.add("wrong-shape", node, where, "must be one plain text")
        return ""
    text = str(node.value).strip()
    if not text:
        notes.add("bad-text", node, where, "must not be empty", mend="write the value, or leave the line out.")
    elif len(text) > longest:
        notes.add("bad-text", node, where, f"must be at most {longest} characters ({len(text)} now)", found=text)
    elif free:
        notes.check_text(text, node, where)
    return text


def _scalar(node: yaml.Node) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""
