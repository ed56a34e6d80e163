"""Check the sightings of an institution's sources: a file that the watch writes, held to its form."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import PurePosixPath

from generator.check.fields import Fields
from generator.check.findings import Findings
from generator.model.addresses import is_web_address
from generator.model.nearest import nearest
from generator.model.sightings import PAGE_STATES, Look, Sighting
from generator.read.documents import Document

LOOK_KEYS = ("page", "looked", "since", "moved_to", "words")
_DAYS = ("first_seen", "last_seen", "missed", "gone_since", "kept_from", "kept_to", "kept_without", "kept_looked")
SIGHTING_KEYS = (*_DAYS, "on_page")


def check_sightings(document: Document, notes: Findings, institutions: Collection[str]) -> dict[str, Look]:
    """One file of content/sightings, by address; it bears the name of its institution's file."""
    slug = PurePosixPath(document.path).stem
    if slug not in institutions:
        must, near = "must bear the name of a file in content/institutions", nearest(slug, institutions)
        mend = "" if near else "rename it as that file was renamed, or delete it."
        notes.add_at("unknown-reference", 1, 1, "file name", must, found=slug, known=institutions, mend=mend)
    fields = Fields(document.front, notes, "")
    return {url: look for url in fields if (look := _check_look(url, fields))}


def _check_look(url: str, fields: Fields) -> Look | None:
    if not is_web_address(url):
        notes, mend = fields.notes, "delete the entry: the watch writes it again."
        notes.add("bad-link", fields.key(url), "address", "must be a web address", found=url, mend=mend)
        return None
    found = fields.group(url, LOOK_KEYS)
    found.require("page", "looked", "since")
    page, looked = found.one_of("page", tuple(PAGE_STATES)), _day(found, "looked")
    group = found.open_group("words")
    sightings = {words: _check_sighting(words, group) for words in group}
    since, moved_to = _day(found, "since"), found.link("moved_to")
    if not page or looked is None or since is None:
        return None
    return Look(url=url, page=page, looked=looked, since=since, moved_to=moved_to, sightings=sightings)


def _check_sighting(words: str, group: Fields) -> Sighting:
    fields = group.group(words, SIGHTING_KEYS)
    days = {key: _day(fields, key) for key in _DAYS}
    for earlier, later in (("first_seen", "last_seen"), ("missed", "gone_since"), ("kept_from", "kept_to")):
        _check_order(fields, earlier, days[earlier], later, days[later])
    return Sighting(words=words, on_page=fields.whole_number("on_page"), **days)


def _day(fields: Fields, key: str) -> date | None:
    found = fields.date(key)
    if found is None:
        return None
    if found.day is None:
        must, mend = "must be a whole day", "delete the entry: the watch writes it again."
        fields.notes.add("bad-date", fields.value(key), fields.at(key), must, found=str(found), mend=mend)
        return None
    return found.earliest


def _check_order(fields: Fields, earlier: str, first: date | None, later: str, second: date | None) -> None:
    if first and second and first > second:
        must = f"must not come before {earlier} ({first})"
        fields.notes.add("bad-date", fields.value(later), fields.at(later), must, found=str(second))
