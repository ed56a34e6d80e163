"""Archive: when kept copies of a page held some words, asked of a Memento TimeMap (RFC 7089) with few requests.

What each copy said is kept as soon as it was read, so that a run that was stopped goes on where it was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

from generator.model.addresses import follow
from generator.model.digests import digest
from generator.model.sightings import Look, Sighting
from generator.read.content_file import replace_file
from generator.watch.bracket import Bracket, Copy, most_looks, next_copy, thin_out
from generator.watch.judge import judge
from generator.watch.manners import Visitor
from generator.watch.reading import look_at
from generator.watch.visit import visit

ASK_AGAIN = timedelta(days=180)  # an archive learns slowly
_LIST_KEPT = timedelta(days=30)
_MOST_PARTS = 5  # of one TimeMap
_LINK = re.compile(r"<([^>]*)>\s*((?:;\s*[\w-]+\s*=\s*(?:\"[^\"]*\"|[^\s,;]+)\s*)*)")
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|([^\s,;]+))")


# --- The list of copies ----------------------------------------------------------------------------


def read_timemap(text: str, base: str) -> tuple[list[Copy], str]:
    """The copies that a TimeMap lists, and the address of its next part, "" where it has none."""
    copies, further = [], ""
    for address, attributes in _LINK.findall(text):
        named = {name: quoted or plain for name, quoted, plain in _ATTRIBUTE.findall(attributes)}
        relations = named.get("rel", "").split()
        if "memento" in relations and (day := _day_of(named.get("datetime", ""))):
            copies.append(Copy(day, follow(base, address)))
        elif "timemap" in relations and "self" not in relations:
            further = follow(base, address)
    return copies, further


def _day_of(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except ValueError:
        return None


def _fetch_timemap(url: str, visitor: Visitor) -> list[Copy] | None:
    """Every copy that an archive lists; None where it does not answer."""
    copies: list[Copy] = []
    for _ in range(_MOST_PARTS):
        answer = visit(url, visitor).answer
        if answer.fault or answer.status not in (200, 404):
            return None
        found, further = read_timemap(answer.body.decode("utf-8", "replace"), url)
        copies += found
        if not further or answer.status == 404:
            break
        url = further
    return copies


# --- What is known of them -------------------------------------------------------------------------


@dataclass(slots=True, kw_only=True)
class Memory:
    """What is known of the kept copies of one page, in a file of the cache."""

    path: Path
    listed: date | None = None
    count: int = 0  # of all copies
    copies: list[Copy] = field(default_factory=list)
    seen: dict[str, dict[str, bool | None]] = field(default_factory=dict)  # by words, then by address of the copy

    def keep(self) -> None:
        """Write it down."""
        copies = [(str(copy.day), copy.url) for copy in self.copies]
        plain = {"listed": str(self.listed), "count": self.count, "copies": copies, "seen": self.seen}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(self.path, json.dumps(plain).encode())

    def of(self, words: str) -> dict[int, bool | None]:
        """What is known of some words, by number of the copy."""
        seen = self.seen.get(words, {})
        return {number: seen[copy.url] for number, copy in enumerate(self.copies) if copy.url in seen}


def recall(folder: Path, url: str) -> Memory:
    """What is known of the kept copies of a page; nothing where it was never asked for, or the file is damaged."""
    path = folder / f"{digest(url)}.copies.json"
    try:
        plain = json.loads(path.read_bytes())
        copies = [Copy(date.fromisoformat(day), address) for day, address in plain["copies"]]
        listed = date.fromisoformat(plain["listed"])
        return Memory(path=path, listed=listed, count=int(plain["count"]), copies=copies, seen=dict(plain["seen"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Memory(path=path)


# --- Asking ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """An archive to ask: `timemap` is the address of its list of copies, with {url} in it."""

    timemap: str
    visitor: Visitor
    folder: Path
    today: date

    def bracket(self, look: Look, near: date | None) -> Look:
        """A look with what kept copies say of its words; `look` itself where that is still unknown.

        `near` is a day on which somebody read the page.
        """
        wanted = {words: seen for words, seen in look.sightings.items() if is_due(seen, self.today)}
        memory = recall(self.folder, look.url)
        if not wanted or not self._list(memory, look.url):
            return look
        fresh = {words: self._settle(seen, memory) for words, seen in self._search(memory, wanted, near)}
        return replace(look, sightings={**look.sightings, **fresh}) if fresh else look

    def _list(self, memory: Memory, url: str) -> bool:
        if memory.listed and self.today - memory.listed < _LIST_KEPT:
            return True
        copies = _fetch_timemap(self.timemap.replace("{url}", url), self.visitor)
        if copies is None:
            return False
        memory.listed, memory.count, memory.copies = self.today, len(copies), thin_out(copies)
        memory.keep()
        return True

    def _search(
        self, memory: Memory, wanted: dict[str, Sighting], near: date | None
    ) -> Iterator[tuple[str, tuple[Sighting, Bracket]]]:
        """The words of which all is known, within the looks that one run may take."""
        left = most_looks(memory.count)
        place = _place_of(near, memory.copies)
        for words, seen in wanted.items():
            live = bool(seen.last_seen and not seen.missed)
            while isinstance(step := next_copy(memory.of(words), len(memory.copies), live=live, near=place), int):
                if not left:
                    return
                left -= 1
                if not self._read(memory, step, wanted):
                    return
            yield words, (seen, step)

    def _read(self, memory: Memory, number: int, wanted: dict[str, Sighting]) -> bool:
        """Look at one copy, for all words at once; False where the archive does not answer now."""
        url = memory.copies[number].url
        reading = look_at(url, self.visitor, None, self.today)
        if not reading.settled:
            return False
        found = judge(reading, wanted).found
        for words in wanted:
            memory.seen.setdefault(words, {})[url] = found[words]
        memory.keep()
        return True

    def _settle(self, found: tuple[Sighting, Bracket], memory: Memory) -> Sighting:
        seen, bracket = found
        numbers = (bracket.first, bracket.last, bracket.without)
        first, last, without = (memory.copies[number].day if number is not None else None for number in numbers)
        return replace(seen, kept_from=first, kept_to=last, kept_without=without, kept_looked=self.today)


def is_due(seen: Sighting, today: date) -> bool:
    """Whether kept copies should be asked about these words."""
    return seen.kept_looked is None or today - seen.kept_looked >= ASK_AGAIN


def _place_of(day: date | None, copies: list[Copy]) -> int | None:
    """The number of the copy that was made nearest to a day."""
    if day is None or not copies:
        return None
    return min(range(len(copies)), key=lambda number: abs((copies[number].day - day).days))
