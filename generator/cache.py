"""Cache: what the last build knew, outside `site/`, safe to delete, and not believed when it is damaged.

The ledger holds, by content hash, each program's Summary and each page's key. A page whose key is unchanged
and whose file is untouched is not made again; everything else is. So a warm build gives a cold build's bytes.
"""

from __future__ import annotations

import os
import pickle
import sys
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path

from generator.publish import Written
from generator.summary import Summary

_NAME = "ledger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file of the site: the key of what it was made from, and how it was written."""

    key: str
    written: Written


@dataclass(slots=True, kw_only=True)
class Ledger:
    """What the last build knew. `state` stands for all its inputs together."""

    state: str = ""
    site: str = ""
    programs: dict[str, tuple[str, Summary]] = field(default_factory=dict)  # path → (key of its check, Summary)
    files: dict[str, Made] = field(default_factory=dict)
    index: str = ""  # the key of the search index


def digest(*parts: object) -> str:
    """One short hash of some texts."""
    return blake2b("\x1f".join(map(str, parts)).encode(), digest_size=16).hexdigest()


def read_ledger(folder: Path) -> Ledger:
    """The last build's ledger; an empty one where there is none, or where it is damaged or from other code."""
    try:
        content = (folder / _NAME).read_bytes()
    except OSError:
        return Ledger()
    seal, body = content[:32], content[32:]
    if seal != _seal(body):
        return Ledger()
    found = pickle.loads(body)
    return found if isinstance(found, Ledger) else Ledger()


def write_ledger(folder: Path, ledger: Ledger) -> None:
    """Keep the ledger for the next build, replacing the old one in one step."""
    body = pickle.dumps(ledger, protocol=pickle.HIGHEST_PROTOCOL)
    fresh = folder / f"{_NAME}.{os.getpid()}"
    fresh.write_bytes(_seal(body) + body)
    os.replace(fresh, folder / _NAME)


def _seal(body: bytes) -> bytes:
    """A hash of the content and of the code that wrote it: other code finds another seal and starts afresh."""
    return blake2b(body, digest_size=32, key=code_digest().encode()).digest()


@cache
def code_digest() -> str:
    """A hash of the generator's own code and of the Python that runs it."""
    found = blake2b(sys.version.encode(), digest_size=16)
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()


def folder_digest(folder: Path) -> str:
    """A hash of all files below a folder, names and contents."""
    found = blake2b(digest_size=16)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.update(path.relative_to(folder).as_posix().encode() + b"\0")
            found.update(path.read_bytes())
    return found.hexdigest()
