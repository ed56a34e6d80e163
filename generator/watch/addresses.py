"""Addresses: which machines a fetch may speak to. Content is contributed, so an address may lead anywhere."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_TRANSLATED = ip_network("64:ff9b::/96")  # an IPv4 address behind a translator


class NotAllowed(Exception):
    """A name that leads to no public machine."""


def find_machines(host: str, port: int, *, allow_local: bool) -> list[str]:
    """The numbers that a host's name stands for now, those of public machines only.

    Whoever connects must use one of these numbers and not the name again, which may mean another machine by then.
    Raises OSError where the name is not known, and NotAllowed where no number is public.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = list(dict.fromkeys(str(address[0]) for *_, address in found))
    allowed = numbers if allow_local else [number for number in numbers if is_public(number)]
    if not allowed:
        raise NotAllowed(host)
    return allowed


def is_public(number: str) -> bool:
    """Whether this is the number of a machine on the public internet, whichever way it is written."""
    address = ip_address(number.partition("%")[0])
    inner = _inner(address) if isinstance(address, IPv6Address) else None
    if inner is not None:
        return is_public(str(inner))
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inner(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to."""
    if address in _TRANSLATED:
        return IPv4Address(address.packed[-4:])
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
