"""Beside: a piece of work in a process of its own, while the build goes on."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

_Result = TypeVar("_Result")


@contextmanager
def beside(work: Callable[[], _Result]) -> Iterator[Callable[[], _Result | None]]:
    """Begin some work, and give how to wait for its result; None where it failed. To be asked once, or not at all.

    It has a copy of everything in memory as it is now, and it has ended when the context is left.
    """
    reader, writer = os.pipe()
    number = os.fork()
    if number == 0:
        os.close(reader)  # or it would wait for itself to read, should nobody else
        _work(work, writer)
    os.close(writer)

    result = os.fdopen(reader, "rb")

    def wait() -> _Result | None:
        said = result.read()
        result.close()
        _, status = os.waitpid(number, 0)
        return None if status else pickle.loads(said)

    try:
        yield wait
    finally:
        if not result.closed:  # something else failed: nobody waits for this any more
            result.close()
            os.waitpid(number, 0)


def _work(work: Callable[[], object], writer: int) -> None:
    failed = True
    try:
        said = pickle.dumps(work())
        with os.fdopen(writer, "wb") as file:
            file.write(said)
        failed = False
    finally:
        os._exit(failed)  # whatever went wrong is told by the build, which does the work again
