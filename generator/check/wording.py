"""Check content/wording.yml: every text is there, and holds only the {marks} that are filled in."""

from __future__ import annotations

from dataclasses import Field
from dataclasses import fields as fields_of
from typing import Any

from generator.check.fields import Fields
from generator.check.findings import Notes
from generator.model.wording import MARK, Noun, Wording
from generator.read.documents import Document

KEYS = tuple(each.name for each in fields_of(Wording))


def check_wording(document: Document, notes: Notes) -> Wording:
    """The nouns of the field and the texts that speak of it."""
    found = Fields(document.front, notes, "", KEYS)
    found.require(*KEYS)
    read: dict[str, Any] = {each.name: _READERS[str(each.type)](found, each) for each in fields_of(Wording)}
    return Wording(**read)


def _noun(fields: Fields, each: Field[Any]) -> Noun:
    group = fields.group(each.name, ("one", "many"))
    group.require("one", "many")
    return Noun(one=group.text("one", longest=40), many=group.text("many", longest=40))


def _text(fields: Fields, each: Field[Any]) -> str:
    text = fields.text(each.name, longest=each.metadata["longest"])
    check_marks(fields, each.name, text, each.metadata["marks"])
    return text


def check_marks(fields: Fields, key: str, text: str, known: tuple[str, ...]) -> None:
    """Each {mark} of a text is one that is filled in."""
    for mark in MARK.finditer(text):
        if mark[1] not in known:
            must = "must hold only what is filled in"
            allowed = tuple(f"{{{name}}}" for name in known)
            fields.notes.add("unknown-reference", fields.value(key), fields.at(key), must, found=mark[0], known=allowed)


def _texts(fields: Fields, each: Field[Any]) -> tuple[str, ...]:
    return fields.texts(each.name)


def _headings(fields: Fields, each: Field[Any]) -> dict[str, tuple[str, ...]]:
    group = fields.group(each.name)
    return {column: group.texts(column, free=False) for column in group}


_READERS = {"Noun": _noun, "str": _text, "tuple[str, ...]": _texts, "Mapping[str, tuple[str, ...]]": _headings}
