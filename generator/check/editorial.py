"""Check what editors write: comparisons, guides, glossary, facts, charts, step lists, flow, patterns, costs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

from generator.check.references import Targets, check_body, check_names
from generator.fields import Fields, Notes
from generator.model import (
    Chart,
    Comparison,
    CostItem,
    CostTier,
    Fact,
    Flow,
    FlowEnd,
    FlowStep,
    Guide,
    Pattern,
    Patterns,
    Step,
    StepGroup,
    StepList,
    Term,
)
from generator.read import Document

LONGEST_TITLE = 60  # what a forum or a messenger shows of a title
LONGEST_SUMMARY = 160
CHART_KINDS = ("bars", "stack", "range")


def check_comparison(document: Document, notes: Notes, targets: Targets) -> Comparison:
    """One file of content/comparisons: two to six programs side by side."""
    fields = Fields(document.front, notes, "", ("title", "summary", "programs", "aliases"))
    fields.require("title", "summary", "programs")
    programs = fields.slugs("programs")
    if not 2 <= len(set(programs)) == len(programs) <= 6:
        notes.add("wrong-shape", fields.key("programs"), "programs", "must be two to six programs, each once")
    check_names(programs, targets.ids["program"], notes, "programs", "a program")
    check_body(document, targets, notes)
    return Comparison(
        slug=PurePosixPath(document.path).stem,
        path=document.path,
        title=fields.text("title", longest=LONGEST_TITLE),
        summary=fields.text("summary", longest=LONGEST_SUMMARY),
        programs=programs,
        body=document.body,
        aliases=fields.slugs("aliases"),
    )


def check_guide(document: Document, notes: Notes, targets: Targets) -> Guide:
    """One file of content/guides."""
    fields = Fields(document.front, notes, "", ("title", "summary", "order", "known_as", "aliases"))
    fields.require("title", "summary", "order")
    check_body(document, targets, notes)
    return Guide(
        slug=PurePosixPath(document.path).stem,
        path=document.path,
        title=fields.text("title", longest=LONGEST_TITLE),
        summary=fields.text("summary", longest=LONGEST_SUMMARY),
        order=fields.whole("order") or 0,
        body=document.body,
        known_as=fields.texts("known_as", free=False),
        aliases=fields.slugs("aliases"),
    )


def check_glossary(document: Document, notes: Notes) -> dict[str, Term]:
    """content/glossary.yml."""
    fields = Fields(document.front, notes)
    found = {}
    for id in fields:
        group = fields.group(id, ("term", "full", "meaning", "known_as", "see", "aliases"))
        group.require("term", "meaning")
        found[id] = Term(
            id=id,
            term=group.text("term", free=False),
            full=group.text("full", free=False),
            meaning=group.text("meaning", longest=700),
            known_as=group.texts("known_as", free=False),
            see=group.slugs("see"),
            aliases=group.slugs("aliases"),
        )
    for term in found.values():
        check_names(term.see, found, notes, f"{term.id}.see", "a glossary term")
    return found


FACT_KEYS = (
    *("fact", "value", "number", "unit", "as_of", "source_title", "source_url", "confidence"),
    *("old_after", "note"),
)


def check_facts(document: Document, notes: Notes) -> dict[str, Fact]:
    """content/facts.yml: dated national figures and rules, each with its source."""
    fields = Fields(document.front, notes)
    found = {}
    for id in fields:
        group = fields.group(id, FACT_KEYS)
        group.require("fact", "value", "as_of", "source_title", "source_url", "confidence")
        as_of = None if group.text("as_of", free=False) == "undated" else group.date("as_of")
        found[id] = Fact(
            id=id,
            fact=group.text("fact"),
            value=group.text("value"),
            number=group.number("number"),
            unit=group.text("unit", free=False),
            as_of=as_of,
            source_title=group.text("source_title", free=False),
            source_url=group.link("source_url"),
            confidence=group.one_of("confidence", ("high", "medium")),
            old_after=group.whole("old_after") or 24,
            note=group.text("note", longest=500),
        )
    return found


def check_charts(document: Document, notes: Notes, facts: Mapping[str, Fact]) -> dict[str, Chart]:
    """content/charts.yml: each point is a fact that has a number."""
    fields = Fields(document.front, notes)
    found = {}
    for id in fields:
        group = fields.group(id, ("kind", "title", "unit", "facts", "labels", "note"))
        group.require("kind", "title", "facts", "labels")
        chart = Chart(
            id=id,
            kind=group.one_of("kind", CHART_KINDS) or "bars",
            title=group.text("title"),
            unit=group.text("unit", free=False),
            facts=group.slugs("facts"),
            labels=group.texts("labels"),
            note=group.text("note"),
        )
        if len(chart.facts) != len(chart.labels):
            notes.add("wrong-shape", group.key("labels"), group.at("labels"), "must be as many as the facts")
        numbers = {fact.id for fact in facts.values() if fact.number is not None}
        check_names(chart.facts, numbers, notes, group.at("facts"), "a fact with a number")
        found[id] = chart
    return found


def check_steplist(document: Document, notes: Notes, guides: Collection[str], facts: Collection[str]) -> StepList:
    """One file of content/checklists."""
    fields = Fields(document.front, notes, "", ("title", "summary", "groups"))
    fields.require("title", "summary", "groups")
    groups = []
    for group in fields.groups("groups", ("id", "label", "lead", "steps")):
        group.require("id", "label", "steps")
        steps = tuple(_check_step(step, guides, facts) for step in group.groups("steps", STEP_KEYS))
        groups.append(StepGroup(id=group.slug("id"), label=group.text("label"), lead=group.text("lead"), steps=steps))
    return StepList(
        slug=PurePosixPath(document.path).stem,
        path=document.path,
        title=fields.text("title", longest=LONGEST_TITLE),
        summary=fields.text("summary", longest=LONGEST_SUMMARY),
        groups=tuple(groups),
    )


STEP_KEYS = ("id", "label", "why", "when", "guide", "facts", "aliases")


def _check_step(fields: Fields, guides: Collection[str], facts: Collection[str]) -> Step:
    fields.require("id", "label", "why")
    step = Step(
        id=fields.slug("id"),
        label=fields.text("label"),
        why=fields.text("why", longest=500),
        when=fields.text("when"),
        guide=fields.slug("guide"),
        facts=fields.slugs("facts"),
        aliases=fields.slugs("aliases"),
    )
    check_names([step.guide] if step.guide else (), guides, fields.notes, fields.at("guide"), "a guide")
    check_names(step.facts, facts, fields.notes, fields.at("facts"), "a fact")
    return step


def check_flow(document: Document, notes: Notes, questions: Collection[str]) -> Flow:
    """content/flow.yml: the decision flow; every arrow ends at a step or an end."""
    fields = Fields(document.front, notes, "", ("title", "summary", "steps", "ends"))
    fields.require("title", "summary", "steps", "ends")
    steps = tuple(
        FlowStep(
            id=step.slug("id"),
            ask=step.text("ask"),
            questions=step.slugs("questions"),
            yes=step.slug("yes"),
            no=step.slug("no"),
        )
        for step in fields.groups("steps", ("id", "ask", "questions", "yes", "no"))
    )
    ends = tuple(
        FlowEnd(id=end.slug("id"), label=end.text("label"), meaning=end.text("meaning"))
        for end in fields.groups("ends", ("id", "label", "meaning"))
    )
    known = {step.id for step in steps} | {end.id for end in ends}
    for step in steps:
        check_names((step.yes, step.no), known, notes, step.id, "a step or an end")
        check_names(step.questions, questions, notes, step.id, "a question")
    return Flow(title=fields.text("title"), summary=fields.text("summary"), steps=steps, ends=ends)


PATTERN_KEYS = ("id", "label", "img_share", "visas", "step2", "fellowship", "reads_as")


def check_patterns(document: Document, notes: Notes, questions: Collection[str]) -> Patterns:
    """content/patterns.yml: one author's thresholds, shown with the inputs they need."""
    fields = Fields(document.front, notes, "", ("title", "summary", "caution", "rows", "inputs"))
    fields.require("title", "summary", "caution", "rows", "inputs")
    rows = tuple(
        Pattern(
            id=row.slug("id"),
            label=row.text("label"),
            img_share=row.text("img_share"),
            visas=row.text("visas"),
            step2=row.text("step2"),
            fellowship=row.text("fellowship"),
            reads_as=row.text("reads_as"),
        )
        for row in fields.groups("rows", PATTERN_KEYS)
    )
    inputs = fields.slugs("inputs")
    check_names(inputs, questions, notes, "inputs", "a question")
    return Patterns(
        title=fields.text("title"),
        summary=fields.text("summary"),
        caution=fields.text("caution", longest=700),
        rows=rows,
        inputs=inputs,
    )


COST_KEYS = ("id", "label", "fact", "amount", "per", "unit_label", "default_count", "group", "tiers")


def check_costs(document: Document, notes: Notes, facts: Collection[str]) -> tuple[CostItem, ...]:
    """content/costs.yml: what the cost calculator adds up; each rate rests on a fact."""
    fields = Fields(document.front, notes, "", ("items",))
    found = []
    for item in fields.groups("items", COST_KEYS):
        item.require("id", "label", "fact", "per", "group")
        check_names([item.slug("fact")], facts, notes, item.at("fact"), "a fact")
        tiers = tuple(
            CostTier(up_to=tier.whole("up_to"), price=tier.number("price") or 0.0)
            for tier in item.groups("tiers", ("up_to", "price"))
        )
        count = item.whole("default_count")
        found.append(
            CostItem(
                id=item.slug("id"),
                label=item.text("label"),
                fact=item.slug("fact"),
                group=item.text("group"),
                amount=item.number("amount"),
                per=item.one_of("per", ("once", "per-unit")),
                unit_label=item.text("unit_label"),
                default_count=1 if count is None else count,
                tiers=tiers,
            )
        )
    return tuple(found)
