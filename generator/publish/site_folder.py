"""The site's folder: where a build may write, and how a whole site comes into its place.

A build writes into a folder that is new, empty, or carries the mark of an earlier build: the list of the files that
builds made there. What is not on that list belongs to somebody else and stays.

Until everything waits in the staging folder, the old site stands as it was. Then a first or whole build swaps the
folders; a build that changes some files writes down what it will move, and moves: new files first, then those that
replace others, then it takes away what is no more, so that each page that stands finds what it asks for.
A build that is killed on the way is finished by the next one.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from generator.publish.exchange import exchange
from generator.publish.staging import Staging, staging_of
from generator.read.clearing import remove

MARK = ".made-by-build"
_MOVES = ".moves"
_OURS = ("content", "templates")  # what a build reads


def refuse_place(site: Path, root: Path, cache: Path) -> None:
    """Raise OSError, with the mend, where a build must not write."""
    sources = [root, cache, *(root / name for name in _OURS)]
    if any(source.is_relative_to(site) for source in sources):
        raise OSError(
            errno.EINVAL, "holds what the site is made from; choose a folder of its own with --site", str(site)
        )
    if any(site.is_relative_to(root / name) for name in _OURS) or site.is_relative_to(cache):
        raise OSError(errno.EINVAL, "lies in a folder that builds read; choose another with --site", str(site))
    if site.exists() and not site.is_dir():
        raise OSError(
            errno.ENOTDIR, "is a file, and the site is a folder; move it away, or choose another with --site", str(site)
        )
    if site.is_dir() and any(site.iterdir()) and not (site / MARK).is_file():
        advice = f"holds files that no build made, and no {MARK}; choose an empty folder, or empty this one yourself"
        raise OSError(errno.ENOTEMPTY, advice, str(site))


def recover(site: Path) -> bool:
    """Put things in order after a build that was cut off: finish what it had begun to move; whether there was one."""
    old, staging = _old_of(site), staging_of(site)
    cut_off = os.path.lexists(old) or os.path.lexists(staging)
    if old.is_dir() and not site.exists():
        old.rename(site)
    if site.exists() and (staging / _MOVES).is_file():
        changed, gone = _read_moves(staging / _MOVES)
        _move(site, (path for path in changed if (staging / path).is_file()), gone)
    for folder in (old, staging):
        remove(folder)
    return cut_off


def _read_moves(path: Path) -> tuple[list[str], list[str]]:
    """What was to be moved and taken away; nothing where the list is damaged, and then the build makes all files anew."""
    try:
        moves = json.loads(path.read_bytes())
        return [str(path) for path in moves["changed"]], [str(path) for path in moves["gone"]]
    except (ValueError, KeyError, TypeError):
        return [], []


def swap_in(site: Path, made: Iterable[str]) -> None:
    """Replace the whole site by what is in its staging folder; files that no build made are taken along."""
    staging = staging_of(site)
    Staging(staging).write(MARK, _mark(made))
    for path in _list_foreign(site):
        _take_along(site / path, staging / path)
    if site.exists() and exchange(staging, site):
        staging.rename(_old_of(site))
    else:
        if site.exists():
            site.rename(_old_of(site))
        staging.rename(site)
    remove(_old_of(site))


def move_in(site: Path, changed: Collection[str], gone: Collection[str], made: Iterable[str]) -> None:
    """Move single files from the staging folder into the site, and take away those that are no more."""
    staging = staging_of(site)
    fresh = [path for path in changed if not (site / path).exists()]
    replaced = sorted(set(changed).difference(fresh))
    if fresh or gone:
        Staging(staging).write(MARK, _mark(made))
        replaced.append(MARK)
    fresh.sort(key=lambda path: (not path.startswith("assets/"), path))
    moves = {"changed": [*fresh, *replaced], "gone": sorted(gone)}
    Staging(staging).write(f"{_MOVES}.next", json.dumps(moves).encode())
    os.replace(staging / f"{_MOVES}.next", staging / _MOVES)
    _move(site, moves["changed"], moves["gone"])
    remove(staging)


def _move(site: Path, changed: Iterable[str], gone: Iterable[str]) -> None:
    staging = staging_of(site)
    for path in changed:
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(staging / path, target)
    for path in gone:
        (site / path).unlink(missing_ok=True)
        _remove_empty(site, (site / path).parent)


def _remove_empty(site: Path, folder: Path) -> None:
    while folder != site and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _old_of(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")


def _mark(made: Iterable[str]) -> bytes:
    return "".join(f"{path}\n" for path in sorted(made)).encode()


def _list_foreign(site: Path) -> Iterator[str]:
    """The files of the site that no build made."""
    if not (site / MARK).is_file():
        return
    made = {MARK, *(site / MARK).read_text(encoding="utf-8", errors="replace").splitlines()}
    for folder, _, names in os.walk(site):
        paths = (Path(folder, name).relative_to(site).as_posix() for name in names)
        yield from (path for path in paths if path not in made)


def _take_along(path: Path, target: Path) -> None:
    """A second name for a file, or a copy where the disk has no second names; what a build made is not replaced."""
    if target.exists():
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        return  # it lies in a folder that stands in place of a file of ours, which is made anew
    try:
        os.link(path, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(path, target, follow_symlinks=False)
