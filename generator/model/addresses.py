"""Web addresses: which ones may stand in content, be shown, and be asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urljoin, urlsplit

from generator.model.hidden import find_hidden

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?"
_PORT = r"(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])"
# A named host, no password, a port that exists, and nothing that a browser would read in another way.
ADDRESS = re.compile(rf'https?://(?:{_LABEL}\.)+{_LABEL}\.?(?::{_PORT})?(?:[/?#][^\s"<>\\^`{{|}}]*)?\Z', re.ASCII)


# An address inside a text, as far as it can go; what ends a sentence or a bracket is taken off it again.
_IN_TEXT = re.compile(r"https?://[^\s\"<>\\^`{|}]+")
_MOST_BRACKETS = 50
_PUNCTUATION = ".,;:!?*_~'"
_OPENS = {")": "(", "]": "["}


def find_addresses(text: str) -> Iterator[tuple[int, str]]:
    """Each bare address of a text, with its place."""
    for found in _IN_TEXT.finditer(text) if "://" in text else ():
        yield found.start(), _trim(found[0])


def address_at(text: str, place: int) -> str:
    """The bare address that begins at a place of a text, "" where none does."""
    found = _IN_TEXT.match(text, place)
    return _trim(found[0]) if found else ""


def _trim(address: str) -> str:
    """Without the punctuation behind it, nor a bracket that it does not open itself."""
    address = address.rstrip(_PUNCTUATION)
    for _ in range(_MOST_BRACKETS):
        closing = address[-1:]
        if closing not in _OPENS or address.count(closing) <= address.count(_OPENS[closing]):
            break
        address = address[:-1].rstrip(_PUNCTUATION)
    return address


def tell_base_url(text: str) -> str:
    """Why a text cannot be the address at which a site begins; "" where it can."""
    if not is_web_address(text):
        return "must be a web address that begins with https:// or http://"
    parts = take_apart(text)
    if parts.query or "?" in text:
        return "must hold no question mark and nothing behind one"
    if parts.fragment or "#" in text:
        return "must hold no # and nothing behind one"
    if "//" in parts.path or "/." in parts.path:
        return "must hold no empty part (//) and no dots between its slashes"
    return ""


def is_web_address(text: str) -> bool:
    """Whether a text is an http or https address that a reader can see whole."""
    return ADDRESS.match(text) is not None and find_hidden(text) is None


_OTHER_LINK = re.compile(r"mailto:[^\s@<>\"]+@[^\s@<>\"]+\Z|#[\w-]+\Z", re.IGNORECASE)


def is_link(text: str) -> bool:
    """Whether a link in a text of ours may lead there: to a web address, a mailbox, or a place on its own page."""
    return is_web_address(text) or _OTHER_LINK.match(text) is not None


def take_apart(address: str) -> SplitResult:
    """The parts of an address, whoever wrote it; of one that has none, all of them are empty."""
    try:
        return urlsplit(address)
    except ValueError:  # such as http://[x].y/
        return SplitResult("", "", "", "", "")


def follow(base: str, address: str) -> str:
    """Where an address on a page leads; one that cannot be taken apart stays as it is."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address
