"""Run a command and measure it: wall and CPU seconds, and the peak memory of it with all its children.

Memory is sampled from /proc (Linux). The proportional set size (PSS) counts a page that several processes
share once; where the kernel does not give it, the resident set size (RSS) is taken, and the result says so.
Sampling takes up to a tenth of a core, so time and memory are measured in runs of their own.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

INTERVAL = 0.03  # seconds between two samples
# Reading PSS walks all page tables of a process, so a sample may take at most this part of the time.
SHARE_OF_TIME = 0.1
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


class CommandFailed(Exception):
    """The measured command ended with another exit code than 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """The seconds that one run took."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """The peak memory of one run; `watched_mb` is that of the processes whose command line holds a word."""

    peak_mb: float
    watched_mb: float
    memory: str  # "PSS", "RSS", or "" where nothing could be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What several runs took in the middle, and what one more weighed."""

    wall: float
    cpu: float
    peak_mb: float
    watched_mb: float
    memory: str


class _Peak:
    """The largest sums of memory seen so far."""

    def __init__(self, watch: str) -> None:
        self.watch = watch.encode()
        self.bytes = 0
        self.watched = 0
        self.kind = "PSS" if Path("/proc/self/smaps_rollup").exists() else "RSS"
        self.samples = 0

    def sample(self, pid: int) -> None:
        everything = watched = 0
        for member in family(pid):
            size = self._memory(member)
            everything += size
            if self.watch and size and self.watch in _command_line(member):
                watched += size
        self.samples += bool(everything)
        self.bytes = max(self.bytes, everything)
        self.watched = max(self.watched, watched)

    def _memory(self, pid: int) -> int:
        """0 for a process that ended between the list and the look."""
        try:
            if self.kind == "PSS":
                return _pss(pid)
            return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
        except (OSError, IndexError):
            return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What is run: its words, where, with what added to the environment, and whose memory to watch apart."""

    words: Sequence[str]
    cwd: Path
    env: Mapping[str, str] = field(default_factory=dict)
    watch: str = ""


def measure(command: Command, runs: int, before: Callable[[int], object]) -> Measure:
    """The middle of several runs, and the memory of one more; `before` is called ahead of each with its number.

    Raises CommandFailed with the end of what the command said.
    """
    spent: list[Spent] = []
    for number in range(1, runs + 1):
        before(number)
        spent.append(time_run(command))
    before(runs + 1)
    weight = weigh_run(command)
    return Measure(
        wall=median(each.wall for each in spent),
        cpu=median(each.cpu for each in spent),
        peak_mb=weight.peak_mb,
        watched_mb=weight.watched_mb,
        memory=weight.memory,
    )


def time_run(command: Command) -> Spent:
    """Run a command to its end; the CPU time holds that of all children that it waited for."""
    started = time.monotonic()
    with _started(command) as child:
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - started
        child.returncode = os.waitstatus_to_exitcode(status)
    return Spent(wall=wall, cpu=usage.ru_utime + usage.ru_stime)


def weigh_run(command: Command) -> Weight:
    """Run a command to its end, looking at its memory again and again."""
    peak = _Peak(command.watch)
    with _started(command) as child:
        while child.poll() is None:
            looked = time.monotonic()
            peak.sample(child.pid)
            time.sleep(max(INTERVAL, (time.monotonic() - looked) / SHARE_OF_TIME))
    memory = peak.kind if peak.samples else ""
    return Weight(peak_mb=peak.bytes / 1e6, watched_mb=peak.watched / 1e6, memory=memory)


@contextmanager
def _started(command: Command) -> Iterator[subprocess.Popen[bytes]]:
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(
            command.words,
            cwd=command.cwd,
            env={**os.environ, **command.env},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        yield child
        if child.returncode:
            said.seek(0)
            tail = said.read().decode("utf-8", "replace")[-2000:]
            raise CommandFailed(f"{' '.join(command.words)} ended with exit code {child.returncode} and said:\n{tail}")


def family(pid: int) -> Iterator[int]:
    """A process and all its descendants."""
    yield pid
    try:
        tasks = list(os.scandir(f"/proc/{pid}/task"))
    except OSError:
        return
    for task in tasks:
        try:
            children = Path(task.path, "children").read_text().split()
        except OSError:
            continue
        for child in children:
            yield from family(int(child))


def _pss(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _command_line(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
