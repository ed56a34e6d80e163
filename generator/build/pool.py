"""The pool: work on many items, in as many processes as there are cores. It knows nothing of what the work is."""

from __future__ import annotations

import errno
import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from typing import Any, TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

CHUNK = 64  # items a task: large enough to be cheap to send, small enough to share out evenly
FEW = 48  # fewer items than this are not worth a process
_LOST = "ended before its work was done, perhaps for want of memory; try again with --jobs 1"

# Set before the processes are forked, so that they hold it already and no item has to be sent.
_work: Callable[[Sequence[Any]], Any]
_items: Sequence[Any]


def share_out(
    work: Callable[[Sequence[_Item]], _Result], items: Sequence[_Item], jobs: int | None = None, chunk: int = CHUNK
) -> Iterator[_Result]:
    """Do `work` on chunks of `items`, here or in forked processes, and give the results in their order.

    `jobs` is how many processes to use, by default as many as cores. Where a system cannot fork (Windows), where one
    process is asked for or where there is little to do, everything is done here.
    An error of the work comes out here as it was raised; ChildProcessError says that a process was ended from outside.
    """
    parts = [slice(start, start + chunk) for start in range(0, len(items), chunk)]
    processes = min(jobs or os.cpu_count() or 1, len(parts))
    if processes < 2 or len(items) < FEW or "fork" not in multiprocessing.get_all_start_methods():
        yield from (work(items[part]) for part in parts)
        return
    global _work, _items
    _work, _items = work, items
    gc.freeze()  # what is shared stays shared: the collector does not touch it in the processes
    try:
        with ProcessPoolExecutor(processes, multiprocessing.get_context("fork"), _end_with_parent) as pool:
            yield from pool.map(_do, parts)
    except BrokenProcessPool as fault:
        raise ChildProcessError(errno.ECHILD, _LOST, "A process") from fault
    finally:
        gc.unfreeze()


def follow(work: Callable[[], Iterator[_Result]], patience: float) -> Iterator[_Result]:
    """Give what `work` yields, made in a forked process that is ended when the next result takes too long.

    For what a pattern of a contributor may do for ever. Where a system cannot fork, it is done here and never ended.
    Raises TimeoutError after `patience` seconds without a result, and errors as `share_out` does.
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
        raise ChildProcessError(errno.ECHILD, _LOST, "A process") from fault
    finally:
        process.kill()
        process.join()
        receiver.close()


def _send_all(work: Callable[[], Iterator[Any]], sender: Connection) -> None:
    """Send each result, and at the end nothing, or the error."""
    _end_with_parent()
    error = None
    try:
        for result in work():
            sender.send(((result,), None))
    except Exception as raised:  # it comes out again where the results are read
        error = raised
    sender.send(((), error))


def _do(part: slice) -> Any:
    return _work(_items[part])


def _end_with_parent() -> None:
    """Watch for the end of the process that started this one, which may be killed without a word.

    What it held, such as the lock of the site, is held by its children too, so they must not outlive it.
    """
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent:
            parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
