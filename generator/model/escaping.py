"""Escaping: contributors' text where it stands in Markdown of ours, such as a comment for those who review a change."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+!|~@])")


def escape_markdown(text: str) -> str:
    """The text as text: nothing in it is Markdown, a mention or a new line."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
