"""The ledger: what the last build knew, outside the site, safe to delete, and not believed when it is damaged.

It holds the key of each page, a hash of all that it is made from, and its files as they were written.
A page whose key is unchanged and whose files are untouched is not made again; everything else is.
So a warm build gives a cold build's bytes.
"""

from __future__ import annotations

import gc
import pickle
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from generator.answers.summary import Summary
from generator.pages.similar import Alike
from generator.publish.staging import Written
from generator.read.sealed import read_sealed, write_sealed
from generator.read.stamps import Seen

_LEDGER, _PROGRAMS, _EDITORIAL = "ledger", "programs", "editorial"


class Made(NamedTuple):
    """A page as it was made: the key of what it was made from, and its files, the page itself first."""

    key: str
    files: tuple[Written, ...]


class CheckedProgram(NamedTuple):
    """A sound program, and the key of what its check rested on besides its own file."""

    key: str
    summary: Summary


@dataclass(slots=True, kw_only=True)
class Ledger:
    """What the last build knew. `state` stands for all its inputs together.

    The programs stand in a file of their own (`read_programs`): a build that has nothing to do does not need them.
    """

    state: str = ""
    indexed: str = ""  # the state for which the search index was last seen to
    site: str = ""
    programs: int = 0
    made: Mapping[str, Made] = field(default_factory=dict)  # by the path of each page
    seen: Mapping[str, Seen] = field(default_factory=dict)  # profiles, as they were when they were hashed
    similar: Mapping[str, Alike] = field(default_factory=dict)  # by specialty

    @property
    def files(self) -> Iterator[Written]:
        """Every file of the site."""
        return (file for made in self.made.values() for file in made.files)


def read_ledger(folder: Path) -> Ledger:
    """The last build's ledger; an empty one where there is none, or where it is damaged or from other code."""
    found = _read(folder / _LEDGER)
    return found if isinstance(found, Ledger) else Ledger()


def read_programs(folder: Path, ledger: Ledger) -> dict[str, CheckedProgram] | None:
    """The programs of a ledger by path; None where they are damaged or belong to another one."""
    state, programs = _read(folder / _PROGRAMS) or ("", None)
    return programs if state == ledger.state else None


def write_ledger(folder: Path, ledger: Ledger, programs: Mapping[str, CheckedProgram]) -> None:
    """From now on, builds believe these. A build that is cut off between the two makes everything again."""
    _write(folder / _PROGRAMS, (ledger.state, programs))
    _write(folder / _LEDGER, ledger)


def read_editorial(folder: Path, key: str) -> Any:
    """The checked editorial content that was kept under this key; None where there is none."""
    known, checked = _read(folder / _EDITORIAL) or ("", None)
    return checked if known == key else None


def write_editorial(folder: Path, key: str, checked: object) -> None:
    """Keep the checked editorial content, under the key of the files that it was made from."""
    _write(folder / _EDITORIAL, (key, checked))


def _read(path: Path) -> Any:
    body = read_sealed(path)
    if not body:
        return None
    with collect_rarely():
        return pickle.loads(body)


def _write(path: Path, value: object) -> None:
    write_sealed(path, pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))


@contextmanager
def collect_rarely() -> Iterator[None]:
    """Look for cycles less often than after every few hundred new objects, which costs a tenth of a build.

    Each page that is rendered leaves one, with its whole view, so they are looked for all the same.
    """
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
