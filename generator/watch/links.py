"""The weekly look at every external link: which answer, which are gone, which have moved.

That a link answers is not a check of what the page says: nothing here touches a claim's `checked`.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email.message import Message
from functools import partial
from pathlib import Path
from typing import IO
from urllib.parse import quote, urljoin, urlsplit

STATUSES = {
    "dead": "The page is gone. Find where it went, or write what is known and date it.",
    "moved": "The page has a new address for good. Open it, and put the new address in.",
    "blocked": "The site turns programs away. Only a person can look.",
    "unknown": "No answer this time. Nothing to do unless it comes back week after week.",
}

_DEAD = frozenset({404, 410})
_BLOCKED = frozenset({401, 403, 429, 999})
_FOR_GOOD = frozenset({301, 308})
_FOR_NOW = frozenset({302, 303, 307})
_MAX_HOPS = 8
_MAX_SHOWN = 300
_LOOKED_AT = 8192
_WALL_WORDS = ("just a moment", "attention required", "access denied", "are you a robot", "incapsula")
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; img-residency-directory link check)",
    "Accept": "text/html,application/pdf,*/*;q=0.8",
    "Accept-Language": "en",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What one request met.

    `status` is 0 where no answer came; then `fault` is dns, timeout, tls or connection.
    `walled` tells that a bot wall answered in place of the page.
    """

    status: int = 0
    location: str = ""
    walled: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkResult:
    """One link: `status` is ok or a key of STATUSES; `target` is where a moved page is now."""

    url: str
    status: str
    detail: str = ""
    target: str = ""


Fetch = Callable[[str, float], Fetched]
Pause = Callable[[float], None]


# --- Asking --------------------------------------------------------------------------------------


def check_links(
    urls: Iterable[str],
    *,
    timeout: float = 20.0,
    workers: int = 8,
    fetch: Fetch | None = None,
    pause: Pause = time.sleep,
) -> list[LinkResult]:
    """Ask for each of `urls` once and say what became of it, sorted by URL.

    The links of one host are asked one after the other with a pause between; `workers` hosts at a time.
    `fetch(url, timeout)` makes one request and follows no redirect.
    """
    hosts: dict[str, list[str]] = {}
    for url in sorted(set(urls)):
        hosts.setdefault(urlsplit(url).netloc.lower(), []).append(url)
    check = partial(_check_host, timeout=timeout, fetch=fetch or fetch_once, pause=pause)
    with ThreadPoolExecutor(max_workers=workers) as pool:
        results = [result for found in pool.map(check, hosts.values()) for result in found]
    return sorted(results, key=lambda result: result.url)


def _check_host(urls: list[str], *, timeout: float, fetch: Fetch, pause: Pause) -> list[LinkResult]:
    results = []
    for number, url in enumerate(urls):
        if number:
            pause(1.0)
        results.append(_check_link(url, timeout=timeout, fetch=fetch, pause=pause))
    return results


def _check_link(url: str, *, timeout: float, fetch: Fetch, pause: Pause) -> LinkResult:
    """Follow one link through its redirects and judge where it ends."""
    here, target, for_good = url, url, True
    for _ in range(_MAX_HOPS):
        answer = fetch(here, timeout)
        if answer.fault == "dns":
            pause(3.0)  # name servers stumble; only a second failure means that the name is gone
            answer = fetch(here, timeout)
        if answer.status not in _FOR_GOOD | _FOR_NOW or not answer.location:
            return _judge(url, answer, target)
        here = urljoin(here, answer.location)
        if urlsplit(here).scheme not in ("http", "https"):
            return LinkResult(url=url, status="unknown", detail="leads to something that is no web page")
        # What is reached through a redirect for now is not the page's new address.
        for_good = for_good and answer.status in _FOR_GOOD
        target = here if for_good else target
    return LinkResult(url=url, status="unknown", detail=f"more than {_MAX_HOPS} redirects")


def _judge(url: str, answer: Fetched, target: str) -> LinkResult:
    """Say what the answer at the end of the redirects means for `url`."""
    if answer.fault == "dns":
        return LinkResult(url=url, status="dead", detail="no such host")
    if answer.fault:
        return LinkResult(url=url, status="unknown", detail=_FAULTS.get(answer.fault, answer.fault))
    said = f"answered {answer.status}"
    if answer.walled or answer.status in _BLOCKED:
        return LinkResult(url=url, status="blocked", detail=said)
    if answer.status in _DEAD:
        return LinkResult(url=url, status="dead", detail=said)
    if not 200 <= answer.status < 300:
        return LinkResult(url=url, status="unknown", detail=said)
    if target != url:
        return LinkResult(url=url, status="moved", detail=_how_moved(url, target), target=target)
    return LinkResult(url=url, status="ok")


_FAULTS = {
    "timeout": "no answer in time",
    "tls": "its certificate or encryption is not accepted",
    "connection": "the connection failed",
}


def _how_moved(url: str, target: str) -> str:
    if urlsplit(target).path in ("", "/") and urlsplit(url).path not in ("", "/"):
        return "leads to a home page, so the page itself is probably gone"
    return ""


# --- One request ---------------------------------------------------------------------------------


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        """Leave a redirect to the caller, who needs to know of which kind it is."""


def fetch_once(url: str, timeout: float) -> Fetched:
    """Make one request over the network and say what it met; follows no redirect, raises nothing."""
    address = quote(url.split("#")[0], safe="%:/?[]@!$&'()*+,;=~")
    try:
        request = urllib.request.Request(address, headers=_HEADERS)
        opener = urllib.request.build_opener(_NoRedirect)
        with opener.open(request, timeout=timeout) as response:
            return _read_answer(response.status, response.headers, response)
    except urllib.error.HTTPError as answer:
        with answer:
            return _read_answer(answer.code, answer.headers, answer)
    except urllib.error.URLError as fault:
        return Fetched(fault=_name_fault(fault.reason))
    except (OSError, http.client.HTTPException, ValueError) as fault:
        return Fetched(fault=_name_fault(fault))


def _read_answer(status: int, headers: Message, body: IO[bytes]) -> Fetched:
    try:
        start = body.read(_LOOKED_AT)
    except (OSError, http.client.HTTPException):
        start = b""
    return Fetched(status=status, location=headers.get("Location", ""), walled=looks_walled(status, headers, start))


def looks_walled(status: int, headers: Mapping[str, str] | Message, start: bytes) -> bool:
    """Tell whether a bot wall answered: by its own header, or by its words on a refusal."""
    if "cf-mitigated" in headers or "x-amzn-waf-action" in headers:
        return True
    words = start.decode("utf-8", "replace").lower()
    return status in (202, 403, 405, 503) and any(wall in words for wall in _WALL_WORDS)


def _name_fault(reason: object) -> str:
    if isinstance(reason, socket.gaierror):
        # "Try again" is our own resolver's trouble and says nothing of the name.
        return "connection" if reason.errno == socket.EAI_AGAIN else "dns"
    if isinstance(reason, ssl.SSLError):
        return "tls"
    if isinstance(reason, TimeoutError):
        return "timeout"
    return "connection"


# --- The report ----------------------------------------------------------------------------------


def write_report(results: Iterable[LinkResult], *, places: Mapping[str, Iterable[str]] | None = None) -> str:
    """The results as Markdown, sorted into dead, moved, blocked and unknown.

    `places` says for each URL where in the content it stands ("content/programs/oh/x.md:12").
    """
    found = list(results)
    counts = ", ".join(f"{sum(r.status == status for r in found)} {status}" for status in STATUSES)
    lines = [f"{len(found)} links were asked for: {counts}.", "", _NOT_A_CHECK]
    for status, advice in STATUSES.items():
        group = [result for result in found if result.status == status]
        if group:
            lines += ["", f"## {status.capitalize()} ({len(group)})", "", advice, ""]
            lines += [_report_line(result, (places or {}).get(result.url, ())) for result in group]
    return "\n".join(lines) + "\n"


_NOT_A_CHECK = (
    "A link that answers is not a check of what the page says: "
    "`checked` is set only by a person who opened the page and found the claim there."
)


def _report_line(result: LinkResult, places: Iterable[str]) -> str:
    parts = [f"- {_as_code(result.url)}"]
    if result.target:
        parts.append(f"→ {_as_code(result.target)}")
    if result.detail:
        parts.append(f"({result.detail})")
    where = ", ".join(_as_code(place) for place in places)
    return " ".join(parts) + (f" in {where}" if where else "")


def _as_code(text: str) -> str:
    """Text as Markdown code: an address that a server sent must not become markup or a mention."""
    plain = "".join(char if char.isprintable() and char != "`" else "?" for char in text)
    return f"`{plain[:_MAX_SHOWN]}`"


_ADDRESS = re.compile(r"https?://[^\s\"'<>)\]}|,]+")


def find_links(root: Path) -> dict[str, list[str]]:
    """Every external address in the content, with the places (path:line) that name it."""
    found: dict[str, list[str]] = {}
    for path in sorted((root / "content").rglob("*")):
        if path.suffix not in (".md", ".yml") or path.name == "site.yml" or not path.is_file():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            for match in _ADDRESS.finditer(line):
                found.setdefault(match[0].rstrip("."), []).append(f"{path.relative_to(root).as_posix()}:{number}")
    return found
