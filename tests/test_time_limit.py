"""The time limit: results as they come, errors as they were raised, and an end for what has none."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator

import pytest

from generator.commands.time_limit import follow


def test_what_takes_too_long_is_ended() -> None:
    def count() -> Iterator[int]:
        yield 1
        time.sleep(1.2)  # who waits is not counted, as on a machine that is busy
        yield 2
        while True:
            pass

    results = follow(count, patience=0.9)
    assert [next(results), next(results)] == [1, 2]
    with pytest.raises(TimeoutError):
        next(results)
    assert multiprocessing.active_children() == []


def test_an_error_of_what_is_followed_comes_out_as_it_was_raised() -> None:
    def fail() -> Iterator[int]:
        yield 1
        raise KeyError("some key")

    results = follow(fail, patience=30)
    assert next(results) == 1
    with pytest.raises(KeyError, match="some key"):
        next(results)


def test_a_followed_process_that_is_ended_from_outside_is_told() -> None:
    def end() -> Iterator[int]:
        os.kill(os.getpid(), signal.SIGKILL)
        yield 1

    with pytest.raises(ChildProcessError, match="ended before its work was done"):
        list(follow(end, patience=30))
