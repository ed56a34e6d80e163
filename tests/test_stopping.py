"""Stopping: whoever presses Ctrl-C gets one line, from the first moment of a command to its last, in all its processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from generator.model.stopping import hold_back
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="no system that forks")

CHECK = "import arranged, runpy, sys; sys.argv = ['generator', 'check']; runpy.run_module('generator', run_name='__main__', alter_sys=True)"
# What runs in place of a command: it says that it is there, and waits.
WAITING = "print('here', flush=True); import time; time.sleep(30)"


def hold_up(module: str) -> str:
    """What makes the loading of a module wait."""
    return f"""
        import sys
        class Loading:
            def find_spec(self, name, path=None, target=None):
                if name == "{module}":
                    {WAITING}
        sys.meta_path.insert(0, Loading())
    """


STOPPED_AT = {
    "while the packages are loaded": hold_up("generator.commands.command_line"),
    "while a command is loaded": hold_up("generator.commands.check"),
    "while processes work": """
        import sys, time
        from generator.build import pool
        from generator.commands import check
        def work(numbers):
            if 0 in numbers:
                print("here", flush=True)
            time.sleep(3)
        def run(options):
            with pool.Pool(3) as made:
                list(made.share_out(work, range(pool.FEW), 16))
        check.run = run
    """,
    "while patterns are tried": """
        import sys, time
        from generator.commands import check, time_limit
        def work():
            print("here", flush=True)
            time.sleep(30)
            yield 1
        check.run = lambda options: len(list(time_limit.follow(work, 30)))
    """,
}


@pytest.mark.parametrize("moment", STOPPED_AT)
def test_a_command_that_is_stopped_says_so_in_one_line(moment: str, tmp_path: Path):
    """The whole group of processes is stopped, as a terminal does."""
    (tmp_path / "arranged.py").write_text(textwrap.dedent(STOPPED_AT[moment]), encoding="utf-8")
    run = subprocess.Popen(
        [sys.executable, "-c", CHECK],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert run.stdout and run.stdout.readline() == "here\n"
    os.killpg(run.pid, signal.SIGINT)
    _, told = run.communicate(timeout=30)
    assert (run.returncode, told) == (1, "Stopped.\n")


def test_who_is_held_back_is_stopped_at_the_end():
    done = []
    with pytest.raises(KeyboardInterrupt), hold_back():
        os.kill(os.getpid(), signal.SIGINT)
        done.append("all")
    assert done == ["all"] and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
