"""Check what editors write: comparisons, guides, glossary, facts, charts, step lists, flow, patterns, costs."""

from __future__ import annotations

from collections.abc import Collection

from generator.check.fields import Fields, listed_ids
from generator.check.findings import Findings
from generator.check.references import Targets, check_body, check_names
from generator.check.site import check_slug
from generator.model.editorial import (
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
from generator.read.documents import Document

LONGEST_TITLE = 60  # what a forum or a messenger shows of a title
LONGEST_SUMMARY = 160
CHART_KINDS = ("bars", "stack", "range")


def check_comparison(document: Document, notes: Findings, targets: Targets) -> Comparison:
    """One file of content/comparisons: two to six programs side by side."""
    fields = Fields(document.front, notes, "", ("title", "summary", "programs", "aliases"))
    fields.require("title", "summary", "programs")
    named = len(fields.items("programs"))
    programs = check_names(fields, "programs", targets.ids["program"], "a program")
    if "programs" in fields and (not 2 <= named <= 6 or len(set(programs)) < len(programs)):
        must = "must be two to six programs, each once"
        notes.add("wrong-shape", fields.key("programs"), "programs", must, found=f"{named} named")
    check_body(document, targets, notes)
    return Comparison(
        slug=check_slug(document, notes),
        path=document.path,
        title=fields.text("title", longest=LONGEST_TITLE),
        summary=fields.text("summary", longest=LONGEST_SUMMARY),
        programs=programs,
        body=document.body,
        aliases=fields.slugs("aliases"),
    )


def check_guide(document: Document, notes: Findings, targets: Targets) -> Guide:
    """One file of content/guides."""
    fields = Fields(document.front, notes, "", ("title", "summary", "order", "known_as", "aliases"))
    fields.require("title", "summary", "order")
    check_body(document, targets, notes)
    return Guide(
        slug=check_slug(document, notes),
        path=document.path,
        title=fields.text("title", longest=LONGEST_TITLE),
        summary=fields.text("summary", longest=LONGEST_SUMMARY),
        order=fields.whole("order") or 0,
        body=document.body,
        known_as=fields.texts("known_as", free=False),
        aliases=fields.slugs("aliases"),
    )


def check_glossary(document: Document, notes: Findings) -> dict[str, Term]:
    """content/glossary.yml."""
    fields = Fields(document.front, notes)
    found = {}
    known = frozenset(fields)
    for id in listed_ids(fields):
        group = fields.group(id, ("term", "full", "meaning", "known_as", "see", "aliases"))
        group.require("term", "meaning")
        found[id] = Term(
            id=id,
            term=group.text("term", free=False),
            full=group.text("full", free=False),
            meaning=group.text("meaning", longest=700),
            known_as=group.texts("known_as", free=False),
            see=check_names(group, "see", known, "a glossary term"),
            aliases=group.slugs("aliases"),
        )
    return found


FACT_KEYS = (
    *("fact", "value", "number", "unit", "as_of", "source_title", "source_url", "confidence"),
    *("old_after", "note"),
)


def check_facts(document: Document, notes: Findings) -> dict[str, Fact]:
    """content/facts.yml: dated national figures and rules, each with its source."""
    fields = Fields(document.front, notes)
    found = {}
    for id in listed_ids(fields):
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


def check_charts(document: Document, notes: Findings, numbers: Collection[str]) -> dict[str, Chart]:
    """content/charts.yml: each point is a fact that has a number (`numbers`)."""
    fields = Fields(document.front, notes)
    found = {}
    for id in listed_ids(fields):
        group = fields.group(id, ("kind", "title", "unit", "facts", "labels", "note"))
        group.require("kind", "title", "facts", "labels")
        chart = Chart(
            id=id,
            kind=group.one_of("kind", CHART_KINDS) or "bars",
            title=group.text("title"),
            unit=group.text("unit", free=False),
            facts=check_names(group, "facts", numbers, "a fact with a number"),
            labels=group.texts("labels"),
            note=group.text("note"),
        )
        points, labels = len(group.items("facts")), len(chart.labels)
        if "facts" in group and "labels" in group and points != labels:
            must = f"must be as many as the facts ({points})"
            notes.add("wrong-shape", group.key("labels"), group.at("labels"), must, found=str(labels))
        found[id] = chart
    return found


def check_steplist(document: Document, notes: Findings, guides: Collection[str], facts: Collection[str]) -> StepList:
    """One file of content/checklists."""
    fields = Fields(document.front, notes, "", ("title", "summary", "groups"))
    fields.require("title", "summary", "groups")
    groups = []
    for group in fields.groups("groups", ("id", "label", "lead", "steps")):
        group.require("id", "label", "steps")
        steps = tuple(_check_step(step, guides, facts) for step in group.groups("steps", STEP_KEYS))
        groups.append(StepGroup(id=group.slug("id"), label=group.text("label"), lead=group.text("lead"), steps=steps))
    return StepList(
        slug=check_slug(document, notes),
        path=document.path,
        title=fields.text("title", longest=LONGEST_TITLE),
        summary=fields.text("summary", longest=LONGEST_SUMMARY),
        groups=tuple(groups),
    )


STEP_KEYS = ("id", "label", "why", "when", "guide", "facts", "aliases")


def _check_step(fields: Fields, guides: Collection[str], facts: Collection[str]) -> Step:
    fields.require("id", "label", "why")
    return Step(
        id=fields.slug("id"),
        label=fields.text("label"),
        why=fields.text("why", longest=500),
        when=fields.text("when"),
        guide=next(iter(check_names(fields, "guide", guides, "a guide")), ""),
        facts=check_names(fields, "facts", facts, "a fact"),
        aliases=fields.slugs("aliases"),
    )


FLOW_STEP_KEYS = ("id", "ask", "questions", "yes", "no")


def check_flow(document: Document, notes: Findings, questions: Collection[str]) -> Flow:
    """content/flow.yml: the decision flow; every arrow ends at a step or an end."""
    fields = Fields(document.front, notes, "", ("title", "summary", "steps", "ends"))
    fields.require("title", "summary", "steps", "ends")
    steps, ends = fields.groups("steps", FLOW_STEP_KEYS), fields.groups("ends", ("id", "label", "meaning"))
    targets = {group.slug("id") for group in (*steps, *ends)}
    return Flow(
        title=fields.text("title"),
        summary=fields.text("summary"),
        steps=tuple(_check_flow_step(step, targets, questions) for step in steps),
        ends=tuple(_check_flow_end(end) for end in ends),
    )


def _check_flow_step(fields: Fields, targets: Collection[str], questions: Collection[str]) -> FlowStep:
    fields.require("id", "ask", "yes", "no")
    return FlowStep(
        id=fields.slug("id"),
        ask=fields.text("ask"),
        questions=check_names(fields, "questions", questions, "a question"),
        yes=next(iter(check_names(fields, "yes", targets, "a step or an end")), ""),
        no=next(iter(check_names(fields, "no", targets, "a step or an end")), ""),
    )


def _check_flow_end(fields: Fields) -> FlowEnd:
    fields.require("id", "label", "meaning")
    return FlowEnd(id=fields.slug("id"), label=fields.text("label"), meaning=fields.text("meaning"))


def check_patterns(document: Document, notes: Findings, questions: Collection[str]) -> Patterns:
    """content/patterns.yml: one author's thresholds, shown with the inputs they need; each row fills the columns."""
    keys = ("title", "summary", "caution", "columns", "rows", "inputs")
    fields = Fields(document.front, notes, "", keys)
    fields.require(*keys)
    columns = fields.texts("columns")
    rows = tuple(_check_pattern(row, len(columns)) for row in fields.groups("rows", ("id", "label", "cells")))
    return Patterns(
        title=fields.text("title"),
        summary=fields.text("summary"),
        caution=fields.text("caution", longest=700),
        columns=columns,
        rows=rows,
        inputs=check_names(fields, "inputs", questions, "a question"),
    )


def _check_pattern(fields: Fields, columns: int) -> Pattern:
    fields.require("id", "label", "cells")
    cells = fields.texts("cells")
    if "cells" in fields and len(cells) != columns:
        must = f"must be as many as the columns ({columns})"
        fields.notes.add("wrong-shape", fields.key("cells"), fields.at("cells"), must, found=str(len(cells)))
    return Pattern(id=fields.slug("id"), label=fields.text("label"), cells=cells)


COST_KEYS = ("id", "label", "fact", "per", "unit_label", "default_count", "group", "tiers")


def check_costs(
    document: Document, notes: Findings, facts: Collection[str], numbers: Collection[str]
) -> tuple[CostItem, ...]:
    """content/costs.yml: what the cost calculator adds up; without tiers, the rate is the number of the item's fact."""
    fields = Fields(document.front, notes, "", ("items",))
    found = []
    for item in fields.groups("items", COST_KEYS):
        item.require("id", "label", "fact", "per", "group")
        tiers = tuple(
            CostTier(up_to=tier.whole("up_to"), price=tier.number("price") or 0.0)
            for tier in item.groups("tiers", ("up_to", "price"))
        )
        count = item.whole("default_count")
        found.append(
            CostItem(
                id=item.slug("id"),
                label=item.text("label"),
                fact=next(iter(_check_rate(item, tiers, facts, numbers)), ""),
                group=item.text("group"),
                per=item.one_of("per", ("once", "per-unit")),
                unit_label=item.text("unit_label"),
                default_count=1 if count is None else count,
                tiers=tiers,
            )
        )
    return tuple(found)


def _check_rate(
    item: Fields, tiers: tuple[CostTier, ...], facts: Collection[str], numbers: Collection[str]
) -> tuple[str, ...]:
    """The fact that an item's rate rests on: one with a number, unless tiers give the prices."""
    if tiers:
        return check_names(item, "fact", facts, "a fact")
    return check_names(item, "fact", numbers, "a fact with a number")
