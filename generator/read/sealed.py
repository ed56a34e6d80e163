"""Sealed files: what a build keeps for the next one, and what is not believed where anybody else touched it."""

from __future__ import annotations

import os
import shutil
from hashlib import blake2b
from pathlib import Path

from generator.model.digests import code_digest

_SEAL = 32  # bytes


def read_sealed(path: Path) -> bytes:
    """What was kept; nothing where there is none, or where it is damaged or from other code."""
    try:
        content = path.read_bytes()
    except OSError:
        return b""
    seal, body = content[:_SEAL], content[_SEAL:]
    return body if seal == _seal(body) else b""


def write_sealed(path: Path, body: bytes) -> None:
    """Keep something, in one step, whatever stands in its place now."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_bytes(_seal(body) + body)
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    os.replace(fresh, path)


def _seal(body: bytes) -> bytes:
    """A hash of the content and of the code that wrote it: other code finds another seal and starts afresh."""
    return blake2b(body, digest_size=_SEAL, key=code_digest().encode()).digest()
