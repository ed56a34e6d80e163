"""Hidden characters: what no reader sees, and what a terminal, a browser or an XML parser may obey.

Controls, marks of writing direction, line separators that only some programs know, private and unassigned ones.
A tab and a line feed are none of them; whether a text may hold those, its place decides.
"""

from __future__ import annotations

import re

# The patterns work in JavaScript too, whose forms hold the same rules.
HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f"
    r"\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    r"\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    r"\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3"
    r"\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
# What some programs take for the end of a line and editors do not; a YAML parser counts its lines by them.
SEPARATORS = re.compile(r"[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def find_hidden(text: str) -> re.Match[str] | None:
    """The first hidden character of a text."""
    return None if _is_plain(text) else HIDDEN.search(text)


def show_hidden(text: str) -> str:
    """The text with its hidden characters spelled out, such as \\u202e."""
    if _is_plain(text):
        return text
    return HIDDEN.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def _is_plain(text: str) -> bool:
    """What most texts are. Beyond ASCII, Python calls blank letters and marks printable too."""
    return text.isascii() and text.isprintable()
