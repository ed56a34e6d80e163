"""Manners: how the watch behaves at a host: what robots.txt asks, one request at a time, and a pause between."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from protego import Protego

from generator.model.addresses import follow, take_apart
from generator.watch.fetch import Limits, Response, fetch_once

PAUSE = 1.0  # seconds between two requests to one host
LONGEST_PAUSE = 20.0  # what a robots.txt may ask for; where it asks for more, this much
LONGEST_WAIT = 60.0  # what `Retry-After` may ask for; where it asks for more, the host is left alone for this run
_ROBOTS_SIZE = 500 * 1024
_ROBOTS_HOPS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LATER = frozenset({429, 503})

Fetch = Callable[[str, Limits, Mapping[str, str] | None], Response]


@dataclass(slots=True)
class _Host:
    """One host of this run: whose turn it is, and what it has asked for."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    rules_turn: threading.Lock = field(default_factory=threading.Lock)
    next: float = 0.0  # when the next request may go out
    pause: float = PAUSE
    closed: bool = False  # it asked to be left alone for longer than we wait
    rules: Protego | None = None
    read: bool = False


class Visitor:
    """Asks hosts politely; one for a whole run, used by several threads."""

    def __init__(
        self,
        limits: Limits,
        *,
        pause: float = PAUSE,
        fetch: Fetch = fetch_once,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limits = limits
        self._pause = pause
        self._fetch = fetch
        self._sleep = sleep
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._guard = threading.Lock()

    def ask(self, url: str, headers: Mapping[str, str] | None = None) -> Response:
        """One request, when the host's turn comes; `fault` is "robots" where robots.txt keeps programs away."""
        host = self._host(url)
        if not self._may(url, host):
            return Response(fault="robots")
        return self._ask(url, host, headers, self._limits)

    def _host(self, url: str) -> _Host:
        name = _origin(url)
        with self._guard:
            return self._hosts.setdefault(name, _Host(pause=self._pause))

    def _ask(self, url: str, host: _Host, headers: Mapping[str, str] | None, limits: Limits) -> Response:
        answer = self._take_turn(url, host, headers, limits)
        wait = _wait_of(answer)
        if wait is None:
            return answer
        if wait > LONGEST_WAIT:
            host.closed = True
            return answer
        host.next = max(host.next, self._clock() + wait)
        return self._take_turn(url, host, headers, limits)

    def _take_turn(self, url: str, host: _Host, headers: Mapping[str, str] | None, limits: Limits) -> Response:
        with host.turn:
            if host.closed:
                return Response(fault="later")
            wait = host.next - self._clock()
            if wait > 0:
                self._sleep(wait)
            answer = self._fetch(url, limits, headers)
            host.next = self._clock() + host.pause
            return answer

    def _may(self, url: str, host: _Host) -> bool:
        """Whether the host lets programs see this address; its robots.txt is read once a run."""
        with host.rules_turn:
            if not host.read:
                host.rules, host.read = self._read_rules(url, host), True
        if host.rules is None:
            return True
        return bool(host.rules.can_fetch(url, self._limits.agent))

    def _read_rules(self, url: str, host: _Host) -> Protego | None:
        """The rules of a host; none where it has no robots.txt, or does not answer at all."""
        here = follow(url, "/robots.txt")
        limits = replace(self._limits, size=_ROBOTS_SIZE)
        for _ in range(_ROBOTS_HOPS + 1):
            answer = self._ask(here, self._host(here), None, limits)
            target = follow(here, answer.headers.get("location", ""))
            if answer.status not in REDIRECTS or take_apart(target).scheme not in ("http", "https"):
                break
            here = target
        if answer.status >= 500:  # what it would forbid is unknown, so all of it may be
            return Protego.parse("User-agent: *\nDisallow: /")
        if answer.status != 200 or answer.fault:
            return None
        rules = Protego.parse(answer.body.decode("utf-8", "replace"))
        delay = rules.crawl_delay(self._limits.agent)
        host.pause = min(max(host.pause, delay or 0.0), LONGEST_PAUSE)
        return rules


def _origin(url: str) -> str:
    parts = take_apart(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _wait_of(answer: Response) -> float | None:
    """The seconds that a busy host asks us to wait; None where it asks for nothing."""
    asked = answer.headers.get("retry-after", "").strip()
    if answer.status not in _LATER or not asked:
        return None
    if asked.isascii() and asked.isdigit():
        return float(asked[:9])
    try:
        until = parsedate_to_datetime(asked)
    except (ValueError, OverflowError):
        return None
    now = datetime.now(UTC)
    return max(0.0, ((until if until.tzinfo else until.replace(tzinfo=UTC)) - now).total_seconds())
