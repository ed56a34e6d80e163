"""A file for machines: its path, the key of what it is made from, and how it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineFile:
    """A file to be: its path, the key of what it is made from, and its maker."""

    path: str
    key: str
    make: Callable[[], bytes | Iterable[bytes]]  # in pieces where it is large


def ready(path: str, content: str | bytes) -> MachineFile:
    """A file that is made faster than one could tell whether it must be."""
    made = content if isinstance(content, bytes) else content.encode()
    return MachineFile(path=path, key=blake2b(made, digest_size=16).hexdigest(), make=lambda: made)
