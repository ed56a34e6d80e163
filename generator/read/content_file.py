"""Writing content files, whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from generator.model.stopping import hold_back


def replace_file(path: Path, content: bytes) -> None:
    """Put new bytes in place of a file in one step, keeping its permissions."""
    fresh = _name_fresh(path)
    try:
        _lay_beside(path, fresh, content)
        fresh.replace(path)
    except OSError as fault:
        fault.filename = str(path)  # the file that was meant, not one that nobody has heard of
        raise
    finally:
        _take_away(fresh)


def replace_files(contents: Mapping[Path, bytes | None]) -> None:
    """Replace several files together, and take away those of which there is nothing to be.

    None is touched where one cannot be written, and whoever stops the command waits until all of them are in place.
    """
    fresh = {path: _name_fresh(path) for path, content in contents.items() if content is not None}
    path = Path()
    try:
        for path, new in fresh.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            _lay_beside(path, new, contents[path] or b"")
        with hold_back():
            for path, new in fresh.items():
                new.replace(path)
            for path in contents.keys() - fresh.keys():
                path.unlink()
    except OSError as fault:
        fault.filename = str(path)
        raise
    finally:
        for new in fresh.values():
            _take_away(new)


def _name_fresh(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}")


def _lay_beside(path: Path, fresh: Path, content: bytes) -> None:
    """Write what a file shall hold beside it."""
    fresh.write_bytes(content)
    if path.exists():
        shutil.copymode(path, fresh)


def _take_away(fresh: Path) -> None:
    with suppress(OSError):  # what became of the file itself is said already
        fresh.unlink()


def write_new(path: Path, text: str) -> bool:
    """Write a file that does not exist yet; False, and nothing done, where it does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return False
    return True
