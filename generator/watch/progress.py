"""Progress: how far a round is: a bar at a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_EVERY = 25  # pages


@contextmanager
def show_progress(total: int, say: Callable[[str], None]) -> Iterator[Callable[[], None]]:
    """What to call when a page is done."""
    if not sys.stderr.isatty():
        yield _plain(total, say)
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task("Looking", total=total)
        yield lambda: progress.advance(task)


def _plain(total: int, say: Callable[[str], None]) -> Callable[[], None]:
    done = 0

    def tell() -> None:
        nonlocal done
        done += 1
        if done % _EVERY == 0:
            say(f"{done:,} of {total:,}")

    return tell
