"""The JSON Schema of a proposal, for whoever writes proposals with a machine."""

from __future__ import annotations

from generator.answers.context import Context
from generator.check.claims import CLAIM_KEYS
from generator.check.sources import SOURCE_KEYS
from generator.data.browser import to_json
from generator.data.schema import TEXT, Schema, fields, many, one_of, ref
from generator.model import urls
from generator.model.proposals import NONE, SPEAKERS

_PAGE: Schema = {"anyOf": [TEXT, {"allOf": [ref("source"), {"required": ["kind", "title", "dated"]}]}]}
_ANSWER: Schema = {"type": ["string", "number", "array", "object"]}


def proposal_schema_json(context: Context) -> bytes:
    """One proposal, or a list of them."""
    return to_json(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": f"{context.editorial.site.base_url}{urls.PROPOSAL_SCHEMA}",
            "title": "Proposals",
            "anyOf": [ref("part"), many(ref("part"))],
            "$defs": {
                "part": {"anyOf": [ref("proposal"), ref("several")]},
                "proposal": _proposal(context),
                "several": _several(context),
                "claim": _claim(),
                "source": _source(context),
            },
        }
    )


def _proposal(context: Context) -> Schema:
    side: Schema = {"anyOf": [{"const": NONE}, TEXT, many(TEXT), {"type": "object"}]}
    shape = fields(
        ("question", "field", "source", "keep", "by"), file=TEXT, question=one_of(context.editorial.questions),
        field=TEXT, now=side, new=side, source=_PAGE, keep={"type": "boolean"}, by=one_of(SPEAKERS),
    )  # fmt: skip
    claim: Schema = {"anyOf": [{"const": NONE}, ref("claim")]}
    source: Schema = {"anyOf": [{"const": NONE}, ref("source")]}
    of_source: Schema = {"properties": {"field": {"pattern": "^sources\\."}}, "required": ["field"]}
    rules = [
        {"if": {"required": ["question"]}, "then": {"properties": {"now": claim, "new": claim}}},
        {"if": of_source, "then": {"properties": {"now": source, "new": source}}},
    ]
    return {**shape, "oneOf": [{"required": ["question"]}, {"required": ["field"]}], "allOf": rules}


def _several(context: Context) -> Schema:
    """Proposals of one file that share their source and who says so."""
    own: Schema = {"type": "object", "required": ["now", "new"]}
    asked: Schema = {"type": "object", "propertyNames": one_of(context.editorial.questions)}
    shape = fields(
        ("source", "by", "changes", "confirm"), file=TEXT, source=_PAGE, by=one_of(SPEAKERS), changes=many(own), confirm=asked
    )  # fmt: skip
    return {**shape, "anyOf": [{"required": ["changes"]}, {"required": ["confirm"]}]}


def _claim() -> Schema:
    properties: dict[str, Schema] = {**dict.fromkeys(CLAIM_KEYS, _ANSWER)}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _source(context: Context) -> Schema:
    properties: dict[str, Schema] = {key: {"type": ["string", "number"]} for key in SOURCE_KEYS}
    properties["kind"] = one_of(context.source_labels)
    return {"type": "object", "properties": properties, "additionalProperties": False}
