"""Check the figures that texts quote: facts, and the charts that are drawn from them."""

from __future__ import annotations

from collections.abc import Collection

from generator.check.fields import Fields, listed_ids
from generator.check.findings import Findings
from generator.check.references import check_names
from generator.model.editorial import Chart, Fact
from generator.read.documents import Document

CHART_KINDS = ("bars", "stack", "range")
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
            old_after=group.whole_number("old_after") or 24,
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
