"""Fields: a YAML mapping with its place, read field by field, each fault noted once.

Readers ask for what they need (`fields.text("name")`) and always get a value of the right type;
what was wrong is in the Findings. So a file with eight faults yields eight Problems in one pass.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping

import yaml

from generator.check.findings import Findings
from generator.check.numbers import read_date, read_day, read_link, read_number, read_whole_number
from generator.check.texts import BAD_ID, is_empty, is_slug, read_text, scalar_text
from generator.check.unknown_keys import is_left_over, join_cut_texts, part_close_fields, tell_left_over
from generator.model.dates import PartialDate
from generator.model.hidden import find_hidden, show_hidden
from generator.model.limits import LONGEST_ADDRESS
from generator.model.nearest import nearest


class Fields:
    """A mapping: each key once, only known keys, read with its place."""

    __slots__ = ("_meant", "_pairs", "node", "notes", "where")

    def __init__(
        self,
        node: yaml.Node | None,
        notes: Findings,
        where: str = "",
        known: Collection[str] | None = None,
        inner: Mapping[str, str] | None = None,
    ):
        """`known` are the keys that may stand here; `inner` names the group that a key belongs into instead."""
        self.node = node
        self.notes = notes
        self.where = where
        self._pairs: dict[str, tuple[yaml.Node, yaml.Node]] = {}
        self._meant: set[str] = set()  # what misspelt keys probably stand for
        if node is None:
            if known is not None and not where:
                mend = "write the fields, or delete the file."
                notes.add("missing-key", None, "file", "must hold fields, and holds none", mend=mend)
            return
        if not isinstance(node, yaml.MappingNode):
            must = "must be a group of `key: value` lines"
            notes.add("wrong-shape", node, where or "fields", must, found=scalar_text(node))
            return
        pairs = node.value
        if known is not None and node.flow_style:
            for key, _ in pairs:
                if str(key.value) not in known:
                    pairs = part_close_fields(node.value, known, notes, where)
                    pairs = join_cut_texts(pairs, known, notes, where)
                    break
        for key, value in pairs:
            self._take(key, value, known, inner or {})

    def _take(self, key: yaml.Node, value: yaml.Node, known: Collection[str] | None, inner: Mapping[str, str]) -> None:
        name = scalar_text(key)
        if not isinstance(key, yaml.ScalarNode):
            must = "must be one plain word before a colon"
            self.notes.add("wrong-shape", key, self.at("key"), must, mend="write `key: value`.")
        elif find_hidden(name) or "\n" in name or "\t" in name:
            must, mend = "must be one line without hidden characters", "type it again."
            self.notes.add("bad-text", key, self.at(show_hidden(name)), must, found=name, mend=mend)
        elif name in self._pairs:
            first = self.notes.line(self._pairs[name][0])
            self.notes.add(
                "repeated-key", key, self.at(name), f"must stand once (first on line {first})", mend="join the two."
            )
        elif known is not None and name in inner:
            must, group = f"must stand under `{inner[name]}:`", inner[name]
            mend = f"put two spaces before it, so that it stands under `{group}:`."
            self.notes.add("unknown-key", key, self.at(name), must, found=name, mend=mend)
        elif known is not None and name not in known and is_left_over(name, value):
            must, mend = tell_left_over(name)
            self._meant.add(name.partition(":")[0])
            self.notes.add("unknown-key", key, self.at(name), must, found=name, mend=mend)
        elif known is not None and name not in known:
            self._meant.add(nearest(name, known))
            self.notes.add("unknown-key", key, self.at(name), "must be a key that exists here", found=name, known=known)
        else:
            self._pairs[name] = (key, value)

    def at(self, key: str) -> str:
        """The path of a key, such as section.question."""
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

    @property
    def is_group(self) -> bool:
        """Whether there is a mapping at all; otherwise what is inside cannot be missed."""
        return isinstance(self.node, yaml.MappingNode)

    def lacks(self, key: str) -> bool:
        """Whether a key is not there, not even misspelt."""
        return key not in self._pairs and key not in self._meant

    def require(self, *keys: str) -> None:
        """Note each of these keys that is not there; a misspelt one has been noted already."""
        for key in keys:
            if self.is_group and self.lacks(key):
                self.notes.add("missing-key", self.node, self.at(key), "must be there", mend=f"add `{key}: …`.")

    def text(self, key: str, *, longest: int = 400, free: bool = True) -> str:
        """A plain text, "" where it is missing; `free` text is searched for names and misspellings."""
        node = self.value(key)
        if node is None:
            return ""
        return read_text(node, self.notes, self.at(key), longest=longest, free=free)

    def items(self, key: str) -> list[yaml.Node]:
        """The nodes of a list; a value alone counts as a list of one."""
        node = self.value(key)
        if node is None:
            return []
        return list(node.value) if isinstance(node, yaml.SequenceNode) else [node]

    def texts(self, key: str, *, longest: int = 200, free: bool = True) -> tuple[str, ...]:
        """A list of plain texts; one text alone counts as a list of one."""
        at = self.at(key)
        return tuple(read_text(item, self.notes, at, longest=longest, free=free) for item in self.items(key))

    def texts_by_key(self) -> dict[str, tuple[str, ...]]:
        """Under each key a list of plain texts, none of them free."""
        return {key: self.texts(key, free=False) for key in self}

    def slug(self, key: str) -> str:
        """An id: a to z, digits and single hyphens."""
        return next(iter(self.slugs(key)), "") if self._is_one(key) else ""

    def _is_one(self, key: str) -> bool:
        node = self.value(key)
        if isinstance(node, yaml.ScalarNode) or node is None:
            return True
        self.notes.add("wrong-shape", node, self.at(key), "must be one id")
        return False

    def slugs(self, key: str) -> tuple[str, ...]:
        """A list of ids."""
        return tuple(text for text, _ in self.placed_slugs(key))

    def placed_slugs(self, key: str) -> list[tuple[str, yaml.Node]]:
        """A list of ids, each with its node."""
        found = []
        for item in self.items(key):
            text = read_text(item, self.notes, self.at(key), longest=400, free=False)
            if text and not is_slug(text):
                self.notes.add("bad-id", item, self.at(key), BAD_ID, found=text)
            elif text:
                found.append((text, item))
        return found

    def one_of(self, key: str, allowed: Collection[str]) -> str:
        """One of a list of words, "" where it is missing or another."""
        text = self.text(key, free=False)
        if not text or text in allowed:
            return text
        node, at, must = self.value(key), self.at(key), "must be one of the allowed words"
        right = next((word for word in allowed if word.casefold() == text.casefold()), "")
        if right:
            self.notes.add("bad-option", node, at, must, found=text, mend=f"write {right}.", right=right)
        else:
            self.notes.add("bad-option", node, at, must, found=text, known=allowed)
        return ""

    def flag(self, key: str) -> bool:
        """true or false, False where it is missing."""
        return self.one_of(key, ("true", "false")) == "true"

    def number(self, key: str) -> float | None:
        """A plain number."""
        text = self.text(key, free=False)
        return read_number(text, self.value(key), self.notes, self.at(key)) if text else None

    def whole_number(self, key: str) -> int | None:
        """A whole number from zero up."""
        text = self.text(key, free=False)
        return read_whole_number(text, self.value(key), self.notes, self.at(key)) if text else None

    def date(self, key: str, *, span: bool = True) -> PartialDate | None:
        """A year, month or day that is not in the future; a span of years too, unless `span` is false."""
        text = self.text(key, free=False)
        return read_date(text, self.value(key), self.notes, self.at(key), span=span) if text else None

    def day(self, key: str) -> datetime.date | None:
        """A day, in the past or to come."""
        text = self.text(key, free=False)
        return read_day(text, self.value(key), self.notes, self.at(key)) if text else None

    def link(self, key: str) -> str:
        """An http or https address."""
        text = self.text(key, longest=LONGEST_ADDRESS, free=False)
        return read_link(text, self.value(key), self.notes, self.at(key)) if text else ""

    def group(self, key: str, known: Collection[str] | None = None) -> Fields:
        """The mapping under a key; an empty one where it is missing."""
        return Fields(self.value(key), self.notes, self.at(key), known)

    def open_group(self, key: str) -> Fields:
        """The mapping under a key that may stand there with nothing below it yet."""
        node = self.value(key)
        return Fields(None if is_empty(node) else node, self.notes, self.at(key))

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


def listed_ids(fields: Fields) -> tuple[str, ...]:
    """The keys of a list of things by id; one that is no id is noted."""
    for key in fields:
        if not is_slug(key):
            fields.notes.add("bad-id", fields.key(key), fields.at(key), BAD_ID, found=key)
    return tuple(fields)
