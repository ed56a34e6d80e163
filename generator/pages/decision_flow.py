"""The decision flow, and the patterns of one author."""

from __future__ import annotations

from dataclasses import dataclass

from generator.answers.context import Context
from generator.answers.views import Link
from generator.model import urls
from generator.pages.heads import head_of
from generator.pages.parts import Head


def plan_flow(context: Context) -> tuple[Head, FlowView] | None:
    """The decision flow as a diagram and as text."""
    flow = context.editorial.flow
    if flow is None:
        return None
    ends = {end.id: end.label for end in flow.ends}
    numbers = {step.id: f"Step {number}" for number, step in enumerate(flow.steps, 1)}
    steps = tuple(
        FlowStepView(
            id=step.id,
            number=number,
            ask=step.ask,
            questions=tuple(
                Link(label=context.editorial.questions[id].label, url=urls.question(id)) for id in step.questions
            ),
            yes=ends.get(step.yes) or numbers[step.yes],
            no=ends.get(step.no) or numbers[step.no],
            no_end=step.no in ends,
        )
        for number, step in enumerate(flow.steps, 1)
    )
    head = head_of(
        context,
        url=urls.FLOW,
        title=flow.title,
        description=flow.summary,
        kind="flow",
        crumbs=(Link(label="Guides", url=urls.GUIDES), Link(label=flow.title, url="")),
    )
    listed = tuple((end.id, end.label, end.meaning) for end in flow.ends)
    return head, FlowView(heading=flow.title, lead=flow.summary, steps=steps, ends=listed)


def plan_patterns(context: Context) -> tuple[Head, PatternsView] | None:
    """The patterns of one author, as a heuristic with its inputs."""
    patterns = context.editorial.patterns
    if patterns is None:
        return None
    head = head_of(
        context,
        url=urls.PATTERNS,
        title=patterns.title,
        description=patterns.summary,
        kind="patterns",
        crumbs=(Link(label="Guides", url=urls.GUIDES), Link(label=patterns.title, url="")),
    )
    view = PatternsView(
        heading=patterns.title,
        lead=patterns.summary,
        caution=patterns.caution,
        columns=("Pattern", *patterns.columns),
        rows=tuple((row.label, *row.cells) for row in patterns.rows),
        inputs=tuple(
            Link(label=context.editorial.questions[id].label, url=urls.question(id)) for id in patterns.inputs
        ),
    )
    return head, view


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowStepView:
    id: str
    number: int
    ask: str
    questions: tuple[Link, ...]
    yes: str
    no: str
    no_end: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowView:
    heading: str
    lead: str
    steps: tuple[FlowStepView, ...]
    ends: tuple[tuple[str, str, str], ...]  # (id, label, meaning)


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternsView:
    heading: str
    lead: str
    caution: str
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...]
    inputs: tuple[Link, ...]
