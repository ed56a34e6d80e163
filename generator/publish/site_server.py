"""Show a built site on this machine as a static host does: one URL, one file."""

from __future__ import annotations

import os
import sys
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

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
            self.wfile.write(body)

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
