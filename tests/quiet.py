"""A page that asks for nothing more: what `networkidle` waits for, in a fifth of the time."""

from __future__ import annotations

import time
from typing import Any

PAUSE = "() => new Promise((done) => { setTimeout(done, 60); })"  # milliseconds of the page's own time
PATIENCE = 30.0  # seconds


def open_quiet(page: Any, url: str) -> None:
    """Open an address, and wait until all that the page asked for came and it asked for nothing new in two pauses."""
    waiting: set[Any] = set()
    asked = 0

    def begin(request: Any) -> None:
        nonlocal asked
        asked += 1
        waiting.add(request)

    def end(request: Any) -> None:
        waiting.discard(request)

    notes = {"request": begin, "requestfinished": end, "requestfailed": end}
    for event, note in notes.items():
        page.on(event, note)
    page.goto(url)
    quiet, known, latest = 0, -1, time.monotonic() + PATIENCE
    while quiet < 2:
        page.evaluate(PAUSE)
        quiet = quiet + 1 if not waiting and asked == known else 0
        known = asked
        if time.monotonic() > latest:
            raise TimeoutError(f"{url} still waits for {[request.url for request in waiting]}")
    for event, note in notes.items():
        page.remove_listener(event, note)
