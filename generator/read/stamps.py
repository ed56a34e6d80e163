"""Stamps: whether a file is as it was when it was last seen."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from struct import Struct
from typing import NamedTuple

from generator.model.limits import LARGEST_LIST


class Seen(NamedTuple):
    """A file as it was when it was hashed, as Git's index keeps it: the same again means the same bytes."""

    stamp: bytes  # of its size, times and inode; empty where it may change again and keep them
    digest: str


_STAMP = Struct("qqqQ")


def _stamp(now: os.stat_result) -> bytes:
    return _STAMP.pack(now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino)


_UNSURE = 2_000_000_000  # nanoseconds: a file changed this lately could change again within one tick of the clock


def look_again(root: Path, paths: Iterable[str], seen: Mapping[str, Seen], *, read: bool) -> dict[str, Seen]:
    """The files that are not as they were last seen, as they are now.

    Without `read` their hashes stay empty, for a build that will read all of them anyway.
    """
    found = {}
    base = f"{root}/"
    unsure = time.time_ns() - _UNSURE
    for path in paths:
        try:
            now = os.lstat(base + path)
        except OSError:
            found[path] = Seen(b"", "")
            continue
        known = seen.get(path)
        if known is None or known.stamp != _stamp(now):
            digest = hash_files(root, (path,))[path] if read else ""
            # A file that was changed this lately could change again without a trace.
            sure = max(now.st_mtime_ns, now.st_ctime_ns) < unsure
            found[path] = Seen(_stamp(now) if sure else b"", digest)
    return found


def hash_bytes(content: bytes) -> str:
    """The hash by which the content of a file is known."""
    return blake2b(content, digest_size=16).hexdigest()


def hash_files(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """The hash of each file's bytes, by path; one that check refuses to read has an empty one."""
    found = {}
    base = f"{root}/"
    for path in paths:
        try:
            number = os.open(base + path, _ASIS)
            with open(number, "rb", buffering=0) as file:
                known = os.fstat(number)
                whole = stat.S_ISREG(known.st_mode) and known.st_size <= LARGEST_LIST
                found[path] = hash_bytes(file.read()) if whole else ""
        except OSError:
            found[path] = ""
    return found


# A symbolic link is not followed, and a pipe that nobody feeds does not hold the build up.
_ASIS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
