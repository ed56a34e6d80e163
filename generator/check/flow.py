"""Check the decision flow: its steps, and the ends that they lead to."""

from __future__ import annotations

from collections.abc import Collection

from generator.check.fields import Fields
from generator.check.findings import Findings
from generator.check.references import check_name, check_names
from generator.model.editorial import Flow, FlowEnd, FlowStep
from generator.read.documents import Document

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
        yes=check_name(fields, "yes", targets, "a step or an end"),
        no=check_name(fields, "no", targets, "a step or an end"),
    )


def _check_flow_end(fields: Fields) -> FlowEnd:
    fields.require("id", "label", "meaning")
    return FlowEnd(id=fields.slug("id"), label=fields.text("label"), meaning=fields.text("meaning"))
