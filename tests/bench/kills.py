"""End builds at random moments, and look whether the site is whole and the next build is as good as a first one.

python -m tests.bench.kills --kills 200            the small library
python -m tests.bench.kills --kills 200 --real     the project's own content
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE = 600  # seconds after which a build counts as hanging: a busy machine makes a quick one take minutes
SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGHUP)
FOLDERS = ("content", "templates")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A root with its site and cache."""

    root: Path
    index: bool
    took: tuple[float, float] = (1.0, 1.0)  # seconds of the last build on a cache, and of the last one without

    @property
    def site(self) -> Path:
        return self.root / "site"

    def command(self, site: str = "site", cache: str = ".cache") -> list[str]:
        """A build in two processes."""
        places = ("--root", str(self.root), "--site", str(self.root / site), "--cache", str(self.root / cache))
        more = () if self.index else ("--no-index",)
        return [sys.executable, "-m", "generator", "build", *places, "--today", "2026-11-26", "--jobs", "2", *more]


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill, look, tell; 1 where anything was not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--real", action="store_true")
    options = parser.parse_args(arguments)
    content = PROJECT if options.real else PROJECT / "tests" / "library"
    found: Counter[str] = Counter()
    for what in kill_builds(content, options.kills, Random(options.seed)):
        found[what] += 1
        print(f"{found.total():5} {what}", file=sys.stderr, flush=True)
    for what, times in sorted(found.items()):
        print(f"{times:5} {what}")
    return 0 if set(found) <= {"old", "new", "between, complete", "none yet"} else 1


def kill_builds(content: Path, kills: int, random: Random) -> Iterator[str]:
    """What each kill left: "old" or "new" site, "between, complete", "none yet"; or what was wrong."""
    with tempfile.TemporaryDirectory() as folder:
        place = Place(root=Path(folder) / "root", index=False)
        for name in FOLDERS:
            shutil.copytree((PROJECT if name == "templates" else content) / name, place.root / name)
        for number in range(kills):
            place = Place(root=place.root, index=random.random() < 0.3, took=place.took)
            what, place = _kill_one(place, number, random)
            yield what


def _kill_one(place: Place, number: int, random: Random) -> tuple[str, Place]:
    cold = random.random() < 0.3 or not place.site.exists()
    if cold:
        for name in ("site", ".cache"):
            shutil.rmtree(place.root / name, ignore_errors=True)
    before = read_files(place.site)
    _edit(place, number, random)
    with subprocess.Popen(place.command(), cwd=PROJECT, stderr=subprocess.DEVNULL, start_new_session=True) as build:
        time.sleep(random.random() * place.took[cold])
        build.send_signal(random.choice(SIGNALS))
        build.wait()
    left = read_files(place.site)
    again = _run(place.command())
    fresh = _run(place.command("fresh", ".fresh"))
    after, first = read_files(place.site), read_files(place.root / "fresh")
    for name in ("fresh", ".fresh"):
        shutil.rmtree(place.root / name, ignore_errors=True)
    if not again or not fresh:
        return "hang or failure of the next build", place
    place = replace(place, took=(place.took[0] if cold else again, fresh))
    if compare(after, place.index) != compare(first, place.index):
        return "the next build differs from a first one", place
    return _judge(left, before, after), place


def _judge(left: dict[str, bytes], before: dict[str, bytes], after: dict[str, bytes]) -> str:
    if not left:
        return "none yet"
    if left == before:
        return "old"
    if left == after:
        return "new"
    return "between, complete" if not list(find_missing(left)) else "mixed: pages ask for what is not there"


def find_missing(files: dict[str, bytes]) -> Iterator[str]:
    """What pages ask for and is not there."""
    for path, content in files.items():
        if path.endswith(".html"):
            asked = re.findall(r"assets/[\w.-]+\.(?:css|json|js)", content.decode())
            yield from (name for name in asked if name not in files)


def compare(files: dict[str, bytes], index: bool) -> dict[str, bytes]:
    """What must be equal: all but the search index, whose bytes Pagefind varies; of it, the names, which tell the texts."""
    same = {path: content for path, content in files.items() if not path.startswith("pagefind/")}
    del same[".made-by-build"]
    return same | {path: b"" for path in files if index and path.startswith("pagefind/fragment/")}


def _edit(place: Place, number: int, random: Random) -> None:
    """Change a profile, or a style that every page asks for."""
    if random.random() < 0.4:
        style = place.root / "templates" / "styles" / "base.css"
        style.write_text(f"{style.read_text()}\n.kill-{number} {{ color: red; }}\n")
        return
    profiles = sorted((place.root / "content" / "programs").rglob("*.md"))
    profile = random.choice(profiles)
    profile.write_text(f"{profile.read_text().rstrip()}\nSentence number {number}.\n")


def _run(command: Sequence[str]) -> float:
    """The seconds that a build took; 0 where it failed or hung."""
    started = time.monotonic()
    try:
        done = subprocess.run(command, cwd=PROJECT, stderr=subprocess.DEVNULL, timeout=PATIENCE).returncode == 0
    except subprocess.TimeoutExpired:
        return 0.0
    return time.monotonic() - started if done else 0.0


def read_files(site: Path) -> dict[str, bytes]:
    """Every file of a site."""
    return {os.path.relpath(path, site): path.read_bytes() for path in site.rglob("*") if path.is_file()}


if __name__ == "__main__":
    sys.exit(main())
