"""A time limit: work that may take for ever, such as trying a contributor's patterns, is done where it can be ended."""

from __future__ import annotations

import errno
import math
import multiprocessing
import signal
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from generator.build.pool import LOST, end_with_parent
from generator.model.stopping import hold_back

_T = TypeVar("_T")


def follow(work: Callable[[], Iterator[_T]], patience: float) -> Iterator[_T]:
    """Give what `work` yields, made in a forked process that is ended when the next result takes too long.

    For what a pattern of a contributor may do for ever. Where a system cannot fork, it is done here and never ended.
    Raises TimeoutError where one result takes more than `patience` seconds of the processor, which others may keep
    busy meanwhile, and errors as the pool does.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        yield from work()
        return
    fork = multiprocessing.get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)
    process = fork.Process(target=_send_all, args=(work, sender, patience), daemon=True)
    with hold_back():
        process.start()
    sender.close()
    try:
        while True:
            results, error = receiver.recv()
            yield from results
            if error:
                raise error
            if not results:
                return
    except EOFError as fault:
        process.join()
        if process.exitcode == -signal.SIGXCPU:
            raise TimeoutError from fault
        raise ChildProcessError(errno.ECHILD, LOST, "A process") from fault
    finally:
        process.kill()
        process.join()
        receiver.close()


def _send_all(work: Callable[[], Iterator[Any]], sender: Connection, patience: float) -> None:
    """Send each result, and at the end nothing, or the error."""
    end_with_parent()
    _allow(patience)
    error = None
    try:
        for result in work():
            sender.send(((result,), None))
            _allow(patience)
    except Exception as raised:  # it comes out again where the results are read
        error = raised
    sender.send(((), error))


def _allow(seconds: float) -> None:
    """Let the system end this process once it has used so much more of the processor."""
    import resource  # there is none where a system cannot fork

    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    end = math.ceil(time.process_time() + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (end if most == resource.RLIM_INFINITY else min(end, most), most))
