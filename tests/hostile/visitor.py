"""A visitor of a hostile site: Chromium reads every page, and opens some with our policy or without it."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Error

_LOOK = Path(__file__).with_name("look.js").read_text(encoding="utf-8")
_WATCH = """window.ran = [];
  window.pwn = window.alert = window.prompt = window.confirm = (what) => { window.ran.push(String(what)); };"""
_PATIENCE = 120_000  # milliseconds
_OUTER = "/frames-of-the-visitor"


class _Server(ThreadingHTTPServer):
    """Serves a site, and the page in whose frames the visitor opens its pages."""

    request_queue_size = 256
    outer = b""

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes on before it has read everything is no fault."""


class _Handler(SimpleHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path != _OUTER:
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(self.server.outer)))
        self.end_headers()
        self.wfile.write(self.server.outer)
        return None

    def end_headers(self) -> None:
        # The names of assets tell their content; every other file is another on the next site.
        self.send_header("Cache-Control", "max-age=9999" if self.path.startswith("/assets/") else "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


class Visitor:
    """Looks at one site after the other in the same folder."""

    def __init__(self, site: Path, browser: Any) -> None:
        self._site, self._browser = site, browser
        self._server = _Server(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
        self._address = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._told: list[str] = []
        self._asked = Counter[str]()
        self._known: set[str] = set()
        self.read = self.opened = 0  # pages

    def __enter__(self) -> Visitor:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self._pages = {policy: self._open(policy) for policy in (True, False)}
        return self

    def __exit__(self, *_: object) -> None:
        for page in self._pages.values():
            page.context.close()
        self._server.shutdown()
        self._server.server_close()

    def _open(self, policy: bool) -> Any:
        context = self._browser.new_context(bypass_csp=not policy)
        context.add_init_script(_WATCH + _LOOK)
        page = context.new_page()
        context.on("page", lambda _: self._told.append("a window opened"))
        context.on("dialog", self._dismiss)
        context.on("weberror", lambda error: self._told.append(f"script error: {error.error.stack or error.error}"))
        context.on("request", lambda request: self._note(request.url))
        return page

    def _dismiss(self, dialog: Any) -> None:
        self._told.append("a dialog")
        dialog.dismiss()

    def _note(self, url: str) -> None:
        self._asked[url.removeprefix(self._address)] += 1
        if not url.startswith((f"{self._address}/", "data:", "blob:", "about:")):
            self._told.append(f"asked for {url[:80]}")

    def learn(self) -> None:
        """Take what a benign site is made of as what a hostile one may hold too."""
        self._known.update(self._read_texts()[1])

    def keep(self, stored: Mapping[str, str]) -> None:
        """Let the storage of the browser hold this."""
        for page in self._pages.values():
            self._go(page, ())
            page.evaluate("(stored) => { Object.assign(localStorage, stored); }", dict(stored))

    def read_pages(self) -> list[str]:
        """Let Chromium read the text of every page, and tell what none may hold."""
        faults, seen = self._read_texts()
        new = [f"{name}: no benign page holds <{pair}>" for pair, name in seen.items() if pair not in self._known]
        return [*self._take_told(), *faults, *new]

    def _read_texts(self) -> tuple[list[str], dict[str, str]]:
        page, paths = self._pages[True], sorted(self._site.rglob("*.html"))
        self._go(page, ())
        texts = [(path.relative_to(self._site).as_posix(), path.read_text(encoding="utf-8")) for path in paths]
        self.read += len(texts)
        faults, seen = page.evaluate("(texts) => lookAtTexts(texts)", texts)
        return faults, seen

    def open_pages(self, addresses: Sequence[str], *, policy: bool) -> list[str]:
        """Open these pages, and tell what ran, left the site or broke out."""
        page = self._pages[policy]
        self._go(page, addresses)
        self.opened += len(addresses)
        faults = page.evaluate("() => lookAtFrames()")
        return [f"{fault} ({'with' if policy else 'without'} the policy)" for fault in (*self._take_told(), *faults)]

    def _go(self, page: Any, addresses: Sequence[str]) -> None:
        frames = "".join(f'<iframe src="/{escape(each)}" width="600" height="400"></iframe>' for each in addresses)
        self._server.outer = f"<!doctype html><title>x</title>{frames}".encode()
        self._asked.clear()
        try:
            page.goto(self._address + _OUTER, wait_until="load", timeout=_PATIENCE)
            asked = 0
            while addresses and asked < self._asked.total():  # tools ask for what they show once their page is there
                asked = self._asked.total()
                page.wait_for_timeout(200)
        except Error as error:  # pages that cannot be opened are a fault like the others
            self._told.append(f"{error.message.splitlines()[0]} Most asked for: {self._asked.most_common(3)}")

    def _take_told(self) -> list[str]:
        told, self._told = self._told, []
        return list(dict.fromkeys(told))
