"""The spool: records that wait on disk in chunks until they are asked for, so that memory does not grow with their number."""

from __future__ import annotations

import pickle
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from generator.read.clearing import remove


class Spool:
    """Records by path, laid by in chunks in the order of their paths, by several processes, and taken out by as many."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._chunks: list[str] = []  # the first path of each, in order
        self._opened: tuple[str, Mapping[str, bytes]] = ("", {})
        remove(folder)
        folder.mkdir(parents=True)

    def keep(self, records: Mapping[str, object]) -> str:
        """Lay some records by, in the order of their paths; the first of these names the chunk that holds them."""
        if not records:
            return ""
        first = next(iter(records))
        # Each by itself: a comparison asks for a program here and there, and its neighbors would cost as much as it.
        self._file_of(first).write_bytes(_pack({path: _pack(record) for path, record in records.items()}))
        return first

    def settle(self, chunks: Iterable[str]) -> None:
        """Learn what the processes have laid by."""
        self._chunks = sorted(chunks)

    def take(self, path: str) -> Any:
        """The record of this path; None where there is none."""
        place = bisect_right(self._chunks, path)
        if not place:
            return None
        name = self._chunks[place - 1]
        if self._opened[0] != name:
            self._opened = name, pickle.loads(self._file_of(name).read_bytes())
        packed = self._opened[1].get(path)
        return pickle.loads(packed) if packed else None

    def clear(self) -> None:
        """Throw everything away."""
        remove(self._folder)

    def _file_of(self, first: str) -> Path:
        return self._folder / first.rpartition("/")[2]


def _pack(value: object) -> bytes:
    return pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
