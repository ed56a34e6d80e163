"""Damaged caches and site files: the next build gives what a cold one gives.

By hand: `python -m tests.hostile.damage 100 [SEED]`.
"""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

from generator.build.flow import build
from generator.build.order import Order
from tests.faults import HERE, copy_small

TODAY = date(2026, 11, 21)
Files = dict[str, bytes]


def _cut(path: Path, random: Random) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: random.randrange(len(content) + 1)])


def _flip(path: Path, random: Random) -> None:
    content = bytearray(path.read_bytes() or b"\0")
    content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    path.write_bytes(bytes(content))


def _empty(path: Path, random: Random) -> None:
    path.write_bytes(b"")


def _foreign(path: Path, random: Random) -> None:
    path.write_bytes(b"not what a build wrote, " * random.randrange(1, 100))


def _delete(path: Path, random: Random) -> None:
    path.unlink()


def _folder(path: Path, random: Random) -> None:
    path.unlink()
    path.mkdir()
    (path / "inside").write_text("x", encoding="utf-8")


DAMAGES: tuple[Callable[[Path, Random], None], ...] = (_cut, _flip, _empty, _foreign, _delete, _folder)


def make_root(root: Path) -> Path:
    """The small library with a history of two commits, whose changes the pages tell."""
    copy_small(root)
    shutil.copytree(HERE.parent / "templates", root / "templates")
    profile = next((root / "content" / "programs").rglob("*.md"))
    git = ("git", "-C", str(root), "-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")
    for command in (("init", "--quiet"), ("add", "content"), ("commit", "--quiet", "--message=First")):
        subprocess.run((*git, *command), check=True)
    profile.write_text(profile.read_text(encoding="utf-8") + "\nA sentence more.\n", encoding="utf-8")
    subprocess.run((*git, "commit", "--quiet", "--all", "--message=Second"), check=True)
    return root


def read_files(site: Path) -> Files:
    """The bytes of every file of a site."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def attack(root: Path, count: int, seed: int, *, cards: bool = True) -> tuple[int, list[str]]:
    """Damage the cache and the site in turn, build, and compare with a build that remembers nothing."""
    make_root(root)
    cold = Order(root=root, site=root / "cold", cache=root / "cold-cache", today=TODAY, cards=cards, jobs=1)
    warm = dataclasses.replace(cold, site=root / "warm", cache=root / "warm-cache")
    build(cold)
    wanted, faults = read_files(cold.site), list[str]()
    for number in range(count):
        random = Random(seed * 1_000_003 + number)
        build(warm)
        name = _damage(warm.cache if number % 2 else warm.site, random)
        try:
            build(warm)
        except Exception as error:  # whatever it is, it is what we look for
            faults.append(f"{name} {seed}/{number}: {type(error).__name__}: {error}"[:300])
            shutil.rmtree(warm.site, ignore_errors=True)
            shutil.rmtree(warm.cache, ignore_errors=True)
            continue
        found = read_files(warm.site)
        other = sorted(path for path in {*wanted, *found} if wanted.get(path) != found.get(path))
        if other:
            faults.append(f"{name} {seed}/{number}: {len(other)} files differ, such as {other[0]}")
            shutil.rmtree(warm.site)
    return count, faults


def _damage(folder: Path, random: Random) -> str:
    """Damage one file of a folder; what was done to which."""
    kinds: dict[str, list[Path]] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != "lock":
            kinds.setdefault(path.relative_to(folder).parts[0], []).append(path)
    path = random.choice(kinds[random.choice(sorted(kinds))])
    damage = random.choice(DAMAGES)
    damage(path, random)
    return f"{damage.__name__[1:]} {folder.name}/{path.relative_to(folder).as_posix()}"


def main() -> int:
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    folder = Path(tempfile.mkdtemp())
    try:
        done, faults = attack(folder, count, seed)
    finally:
        shutil.rmtree(folder)
    for fault in faults:
        print(fault)
    print(f"{done:,} damages, half in the cache and half in the site. {len(faults):,} faults.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
