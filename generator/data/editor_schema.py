"""The JSON Schemas of profiles and institutions as they are written, for editors that offer keys and options.

They hold what an editor can offer and underline; what only all files together tell is the business of check.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import yaml

from generator.answers.context import Context
from generator.check.claims import CLAIM_KEYS
from generator.check.profiles import CLOSED_KEYS, INSTITUTION_KEYS, OWNER_KEYS, OWNERS, PROGRAM_KEYS
from generator.check.sources import SOURCE_KEYS
from generator.data.browser import to_json
from generator.data.schema import Schema, many, one_of, ref
from generator.model import urls
from generator.model.identifiers import Identifier
from generator.model.kinds import KINDS, STRENGTHS, tell_allowed
from generator.model.questions import Question, Section
from generator.model.reading import NOT_STATED

# As YAML reads them; what must be quoted, and how a date is written, is for check to say.
_SCALAR: Schema = {"type": ["string", "number"]}
_TEXTS: Schema = {"type": "array", "items": _SCALAR}
_LINK: Schema = {"type": "string", "pattern": "^https?://"}


def program_schema_json(context: Context) -> bytes:
    """The front matter of a profile."""
    editorial = context.editorial
    keys = dict.fromkeys(PROGRAM_KEYS, _SCALAR)
    keys |= dict.fromkeys(("known_as", "aliases"), _TEXTS) | {"website": _LINK}
    keys |= {"specialty": one_of(editorial.specialties), "state": one_of(editorial.states)}
    keys |= {"closed": _group(dict.fromkeys(CLOSED_KEYS, _SCALAR), ("date", "source"))}
    keys |= {each.key: _code(each) for each in editorial.identifiers}
    group = _file(context, keys, ("name", "institution", "specialty", "city", "state"))
    # To an editor that reads the whole file as YAML, the prose below is one more document: a text.
    return _schema(context, urls.PROGRAM_SCHEMA, "A profile", {"anyOf": [group, {"type": ["string", "null"]}]})


def institution_schema_json(context: Context) -> bytes:
    """A file of content/institutions."""
    keys = dict.fromkeys(INSTITUTION_KEYS, _SCALAR)
    keys |= dict.fromkeys(("known_as", "aliases", "employers"), _TEXTS) | {"website": _LINK}
    keys |= {"state": one_of(context.editorial.states)}
    keys |= {"owner": _group(dict.fromkeys(OWNER_KEYS, _SCALAR) | {"kind": one_of(OWNERS)}, OWNER_KEYS)}
    return _schema(context, urls.INSTITUTION_SCHEMA, "An institution", _file(context, keys, ("name", "city", "state")))


def _file(context: Context, keys: Mapping[str, Schema], required: Iterable[str]) -> Schema:
    sections = {section.id: _section(section) for section in context.editorial.sections}
    sources = {"sources": _maybe({"type": "object", "additionalProperties": ref("page")})}
    return _group({**keys, **sources, **sections}, required)


def _schema(context: Context, url: str, title: str, shape: Schema) -> bytes:
    return to_json(
        {
            "$schema": "http://json-schema.org/draft-07/schema#",  # which editors know best
            "$id": f"{context.editorial.site.base_url}{url}",
            "title": title,
            **shape,
            "$defs": {"page": _source(context), **_claim_parts()},
        }
    )


def _group(keys: Mapping[str, Schema], required: Iterable[str] = ()) -> Schema:
    return {"type": "object", "properties": dict(keys), "required": [*required], "additionalProperties": False}


def _maybe(group: Schema) -> Schema:
    """A group that may stand there with nothing in it yet."""
    return {**group, "type": ["object", "null"]}


def _code(identifier: Identifier) -> Schema:
    code: Schema = {**_SCALAR, "pattern": f"^(?:{identifier.pattern})$", "description": identifier.shape}
    return {"anyOf": [code, many(code)]} if identifier.many else code


def _source(context: Context) -> Schema:
    keys = dict.fromkeys(SOURCE_KEYS, _SCALAR) | {"kind": one_of(context.source_labels)}
    keys |= dict.fromkeys(("url", "archived"), _LINK)
    return _group(keys, ("kind", "title", "dated"))


def _claim_parts() -> dict[str, Schema]:
    """What each claim may hold beside its answer, described once."""
    parts: dict[str, Schema] = {key: _SCALAR for key in CLAIM_KEYS if key != "answer"}
    return parts | {"strength": one_of(STRENGTHS)}


def _section(section: Section) -> Schema:
    questions = {question.id: _question(question) for question in section.questions}
    return {**_maybe(_group(questions)), "description": section.lead}


def _question(question: Question) -> Schema:
    left_out = () if question.strength else ("strength",)
    parts = {key: ref(key) for key in CLAIM_KEYS if key not in ("answer", *left_out)}
    claim = _group({"answer": _answer(question), **parts}, ("answer", "source"))
    told = f"{question.text} {tell_allowed(question)}"
    return {"description": told, "anyOf": [claim, many(claim)]}


def _answer(question: Question) -> Schema:
    """What may be written as an answer, by its kind."""
    kind = KINDS[question.kind]
    options = [option.id for option in question.options]
    if kind.options == "must":
        return one_of((*options, NOT_STATED))
    if kind.options == "items":
        items = one_of(options) if options else _SCALAR
        return {"anyOf": [many(items), one_of((*options, NOT_STATED)) if options else _SCALAR]}
    written: Schema = {"type": ["string", "number", "object"]} if kind.node is yaml.MappingNode else _SCALAR
    return {"anyOf": [one_of((*options, NOT_STATED)), written]}
