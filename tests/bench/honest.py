"""Make honest changes of content, one after the other, and run the content suite after each.

    python -m tests.bench.honest                       thirty changes, the content suite after each
    python -m tests.bench.honest --browser-every 10    the tests that need a browser after each tenth and the last alone
    python -m tests.bench.honest --tests tests/test_site_links.py

The content is whatever this project holds. What a maintainer's tools write after a change (ids, forms) is written here, too.
"""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

from tests.alone import copy_project
from tests.bench.honest_changes import ALL

CHANGES = 30
SUITE, QUICK = "-m content", "-m 'content and not browser'"


def main(arguments: Sequence[str] | None = None) -> int:
    """Change, check, test; 1 where an honest change broke something."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--changes", type=int, default=CHANGES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--browser-every", type=int, default=1, metavar="N")
    parser.add_argument("--tests", default=SUITE, help="what pytest is given")
    options = parser.parse_args(arguments)
    random, broken = Random(options.seed), 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        copy_project(root)
        for number in range(1, options.changes + 1):
            told = ALL[(number - 1) % len(ALL)](root, random)
            whole = number % options.browser_every == 0 or number == options.changes
            started = time.monotonic()
            failed = _fails(root, options.tests if whole or options.tests != SUITE else QUICK)
            broken += bool(failed)
            taken = f"{time.monotonic() - started:.0f} s"
            print(f"{number:2} {'BROKEN' if failed else 'ok'}  {told}, {taken}{failed}", flush=True)
    return int(broken > 0)


def _fails(root: Path, tests: str) -> str:
    """What says no to the change, "" where nothing does."""
    for command in (
        ["generator", "ids"],
        ["generator", "forms"],
        ["generator", "check"],
        ["pytest", "-q", "-x", "-n", "auto", "--dist", "worksteal", *shlex.split(tests)],
    ):
        run = subprocess.run([sys.executable, "-m", *command], cwd=root, capture_output=True, text=True, check=False)
        if run.returncode:
            return f"\n   {' '.join(command)}\n" + "\n".join((run.stdout + run.stderr).splitlines()[-15:])
    return ""


if __name__ == "__main__":
    sys.exit(main())
