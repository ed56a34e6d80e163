"""What check lets through, a build must make: hostile libraries that pass are built, and their files looked at.

By hand: `python -m tests.hostile.builds 2000 [SEED]`.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import shutil
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from random import Random

from generator.build.flow import build
from generator.build.order import Order
from generator.commands.outcome import check_all
from generator.model.hidden import HIDDEN
from generator.read.folders import list_content
from tests.faults import HERE, copy_small
from tests.hostile.mutate import mutate

TODAY = date(2026, 11, 21)
_FORMULA = re.compile(r"(?:^|[\r\n])[=+@\t\r-]")


class _Page(HTMLParser):
    """What is wrong with a page: ids that stand twice, attributes that no template writes, scripts in the text."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name, self.ids, self.faults = name, Counter[str](), list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for key, value in attrs:
            if key == "id":
                self.ids[value or ""] += 1
            if key.startswith("on") or not re.fullmatch(r"[a-z][a-z0-9-]*|xmlns|viewBox", key, re.IGNORECASE):
                self.faults.append(f"{self.name}: attribute {key!r} of {tag}")
            if key in ("href", "src", "action") and re.match(
                r"(?:javascript|data|vbscript):|//", value or "", re.IGNORECASE
            ):
                self.faults.append(f"{self.name}: {tag} leads to {value!r}")

    def close(self) -> None:
        super().close()
        self.faults += [f"{self.name}: id {id!r} stands {times} times" for id, times in self.ids.items() if times > 1]


def read_site(site: Path) -> Iterator[str]:
    """Every fault of the files of a site, each parsed as strictly as it can be."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if not path.is_file() or name.startswith("pagefind/"):
            continue
        content = path.read_bytes()
        if path.suffix == ".html":
            page = _Page(name)
            page.feed(content.decode())
            page.close()
            yield from page.faults
        elif path.suffix == ".xml":
            with _told(name) as told:
                ET.fromstring(content)
            yield from told
        elif path.suffix == ".json":
            with _told(name) as told:
                json.loads(content)
            yield from told
        elif path.suffix == ".csv":
            yield from _read_csv(name, content)
        text = content.decode("utf-8-sig").replace("\r\n", "\n") if path.suffix in (".html", ".xml", ".csv") else ""
        if HIDDEN.search(text):
            yield f"{name}: holds a hidden character"


@contextlib.contextmanager
def _told(name: str) -> Iterator[list[str]]:
    faults: list[str] = []
    try:
        yield faults
    except (ET.ParseError, ValueError) as error:
        faults.append(f"{name}: {error}")


def _read_csv(name: str, content: bytes) -> Iterator[str]:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            yield f"{name}: row {number} has {len(row)} cells"
        yield from (f"{name}: row {number} calculates {cell!r}" for cell in row if _FORMULA.search(cell))


def attack(root: Path, count: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Spoil a library until it would not pass, build what passes, and look at what came out and what lies beside."""
    copy_small(root)
    shutil.copytree(HERE.parent / "templates", root / "templates")
    order = Order(root=root, site=root / "out" / "site", cache=root / ".cache", today=TODAY, index=False, jobs=1)
    paths, done, faults = list_content(root).everything, Counter[str](), list[str]()
    build(order)
    for number in range(count):
        random = Random(seed * 1_000_003 + number)
        full = root / random.choice(paths)
        sound = full.read_bytes()
        full.write_bytes(mutate(sound.decode(), random))
        passes = not check_all(root, TODAY, 1).problems
        done["passed" if passes else "refused"] += 1
        if passes:
            name = f"{full.relative_to(root)} {seed}/{number}"
            faults += [f"{name}: {fault}" for fault in _build(order)]
        full.write_bytes(sound)
    return done, faults


def _build(order: Order) -> Iterator[str]:
    beside = _files(order.root)
    try:
        report = build(order)
    except Exception as error:  # whatever it is, it is what we look for
        yield f"{type(error).__name__}: {error}"[:300]
        return
    yield from (f"check passed, and build said {problem.as_text()}" for problem in report.problems)
    yield from read_site(order.site)
    yield from (f"wrote {path}" for path in _files(order.root) - beside)


def _files(root: Path) -> set[str]:
    inside = {path.relative_to(root).as_posix() for path in root.rglob("*")}
    return {path for path in inside if not path.startswith((".cache", "out/site"))}


def main() -> int:
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    folder = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    try:
        done, faults = attack(folder, count, seed)
    finally:
        shutil.rmtree(folder)
    for fault in faults:
        print(fault)
    print(f"{done['passed']:,} libraries built, {done['refused']:,} refused by check. {len(faults):,} faults.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
