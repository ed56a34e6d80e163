"""Cache: what the last build knew, outside `site/`, safe to delete, and not believed when it is damaged.

The ledger holds the key of each page, a hash of all that it is made from, and its files as they were written.
A page whose key is unchanged and whose files are untouched is not made again; everything else is.
So a warm build gives a cold build's bytes.
"""

from __future__ import annotations

import marshal
import os
import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from jinja2.bccache import Bucket, BytecodeCache

from generator.answers.packing import Pack
from generator.model.digests import code_digest
from generator.pages.similar import Alike
from generator.publish.staging import Written
from generator.read.stamps import Seen

_LEDGER, _PROGRAMS, _NEXT = "ledger", "programs", ".next"
_EDITORIAL, _TEMPLATES = "editorial", "templates"


class Made(NamedTuple):
    """A page, or another file, with all files that belong to it: the key of what they were made from, and how many.

    The files themselves are packed, since all pages are in memory: they are unpacked where one looks at the site.
    """

    key: str
    length: int
    packed: bytes

    @classmethod
    def of(cls, key: str, files: Mapping[str, Written]) -> Made:
        """From the files as they were just written."""
        return cls(key, len(files), marshal.dumps([(path, *written) for path, written in files.items()]))

    @property
    def files(self) -> Iterator[tuple[str, Written]]:
        """Each file as it was written."""
        return ((path, Written(size, mtime)) for path, size, mtime in marshal.loads(self.packed))

    @property
    def paths(self) -> list[str]:
        """Each file."""
        return [path for path, *_ in marshal.loads(self.packed)]


@dataclass(slots=True, kw_only=True)
class Ledger:
    """What the last build knew. `state` stands for all its inputs together.

    The Summaries stand in a file of their own (`read_programs`), which is written while pages are still planned.
    """

    state: str = ""
    site: str = ""
    count: int = 0  # programs
    made: dict[str, Made] = field(default_factory=dict)  # by the first file of each
    seen: dict[str, Seen] = field(default_factory=dict)  # content files, as they were when they were hashed
    similar: dict[str, Alike] = field(default_factory=dict)  # by specialty
    index: str = ""  # the key of the search index


def read_ledger(folder: Path) -> Ledger:
    """The last build's ledger; an empty one where there is none, or where it is damaged or from other code."""
    body = _read_sealed(folder / _LEDGER)
    return _unpack(body) if body else Ledger()


def read_programs(folder: Path, ledger: Ledger) -> Pack | None:
    """The programs that belong to a ledger; None where they are damaged or belong to another one."""
    body = _read_sealed(folder / _PROGRAMS)
    state, plain = marshal.loads(body) if body else ("", None)
    return Pack.of_plain(plain) if plain and state == ledger.state else None


def lay_by_programs(folder: Path, state: str, kept: Pack) -> None:
    """Write the programs for the ledger of this state, for `keep`."""
    _write_sealed(folder / f"{_PROGRAMS}{_NEXT}", marshal.dumps((state, kept.plain())))


def lay_by_ledger(folder: Path, ledger: Ledger) -> bool:
    """Write the ledger, for `keep`; True, for whoever waits for it in another process."""
    _write_sealed(folder / f"{_LEDGER}{_NEXT}", _pack(ledger))
    return True


def keep(folder: Path) -> None:
    """From now on, builds believe what was laid by."""
    for name in (_PROGRAMS, _LEDGER):
        if (folder / f"{name}{_NEXT}").exists():
            os.replace(folder / f"{name}{_NEXT}", folder / name)


def read_editorial(folder: Path, key: str) -> object:
    """The checked editorial content that was kept under this key; None where there is none."""
    body = _read_sealed(folder / _EDITORIAL)
    return pickle.loads(body[len(key) :]) if body and body[: len(key)] == key.encode() else None


def write_editorial(folder: Path, key: str, checked: object) -> None:
    """Keep the checked editorial content, under the key of the files that it was made from."""
    _write_sealed(folder / _EDITORIAL, key.encode() + pickle.dumps(checked, protocol=pickle.HIGHEST_PROTOCOL))


class CompiledTemplates(BytecodeCache):
    """Templates as Jinja compiled them, which takes longer than a build after one edit has."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / _TEMPLATES

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was kept; Jinja looks whether it belongs to the text of the template."""
        body = _read_sealed(self._folder / bucket.key)
        if body:
            bucket.bytecode_from_string(bytes(body))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._folder.mkdir(parents=True, exist_ok=True)
        _write_sealed(self._folder / bucket.key, bucket.bytecode_to_string())


def _pack(ledger: Ledger) -> bytes:
    """Plain columns: `marshal` reads and writes 60,000 rows of them in a tenth of the time of pickled records."""
    made = [list(ledger.made), *_columns(ledger.made.values(), len(Made._fields))]
    seen = [list(ledger.seen), *_columns(ledger.seen.values(), len(Seen._fields))]
    return marshal.dumps((ledger.state, ledger.site, ledger.count, ledger.index, made, seen, ledger.similar))


def _columns(rows: Iterable[tuple[object, ...]], width: int) -> list[list[object]]:
    return [[row[place] for row in rows] for place in range(width)]


def _unpack(body: memoryview) -> Ledger:
    state, site, count, index, made, seen, similar = marshal.loads(body)
    return Ledger(
        state=state,
        site=site,
        count=count,
        index=index,
        made=dict(zip(made[0], map(Made, *made[1:]), strict=True)),
        seen=dict(zip(seen[0], map(Seen, *seen[1:]), strict=True)),
        similar=similar,
    )


def _read_sealed(path: Path) -> memoryview | None:
    try:
        content = memoryview(path.read_bytes())
    except OSError:
        return None
    seal, body = content[:32], content[32:]
    return body if seal == _seal(body) else None


def _write_sealed(path: Path, body: bytes) -> None:
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with fresh.open("wb") as file:
        file.write(_seal(body))
        file.write(body)
    os.replace(fresh, path)


def _seal(body: bytes | memoryview) -> bytes:
    """A hash of the content and of the code that wrote it: other code finds another seal and starts afresh."""
    return blake2b(body, digest_size=32, key=code_digest().encode()).digest()
