"""The JSON Schema of the open data, made from its records and from the questions, so that it cannot drift."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, NotRequired, cast, get_args, get_origin, get_type_hints, is_typeddict

from generator.answers.context import Context
from generator.data.answer_records import AnsweredRecord, ListedProgramRecord, ProgramRecord
from generator.data.browser import to_json
from generator.data.catalog import RECORDS
from generator.data.catalog_records import IndexRecord
from generator.data.record_fields import Matches, OneOf, name_of
from generator.model import urls
from generator.model.identifiers import single

Schema = dict[str, object]

TEXT: Schema = {"type": "string"}
_PLAIN: dict[object, Schema] = {
    str: TEXT,
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0},
    float: {"type": "number"},
}


def one_of(words: Iterable[str]) -> Schema:
    """One of some words."""
    return {"type": "string", "enum": list(words)}


def many(items: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": items}


def fields(optional: Sequence[str] = (), /, **schemas: Schema) -> Schema:
    """An object that has all these fields but the optional ones, and no others."""
    required = [name for name in schemas if name not in optional]
    return {"type": "object", "properties": schemas, "required": required, "additionalProperties": False}


def ref(name: str) -> Schema:
    """A part that is described once."""
    return {"$ref": f"#/$defs/{name}"}


def schema_json(context: Context) -> bytes:
    """One schema with a part for each record; `index.json` names the part of each file."""
    found = {
        name_of(record): _record_schema(record, context) for record in _all_records((IndexRecord, *RECORDS.values()))
    }
    _add_codes(found, context)
    found[name_of(AnsweredRecord)] |= {"allOf": list(_rules(context))}
    return to_json(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": f"{context.editorial.site.base_url}{urls.API}schema.json",
            "title": context.editorial.site.title,
            "$defs": found,
        }
    )


def _all_records(begin: Iterable[type]) -> Iterator[type]:
    """These records and those that they hold, each once."""
    waiting, seen = list(begin), set[type]()
    while waiting:
        record = waiting.pop(0)
        if record not in seen:
            seen.add(record)
            yield record
            waiting += _held(get_type_hints(record).values())


def _held(hints: Iterable[object]) -> Iterator[type]:
    for hint in hints:
        if isinstance(hint, type) and is_typeddict(hint):
            yield hint
        yield from _held(get_args(hint))


def _record_schema(record: type, context: Context) -> Schema:
    hints = get_type_hints(record, include_extras=True)
    optional = [name for name, hint in hints.items() if get_origin(hint) is NotRequired]
    schemas = {name: _field_schema(hint, context) for name, hint in hints.items()}
    return {"description": record.__doc__, **fields(optional, **schemas)}


def _field_schema(hint: object, context: Context) -> Schema:
    """What a field may hold, and what it means."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is NotRequired:
        return _field_schema(args[0], context)
    if origin is Annotated:
        found = dict(_field_schema(args[0], context))
        for more in args[1:]:
            found |= _told(more, context)
        return found
    if origin is list:
        return many(_field_schema(args[0], context))
    return _PLAIN[hint] if hint in _PLAIN else ref(name_of(hint))  # type: ignore[arg-type]


def _told(more: object, context: Context) -> Schema:
    if isinstance(more, OneOf):
        return one_of(more.words(context))
    return {"pattern": more.pattern} if isinstance(more, Matches) else {"description": more}


def _add_codes(found: Mapping[str, Schema], context: Context) -> None:
    """The fields of the content's identifiers, which stand beside those of the records."""
    own = {each.key: many(TEXT) if each.many else TEXT for each in context.editorial.identifiers}
    listed = {each.key: TEXT for each in single(context.editorial.identifiers)}
    for record, codes in ((ProgramRecord, own), (ListedProgramRecord, listed)):
        schema = found[name_of(record)]
        whole = fields(**cast("dict[str, Schema]", schema["properties"]), **codes)
        schema |= whole


def _rules(context: Context) -> Iterator[Schema]:
    """For each question, the options that its claims may name."""
    for question in context.editorial.questions.values():
        options: Schema = (
            {"items": one_of(option.id for option in question.options)} if question.options else {"maxItems": 0}
        )
        claim: Schema = {"properties": {"options": options}}
        if not question.strength:
            claim["properties"] = {"options": options, "strength": {"const": ""}}
        then = {"properties": {"section": {"const": question.section}, "claims": {"items": claim}}}
        yield {"if": {"properties": {"question": {"const": question.id}}}, "then": then}
