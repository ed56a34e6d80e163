"""Web addresses as people paste them, and the one that each can mean."""

from __future__ import annotations

import re

from generator.model.addresses import is_web_address

_MARKDOWN = re.compile(r"\[[^\[\]]{0,200}\]\((?P<url>[^\s()]+)\)\Z")
_SCHEME = re.compile(r"(?:h?t?tps?|https?)(?::/{0,3}|//)(?=[A-Za-z0-9])", re.IGNORECASE)
_ENDS = "<>()[]\"'“”‘’,;"


def tell_address(text: str) -> tuple[str, str]:
    """How to write an address instead, in words, and the address where only one can be meant."""
    link = _MARKDOWN.match(text)
    bare = (link["url"] if link else text).strip(_ENDS)
    first, *more = bare.split() or [""]
    if any(is_web_address(piece) for piece in more) or (is_web_address(first) and more and not _is_path(more)):
        return "keep one address alone, without words beside it.", ""
    right = "%20".join((first, *more))
    if not is_web_address(right):
        scheme = _SCHEME.match(right)
        right = f"https://{right[scheme.end() :] if scheme else right}"
    if not is_web_address(right) or "@" in right:
        begun = text.lower().startswith("http")
        return ("copy it from the address bar of the browser." if begun else "begin it with https://"), ""
    if more:
        return f"write %20 for each space: {right}", right
    return ("begin it with https://" if right == f"https://{text}" else f"write {right}"), right


def _is_path(pieces: list[str]) -> bool:
    """Whether what stands behind spaces looks like the rest of a path, such as a file's name."""
    return all(re.match(r"[\w.%/&=-]+\Z", piece) for piece in pieces) and re.search(r"[./]", pieces[-1]) is not None
