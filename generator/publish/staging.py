"""Publish: pages go beside the old site first; the old site stays until the new one is whole.

A full build fills a new folder and swaps it in. A build that changes few pages of a site that is known
to be whole writes them beside it and moves each in by a rename. Both leave the old site on any failure before.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple


class Written(NamedTuple):
    """A file as it was written: enough to see later that nobody has changed it. Each build reads all of them."""

    size: int
    mtime: int  # nanoseconds


class Staging:
    """A folder beside the site, on the same disk, in which the new files wait."""

    __slots__ = ("_made", "folder")

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: set[str] = set()

    def write(self, path: str, content: bytes | Iterable[bytes]) -> Written:
        """Write one file, whole or in pieces; `path` is relative to the site."""
        full = f"{self.folder}/{path}"
        parent = full.rpartition("/")[0]
        if parent not in self._made:
            try:
                os.mkdir(parent)  # nearly always only the last folder is missing
            except OSError:
                os.makedirs(parent, exist_ok=True)
            self._made.add(parent)
        if isinstance(content, bytes):
            with open(full, "wb", buffering=0) as file:
                file.write(content)
                status = os.fstat(file.fileno())
        else:
            with open(full, "wb") as file:
                file.writelines(content)
            status = os.stat(full)
        return Written(status.st_size, status.st_mtime_ns)


def staging_of(site: Path) -> Path:
    """Where the files for a site wait."""
    return site.with_name(f".{site.name}.new")


def _old_of(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")


@contextmanager
def alone(cache: Path) -> Iterator[None]:
    """Hold the cache and the site for one build; a second build waits. The lock ends with the process."""
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def recover(site: Path) -> bool:
    """Put things in order after a build that was cut off, perhaps between two renames; whether there was one."""
    old, staging = _old_of(site), staging_of(site)
    if old.exists() and not site.exists():
        old.rename(site)
    cut_off = old.exists() or staging.exists()
    for folder in (old, staging):
        shutil.rmtree(folder, ignore_errors=True)
    return cut_off


def swap_in(site: Path) -> None:
    """Replace the whole site by what is in its staging folder."""
    old = _old_of(site)
    if site.exists():
        site.rename(old)
    staging_of(site).rename(site)
    shutil.rmtree(old, ignore_errors=True)


def move_in(site: Path, changed: Iterable[str], removed: Iterable[str]) -> None:
    """Move single files from the staging folder into the site, and take away those that are no more."""
    staging = staging_of(site)
    for path in changed:
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(staging / path, target)
    for path in removed:
        (site / path).unlink(missing_ok=True)
        _remove_empty(site, (site / path).parent)
    shutil.rmtree(staging, ignore_errors=True)


def _remove_empty(site: Path, folder: Path) -> None:
    while folder != site and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def is_untouched(site: Path, files: Iterable[tuple[str, Written]]) -> bool:
    """Whether each file of the site is still as it was written."""
    base = f"{site}/"
    for path, written in files:
        try:
            status = os.stat(base + path)
        except OSError:
            return False
        if status.st_size != written.size or status.st_mtime_ns != written.mtime:
            return False
    return True
