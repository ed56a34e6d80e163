"""Check codes: content/identifiers.yml itself, and the codes of a program against it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterable, Mapping

from generator.check.fields import Fields, listed_ids
from generator.check.findings import Findings
from generator.model.identifiers import Codes, Identifier, Tell
from generator.read.documents import Document

KEYS = ("label", "shape", "pattern", "example", "never", "many", "headings", "tells")
LONGEST = 40  # characters of a code
# Patterns that could take for ever to fit a code of 40 characters.
_REPEATED_GROUP = re.compile(r"\)[*+?{]")
_VARYING = re.compile(r"[*+?]|\{\d*,\d*\}")
_MOST_VARYING = 4
_DIGITS = re.compile(r"([1-9]\d?)-([1-9]\d?)\Z", re.ASCII)


def check_identifiers(
    document: Document, notes: Findings, known: Mapping[str, Collection[str]]
) -> tuple[Identifier, ...]:
    """content/identifiers.yml; `known` are the values of each field that a code can tell."""
    fields = Fields(document.front, notes)
    return tuple(_check_identifier(key, fields.group(key, KEYS), known) for key in listed_ids(fields))


def _check_identifier(key: str, fields: Fields, known: Mapping[str, Collection[str]]) -> Identifier:
    fields.require("label", "shape", "pattern", "example")
    pattern, example = _pattern(fields, "pattern"), fields.text("example", longest=LONGEST, free=False)
    if pattern and example and not re.fullmatch(pattern, example, re.ASCII):
        must = "must fit its own pattern"
        fields.notes.add("bad-text", fields.value("example"), fields.at("example"), must, found=example)
    tells = fields.group("tells", tuple(known))
    return Identifier(
        key=key,
        label=fields.text("label", longest=40),
        shape=fields.text("shape", longest=80),
        pattern=pattern,
        example=example,
        never=_pattern(fields, "never"),
        many=fields.flag("many"),
        headings=fields.texts("headings", free=False),
        tells=tuple(_check_tell(field, tells.group(field, ("digits", "means")), known[field]) for field in tells),
    )


def _pattern(fields: Fields, key: str) -> str:
    text = fields.text(key, longest=80, free=False)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what a later Python would read in another way
            re.compile(text)
    except (re.error, OverflowError, FutureWarning, DeprecationWarning) as error:
        must = f"must be a regular expression ({error})"
        fields.notes.add("bad-text", fields.value(key), fields.at(key), must, found=text)
        return ""
    if _REPEATED_GROUP.search(text) or len(_VARYING.findall(text)) > _MOST_VARYING:
        must = f"must not repeat a group, nor hold more than {_MOST_VARYING} parts of no fixed length"
        mend = "write how often each sign stands, such as [0-9]{7}."
        fields.notes.add("bad-text", fields.value(key), fields.at(key), must, found=text, mend=mend)
        return ""
    return text


def _check_tell(field: str, fields: Fields, known: Collection[str]) -> Tell:
    fields.require("digits", "means")
    digits = fields.text("digits", free=False)
    match = _DIGITS.match(digits)
    if digits and not match:
        must, mend = "must be the first and the last place", "write 1-3."
        fields.notes.add("bad-number", fields.value("digits"), fields.at("digits"), must, found=digits, mend=mend)
    first, last = (int(match[1]), int(match[2])) if match else (1, 1)
    means = fields.group("means", known)
    return Tell(field=field, first=first, last=last, means={value: means.text(value, free=False) for value in means})


def check_codes(fields: Fields, identifiers: Iterable[Identifier], told: Mapping[str, str]) -> Codes:
    """The codes of one program; `told` are the fields that their letters must agree with."""
    found = []
    for identifier in identifiers:
        codes = fields.texts(identifier.key, longest=LONGEST, free=False)
        for code in codes:
            _check_code(code, identifier, fields, told)
        if codes:
            found.append((identifier.key, codes))
    return tuple(found)


def _check_code(code: str, identifier: Identifier, fields: Fields, told: Mapping[str, str]) -> None:
    key, notes = identifier.key, fields.notes
    node = fields.value(key)
    if not re.fullmatch(identifier.pattern, code, re.ASCII):
        must, mend = f"must be {identifier.shape}", "copy it from the program's page, or leave the line out."
        notes.add("bad-number", node, fields.at(key), must, found=code, mend=mend)
        return
    if identifier.never and re.match(identifier.never, code, re.ASCII):
        must, mend = f"must be the real {identifier.label}", "leave the line out until you know it."
        notes.add("placeholder", node, fields.at(key), must, found=code, mend=mend)
        return
    for tell in identifier.tells:
        meant = tell.means.get(told[tell.field], "")
        if meant and tell.part(code) != meant:
            must = f"must have {meant} in places {tell.first} to {tell.last}, as {told[tell.field]} has"
            notes.add("wrong-code", node, fields.at(key), must, found=code, mend=f"mend the code, or `{tell.field}`.")
