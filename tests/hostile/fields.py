"""Every vector through every field of the small library: what check lets through is built and opened in Chromium.

By hand: `python -m tests.hostile.fields 520 [SEED [PART/OF]]`, with the number of vectors.

Each field holds a vector of its own, and on each following site the next one, so that as many sites as there are
vectors hold every vector in every field. On each site every file is parsed and Chromium reads every page. The tools, or
on each second site some of the other pages in turn, are opened without the content security policy; with it too on two
of eight sites, since what runs with it runs without it.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from generator.build.flow import build
from generator.build.order import Order
from tests.hostile.builds import TODAY, read_site
from tests.hostile.library import Field, Held, Library
from tests.hostile.vectors import list_vectors, numbered
from tests.hostile.visitor import Visitor

_IN_TURN = 12  # pages that are opened on a site without its tools
_MOST_SCRIPTS = 4  # of a page that is no tool
_NO_CONTENT = "contribute/problems/"  # pages that show nothing of the content


@dataclass(slots=True)
class Result:
    """What a run did and found."""

    fields: int = 0
    sites: int = 0
    tried: int = 0
    passed: int = 0
    read: int = 0
    opened: int = 0
    faults: list[str] = field(default_factory=list)

    def tell(self) -> str:
        """One line."""
        return (
            f"{self.fields:,} fields, {self.sites:,} sites, {self.tried:,} checks, {self.passed:,} let through, "
            f"{self.read:,} pages read, {self.opened:,} opened, {len(self.faults):,} faults"
        )


def attack(
    root: Path, vectors: Sequence[str], browser: Any, seed: int = 1, part: tuple[int, int] = (0, 1), most: int = 0
) -> Result:
    """Every vector in every field, or the part of the sites whose number leaves this rest; or the first `most` sites."""
    library = Library(root)
    fields, random = library.open_fields(quick=bool(most)), Random(seed)
    random.shuffle(fields)
    order = Order(root=root, site=root / "out" / "site", cache=root / ".cache", today=TODAY, index=False, jobs=1)
    result = Result(fields=len(fields))
    with Visitor(order.site, browser) as visitor:
        site = _Site(library, order, visitor, result)
        site.learn(fields)
        dropped: list[Held] = []
        for number in islice(range(part[0], len(vectors), part[1]), most or None):
            held = list(_turn(fields, vectors, number))
            result.tried += len(held)
            kept = site.visit(number, held)
            dropped += [each for each in held if each not in kept]
        # Something else on its site may have kept a text out: once more with others, and what passes then is built.
        random.shuffle(dropped)
        late = [each for held in _each_field_once(dropped) for each in library.fill(held)]
        for number, held in enumerate(_each_field_once(late), len(vectors)):
            site.visit(number, held)
    return result


def _turn(fields: Sequence[Field], vectors: Sequence[str], number: int) -> Iterator[Held]:
    for place, each in enumerate(fields):
        vector = (place + number) % len(vectors)
        yield Held(each, numbered(vectors[vector], vector))


def _each_field_once(held: Sequence[Held]) -> Iterator[list[Held]]:
    left = list(held)
    while left:
        chosen = {each.field: each for each in left}
        yield list(chosen.values())
        left = [each for each in left if chosen[each.field] is not each]


class _Site:
    """One site after the other, each built of the library as it is filled."""

    def __init__(self, library: Library, order: Order, visitor: Visitor, result: Result) -> None:
        self._library, self._order, self._visitor, self._result = library, order, visitor, result
        self._turn = 0

    def learn(self, fields: Sequence[Field]) -> None:
        """Build it as it is, and of benign texts: what these are made of is all that the others may be made of."""
        for held in ([], [Held(each, f"Words of {place}") for place, each in enumerate(fields)]):
            self._library.fill(held)
            build(self._order)
            self._visitor.learn()
        programs = {slug: ["A program", 5] for slug in self._slugs()}
        stored = {"version": 2, "fields": {f"p/{slug}/title": title for slug, title in programs.items()}}
        self._visitor.keep({"workshops-list": json.dumps(stored)})

    def visit(self, number: int, held: Sequence[Held]) -> set[Held]:
        """Build a site of these texts, and look at it; which of them check let through."""
        root, site = self._order.root, self._order.site
        kept = self._library.fill(held)
        before = _files(root)
        report = build(self._order)
        faults = [problem.as_text() for problem in report.problems] + list(read_site(site))
        faults += [f"wrote {path}" for path in _files(root) - before]
        addresses = self._addresses(tools=number % 2 == 0)
        faults += self._visitor.read_pages() + self._visitor.open_pages(addresses, policy=False)
        if number % 8 < 2:
            faults += self._visitor.open_pages(addresses, policy=True)
        self._note(number, len(kept), faults)
        return set(kept)

    def _note(self, number: int, kept: int, faults: Sequence[str]) -> None:
        result = self._result
        result.sites, result.passed = result.sites + 1, result.passed + kept
        result.read, result.opened = self._visitor.read, self._visitor.opened
        result.faults += [f"site {number}: {fault}" for fault in faults]
        for fault in faults:
            print(f"site {number}: {fault}", flush=True)
        if result.sites % 10 == 0:
            print(f"{time.strftime('%H:%M:%S')} {result.tell()}", file=sys.stderr, flush=True)

    def _slugs(self) -> list[str]:
        return sorted(path.parent.name for path in (self._order.site / "programs").glob("*/index.html"))

    def _addresses(self, *, tools: bool) -> list[str]:
        """The tools with something to show, or some of the other pages in turn."""
        one, two, *_ = self._slugs()
        shown = {"compare": f"?p={one},{two}", "checklist": f"?program={one}", "search": "?q=a"}
        shown |= {"contribute/program": f"?p={one}", "verify": f"?p={one}"}
        pages: dict[bool, list[str]] = {True: [], False: []}
        for path in sorted(self._order.site.rglob("*.html")):
            folder = path.parent.relative_to(self._order.site).as_posix()
            name = path.relative_to(self._order.site).as_posix()
            scripts = path.read_text(encoding="utf-8").count("<script ")
            if not name.startswith(_NO_CONTENT):
                pages[scripts > _MOST_SCRIPTS].append(name + shown.get(folder, ""))
        if tools:
            return pages[True]
        start, self._turn = self._turn, self._turn + _IN_TURN
        return [pages[False][place % len(pages[False])] for place in range(start, start + _IN_TURN)]


def _files(root: Path) -> set[str]:
    inside = {path.relative_to(root.parent).as_posix() for path in root.parent.rglob("*")}
    return {path for path in inside if not path.startswith((f"{root.name}/.cache", f"{root.name}/out"))}


def main() -> int:
    from playwright.sync_api import sync_playwright

    from tests.hostile.chromium import launch

    count, seed, part = [*sys.argv[1:], "1", "0/1"][:3] if len(sys.argv) < 4 else sys.argv[1:4]
    vectors = list_vectors()
    Random(seed).shuffle(vectors)
    rest, _, parts = part.partition("/")
    folder = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    try:
        with sync_playwright() as playwright:
            chosen = vectors[: int(count)]
            result = attack(folder / "root", chosen, launch(playwright), int(seed), (int(rest), int(parts)))
    finally:
        shutil.rmtree(folder)
    print(f"{len(chosen):,} vectors, {result.tell()}.")
    return 1 if result.faults else 0


if __name__ == "__main__":
    sys.exit(main())
