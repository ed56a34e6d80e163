"""The pool: the same results in one process and in many, errors as they were raised, and no orphans."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

import pytest

from generator.build.pool import FEW, Pool

NUMBERS = range(4 * FEW)


def double(numbers: Sequence[int]) -> list[int]:
    return [2 * number for number in numbers]


def tell_process(numbers: Sequence[int]) -> list[int]:
    return [os.getpid()] * len(numbers)


def divide(numbers: Sequence[int]) -> list[float]:
    return [1 / number for number in numbers]


def end(numbers: Sequence[int]) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Kept:
    """Work that notes, in the process where it is done, that it was sent there."""

    sent: ClassVar[list[int]] = []

    def __reduce__(self):
        return Kept.arrive, ()

    @classmethod
    def arrive(cls) -> Kept:
        cls.sent.append(os.getpid())
        return cls()

    def __call__(self, numbers: Sequence[int]) -> list[tuple[int, int]]:
        return [(os.getpid(), self.sent.count(os.getpid()))] * len(numbers)


def share_out(work, items, jobs: int, chunk: int) -> list:
    with Pool(jobs) as pool:
        return [each for part in pool.share_out(work, items, chunk) for each in part]


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    assert share_out(double, NUMBERS, jobs, 10) == [2 * number for number in NUMBERS]


def test_few_items_are_done_here() -> None:
    assert share_out(tell_process, range(FEW - 1), 4, 1) == [os.getpid()] * (FEW - 1)


def test_many_items_are_shared_out() -> None:
    assert os.getpid() not in share_out(tell_process, NUMBERS, 2, 1)


def test_processes_stay_for_the_next_work() -> None:
    with Pool(2) as pool:
        first, second = ({pid for part in pool.share_out(tell_process, NUMBERS, 1) for pid in part} for _ in range(2))
    assert first | second and len(first | second) <= 2


def test_work_is_sent_to_each_process_once() -> None:
    assert {times for _, times in share_out(Kept(), NUMBERS, 2, 1)} == {1}


class Unsendable(Kept):
    def __reduce__(self):
        raise AssertionError("It was sent.")


def ask_given(given: Unsendable, numbers: Sequence[int]) -> list[bool]:
    return [isinstance(given, Unsendable)] * len(numbers)


def test_what_processes_were_given_is_not_sent() -> None:
    given = Unsendable()
    with Pool(2) as pool:
        pool.give(given)
        assert all(told for part in pool.share_out(partial(ask_given, given), NUMBERS, 10) for told in part)


def name_given(given: object, numbers: Sequence[int]) -> list[object]:
    return [given] * len(numbers)


def test_two_pools_hold_what_each_was_given() -> None:
    one, two = ["one"], ["two"]
    with Pool(2) as first, Pool(2) as second:
        first.give(one)
        assert ask_all(first, one) == [one] * len(NUMBERS)
        second.give(two)
        assert ask_all(second, two) == [two] * len(NUMBERS)
        assert ask_all(first, two) == [two] * len(NUMBERS)


def ask_all(pool: Pool, given: object) -> list[object]:
    return [each for part in pool.share_out(partial(name_given, given), NUMBERS, 10) for each in part]


def test_processes_begin_before_their_results_are_asked_for(tmp_path: Path) -> None:
    with Pool(2) as pool:
        results = pool.share_out(partial(leave_mark, tmp_path), NUMBERS, 10)
        until(lambda: any(tmp_path.iterdir()))
        assert len(list(results)) == -(-len(NUMBERS) // 10)


def leave_mark(folder: Path, numbers: Sequence[int]) -> None:
    (folder / str(numbers[0])).touch()


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_the_work_comes_out_as_it_was_raised(jobs: int) -> None:
    with pytest.raises(ZeroDivisionError):
        share_out(divide, NUMBERS, jobs, 10)


def test_a_process_that_is_ended_from_outside_is_told() -> None:
    with pytest.raises(ChildProcessError, match="try again with --jobs 1"):
        share_out(end, NUMBERS, 2, 10)


def test_without_fork_everything_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    assert set(share_out(tell_process, NUMBERS, 2, 1)) == {os.getpid()}


def test_the_collector_of_cycles_is_as_it_was_afterwards() -> None:
    before = gc.isenabled(), gc.get_freeze_count()
    share_out(double, NUMBERS, 2, 10)
    assert (gc.isenabled(), gc.get_freeze_count()) == before


def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    program = textwrap.dedent("""
        import os, sys, time
        from pathlib import Path
        from generator.build.pool import Pool

        def wait(items):
            Path(sys.argv[1], str(os.getpid())).touch()
            time.sleep(60)

        with Pool(2) as pool:
            list(pool.share_out(wait, range(200), 10))
    """)
    with subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], cwd=Path(__file__).parent.parent) as parent:
        try:
            until(lambda: len(list(tmp_path.iterdir())) == 2)
        finally:
            parent.kill()
    until(lambda: not any(is_alive(int(path.name)) for path in tmp_path.iterdir()))


def until(holds, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
