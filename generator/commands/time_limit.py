"""A time limit: work that may take for ever, such as trying a contributor's patterns, is done where it can be ended."""

from __future__ import annotations

import errno
import multiprocessing
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from generator.build.pool import LOST, end_with_parent

_T = TypeVar("_T")


def follow(work: Callable[[], Iterator[_T]], patience: float) -> Iterator[_T]:
    """Give what `work` yields, made in a forked process that is ended when the next result takes too long.

    For what a pattern of a contributor may do for ever. Where a system cannot fork, it is done here and never ended.
    Raises TimeoutError after `patience` seconds without a result, and errors as the pool does.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        yield from work()
        return
    fork = multiprocessing.get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)
    process = fork.Process(target=_send_all, args=(work, sender), daemon=True)
    process.start()
    sender.close()
    try:
        while receiver.poll(patience):
            results, error = receiver.recv()
            yield from results
            if error:
                raise error
            if not results:
                return
        raise TimeoutError
    except EOFError as fault:
        raise ChildProcessError(errno.ECHILD, LOST, "A process") from fault
    finally:
        process.kill()
        process.join()
        receiver.close()


def _send_all(work: Callable[[], Iterator[Any]], sender: Connection) -> None:
    """Send each result, and at the end nothing, or the error."""
    end_with_parent()
    error = None
    try:
        for result in work():
            sender.send(((result,), None))
    except Exception as raised:  # it comes out again where the results are read
        error = raised
    sender.send(((), error))
