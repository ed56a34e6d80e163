"""Check the questions: the one list that profiles, comparisons, checklist, facets and forms follow."""

from __future__ import annotations

from collections.abc import Collection

from generator.check.fields import Fields, listed_ids
from generator.check.findings import Findings
from generator.check.look_for import check_look_for
from generator.check.references import check_name, check_names
from generator.model.editorial import Editorial
from generator.model.kinds import KINDS, TONES
from generator.model.problem import Problem
from generator.model.questions import Audience, Band, Fit, Option, Plausible, Question, Retired, Section, Stage
from generator.read.documents import Document

SECTION_KEYS = ("label", "lead", "official", "unless", "questions", "retired")
QUESTION_KEYS = (
    *("label", "question", "kind", "options", "unit", "strength", "old_after", "column", "facet", "sort"),
    *("bands", "plausible", "why", "ask", "strong", "weak", "personal", "fit", "look_for", "known_as"),
    *("aliases", "seeds"),
)
FIT_KEYS = ("field", "rule", "allows", "prefers", "when")
FIT_RULES = ("at-least", "at-most", "allows")


def check_audiences(document: Document, notes: Findings) -> tuple[Audience, ...]:
    """content/audiences.yml: whom to ask, and when."""
    fields = Fields(document.front, notes)
    found = []
    for id in listed_ids(fields):
        audience = fields.group(id, ("label", "when", "lead", "known_as", "letter"))
        audience.require("label", "when", "lead")
        found.append(
            Audience(
                id=id,
                label=audience.text("label"),
                when=audience.text("when"),
                lead=audience.text("lead"),
                known_as=audience.texts("known_as", free=False),
                letter=audience.texts("letter", longest=400),
            )
        )
    return tuple(found)


def check_stages(
    document: Document, notes: Findings, audiences: Collection[str], sections: Collection[str]
) -> tuple[Stage, ...]:
    """content/stages.yml: each moment with whom one meets and what one reads then."""
    fields = Fields(document.front, notes)
    found = []
    for id in listed_ids(fields):
        stage = fields.group(id, ("label", "lead", "asks", "reads"))
        stage.require("label", "lead")
        found.append(
            Stage(
                id=id,
                label=stage.text("label", longest=40),
                lead=stage.text("lead"),
                asks=check_names(stage, "asks", audiences, "somebody to ask"),
                reads=check_names(stage, "reads", sections, "a section"),
            )
        )
    return tuple(found)


def check_section(id: str, document: Document, notes: Findings, audiences: tuple[str, ...] | None) -> Section:
    """One file of content/questions."""
    fields = Fields(document.front, notes, "", SECTION_KEYS)
    fields.require("label", "lead", "questions")
    questions, unless = fields.group("questions"), fields.group("unless")
    return Section(
        id=id,
        label=fields.text("label", longest=40),
        lead=fields.text("lead"),
        official=fields.flag("official"),
        unless={field: unless.text(field, free=False) for field in unless},
        questions=tuple(_check_question(id, name, questions, audiences) for name in listed_ids(questions)),
        retired=_check_retired(fields.group("retired"), tuple(questions)),
    )


def _check_retired(fields: Fields, questions: Collection[str]) -> tuple[Retired, ...]:
    """Questions that are no longer asked: each keeps its id, with why, and what is asked in its place."""
    found = []
    for id in listed_ids(fields):
        group = fields.group(id, ("label", "why", "instead"))
        group.require("label", "why")
        instead = check_name(group, "instead", questions, "a question of this section")
        found.append(Retired(id=id, label=group.text("label"), why=group.text("why"), instead=instead))
    return tuple(found)


def _check_question(section: str, id: str, questions: Fields, audiences: tuple[str, ...] | None) -> Question:
    fields = questions.group(id, QUESTION_KEYS)
    fields.require("label", "question", "kind", "old_after", "why")
    kind = fields.one_of("kind", tuple(KINDS)) or "text"
    options = _check_options(fields)
    column = fields.whole_number("column")
    question = Question(
        id=id,
        section=section,
        label=fields.text("label", longest=28),
        text=fields.text("question", longest=120),
        kind=kind,
        options=options,
        unit=fields.text("unit", longest=20),
        strength=fields.flag("strength"),
        old_after=fields.whole_number("old_after") or 24,
        column=column,
        facet=fields.flag("facet"),
        sort=fields.flag("sort"),
        bands=tuple(_check_band(band) for band in fields.groups("bands", ("id", "label", "min", "max"))),
        plausible=_check_plausible(fields, kind),
        why=fields.text("why", longest=600),
        ask=_check_ask(fields, audiences),
        strong=fields.texts("strong", longest=240),
        weak=fields.texts("weak", longest=240),
        personal=fields.flag("personal"),
        fit=_check_fit(fields),
        known_as=fields.texts("known_as", free=False),
        look_for=check_look_for(fields),
        aliases=fields.slugs("aliases"),
    )
    _check_kind(question, fields)
    return question


def _check_options(fields: Fields) -> tuple[Option, ...]:
    group = fields.group("options")
    found = []
    for id in listed_ids(group):
        option = group.group(id, ("label", "tone", "means", "letter"))
        option.require("label", "tone")
        found.append(
            Option(
                id=id,
                label=option.text("label", longest=60),
                tone=option.one_of("tone", TONES),
                means=option.text("means"),
                letter=option.text("letter", longest=240),
            )
        )
    return tuple(found)


def _check_band(fields: Fields) -> Band:
    fields.require("id", "label")
    return Band(id=fields.slug("id"), label=fields.text("label"), low=fields.number("min"), high=fields.number("max"))


def _check_plausible(fields: Fields, kind: str) -> Plausible | None:
    """The range of an honest answer, with the signs of its kind, and a hint for whoever leaves it."""
    if "plausible" not in fields:
        return None
    group = fields.group("plausible", ("min", "max", "hint"))
    group.require("min", "max", "hint")
    low, high, hint = group.number("min"), group.number("max"), group.text("hint", longest=240)
    if low is None or high is None or not hint:
        return None
    if low > high:
        group.notes.add("bad-number", group.value("max"), group.at("max"), "must be more than `min`", found=f"{high:g}")
    sign, unit = KINDS[kind].sign, fields.text("unit", free=False)
    shown = f"{_with_sign(low, sign)} to {_with_sign(high, sign)}"
    return Plausible(low=low, high=high, shown=f"{shown} {unit}" if unit not in ("", sign) else shown, hint=hint)


def _with_sign(number: float, sign: str) -> str:
    return f"{sign if sign == '$' else ''}{number:,g}{sign if sign == '%' else ''}"


def _check_ask(fields: Fields, audiences: tuple[str, ...] | None) -> tuple[tuple[str, str], ...]:
    group = fields.group("ask", audiences)
    return tuple((audience, group.text(audience, longest=320)) for audience in audiences or () if audience in group)


def _check_fit(fields: Fields) -> Fit | None:
    if "fit" not in fields:
        return None
    group = fields.group("fit", FIT_KEYS)
    group.require("field", "rule")
    return Fit(
        field=group.slug("field"),
        rule=group.one_of("rule", FIT_RULES),
        allows=group.group("allows").texts_by_key(),
        prefers=group.texts("prefers", free=False),
        when=group.group("when").texts_by_key(),
    )


def _check_kind(question: Question, fields: Fields) -> None:
    """What one kind needs and another must not have."""
    kind = KINDS[question.kind]
    if kind.options == "must" and not question.options:
        fields.notes.add("missing-key", fields.node, fields.at("options"), "must be there: a choice needs its options")
    if question.facet and kind.number and not question.bands:
        fields.notes.add(
            "missing-key", fields.node, fields.at("bands"), "must be there: a facet on a number needs bands"
        )
    if "plausible" in fields and not kind.number:
        key = fields.key("plausible")
        fields.notes.add("wrong-shape", key, fields.at("plausible"), "must not be set: only a number has a range")
    if question.sort and not kind.number:
        fields.notes.add("wrong-shape", fields.key("sort"), fields.at("sort"), "must not be set: only a number sorts")
    if question.facet and kind.words and not question.options:
        fields.notes.add("wrong-shape", fields.key("facet"), fields.at("facet"), "must not be set: a text is no facet")


def check_columns(editorial: Editorial) -> list[Problem]:
    """Lists and comparisons need a question that is a column, and each section a question."""
    found = []
    for section in editorial.sections:
        if not section.questions:
            path, must = f"content/questions/{section.id}.yml", "must hold at least one question"
            mend = "add one, or take the section out of content/site.yml."
            found.append(Problem(code="missing-key", path=path, where="questions", must=must, mend=mend))
    if not any(question.column is not None for question in editorial.questions.values()):
        must = "must hold at least one question with a `column`, which lists and comparisons show"
        mend = "add `column: 1` to the question that matters most."
        found.append(Problem(code="missing-key", path="content/site.yml", where="sections", must=must, mend=mend))
    return found
