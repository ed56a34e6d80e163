"""Plan the page of sources that are gone, moved or closed to programs, as the watch saw them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from generator.answers.context import Context
from generator.answers.views import Link
from generator.model import urls
from generator.model.digests import digest
from generator.model.sightings import PAGE_STATES, Look
from generator.pages.heads import head_of
from generator.pages.page import Page, Planned, html_page
from generator.pages.review_view import ReviewRow, ReviewView

SOURCES = f"{urls.REVIEW}sources/"
_SHOWN = ("gone", "moved", "walled")


class _Lost(NamedTuple):
    """A source that somebody should look at, and the institution whose claims rest on it."""

    institution: str
    look: Look


def plan_source_review(context: Context) -> Iterator[Page]:
    """One page, whether or not anything is on it."""
    yield html_page(url=SOURCES, key=digest("review-sources", context.edition), plan=_source_page)


def tell_sources(context: Context) -> str:
    """How many there are of each kind, in a sentence."""
    counts = Counter(lost.look.page for lost in _list_lost(context))
    if not any(counts.values()):
        return "The watch has noted none."
    return ", ".join(f"{counts[state]:,} {state}" for state in _SHOWN) + "."


def _list_lost(context: Context) -> list[_Lost]:
    """The sources that are not simply there, the worst first, each once an institution."""
    looks = ((slug, look) for slug, found in context.editorial.sightings.items() for look in found.values())
    lost = [_Lost(slug, look) for slug, look in looks if look.page in _SHOWN]
    return sorted(lost, key=lambda each: (_SHOWN.index(each.look.page), each.institution, each.look.url))


def _source_page(*, context: Context) -> Planned:
    head = head_of(
        context,
        url=SOURCES,
        title="Sources that are gone, moved or closed",
        description="Pages on which claims rest and which a machine found gone, at a new address, or closed to it.",
        kind="review",
        crumbs=(Link(label="What is old or missing", url=urls.REVIEW), Link(label="Sources", url="")),
    )
    lost = _list_lost(context)
    view = ReviewView(
        heading="Sources that are gone, moved or closed",
        lead="Claims rest on these pages. Find where they went, put the new address in, or say that it is gone.",
        notes=("No source is gone, moved or closed, as far as the watch knows.",) if not lost else (),
        columns=("Institution", "State", "Since", "Address"),
        rows=tuple(_row(each, context) for each in lost),
        links=(Link(label="All questions", url=urls.REVIEW),),
    )
    return head, view


def _row(lost: _Lost, context: Context) -> ReviewRow:
    look, institution = lost.look, context.editorial.institutions[lost.institution]
    where = f"{look.url} → {look.moved_to}" if look.moved_to else look.url
    return ReviewRow(
        link=Link(label=institution.name, url=urls.institution(lost.institution)),
        cells=(PAGE_STATES[look.page], str(look.since), where),
    )
