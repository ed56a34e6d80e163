"""Many programs: the small directory with copies of its programs, for long lists and what is paged."""

from __future__ import annotations

import re
from pathlib import Path

COPIES = 9  # of each program, so that lists go on for several screens
CODES = ("guild", "draw", "website")  # what stands once in a directory


def add_copies(root: Path, copies: int = COPIES) -> Path:
    """Lay copies of each program beside it, under other slugs and names, with all that it answers."""
    for path in sorted((root / "content" / "programs").rglob("*.md")):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        text = "".join(line for line in lines if not line.startswith(CODES))
        for number in range(1, copies + 1):
            name = re.sub(r"^name: (.+)$", rf"name: \1 (bench {number:02})", text, count=1, flags=re.MULTILINE)
            path.with_stem(f"{path.stem}-{number:02}").write_text(name, encoding="utf-8")
    return root
