"""Sealed files: what a build keeps for the next one, and what is not believed where anybody else touched it."""

from __future__ import annotations

import os
import pickle
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.model.digests import code_digest
from generator.read.clearing import clear_way

_SEAL = 32  # bytes


def read_sealed(path: Path) -> bytes:
    """What was kept; nothing where there is none, or where it is damaged or from other code."""
    if not path.is_file():
        return b""
    try:
        with path.open("rb", buffering=0) as file:
            seal, body = file.read(_SEAL), file.readall()
    except OSError:
        return b""
    return body if seal == _seal(body) else b""


def write_sealed(path: Path, body: bytes) -> None:
    """Keep something, in one step, whatever stands in its place now."""
    clear_way(path, path.parent)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with fresh.open("wb") as file:
        file.writelines((_seal(body), body))
    os.replace(fresh, path)


def read_object(path: Path) -> Any:
    """The object that was kept; None where there is none, or where it is damaged or from other code."""
    body = read_sealed(path)
    return pickle.loads(body) if body else None


def write_object(path: Path, value: object) -> None:
    """Keep an object."""
    write_sealed(path, pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))


def _seal(body: bytes) -> bytes:
    """A hash of the content and of the code that wrote it: other code finds another seal and starts afresh."""
    found = sha256(code_digest().encode())  # the processor's own instructions make it three times as fast as others
    found.update(body)
    return found.digest()
