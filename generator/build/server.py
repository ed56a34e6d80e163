"""Build, show the site on this machine, and build again whenever a watched file changes."""

from __future__ import annotations

import errno
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.publish.search_index import SearchIndexFailed
from generator.publish.site_server import SiteServer, open_server
from generator.read.watching import queue_changes, watch_changes

Build = Callable[[], bool]
Index = Callable[[], None] | None
Watch = Callable[[tuple[Path, ...]], Iterator[None]]


def serve(
    build: Build,
    site: Path,
    watch: tuple[Path, ...],
    *,
    port: int,
    host: str = "127.0.0.1",
    index_search: Index = None,
    changes: Watch | None = None,
) -> int:
    """Build, then show `site` at http://host:port/ until Ctrl-C; return the exit code.

    `build` returns whether it worked and prints its own Problems; after a failed build the old site stays.
    `index_search` runs after each build that worked, when its pages can already be read.
    `watch` holds the files and folders whose changes mean a new build; nothing that the build writes.
    `changes` yields once a change; by default it is watchfiles where installed, else a look each half second.
    """
    try:
        server = open_server(site, port=port, host=host)
    except OSError as fault:
        print(_why_not_open(fault, host, port), file=sys.stderr)
        return 1
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that starts it in the background has it ignored
    with server:
        threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
        try:
            _build_and_watch(build, index_search, queue_changes((changes or watch_changes)(watch)), server)
        except KeyboardInterrupt:
            print("\nStopped.")
        finally:
            server.shutdown()
    return 0


def _build_and_watch(build: Build, index_search: Index, changes: Iterator[None], server: SiteServer) -> None:
    _build_once(build, index_search, f"The site is at {server.address} (Ctrl-C ends this).", server)
    for _ in changes:
        _build_once(build, index_search, "Built again; reload the page.", server)


def _build_once(build: Build, index_search: Index, done: str, server: SiteServer) -> None:
    if not build():
        there = server.site.is_dir()
        shown = f"{server.address} shows what was there before" if there else "there is nothing to show yet"
        done = f"The build failed, so {shown}. Mend it, and it builds again."
        index_search = None
    print(done, flush=True)
    if index_search is None:
        return
    try:
        index_search()
    except SearchIndexFailed as fault:
        print(f"Search does not work for now: {fault}", file=sys.stderr)


def _why_not_open(fault: OSError, host: str, port: int) -> str:
    if fault.errno == errno.EADDRINUSE:
        return f"Port {port} is in use by another program. Choose another one, for example: --port {port + 1}"
    if fault.errno == errno.EACCES:
        return f"Port {port} may not be opened here. Choose one above 1023, for example: --port 8000"
    return f"Cannot listen on {host}, port {port}: {fault.strerror or fault}"
