"""Templates as Jinja compiled them, kept for the next build."""

from __future__ import annotations

from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from generator.read.sealed import read_sealed, write_sealed


class CompiledTemplates(BytecodeCache):
    """Templates as Jinja compiled them, which takes longer than a build after one edit has."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "templates"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was kept; Jinja looks whether it belongs to the text of the template."""
        body = read_sealed(self._folder / bucket.key)
        if body:
            bucket.bytecode_from_string(body)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        write_sealed(self._folder / bucket.key, bucket.bytecode_to_string())
