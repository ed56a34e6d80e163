"""Opening: the address that leads a reader to the place on a page where a claim's words stand."""

from __future__ import annotations

from urllib.parse import quote

from generator.model.addresses import take_apart
from generator.model.claims import Claim
from generator.model.sightings import Sighting

_DIRECTIVE = ":~:"
_ENDINGS = (".pdf",)


def open_at_words(claim: Claim, seen: Sighting | None) -> str:
    """The source's address, at the words of a web page, or at the page of a PDF where it is known; "" where it has none."""
    url = claim.source.url
    if not url or not claim.words or _DIRECTIVE in url:
        return url
    address, hash, place = url.partition("#")
    if seen and seen.on_page:
        return f"{address}#page={seen.on_page}"
    if take_apart(address).path.lower().endswith(_ENDINGS):
        return url  # a text directive is for pages that a browser lays out itself
    return f"{address}#{place if hash else ''}{_DIRECTIVE}text={encode_words(claim.words)}"


def encode_words(words: str) -> str:
    """Words for a text directive, in which commas, dashes and ampersands have a meaning of their own."""
    return quote(words, safe="").replace("-", "%2D")
