"""The JSON Schema of the open data, made from the questions and the kinds of answer, so that it cannot drift."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.answers.context import Context
from generator.answers.views import STANDINGS
from generator.data.api import SEEN
from generator.data.browser import to_json
from generator.model import urls
from generator.model.identifiers import single
from generator.model.kinds import KINDS, STRENGTHS, TONES

Schema = dict[str, object]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
WHOLE: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}
LINK: Schema = {"type": "string", "pattern": "^https?://"}
DAY: Schema = {"type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"}
_DATE = "\\d{4}(-\\d{4}|-\\d{2}(-\\d{2})?)?"


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
    """One schema with a part for each file; `index.json` names the part of each."""
    base = context.editorial.site.base_url
    return to_json(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": f"{base}{urls.API}schema.json",
            "title": context.editorial.site.title,
            "$defs": {**_files(context), **_parts(context)},
        }
    )


def _files(context: Context) -> dict[str, Schema]:
    index_file = fields(name=TEXT, url=LINK, schema=TEXT, what=TEXT)
    texts = dict.fromkeys(("title", "description", "version", "season", "cite", "caution"), TEXT)
    links = dict.fromkeys(("method", "about", "schema", "csv", "feed"), LINK)
    questions = one_of(context.editorial.questions)
    named = fields(slug=TEXT, name=TEXT)
    codes = {each.key: many(TEXT) if each.many else TEXT for each in context.editorial.identifiers}
    return {
        "index": fields(
            (), **texts, **links, updated=DAY, license=fields(name=TEXT, url=LINK), programs=WHOLE, claims=WHOLE,
            files=many(index_file),
        ),
        "program_list": fields(updated=DAY, programs=many(ref("listed_program"))),
        "program": fields(
            slug=TEXT, url=LINK, path=TEXT, title=TEXT, name=TEXT, institution=named,
            specialty=fields(id=one_of(context.editorial.specialties), label=TEXT), city=TEXT,
            state=one_of(context.editorial.states), region=TEXT, place=TEXT, **codes,
            website=TEXT, aliases=many(TEXT), closed=TEXT, into=TEXT, answers=many(ref("answered")), gaps=many(questions), updated=DAY,
        ),
        "question_list": fields(updated=DAY, sections=many(ref("section"))),
        "institution_list": fields(updated=DAY, institutions=many(ref("institution"))),
    }  # fmt: skip


def _parts(context: Context) -> dict[str, Schema]:
    states = one_of(context.editorial.states)
    codes = {each.key: TEXT for each in single(context.editorial.identifiers)}
    counts = ("claims", "answered", "not_stated", "recent", "undated", "checked", "old", "disagreements")
    return {
        "listed_program": fields(
            slug=TEXT, title=TEXT, url=LINK, api=LINK, institution=TEXT, specialty=one_of(context.editorial.specialties),
            city=TEXT, state=states, **codes, aliases=many(TEXT), counts=fields((), **dict.fromkeys(counts, WHOLE)),
        ),
        "institution": fields(
            slug=TEXT, url=LINK, path=TEXT, name=TEXT, known_as=many(TEXT), city=TEXT, state=states, website=TEXT,
            aliases=many(TEXT), answers=many(ref("answered")),
        ),
        "section": fields(
            id=one_of(context.sections), label=TEXT, lead=TEXT, official=FLAG, questions=many(ref("question"))
        ),
        "question": _question(context),
        "answered": _answered(context),
        "claim": _claim(),
        "age": fields(state=one_of(("fresh", "old", "undated")), short=TEXT, words=TEXT),
        "source": _source(context),
        "seen": fields(**{key: _maybe_date() for key in SEEN}),
    }  # fmt: skip


def _question(context: Context) -> Schema:
    texts = dict.fromkeys(("label", "question", "unit", "why"), TEXT)
    flags = dict.fromkeys(("strength", "facet", "personal"), FLAG)
    lists = {name: many(TEXT) for name in ("strong", "weak", "aliases")}
    return fields(
        (), **texts, **flags, **lists, id=one_of(context.editorial.questions), url=LINK, kind=one_of(KINDS),
        options=many(fields(id=TEXT, label=TEXT, tone=one_of(TONES), means=TEXT)), old_after_months=WHOLE, column=WHOLE,
        ask=many(fields(audience=one_of(context.audiences), words=TEXT)),
    )  # fmt: skip


def _answered(context: Context) -> Schema:
    """An answered question; for each question, the options that its claims may name."""
    shape = fields(
        question=one_of(context.editorial.questions),
        section=one_of(context.sections),
        **dict.fromkeys(("label", "shown", "strength", "mark", "warning", "rule_change"), TEXT),
        **dict.fromkeys(("stated", "settled", "disagree"), FLAG),
        tone=one_of(TONES),
        standing=one_of(STANDINGS),
        claims=many(ref("claim")),
    )
    rules = []
    for question in context.editorial.questions.values():
        options: Schema = (
            {"items": one_of(option.id for option in question.options)} if question.options else {"maxItems": 0}
        )
        claim: Schema = {"properties": {"options": options}}
        if not question.strength:
            claim["properties"] = {"options": options, "strength": {"const": ""}}
        then = {"properties": {"section": {"const": question.section}, "claims": {"items": claim}}}
        rules.append({"if": {"properties": {"question": {"const": question.id}}}, "then": then})
    return {**shape, "allOf": rules}


def _claim() -> Schema:
    series = many(fields(year={"type": "integer"}, number=NUMBER))
    return fields(
        ("low", "high", "of"), answer=TEXT, shown=TEXT, stated=FLAG, tone=one_of(TONES), options=many(TEXT),
        series=series, strength=one_of(("", *STRENGTHS)), note=TEXT, scope=one_of(("program", "institution")),
        line=WHOLE, standing=one_of(STANDINGS), mark=TEXT, as_of={"type": "string", "pattern": f"^({_DATE})?$"},
        checked={"type": "string", "pattern": f"^({_DATE})?$"}, age=ref("age"), source=ref("source"),
        words=TEXT, opens=TEXT, seen=ref("seen"),
        low=NUMBER, high=NUMBER, of=WHOLE,
    )  # fmt: skip


def _maybe_date() -> Schema:
    return {"type": "string", "pattern": f"^({_DATE})?$"}


def _source(context: Context) -> Schema:
    maybe = _maybe_date()
    dated: Schema = {"type": "string", "pattern": f"^(undated|{_DATE})$"}
    return fields(
        key=TEXT,
        kind=one_of(context.source_labels),
        title=TEXT,
        url={"type": "string", "pattern": "^(https?://.*)?$"},
        dated=dated,
        estimated=maybe,
        basis=TEXT,
        checked=maybe,
        archived={"type": "string", "pattern": "^(https?://.*)?$"},
    )
