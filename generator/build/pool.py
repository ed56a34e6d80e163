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
from contextlib import contextmanager
from typing import Any, TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

CHUNK = 64  # items a task: large enough to be cheap to send, small enough to share out evenly
FEW = 48  # fewer items than this are not worth a process
LOST = "ended before its work was done, perhaps for want of memory; try again with --jobs 1"

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
    global _work, _items
    gc.freeze()  # the collector leaves alone what there is: nothing of it is garbage, and the processes share it
    try:
        if processes < 2 or len(items) < FEW or "fork" not in multiprocessing.get_all_start_methods():
            yield from (_collected(work, items[part]) for part in parts)
            return
        _work, _items = work, items
        with ProcessPoolExecutor(processes, multiprocessing.get_context("fork"), end_with_parent) as pool:
            yield from pool.map(_do, parts)
    except BrokenProcessPool as fault:
        raise ChildProcessError(errno.ECHILD, LOST, "A process") from fault
    finally:
        gc.unfreeze()


def _do(part: slice) -> Any:
    return _collected(_work, _items[part])


def _collected(work: Callable[[Sequence[_Item]], _Result], items: Sequence[_Item]) -> _Result:
    result = work(items)
    gc.collect(0)  # each page that is rendered leaves a cycle, with its whole view
    return result


@contextmanager
def collected_by_chunks() -> Iterator[None]:
    """Look for cycles only where work leaves some: to look through all programs again and again is a tenth of a build."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def end_with_parent() -> None:
    """Watch for the end of the process that started this one, which may be killed without a word.

    What it held, such as the lock of the site, is held by its children too, so they must not outlive it.
    """
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent:
            parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
