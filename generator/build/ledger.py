"""The ledger: what the last build knew, outside the site, safe to delete, and not believed when it is damaged.

It holds the key of each page, a hash of all that it is made from, and its files as they were written.
A page whose key is unchanged and whose files are untouched is not made again; everything else is.
So a warm build gives a cold build's bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.publish.staging import Written
from generator.read.sealed import read_object, write_object
from generator.read.stamps import Seen

if TYPE_CHECKING:
    from generator.pages.similar import Alike

_LEDGER = "ledger"


class Made(NamedTuple):
    """A page as it was made: the key of what it was made from, and its files, the page itself first."""

    key: str
    files: tuple[Written, ...]


@dataclass(slots=True, kw_only=True)
class Ledger:
    """What the last build knew of the site. `state` stands for all its inputs together."""

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
    kept = read_object(folder / _LEDGER)
    if not kept:
        return Ledger()
    ledger: Ledger
    ledger, (pages, keys, counts), (paths, sizes, times), (profiles, stamps, digests) = kept
    files = map(Written, _split(paths), sizes, times)
    made = (Made(key, tuple(islice(files, count))) for key, count in zip(_split(keys), counts, strict=True))
    return replace(
        ledger,
        made=dict(zip(_split(pages), made, strict=True)),
        seen=dict(zip(_split(profiles), map(Seen, stamps, _split(digests)), strict=True)),
    )


def write_ledger(folder: Path, ledger: Ledger) -> None:
    """From now on, builds believe this one.

    Its many rows are kept as columns, and a column of texts as one text, which takes a third of the time of rows.
    """
    pages, seen = ledger.made.values(), ledger.seen.values()
    files = list(ledger.files)
    columns = (
        (_join(ledger.made), _join([made.key for made in pages]), [len(made.files) for made in pages]),
        (_join([file.path for file in files]), [file.size for file in files], [file.mtime for file in files]),
        (_join(ledger.seen), [look.stamp for look in seen], _join([look.digest for look in seen])),
    )
    write_object(folder / _LEDGER, (replace(ledger, made={}, seen={}), *columns))


def _join(texts: Iterable[str]) -> str:
    return "\0".join((*texts, ""))  # neither a path nor a hash holds that character


def _split(column: str) -> list[str]:
    return column.split("\0")[:-1]
