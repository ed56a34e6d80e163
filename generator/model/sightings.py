"""Sightings: when a machine saw the words of a claim on their page; never a check by a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.model.slots import Slotted

# What a look at a page found. One that had no answer is not noted: our own line may have been down.
PAGE_STATES = {
    "there": "The page is there.",
    "moved": "The page has a new address for good.",
    "gone": "The page is gone.",
    "walled": "The page is closed to programs: only a person can look.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting(Slotted):
    """When the words of a claim were seen, on the live page and in kept copies of it.

    Only a look that could read the page tells of words: what was walled or unanswered leaves all days as they were.
    """

    words: str
    first_seen: date | None = None
    last_seen: date | None = None
    missed: date | None = None  # the first look since `last_seen` that did not find them
    gone_since: date | None = None  # that day, once a look on another day did not find them either
    on_page: int | None = None  # of a PDF
    kept_from: date | None = None  # the first kept copy that holds them, and every later one up to `kept_to`
    kept_to: date | None = None
    kept_without: date | None = None  # the newest copy before `kept_from` that lacks them, if there is an older copy
    kept_looked: date | None = None  # when kept copies were asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Look(Slotted):
    """What the watch last found at one address; a look that says nothing new is noted once a month."""

    url: str
    page: str  # one of PAGE_STATES
    looked: date
    since: date  # the first look that found the page in this state
    moved_to: str = ""
    sightings: Mapping[str, Sighting]  # by words


Looks = Mapping[str, Look]  # by address


def sighting_of(looks: Looks, url: str, words: str) -> Sighting | None:
    """When these words were looked for at this address; None where they have no words, or nobody looked."""
    look = looks.get(url)
    return look.sightings.get(words) if look and words else None
