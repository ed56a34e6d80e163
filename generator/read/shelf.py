"""The shelf: what was made beside one page and another page needs, in the cache, safe to delete."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from generator.read.clearing import clear_way

_SEAL = 32  # bytes


class Shelf:
    """Pieces by name, each with a seal at its end: a hash of the piece and of the key of all that it was made from.

    So a piece that is of other inputs, that was cut off while it was written, or that is damaged is not believed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def lay(self, name: str, key: str, piece: bytes) -> None:
        """Keep a piece in place of what has the name now."""
        path, content = self._folder / name, piece + _seal(piece, key)
        try:
            path.write_bytes(content)
        except OSError:  # there is no folder yet, or something else stands there
            clear_way(path, self._folder)
            path.write_bytes(content)

    def take(self, name: str, key: str) -> bytes | None:
        """The piece of this name and key; None where there is none."""
        try:
            found = (self._folder / name).read_bytes()
        except OSError:
            return None
        piece, seal = found[:-_SEAL], found[-_SEAL:]
        return piece if seal == _seal(piece, key) else None


def _seal(piece: bytes, key: str) -> bytes:
    return blake2b(piece + key.encode(), digest_size=_SEAL).digest()
