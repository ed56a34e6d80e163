"""Run a command and measure it: wall and CPU seconds, and the peak memory of it with all its children.

Memory is sampled from /proc (Linux). The proportional set size (PSS) counts a page that several processes
share once; where the kernel does not give it, the resident set size (RSS) is taken, and the result says so.
"""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

INTERVAL = 0.03  # seconds between two samples
# Reading PSS walks all page tables of a process, so a sample may take at most this part of the time.
SHARE_OF_TIME = 0.1
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


class CommandFailed(Exception):
    """The measured command ended with another exit code than 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What one run took; `watched_mb` is the peak of those processes whose command line holds a word."""

    wall: float
    cpu: float
    peak_mb: float
    watched_mb: float
    memory: str  # "PSS", "RSS", or "" where nothing could be read
    samples: int


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


def run(command: Sequence[str], *, cwd: Path, env: Mapping[str, str] | None = None, watch: str = "") -> Measure:
    """Run a command to its end and measure it; raises CommandFailed with the end of what it said."""
    with tempfile.TemporaryFile() as said:
        started = time.monotonic()
        child = subprocess.Popen(
            command,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        peak = _Peak(watch)
        status, usage, ended = _wait(child, peak)
        if status:
            said.seek(0)
            tail = said.read().decode("utf-8", "replace")[-2000:]
            raise CommandFailed(f"{' '.join(command)} ended with exit code {status} and said:\n{tail}")
    return Measure(
        wall=ended - started,
        cpu=usage.ru_utime + usage.ru_stime,
        peak_mb=peak.bytes / 1e6,
        watched_mb=peak.watched / 1e6,
        memory=peak.kind if peak.samples else "",
        samples=peak.samples,
    )


def _wait(child: subprocess.Popen[bytes], peak: _Peak) -> tuple[int, resource.struct_rusage, float]:
    """Sample until the command ends; its CPU time holds that of all children that it waited for."""
    while True:
        looked = time.monotonic()
        peak.sample(child.pid)
        cost = time.monotonic() - looked
        # A short nap at a time, so that the end is seen at once even where samples are rare.
        until = time.monotonic() + max(INTERVAL, cost / SHARE_OF_TIME)
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                child.returncode = os.waitstatus_to_exitcode(status)
                return child.returncode, usage, time.monotonic()
            if time.monotonic() >= until:
                break
            time.sleep(0.005)


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


def middle(measures: Sequence[Measure]) -> Measure:
    """The median of each number over several runs."""
    return Measure(
        wall=median(m.wall for m in measures),
        cpu=median(m.cpu for m in measures),
        peak_mb=median(m.peak_mb for m in measures),
        watched_mb=median(m.watched_mb for m in measures),
        memory=measures[0].memory,
        samples=min(m.samples for m in measures),
    )
