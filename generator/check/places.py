"""Check where a program stands: its institution, its specialty, its city and its state, each by the name that is listed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from generator.check.fields import Fields
from generator.check.known_names import Names
from generator.check.texts import slug_of
from generator.model.problem import nearest


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
    if not slug or slug in known.institutions:
        return slug
    node, must = fields.value("institution"), "must be the name of a file in content/institutions"
    right = known.names["institution"].find_only(slug)
    if right:
        mend = f"write {right}."
        fields.notes.add("missing-institution", node, "institution", must, found=slug, mend=mend, right=right)
        return slug
    mend = "" if nearest(slug, known.institutions) else "make it with `python -m generator new institution`."
    fields.notes.add("missing-institution", node, "institution", must, found=slug, known=known.institutions, mend=mend)
    return slug


def check_specialty(fields: Fields, known: Known) -> str:
    """A key of content/specialties.yml; one that is not there is told with the line that adds it."""
    text = fields.text("specialty", free=False)
    if not text or text in known.specialties:
        return text
    node, must = fields.value("specialty"), "must be a key of content/specialties.yml"
    right = known.names["specialty"].find_only(text)
    if right:
        mend = f"write {right}."
        fields.notes.add("unknown-specialty", node, "specialty", must, found=text, mend=mend, right=right)
        return text
    label = text.replace("-", " ").title()
    line = f"{slug_of(text)}: {{label: {label}, short: {label}}}"
    mend = "" if nearest(text, known.specialties) else f"take a key of that file, or add a line to it: {line}"
    fields.notes.add("unknown-specialty", node, "specialty", must, found=text, known=known.specialties, mend=mend)
    return text


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
