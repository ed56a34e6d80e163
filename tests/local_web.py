"""A small web on this machine: pages as programs meet them, from a plain one to a wall, a bomb and a scan."""

from __future__ import annotations

import gzip
import io
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

WORDS = "does not sponsor H-1B visas"
MENU = "<nav><a href=/>Home</a> <a href=/apply>How to apply</a></nav>"
FILLING = "<p>" + "Residents care for patients in three hospitals and teach students on every rotation. " * 8 + "</p>"
CLAIM = f"<p>The office {WORDS} for new residents.</p>"


def page(body: str, *, title: str = "International graduates", head: str = "") -> bytes:
    """A page as programs write it."""
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


def pdf(*lines: str) -> bytes:
    """A PDF with one line on each page; a page without a line is a picture."""
    writer = PdfWriter()
    for line in lines:
        sheet = writer.add_blank_page(width=400, height=400)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        sheet[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        drawn = DecodedStreamObject()
        drawn.set_data(f"BT /F1 12 Tf 20 200 Td ({line}) Tj ET".encode() if line else b"0 0 400 400 re f")
        sheet[NameObject("/Contents")] = drawn
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@dataclass(slots=True)
class Told:
    """What a server says at one address: a status, headers and a body, whole or in pieces."""

    body: bytes | Callable[[], Iterator[bytes]] = b""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


def moved(to: str, status: int = 301) -> Told:
    """A redirect."""
    return Told(status=status, headers={"Location": to})


def zeros() -> Iterator[bytes]:
    """A hundred megabytes of nothing, packed as small as gzip packs it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    for _ in range(100):
        yield packer.compress(b"\0" * (1 << 20))
    yield packer.flush()


def endless() -> Iterator[bytes]:
    """A page that never ends."""
    while True:
        yield FILLING.encode() * 20


def slow() -> Iterator[bytes]:
    """A page that comes a letter at a time."""
    for letter in CLAIM * 100:
        yield letter.encode()
        time.sleep(0.2)


@dataclass(slots=True)
class Host:
    """A server on this machine: `told` may be changed while it runs; `asked` is what it was asked for, with headers."""

    url: str
    told: dict[str, Told]
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    busy: int = 0  # requests at this moment
    busiest: int = 0


@contextmanager
def open_host(told: dict[str, Told], *, robots: str = "") -> Iterator[Host]:
    """A host with these pages."""
    host = Host(url="", told=dict(told))
    if robots:
        host.told["/robots.txt"] = Told(robots.encode(), type="text/plain")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host.busy += 1
            host.busiest = max(host.busiest, host.busy)
            host.asked.append((self.path, dict(self.headers)))
            try:
                self._say(host.told.get(self.path.partition("?")[0], Told(b"No such page", status=404)))
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True
            finally:
                host.busy -= 1

        def _say(self, told: Told) -> None:
            tag = told.headers.get("ETag")
            if tag and self.headers.get("If-None-Match") == tag:
                self.send_response(304)
                self.end_headers()
                return
            self.send_response(told.status)
            for name, value in {"Content-Type": told.type, **told.headers}.items():
                self.send_header(name, value)
            if isinstance(told.body, bytes):
                self.send_header("Content-Length", str(len(told.body)))
            self.end_headers()
            for piece in (told.body,) if isinstance(told.body, bytes) else told.body():
                self.wfile.write(piece)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    host.url = f"http://127.0.0.1:{server.server_address[1]}"
    yield host
    server.shutdown()
    server.server_close()


def packed(body: bytes) -> Told:
    """A page that comes packed."""
    return Told(gzip.compress(body), headers={"Content-Encoding": "gzip"})
