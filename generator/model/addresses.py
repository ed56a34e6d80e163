"""Web addresses: which ones may stand in content, be shown, and be asked for."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urljoin, urlsplit

from generator.model.hidden import find_hidden

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?"
_PORT = r"(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])"
# A named host, no password, a port that exists, and nothing that a browser would read in another way.
ADDRESS = re.compile(rf'https?://(?:{_LABEL}\.)+{_LABEL}\.?(?::{_PORT})?(?:[/?#][^\s"<>\\^`{{|}}]*)?\Z', re.ASCII)


def is_web_address(text: str) -> bool:
    """Whether a text is an http or https address that a reader can see whole."""
    return ADDRESS.match(text) is not None and find_hidden(text) is None


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
