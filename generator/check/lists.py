"""Check the short lists: spellings, people, kinds of source, specialties and states."""

from __future__ import annotations

from collections.abc import Iterable

from generator.check.fields import Fields, listed_ids
from generator.check.findings import Findings
from generator.check.texts import is_slug
from generator.model.claims import SourceKind
from generator.model.kinds import PROGRAM, REPLY
from generator.model.people import People
from generator.model.specialties import Specialty
from generator.model.spellings import Spellings
from generator.model.states import State
from generator.read.documents import Document


def check_spellings(document: Document, notes: Findings) -> Spellings:
    """content/spellings.yml: what search would miss, and the right spelling."""
    fields = Fields(document.front, notes)
    right = {wrong: fields.text(wrong, longest=60, free=False) for wrong in fields}
    return Spellings({wrong: text for wrong, text in right.items() if wrong and text and wrong != text})


def check_people(document: Document, notes: Findings, degrees: Iterable[str]) -> People:
    """content/people.yml: how a person who is named shows."""
    fields = Fields(document.front, notes, "", ("before", "offices", "pages", "first_names"))
    return People(
        degrees,
        first_names=fields.texts("first_names", free=False),
        before=fields.texts("before", free=False),
        offices=fields.texts("offices", free=False),
        pages=fields.texts("pages", free=False),
    )


def check_source_kinds(document: Document, notes: Findings) -> dict[str, SourceKind]:
    """content/source-kinds.yml, best first."""
    fields = Fields(document.front, notes)
    found = {}
    fields.require(PROGRAM, REPLY)
    for rank, id in enumerate(listed_ids(fields)):
        group = fields.group(id, ("label", "hearsay", "spoken", "own", "listing"))
        group.require("label")
        found[id] = SourceKind(
            id=id,
            label=group.text("label", longest=60),
            rank=rank,
            hearsay=group.flag("hearsay"),
            spoken=group.flag("spoken"),
            own=group.flag("own"),
            listing=group.flag("listing"),
        )
    return found


def check_specialties(document: Document, notes: Findings) -> dict[str, Specialty]:
    """content/specialties.yml."""
    fields = Fields(document.front, notes)
    found = {}
    for id in listed_ids(fields):
        group = fields.group(id, ("label", "short", "known_as", "note", "aliases"))
        group.require("label", "short")
        found[id] = Specialty(
            id=id,
            label=group.text("label"),
            short=group.text("short"),
            known_as=group.texts("known_as"),
            note=group.text("note"),
            aliases=group.slugs("aliases"),
        )
    return found


def check_states(document: Document, notes: Findings) -> dict[str, State]:
    """content/states.yml."""
    fields = Fields(document.front, notes)
    found = {}
    for code in fields:
        _check_code(code, fields)
        group = fields.group(code, ("label", "region", "cities"))
        group.require("label", "region")
        cities = group.group("cities")
        found[code] = State(
            code=code,
            label=group.text("label"),
            region=group.text("region"),
            cities={city: cities.texts(city) for city in cities},
        )
    return found


def _check_code(code: str, fields: Fields) -> None:
    """The code of a place is, in small letters, a part of its page's address."""
    if not is_slug(code.lower()):
        must = "must be a short code, such as two capital letters"
        fields.notes.add("bad-id", fields.key(code), fields.at(code), must, found=code)
