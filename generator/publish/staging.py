"""Staging: the new files wait beside the site until all of them are there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from filelock import FileLock

from generator.read.clearing import clear_way


class Written(NamedTuple):
    """A file as it was written: enough to see later that nobody has changed it. Each build reads all of them."""

    path: str  # relative to the site
    size: int
    mtime: int  # nanoseconds


class Staging:
    """A folder, on the same disk as the site, in which files are written by their paths on the site."""

    __slots__ = ("folder",)

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, path: str, content: bytes | Iterable[bytes]) -> Written:
        """Write one file, whole or in pieces. ValueError where the path would leave the folder: a bug of ours."""
        if path.startswith("/") or "\\" in path or ".." in path.split("/"):
            raise ValueError(f"{path} leads out of the site")
        full = f"{self.folder}/{path}"
        with self._open(full) as file:
            file.writelines((content,) if isinstance(content, bytes) else content)
            file.flush()
            status = os.fstat(file.fileno())
        return Written(path, status.st_size, status.st_mtime_ns)

    def _open(self, full: str) -> BinaryIO:
        """A file to be written, and its folder."""
        try:
            return _open_new(full)
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            clear_way(Path(full), self.folder)
            return open(full, "wb")


def _open_new(full: str) -> BinaryIO:
    try:
        return open(full, "wb")
    except FileNotFoundError:
        os.makedirs(full.rpartition("/")[0], exist_ok=True)
        return open(full, "wb")


def list_written(folder: Path, below: str) -> Iterator[Written]:
    """The files of a folder of the staging folder that somebody else has written."""
    for path in sorted((folder / below).rglob("*")):
        if path.is_file():
            status = path.stat()
            yield Written(path.relative_to(folder).as_posix(), status.st_size, status.st_mtime_ns)


def staging_of(site: Path) -> Path:
    """Where the files for a site wait."""
    return site.with_name(f".{site.name}.new")


@contextmanager
def alone(site: Path, cache: Path) -> Iterator[None]:
    """Hold the site and the cache for one build; a second build of either waits."""
    for folder in (site.parent, cache):
        folder.mkdir(parents=True, exist_ok=True)
    locks = site.with_name(f".{site.name}.lock"), cache / "lock"
    for lock in locks:
        clear_way(lock, lock)
    with FileLock(locks[0]), FileLock(locks[1]):
        yield


def is_untouched(site: Path, files: Iterable[Written]) -> bool:
    """Whether each file of the site is still as it was written."""
    base = f"{site}/"
    for path, size, mtime in files:
        try:
            status = os.stat(base + path)
        except OSError:
            return False
        if status.st_size != size or status.st_mtime_ns != mtime:
            return False
    return True
