"""The shelf: what was made beside one page and another page needs, in the cache, safe to delete."""

from __future__ import annotations

from pathlib import Path


class Shelf:
    """Pieces by name, each with the key of all that it was made from, which stands at its end.

    So a piece that is of other inputs, or that was cut off while it was written, is not believed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def lay(self, name: str, key: str, piece: bytes) -> None:
        """Keep a piece in place of what has the name now."""
        (self._folder / name).write_bytes(piece + key.encode())

    def take(self, name: str, key: str) -> bytes | None:
        """The piece of this name and key; None where there is none."""
        try:
            found = (self._folder / name).read_bytes()
        except OSError:
            return None
        return found.removesuffix(key.encode()) if found.endswith(key.encode()) else None
