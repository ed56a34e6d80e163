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
from typing import Any, NamedTuple

from generator.answers.summary import Summary
from generator.pages.similar import Alike
from generator.publish.staging import Written
from generator.read.sealed import read_object, write_object
from generator.read.stamps import Seen

_LEDGER, _PROGRAMS, _EDITORIAL = "ledger", "programs", "editorial"


class Made(NamedTuple):
    """A page as it was made: the key of what it was made from, and its files, the page itself first."""

    key: str
    files: tuple[Written, ...]


class CheckedProgram(NamedTuple):
    """A sound program: the key of what its check rested on besides its own file, its Summary, and its marks."""

    key: str
    summary: Summary
    unique: tuple[str, ...]  # what no other program may have


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


def read_programs(folder: Path, paths: Iterable[str]) -> dict[str, CheckedProgram]:
    """The sound programs that were kept of these files or others beside them, by path."""
    found: dict[str, CheckedProgram] = {}
    for beside in dict.fromkeys(map(_folder_of, paths)):
        found |= read_object(_place_of(folder, beside)) or {}
    return found


def write_programs(folder: Path, checked: Mapping[str, CheckedProgram], known: Mapping[str, CheckedProgram]) -> None:
    """Keep the sound programs, a file for each folder of them, so that after one edit little is written.

    `known` are those that were read: a folder that holds nothing else stays as it is.
    """
    before = _by_folder(known)
    for beside, programs in _by_folder(checked).items():
        if programs != before.get(beside):
            write_object(_place_of(folder, beside), programs)


def _by_folder(programs: Mapping[str, CheckedProgram]) -> dict[str, dict[str, CheckedProgram]]:
    folders: dict[str, dict[str, CheckedProgram]] = {}
    for path, program in programs.items():
        folders.setdefault(_folder_of(path), {})[path] = program
    return folders


def _folder_of(path: str) -> str:
    return path.rpartition("/")[0]


def _place_of(folder: Path, beside: str) -> Path:
    """Where the programs of one folder are kept."""
    return folder / _PROGRAMS / beside.replace("/", ".")


def read_editorial(folder: Path, key: str) -> Any:
    """The checked editorial content that was kept under this key; None where there is none."""
    known, checked = read_object(folder / _EDITORIAL) or ("", None)
    return checked if known == key else None


def write_editorial(folder: Path, key: str, checked: object) -> None:
    """Keep the checked editorial content, under the key of the files that it was made from."""
    write_object(folder / _EDITORIAL, (key, checked))
