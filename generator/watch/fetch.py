"""Fetch: one request over the network, within limits of time and size, to public machines alone.

It follows no redirect, keeps no cookie, and raises nothing for what a server does.
"""

from __future__ import annotations

import socket
import ssl
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import quote, urlsplit

import httpcore

from generator.watch.addresses import NotAllowed, find_machines

# Quoting leaves alone what may stand in an address; what people paste may hold spaces and letters of any script.
_KEPT = "%:/?[]@!$&'()*+,;=~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one request may cost, and where it may lead."""

    agent: str  # how we name ourselves, with the directory's address
    seconds: float = 30.0
    size: int = 10 * 1024 * 1024  # bytes, before and after unpacking
    allow_local: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What one request met: `status` is 0 where no answer came, and then `fault` is a key of FAULTS.

    An answer that grew too large has its status, a fault, and no body.
    """

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)  # names in small letters
    body: bytes = b""
    fault: str = ""


FAULTS = {
    "dns": "no such host",
    "timeout": "no answer in time",
    "tls": "its certificate or encryption is not accepted",
    "connection": "the connection failed",
    "address": "leads to something that is no public web page",
    "size": "larger than the watch reads",
    "robots": "its robots.txt asks programs to stay away",  # this and what follows are told by those who ask
    "later": "asked to be left alone for now",
    "redirects": "too many redirects",
}


class TooLarge(Exception):
    """A body that is larger than the limit."""


def fetch_once(url: str, limits: Limits, headers: Mapping[str, str] | None = None) -> Response:
    """Make one request and say what it met; `headers` are added to ours."""
    try:
        address = _address_of(url)
        backend = _Careful(time.monotonic() + limits.seconds, limits.allow_local)
        asked = {**_HEADERS, "User-Agent": limits.agent, **(headers or {})}
        with (
            httpcore.ConnectionPool(network_backend=backend, ssl_context=_trust()) as pool,
            pool.stream("GET", address, headers=list(asked.items()), extensions={"timeout": _TIMEOUTS}) as response,
        ):
            return _read_response(response, limits)
    except (httpcore.TimeoutException, TimeoutError):
        return Response(fault="timeout")
    except (NotAllowed, httpcore.UnsupportedProtocol, ValueError):  # ValueError: an address that cannot be taken apart
        return Response(fault="address")
    except socket.gaierror as fault:
        # "Try again" is our own resolver's trouble and says nothing of the name.
        return Response(fault="connection" if fault.errno == socket.EAI_AGAIN else "dns")
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as fault:
        return Response(fault="tls" if _is_tls(fault) else "connection")


_HEADERS = {
    "Accept": "text/html,application/pdf;q=0.9,*/*;q=0.5",
    "Accept-Language": "en",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
_TIMEOUTS = {"connect": 15.0, "read": 20.0, "write": 10.0, "pool": 1.0}  # of one step; the whole has its own limit


@cache  # reading what the system trusts takes longer than most requests
def _trust() -> ssl.SSLContext:
    return httpcore.default_ssl_context()


def _is_tls(fault: BaseException) -> bool:
    causes = (fault, fault.__cause__, fault.__context__)
    return any(isinstance(cause, ssl.SSLError) for cause in causes) or "SSL" in str(fault)


def _address_of(url: str) -> httpcore.URL:
    """The address to ask for, without what is meant for a reader's browser alone."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        raise NotAllowed(url)
    name = host if ":" in host else host.encode("idna").decode("ascii")
    target = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    return httpcore.URL(scheme=parts.scheme, host=name, port=parts.port, target=target)


# --- The body -------------------------------------------------------------------------------------


def _read_response(response: httpcore.Response, limits: Limits) -> Response:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
    try:
        body = b"".join(_unpack(response.iter_stream(), headers.get("content-encoding", ""), limits.size))
    except TooLarge:
        return Response(status=response.status, headers=headers, fault="size")
    except zlib.error:
        return Response(status=response.status, headers=headers, fault="connection")
    return Response(status=response.status, headers=headers, body=body)


def _unpack(chunks: Iterable[bytes], encoding: str, most: int) -> Iterator[bytes]:
    """The chunks of a body as they were before packing; never more than `most` bytes are in memory."""
    packed = plain = 0
    unpacker = _Unpacker(encoding.strip().lower())
    for chunk in chunks:
        packed += len(chunk)
        part = unpacker.feed(chunk, most - plain + 1)
        plain += len(part)
        if packed > most or plain > most:
            raise TooLarge
        yield part


class _Unpacker:
    """Undoes gzip and deflate a piece at a time; what is packed in another way stays as it is."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._inner = zlib.decompressobj(47) if encoding in ("gzip", "x-gzip", "deflate") else None
        self._begun = False

    def feed(self, chunk: bytes, most: int) -> bytes:
        """What a chunk holds, up to `most` bytes of it."""
        if self._inner is None or self._inner.eof:
            return b"" if self._inner else chunk
        try:
            part = self._inner.decompress(chunk, most)
        except zlib.error:
            if self._begun or self._encoding != "deflate":
                raise
            self._inner = zlib.decompressobj(-15)  # many servers send deflate without its frame
            part = self._inner.decompress(chunk, most)
        self._begun = True
        return part


# --- The connection -------------------------------------------------------------------------------


class _Careful(httpcore.NetworkBackend):
    """Connects to public machines alone, by the number that was looked at, and gives up when the time is over."""

    def __init__(self, deadline: float, allow_local: bool) -> None:
        self._deadline = deadline
        self._allow_local = allow_local
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first machine of that name that takes one."""
        *numbers, last = find_machines(host, port, allow_local=self._allow_local)[:4]
        for number in numbers:
            with suppress(httpcore.ConnectError):
                return self._connect(number, port, timeout, local_address)
        return self._connect(last, port, timeout, local_address)

    def _connect(
        self, number: str, port: int, timeout: float | None, local_address: str | None
    ) -> httpcore.NetworkStream:
        stream = self._inner.connect_tcp(number, port, _rest(self._deadline, timeout), local_address)
        return _Timed(stream, self._deadline)


class _Timed(httpcore.NetworkStream):
    """A connection that ends at a moment, however slowly the other side talks."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _rest(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _rest(self._deadline, timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, _rest(self._deadline, timeout))
        return _Timed(inner, self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)


def _rest(deadline: float, timeout: float | None) -> float:
    """The seconds that one step may take."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left if timeout is None else min(left, timeout)
