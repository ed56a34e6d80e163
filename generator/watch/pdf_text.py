"""The text of a PDF, page by page, in a process of its own: a hostile file can take its time and memory, not ours.

Run as a script, it reads a PDF from standard input and writes its pages as a JSON list of texts.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

MOST_PAGES = 400
SECONDS = 60.0
_MEMORY = 1 << 30  # bytes


def read_pdf(content: bytes) -> tuple[str, ...] | None:
    """The text of each page, "" for one that is a picture; None where the file cannot be read."""
    command = [sys.executable, "-I", str(Path(__file__).resolve())]
    try:
        run = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return None
    return tuple(json.loads(run.stdout)) if run.returncode == 0 and run.stdout else None


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; there the time is limited alone
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _print_pages(content: bytes) -> None:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    pages = [page.extract_text() for page in reader.pages[:MOST_PAGES]]
    sys.stdout.write(json.dumps(pages))


if __name__ == "__main__":
    _limit_memory()
    _print_pages(sys.stdin.buffer.read())
