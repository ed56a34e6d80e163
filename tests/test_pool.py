"""The pool: the same results in one process and in many, errors as they were raised, and no orphans."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.build.pool import FEW, share_out

NUMBERS = range(4 * FEW)


def double(numbers: Sequence[int]) -> list[int]:
    return [2 * number for number in numbers]


def test_results_come_in_the_order_of_the_items() -> None:
    one = [number for part in share_out(double, NUMBERS, 1, 10) for number in part]
    many = [number for part in share_out(double, NUMBERS, 3, 10) for number in part]
    assert one == many == [2 * number for number in NUMBERS]


def test_few_items_are_done_here() -> None:
    assert list(share_out(lambda items: [os.getpid()] * len(items), range(FEW - 1), 4, 1)) == [[os.getpid()]] * (
        FEW - 1
    )


def test_many_items_are_shared_out() -> None:
    assert os.getpid() not in {pid for pids in share_out(lambda items: [os.getpid()], NUMBERS, 2, 1) for pid in pids}


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_the_work_comes_out_as_it_was_raised(jobs: int) -> None:
    with pytest.raises(ZeroDivisionError):
        list(share_out(lambda items: [1 // item for item in items], NUMBERS, jobs, 10))


def test_a_process_that_is_ended_from_outside_is_told() -> None:
    def end(items: Sequence[int]) -> int:
        os.kill(os.getpid(), signal.SIGKILL)
        return 0

    with pytest.raises(ChildProcessError, match="try again with --jobs 1"):
        list(share_out(end, NUMBERS, 2, 10))


def test_without_fork_everything_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    assert {pid for pids in share_out(lambda items: [os.getpid()], NUMBERS, 2, 1) for pid in pids} == {os.getpid()}


def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    program = textwrap.dedent("""
        import os, sys, time
        from pathlib import Path
        from generator.build.pool import share_out

        def wait(items):
            Path(sys.argv[1], str(os.getpid())).touch()
            time.sleep(60)

        list(share_out(wait, range(200), 2, 10))
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
