"""Plan the checklist: every question, unanswered, with what decides first."""

from __future__ import annotations

import json
from dataclasses import dataclass

from generator.answers.context import Context
from generator.answers.views import Link
from generator.model import urls
from generator.model.questions import Stage
from generator.model.wording import fill
from generator.pages.asks import audience_links
from generator.pages.heads import head_of
from generator.pages.parts import Head
from generator.pages.question import QuestionView, section_url, view_question

SCRIPTS = ("my-list-button", "program-picker", "own-answers", "checklist-view", "evaluation-checklist")


def plan_checklist(context: Context) -> tuple[Head, ChecklistView]:
    """The evaluation checklist, all sections."""
    deciding = {question.id for question in context.columns}
    sections = tuple(
        ChecklistSection(
            id=section.id,
            label=section.label,
            lead=section.lead,
            questions=tuple(
                view_question(question, section, context)
                for question in section.questions
                if question.id not in deciding
            ),
        )
        for section in context.editorial.sections
    )
    count = len(context.editorial.questions)
    head = head_of(
        context,
        url=urls.CHECKLIST,
        title=context.wording.checklist_title,
        description=fill(context.wording.checklist_description, count=count),
        kind="checklist",
        crumbs=(Link(label="Checklist", url=""),),
        scripts=SCRIPTS,
    )
    view = ChecklistView(
        heading="Evaluation checklist",
        lead=context.wording.checklist_lead,
        count=count,
        deciding=tuple(view_question(q, context.sections[q.section], context) for q in context.columns),
        sections=sections,
        moments=_moments(context),
        meeting_mode=context.wording.meeting_mode,
        audiences=audience_links(context),
        config=checklist_config(context),
    )
    return head, view


def _moments(context: Context) -> tuple[Moment, ...]:
    """What one can look at: what decides, one moment of the season, or everything."""
    stages = tuple(
        Moment(id=stage.id, label=stage.label, lead=stage.lead, url=_stage_url(stage), asks=" ".join(stage.asks))
        for stage in context.editorial.stages
    )
    first = context.editorial.sections[0].id
    return (
        Moment(id="", label="What decides", lead=DECIDES, url=f"{urls.CHECKLIST}#decides"),
        *stages,
        Moment(id="whole", label="Everything", lead="Every question, by section.", url=section_url(first)),
    )


DECIDES = "What rules a program in or out, and what you cannot go without. The other questions stand below, by section."


def _stage_url(stage: Stage) -> str:
    """Where the questions of a moment stand without JavaScript: a pack for whom one meets, or what is read."""
    if stage.asks:
        return urls.ask(stage.asks[0])
    return section_url(stage.reads[0]) if stage.reads else urls.CHECKLIST


def checklist_config(context: Context) -> str:
    """What the checklist's element needs beside the page itself: kinds of sources and the decision flow, as JSON."""
    flow = context.editorial.flow
    steps = [
        {"id": step.id, "ask": step.ask, "questions": step.questions, "yes": step.yes, "no": step.no}
        for step in (flow.steps if flow else ())
    ]
    ends = [{"id": end.id, "label": end.label, "meaning": end.meaning} for end in (flow.ends if flow else ())]
    sections = context.editorial.sections
    config = {
        "kinds": context.source_labels,
        "labels": {section.id: section.label for section in sections},
        "unless": {section.id: dict(section.unless) for section in sections if section.unless},
        "flow": {"url": urls.FLOW, "steps": steps, "ends": ends},
    }
    return json.dumps(config, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistSection:
    id: str
    label: str
    lead: str
    questions: tuple[QuestionView, ...]  # without those that decide


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A choice of what to look at; its address leads to the same without JavaScript."""

    id: str
    label: str
    lead: str
    url: str
    asks: str = ""  # ids of those whom one meets then, with spaces between


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistView:
    heading: str
    lead: str
    count: int
    deciding: tuple[QuestionView, ...]
    moments: tuple[Moment, ...]
    meeting_mode: str
    sections: tuple[ChecklistSection, ...]
    audiences: tuple[Link, ...]
    config: str  # JSON for the element that makes it a tool
