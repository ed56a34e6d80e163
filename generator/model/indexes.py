"""Indexes: into how many search indexes the programs are divided, and which of them a program belongs to."""

from __future__ import annotations

from zlib import crc32

# Pagefind holds a whole index in memory, some 140 KB a profile, so a large directory gets several; browsers merge them.
PROGRAMS_A_PART = 5_000


def count_parts(programs: int) -> int:
    """Into how many indexes so many programs are divided."""
    return max(1, -(-programs // PROGRAMS_A_PART))


def part_of(slug: str, parts: int) -> str:
    """The folder of extracts, and so the index, that a program belongs to, whatever programs there are besides."""
    return str(crc32(slug.encode()) % parts)
