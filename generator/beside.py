"""Beside: a piece of work in a process of its own, while the build goes on."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from typing import TypeVar

_Result = TypeVar("_Result")


def begin(work: Callable[[], _Result]) -> Callable[[], _Result | None]:
    """Begin some work, and give back how to wait for its result; None where it failed.

    It has a copy of everything in memory as it is now. Every work that is begun must be waited for once.
    """
    reader, writer = os.pipe()
    number = os.fork()
    if number == 0:
        _work(work, writer)
    os.close(writer)

    def wait() -> _Result | None:
        with os.fdopen(reader, "rb") as file:
            said = file.read()
        _, status = os.waitpid(number, 0)
        return None if status else pickle.loads(said)

    return wait


def _work(work: Callable[[], object], writer: int) -> None:
    failed = True
    try:
        said = pickle.dumps(work())
        with os.fdopen(writer, "wb") as file:
            file.write(said)
        failed = False
    finally:
        os._exit(failed)  # whatever went wrong is told by the build, which does the work again
