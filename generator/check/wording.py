"""Check the wording and the pages of the directory itself: they hold only the {marks} that are filled in."""

from __future__ import annotations

from dataclasses import Field, replace
from dataclasses import fields as fields_of
from typing import Any

from generator.check.bodies import check_body
from generator.check.editorial import LONGEST_SUMMARY, LONGEST_TITLE
from generator.check.fields import Fields
from generator.check.findings import Findings
from generator.check.references import Targets
from generator.check.site import check_slug
from generator.model.editorial import TextPage
from generator.model.wording import MARK, TEXT_PAGES, Noun, Wording
from generator.read.documents import Document

KEYS = tuple(each.name for each in fields_of(Wording))


def check_wording(document: Document, notes: Findings) -> Wording:
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


def check_text_page(document: Document, notes: Findings, targets: Targets) -> TextPage:
    """One file of content/pages; each has its place on the site, so there are no others."""
    keys = ("title", "summary", "heading", "lead")
    fields = Fields(document.front, notes, "", keys)
    fields.require(*keys)
    slug = check_slug(document, notes)
    for number, line in enumerate(document.body.split("\n"), document.body_line):
        for mark in MARK.finditer(line):
            if mark[1] not in TEXT_PAGES[slug]:
                known = tuple(f"{{{name}}}" for name in TEXT_PAGES[slug])
                notes.add_at("unknown-reference", number, mark.start() + 1, "text", FILLED, found=mark[0], known=known)
    check_body(replace(document, body=MARK.sub("https://example.org", document.body)), targets, notes)
    return TextPage(
        slug=slug,
        title=fields.text("title", longest=LONGEST_TITLE),
        summary=fields.text("summary", longest=LONGEST_SUMMARY),
        heading=fields.text("heading", longest=LONGEST_TITLE),
        lead=fields.text("lead"),
        body=document.body,
    )


FILLED = "must hold only what is filled in"


def check_marks(fields: Fields, key: str, text: str, known: tuple[str, ...]) -> None:
    """Each {mark} of a text is one that is filled in."""
    for mark in MARK.finditer(text):
        if mark[1] not in known:
            allowed = tuple(f"{{{name}}}" for name in known)
            fields.notes.add(
                "unknown-reference", fields.value(key), fields.at(key), FILLED, found=mark[0], known=allowed
            )


def _texts(fields: Fields, each: Field[Any]) -> tuple[str, ...]:
    return fields.texts(each.name)


def _headings(fields: Fields, each: Field[Any]) -> dict[str, tuple[str, ...]]:
    return fields.group(each.name).texts_by_key()


_READERS = {"Noun": _noun, "str": _text, "tuple[str, ...]": _texts, "Mapping[str, tuple[str, ...]]": _headings}
