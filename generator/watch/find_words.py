"""Find words on a page as a reader would: whatever its capitals, spaces, quotes, dashes and ligatures."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from generator.watch.text import Text

_SAME = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u0060\u02bc\uff07", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
        # What is not seen: soft hyphens, joiners, marks of direction and of byte order.
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"),
    }
)
_BROKEN = re.compile(r"-[ \t]*\n\s*")  # a word that goes on in the next line


def fold(text: str) -> str:
    """A text with everything that does not matter made equal."""
    plain = unicodedata.normalize("NFKC", text).translate(_SAME).casefold()
    return " ".join(plain.split())


def find_words(words: str, text: Text) -> int | None:
    """The number of the page that holds these words, from 1; None where no page does."""
    for number, page in enumerate(text.pages, 1):
        if holds(page, words):
            return number
    # A sentence may begin on one page of a PDF and end on the next.
    pairs = zip(text.pages, text.pages[1:], strict=False)
    return next((number for number, (one, two) in enumerate(pairs, 1) if holds(f"{one}\n{two}", words)), None)


def holds(page: str, words: str) -> bool:
    """Whether the words stand in a text, as whole words."""
    pattern = _pattern(words)
    return any(pattern.search(variant) for variant in _variants(page))


@lru_cache(maxsize=1024)
def _pattern(words: str) -> re.Pattern[str]:
    folded = fold(words)
    before = r"(?<!\w)" if folded[:1].isalnum() else ""
    after = r"(?!\w)" if folded[-1:].isalnum() else ""
    return re.compile(f"{before}{re.escape(folded)}{after}")


@lru_cache(maxsize=64)
def _variants(page: str) -> tuple[str, ...]:
    """A text as it is, and where its lines end in hyphens, with the halves joined in either way."""
    plain = fold(page)
    dashed = page.translate(_SAME)
    if not _BROKEN.search(dashed):
        return (plain,)
    return plain, fold(_BROKEN.sub("", dashed)), fold(_BROKEN.sub("-", dashed))
