"""Check where a program stands: its institution, its specialty, its city and its state, each by the name that is listed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from generator.check.fields import Fields
from generator.check.known_names import Names
from generator.check.texts import slug_of
from generator.model.nearest import nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The institutions, specialties and states, and what people call them."""

    institutions: Collection[str]
    specialties: Collection[str]
    states: Collection[str]
    state_shape: str
    names: Mapping[str, Names]


def check_institution_name(fields: Fields, known: Known) -> str:
    """The id of a file in content/institutions; a name of its own is told as that id."""
    slug = fields.text("institution", free=False)
    must = "must be the name of a file in content/institutions"
    mend = "make it with `python -m generator new institution`."
    _note_unknown(fields, "institution", slug, known, known.institutions, must, mend, code="missing-institution")
    return slug


def check_specialty(fields: Fields, known: Known) -> str:
    """A key of content/specialties.yml; one that is not there is told with the line that adds it."""
    text = fields.text("specialty", free=False)
    label = text.replace("-", " ").title()
    must = "must be a key of content/specialties.yml"
    mend = f"take a key of that file, or add a line to it: {slug_of(text)}: {{label: {label}, short: {label}}}"
    _note_unknown(fields, "specialty", text, known, known.specialties, must, mend, code="unknown-specialty")
    return text


def _note_unknown(
    fields: Fields, key: str, found: str, known: Known, ids: Collection[str], must: str, mend: str, *, code: str
) -> None:
    """Note an id that is not among `ids`: with the one that is called so, else the nearest one, else `mend`."""
    if not found or found in ids:
        return
    node, right = fields.value(key), known.names[key].find_only(found)
    if right:
        fields.notes.add(code, node, key, must, found=found, mend=f"write {right}.", right=right)
        return
    fields.notes.add(code, node, key, must, found=found, known=ids, mend="" if nearest(found, ids) else mend)


def check_state(fields: Fields, known: Known) -> str:
    """The code of a state; its name, or its code in small letters, is told as that code."""
    code = fields.text("state", free=False)
    if code and code not in known.states:
        must, right = f"must be {known.state_shape}", _find_state(code, known)
        mend = f"write {right}." if right else "see content/states.yml."
        fields.notes.add("unknown-place", fields.value("state"), "state", must, found=code, mend=mend, right=right)
    return code


def check_city(fields: Fields, known: Known) -> str:
    """The city alone: its state stands in a field of its own."""
    city = fields.text("city", longest=60)
    head, comma, tail = city.rpartition(",")
    state = _find_state(tail.strip(), known) if comma else ""
    if not state:
        return city
    name, own = head.strip(), fields.value("state")
    same = own is not None and state in (own.value, _find_state(str(own.value), known))
    mend = f"write {name}." if same else f"write {name}, and `state: {state}` in its own line."
    must = "must be the city alone, without its state"
    fields.notes.add(
        "unknown-place", fields.value("city"), "city", must, found=city, mend=mend, right=name if same else ""
    )
    return name


def _find_state(text: str, known: Known) -> str:
    return known.names["state"].find_only(text.replace(".", ""))
