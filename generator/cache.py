"""Cache: what the last build knew, outside `site/`, safe to delete, and not believed when it is damaged.

The ledger holds, by content hash, each program's Summary and each page's key. A page whose key is unchanged
and whose file is untouched is not made again; everything else is. So a warm build gives a cold build's bytes.
"""

from __future__ import annotations

import marshal
import os
import pickle
import sys
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from generator.publish import Written
from generator.read import Seen
from generator.summary import Summary

_LEDGER, _PROGRAMS, _EDITORIAL = "ledger", "programs", "editorial"


class Made(NamedTuple):
    """A file of the site: the key of what it was made from, and how it was written. Each build reads all of them."""

    key: str
    written: Written


@dataclass(slots=True, kw_only=True)
class Ledger:
    """What the last build knew. `state` stands for all its inputs together.

    A build with nothing to do needs no Summaries, so they stand in a file of their own (`read_programs`).
    """

    state: str = ""
    site: str = ""
    count: int = 0  # programs
    files: dict[str, Made] = field(default_factory=dict)
    seen: dict[str, Seen] = field(default_factory=dict)  # content files, as they were when they were hashed
    index: str = ""  # the key of the search index


def digest(*parts: object) -> str:
    """One short hash of some texts."""
    return blake2b("\x1f".join(map(str, parts)).encode(), digest_size=16).hexdigest()


Kept = dict[str, tuple[str, Summary]]  # path → (the key of its check, its Summary)


def read_ledger(folder: Path) -> Ledger:
    """The last build's ledger; an empty one where there is none, or where it is damaged or from other code."""
    body = _read_sealed(folder / _LEDGER)
    return _unpack(body) if body else Ledger()


def read_programs(folder: Path, ledger: Ledger) -> Kept | None:
    """The Summaries that belong to a ledger; None where they are damaged or belong to another one."""
    body = _read_sealed(folder / _PROGRAMS)
    found = pickle.loads(body) if body else None
    if isinstance(found, tuple) and len(found) == 2 and found[0] == ledger.state:
        kept: Kept = found[1]
        return kept
    return None


def write_ledger(folder: Path, ledger: Ledger, programs: Kept | None = None) -> None:
    """Keep the ledger for the next build, and the Summaries where they have changed, each in one step."""
    if programs is not None:
        body = pickle.dumps((ledger.state, programs), protocol=pickle.HIGHEST_PROTOCOL)
        _write_sealed(folder / _PROGRAMS, body)
    _write_sealed(folder / _LEDGER, _pack(ledger))


def read_editorial(folder: Path, key: str) -> object:
    """The checked editorial content that was kept under this key; None where there is none."""
    body = _read_sealed(folder / _EDITORIAL)
    return pickle.loads(body[len(key) :]) if body and body.startswith(key.encode()) else None


def write_editorial(folder: Path, key: str, checked: object) -> None:
    """Keep the checked editorial content, under the key of the files that it was made from."""
    _write_sealed(folder / _EDITORIAL, key.encode() + pickle.dumps(checked, protocol=pickle.HIGHEST_PROTOCOL))


def _pack(ledger: Ledger) -> bytes:
    """Plain columns: `marshal` reads and writes 60,000 rows of them in a tenth of the time of pickled records."""
    made, seen = ledger.files.values(), ledger.seen.values()
    written = [file.written for file in made]
    files = [list(ledger.files), [m.key for m in made], [w.size for w in written], [w.mtime for w in written]]
    columns = [list(ledger.seen), *([each[place] for each in seen] for place in range(len(Seen._fields)))]
    return marshal.dumps((ledger.state, ledger.site, ledger.count, ledger.index, files, columns))


def _unpack(body: bytes) -> Ledger:
    state, site, count, index, files, columns = marshal.loads(body)
    paths, keys, sizes, times = files
    made = map(Made, keys, map(Written, sizes, times))
    seen = dict(zip(columns[0], map(Seen, *columns[1:]), strict=True))
    return Ledger(
        state=state, site=site, count=count, index=index, files=dict(zip(paths, made, strict=True)), seen=seen
    )


def _read_sealed(path: Path) -> bytes | None:
    try:
        content = path.read_bytes()
    except OSError:
        return None
    seal, body = content[:32], content[32:]
    return body if seal == _seal(body) else None


def _write_sealed(path: Path, body: bytes) -> None:
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_bytes(_seal(body) + body)
    os.replace(fresh, path)


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
