"""Build, show the site on this machine, and build again whenever a watched file changes."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from generator.publish.search_index import SearchIndexFailed
from generator.read.watching import queue_changes, watch_changes

Watch = Callable[[tuple[Path, ...]], Iterator[None]]

_CONTENT_TYPES = {
    "": "application/octet-stream",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml; charset=utf-8",
}


def serve(
    build: Callable[[], bool],
    site: Path,
    watch: tuple[Path, ...],
    *,
    port: int,
    host: str = "127.0.0.1",
    base_path: str = "/",
    index_search: Callable[[], None] | None = None,
    changes: Watch | None = None,
) -> int:
    """Build, then show `site` at http://host:port/base_path/ until Ctrl-C; return the exit code.

    `build` returns whether it worked and prints its own Problems; after a failed build the old site stays.
    `index_search` runs after each build that worked, when its pages can already be read.
    `watch` holds the files and folders whose changes mean a new build; nothing that the build writes.
    `changes` yields once a change; by default it is watchfiles where installed, else a look each half second.
    """
    try:
        server = open_server(site, port=port, host=host, base_path=base_path)
    except OSError as fault:
        print(_why_not_open(fault, host, port), file=sys.stderr)
        return 1
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that starts it in the background has it ignored
    with server:
        threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
        try:
            _build_and_watch(build, index_search, queue_changes((changes or watch_changes)(watch)), server.address)
        except KeyboardInterrupt:
            print("\nStopped.")
        finally:
            server.shutdown()
    return 0


def _build_and_watch(
    build: Callable[[], bool],
    index_search: Callable[[], None] | None,
    changes: Iterator[None],
    address: str,
) -> None:
    _build_once(build, index_search, f"The site is at {address} (Ctrl-C ends this).", address)
    for _ in changes:
        _build_once(build, index_search, "Built again; reload the page.", address)


def _build_once(build: Callable[[], bool], index_search: Callable[[], None] | None, done: str, address: str) -> None:
    if not build():
        done = f"The build failed, so {address} shows what was there before. Mend it, and it builds again."
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


class SiteServer(ThreadingHTTPServer):
    """Serves one built site below one base path."""

    daemon_threads = True
    # On POSIX this only skips the wait after a stop; on Windows it would share a port that is in use.
    allow_reuse_address = os.name == "posix"
    site: Path
    base_path: str

    @property
    def address(self) -> str:
        """The address of the home page."""
        host, port = str(self.server_address[0]), self.server_address[1]
        return f"http://{host}:{port}{self.base_path}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        # A browser that goes away in the middle of an answer is no fault of ours.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class SiteRequest(SimpleHTTPRequestHandler):
    """Maps one URL to one file of the site, as a static host does."""

    server: SiteServer
    server_version = "serve"
    timeout = 30  # seconds: who asks slowly holds no thread for ever
    extensions_map = _CONTENT_TYPES

    def send_head(self) -> BytesIO | BinaryIO | None:
        try:
            path = urlsplit(self.path).path
        except ValueError:  # such as http://[/
            super().send_error(HTTPStatus.BAD_REQUEST)
            return None
        if not self._is_meant():
            super().send_error(HTTPStatus.MISDIRECTED_REQUEST, explain="This server answers to its own name alone.")
            return None
        base = self.server.base_path
        if path in ("/", base.rstrip("/")) and path != base:
            self._redirect(base)
            return None
        if not path.startswith(base) or "\0" in unquote(path):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def _is_meant(self) -> bool:
        """Whether the request names this machine: a page elsewhere may call it by a name of its own (DNS rebinding)."""
        name = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        own = str(self.server.server_address[0])
        return own in ("0.0.0.0", "::") or name in ("", "localhost", "127.0.0.1", "[::1]", own)

    def translate_path(self, path: str) -> str:
        # Below the base path everything is as at the root of a domain; the parent refuses "..".
        found = super().translate_path("/" + path.removeprefix(self.server.base_path))
        outside = not Path(found).resolve().is_relative_to(self.server.site.resolve())
        return str(self.server.site / "no-such-file") if outside else found  # a link out of the site is no page of it

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer 404 with the site's own page; everything else as the parent does."""
        page = self.server.site / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        self.log_message("404 %s", self.path)
        body = page.read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", _CONTENT_TYPES[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            shutil.copyfileobj(BytesIO(body), self.wfile)

    def _redirect(self, location: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing of requests that work."""


def open_server(site: Path, *, port: int, host: str = "127.0.0.1", base_path: str = "/") -> SiteServer:
    """Open a server for `site` (port 0: any free one); the caller runs and closes it.

    Raises OSError when the port cannot be had.
    """
    server = SiteServer((host, port), partial(SiteRequest, directory=str(site)))
    server.site = site
    server.base_path = "/" + "".join(f"{part}/" for part in base_path.split("/") if part)
    return server
