"""The sanitizer: the last thing that happens to the HTML of a text, ours and a contributor's alike.

Nothing is put in or taken out afterwards, so no text can break out of what stands here.
"""

from __future__ import annotations

import nh3

_TAGS = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "a", "strong", "em", "code", "pre", "blockquote", "br", "hr"),
    *("table", "thead", "tbody", "tr", "th", "td", "cite", "div"),
}
_ATTRIBUTES = {
    "a": {"href", "title", "rel"},
    "th": {"scope"},
    "h2": {"id"},
    "h3": {"id"},
    "ol": {"start"},
    "div": {"tabindex", "role", "aria-label"},
}
_CLASSES = {"a": {"term"}, "cite": {"fact"}, "ol": {"fact-list"}, "div": {"table-scroll"}}


def clean(html: str) -> str:
    """HTML through the allow-list: nothing that runs, and only http, https and mailto links."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        strip_comments=True,
    )
