"""Watching: which files have changed, as long as somebody asks."""

from __future__ import annotations

import importlib.util
import os
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from queue import Empty, Queue

Snapshot = dict[str, tuple[int, int]]


_POLL_SECONDS = 0.5


def watch_changes(watch: tuple[Path, ...]) -> Iterator[None]:
    """Yield once for each change (or burst of changes) under `watch`, without end."""
    existing = tuple(path for path in watch if path.exists())
    if importlib.util.find_spec("watchfiles") is None:
        return poll_changes(existing)
    return _watchfiles_changes(existing)


def _watchfiles_changes(watch: tuple[Path, ...]) -> Iterator[None]:
    import watchfiles

    for _ in watchfiles.watch(*watch, debounce=200):
        yield


def poll_changes(watch: tuple[Path, ...], *, seconds: float = _POLL_SECONDS) -> Iterator[None]:
    """The same without watchfiles: compare times and sizes of all files every so many `seconds`."""
    before = take_snapshot(watch)
    while True:
        time.sleep(seconds)
        after = take_snapshot(watch)
        if after != before:
            before = after
            yield


def take_snapshot(watch: Iterable[Path]) -> Snapshot:
    """Time and size of each file under `watch`, hidden ones and compiled Python left out."""
    found: Snapshot = {}
    for root in watch:
        if root.is_file():
            _add_file(found, str(root))
        for folder, names, files in os.walk(root):
            names[:] = [name for name in names if not name.startswith(".") and name != "__pycache__"]
            for name in files:
                if not name.startswith("."):
                    _add_file(found, f"{folder}{os.sep}{name}")
    return found


def _add_file(found: Snapshot, path: str) -> None:
    try:
        state = os.stat(path)
    except FileNotFoundError:
        return
    found[path] = (state.st_mtime_ns, state.st_size)


def queue_changes(changes: Iterator[None]) -> Iterator[None]:
    """The same changes, looked for from now on: also one that comes while nobody asks for the next is not missed."""
    found: Queue[bool] = Queue()

    def look() -> None:
        for _ in changes:
            found.put(True)
        found.put(False)

    threading.Thread(target=look, daemon=True).start()
    return _take(found)


def _take(found: Queue[bool]) -> Iterator[None]:
    while True:
        try:
            if not found.get(timeout=1):  # on Windows only a wait that ends hears Ctrl-C
                return
        except Empty:
            continue
        yield
