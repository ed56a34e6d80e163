"""Edit under `serve`, again and again, and weigh the process that serves.

python -m tests.bench.edits --edits 300
"""

from __future__ import annotations

import argparse
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds
SPOILED = "{% this is no template"
MOST_GROWTH = 1.1


def main(arguments: Sequence[str] | None = None) -> int:
    """Edit, look, weigh; 1 where the server ended, showed something old or grew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=300)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        return edit_under_serve(Path(folder), options.edits)


def edit_under_serve(root: Path, edits: int) -> int:
    """Serve a copy of the small library, change a page so many times, every tenth time spoiling a template first."""
    shutil.copytree(PROJECT / "templates", root / "templates")
    shutil.copytree(PROJECT / "tests" / "library" / "content", root / "content")
    command = [sys.executable, "-m", "generator", "serve", "--root", str(root), "--port", "0", "--jobs", "1"]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            address = _read_address(server)
            weights = [_weigh(server.pid)]
            guide = next((root / "content" / "guides").glob("*.md"))
            for number in range(edits):
                _edit(root, guide, number, spoil=number % 10 == 5)
                _wait_for(f"{address}guides/{guide.stem}/", f"Edit number {number}.")
                weights.append(_weigh(server.pid))
        finally:
            server.send_signal(signal.SIGINT)
            started = time.monotonic()
            server.wait(PATIENCE)
    settled, last = weights[min(10, len(weights) - 1)], weights[-1]
    print(
        f"{edits} edits: {settled:,} KB after ten, {last:,} KB at the end; it ended in {time.monotonic() - started:.1f} s"
    )
    return int(last > MOST_GROWTH * settled or server.returncode != 0)


def _read_address(server: subprocess.Popen[str]) -> str:
    for line in server.stdout or ():
        if "http://" in line:
            return f"http://{line.partition('http://')[2].split()[0]}"
    raise SystemExit("The server did not start.")


def _edit(root: Path, guide: Path, number: int, *, spoil: bool) -> None:
    template = root / "templates" / "pages" / "guide.html"
    sound = template.read_text()
    if spoil:
        template.write_text(sound + SPOILED)
        time.sleep(1)
        template.write_text(sound)
    head, _, _ = guide.read_text().partition("\nEdit number")
    guide.write_text(f"{head.rstrip()}\n\nEdit number {number}.\n")


def _wait_for(address: str, words: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with urllib.request.urlopen(address) as answer:
            if words in answer.read().decode():
                return
        time.sleep(0.05)
    raise SystemExit(f"{words!r} was not shown within {PATIENCE} s.")


def _weigh(pid: int) -> int:
    """Memory of a process in KB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])


if __name__ == "__main__":
    sys.exit(main())
