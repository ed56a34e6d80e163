"""The pool: work on many items, in as many processes as there are cores. It knows nothing of what the work is."""

from __future__ import annotations

import errno
import gc
import io
import multiprocessing
import os
import pickle
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import IO, Any, NamedTuple, TypeVar

from generator.model.stopping import hold_back

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

CHUNK = 64  # items a task: large enough to be cheap to send, small enough to share out evenly
FEW = 48  # fewer items than this are not worth a process
LOST = "ended before its work was done, perhaps for want of memory; try again with --jobs 1"

# In each process: what it was given, and the work that it was sent last, by its place.
_given: tuple[object, ...] = ()
_held: dict[int, Callable[[Sequence[Any]], Any]] = {}


class Pool:
    """Processes that are forked when there is first enough to do, and stay until the end.

    All work and all items are sent to them, but for what they were given before. They hold nothing of what came to be
    after they were forked, so memory does not grow with their number: a process that reads an object of another one
    comes to hold a copy of it, since Python counts who reads it in the object itself.
    """

    def __init__(self, jobs: int | None = None) -> None:
        """`jobs` is how many processes to use, by default as many as cores."""
        self._jobs = jobs or os.cpu_count() or 1
        self._given: tuple[object, ...] = ()
        self._opened = ExitStack()
        self._processes: _Processes | None = None

    def __enter__(self) -> Pool:
        """Cycles are looked for between chunks alone: to look through all programs again and again is a tenth of a build."""
        self._collecting = gc.isenabled()
        gc.disable()
        return self

    def __exit__(self, kind: object, fault: BaseException | None, trace: object) -> None:
        self.end_processes()
        gc.unfreeze()
        if self._collecting:
            gc.enable()
        if isinstance(fault, BrokenProcessPool):
            raise ChildProcessError(errno.ECHILD, LOST, "A process") from fault

    def end_processes(self) -> None:
        """End the processes, which hold memory while they have nothing to do; later work starts new ones."""
        self._processes = None
        self._opened.close()

    def give(self, *held: object) -> None:
        """Let the processes hold something from their beginning, so that work which rests on it is sent without it."""
        self._given = held

    def share_out(
        self, work: Callable[[Sequence[_Item]], _Result], items: Sequence[_Item], chunk: int = CHUNK
    ) -> Iterator[_Result]:
        """Do `work` on chunks of `items`, here or in the processes, and give the results in their order.

        The processes begin at once. Where a system cannot fork (Windows), where one process is asked for or where there
        is little to do, everything is done here, as its results are asked for.
        An error of the work comes out here as it was raised; at its end the pool raises ChildProcessError where a process
        was ended from outside.
        """
        if self._jobs < 2 or len(items) < FEW or "fork" not in multiprocessing.get_all_start_methods():
            return work_here(work, items, chunk)
        return self._begin(work, [items[start : start + chunk] for start in range(0, len(items), chunk)])

    def _begin(self, work: Callable[[Sequence[_Item]], _Result], parts: Sequence[Sequence[_Item]]) -> Iterator[_Result]:
        if not self._processes:
            self._processes = self._opened.enter_context(_fork(self._jobs, self._given))
        executor, sent, given = self._processes
        place = sent.tell()
        _Packer(sent, given).dump(work)
        sent.flush()
        with hold_back():  # here the processes are forked
            return executor.map(partial(_do, sent.fileno(), place, sent.tell() - place), parts)


class _Processes(NamedTuple):
    executor: ProcessPoolExecutor
    sent: IO[bytes]  # has no name, and each process holds it: work is sent through it once, and not with its items
    given: tuple[object, ...]


@contextmanager
def _fork(jobs: int, given: tuple[object, ...]) -> Iterator[_Processes]:
    gc.freeze()
    with tempfile.TemporaryFile() as sent:
        executor = ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), _begin_process, (given,))
        try:
            yield _Processes(executor, sent, given)
        finally:
            executor.shutdown(cancel_futures=True)


def work_here(work: Callable[[Sequence[_Item]], _Result], items: Sequence[_Item], chunk: int) -> Iterator[_Result]:
    """Do `work` on chunks of `items` in this process, as the results are asked for."""
    gc.freeze()  # the collector leaves alone what there is: nothing of it is garbage
    return (_collected(work, items[start : start + chunk]) for start in range(0, len(items), chunk))


def _begin_process(given: tuple[object, ...]) -> None:
    global _given
    _given = given
    end_with_parent()


def _do(sent: int, place: int, size: int, items: Sequence[Any]) -> Any:
    if place not in _held:
        _held.clear()  # first, so that no process ever holds two kinds of work
        _held[place] = _Unpacker(io.BytesIO(os.pread(sent, size, place))).load()
    return _collected(_held[place], items)


class _Packer(pickle.Pickler):
    def __init__(self, file: IO[bytes], given: tuple[object, ...]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._given = given

    def persistent_id(self, part: object) -> int | None:
        return next((place for place, given in enumerate(self._given) if part is given), None)


class _Unpacker(pickle.Unpickler):
    def persistent_load(self, place: int) -> object:
        return _given[place]


def _collected(work: Callable[[Sequence[_Item]], _Result], items: Sequence[_Item]) -> _Result:
    result = work(items)
    gc.collect(0)  # each page that is rendered leaves a cycle, with its whole view
    return result


def end_with_parent() -> None:
    """End with the process that started this one: what it held, such as the lock of the site, is held by its children."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent:
            parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
