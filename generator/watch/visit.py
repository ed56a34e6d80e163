"""Visit: one address, followed through its redirects to where it ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.addresses import follow, is_web_address, take_apart
from generator.model.limits import LONGEST_ADDRESS
from generator.watch.fetch import Response
from generator.watch.manners import REDIRECTS, Visitor

MOST_HOPS = 5
_FOR_GOOD = frozenset({301, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Where an address led, and what stands there.

    `moved_to` is the new address of a page that moved for good, "" otherwise; `looped` tells of too many redirects.
    """

    url: str
    end: str
    answer: Response
    moved_to: str = ""
    looped: bool = False


def visit(url: str, visitor: Visitor, headers: Mapping[str, str] | None = None) -> Visit:
    """Follow an address; `headers` go with each request, such as those that ask only for what has changed."""
    here, moved_to, for_good = url, "", True
    hops = 0
    while True:
        answer = visitor.ask(here, headers)
        location = answer.headers.get("location", "")
        if answer.fault or answer.status not in REDIRECTS or not location:
            return Visit(url=url, end=here, answer=answer, moved_to=moved_to)
        if hops == MOST_HOPS:
            return Visit(url=url, end=here, answer=answer, looped=True)
        # What is reached through a redirect for now is not the page's new address.
        for_good = for_good and answer.status in _FOR_GOOD
        here = follow(here, location)
        hops += 1
        if for_good and not _same_page(url, here) and is_web_address(here) and len(here) <= LONGEST_ADDRESS:
            moved_to = here  # it goes into the content, which holds no other addresses


def _same_page(url: str, other: str) -> bool:
    """Whether two addresses differ only in their part for the browser, or in a slash at the end."""
    one, two = take_apart(url), take_apart(other)
    return (one.scheme, one.netloc.lower(), one.path.rstrip("/"), one.query) == (
        two.scheme, two.netloc.lower(), two.path.rstrip("/"), two.query,
    )  # fmt: skip
