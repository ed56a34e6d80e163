"""Guides, their index, and the step lists beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.answers.context import Context
from generator.answers.views import Link
from generator.model import urls
from generator.model.editorial import Guide, Step, StepList
from generator.pages.heads import head_of
from generator.pages.indexes import IndexView
from generator.pages.parts import Head
from generator.pages.previews import picture_guide


def plan_guides(context: Context) -> Iterator[tuple[Head, object]]:
    """Every guide, and the page that lists them with the step lists, the flow and the patterns."""
    guides = context.editorial.guides
    yield _guide_index(context)
    for guide in guides:
        yield _guide(guide, context)
    for steplist in context.editorial.steplists:
        yield _steplist(steplist, context)


def guide_link(guide: Guide) -> Link:
    """A guide by its title."""
    return Link(label=guide.title, url=urls.guide(guide.slug), note=guide.summary)


def _guide_index(context: Context) -> tuple[Head, IndexView]:
    editorial = context.editorial
    tools = [Link(label=s.title, url=urls.steplist(s.slug), note=s.summary) for s in editorial.steplists]
    if editorial.flow:
        tools.append(Link(label=editorial.flow.title, url=urls.FLOW, note=editorial.flow.summary))
    if editorial.patterns:
        tools.append(Link(label=editorial.patterns.title, url=urls.PATTERNS, note=editorial.patterns.summary))
    tools.append(Link(label="Glossary", url=urls.GLOSSARY, note="The words and abbreviations of the field."))
    head = head_of(
        context,
        url=urls.GUIDES,
        title=context.wording.guides_title,
        description=context.wording.guides_description,
        kind="guides",
        crumbs=(Link(label="Guides", url=""),),
    )
    groups = (
        ("Guides", tuple(guide_link(guide) for guide in editorial.guides)),
        ("Tools and references", tuple(tools)),
    )
    lead = "Each answers one question. Every figure names its year and its source."
    return head, IndexView(heading="Guides", lead=lead, groups=groups, layout="rows")


def _guide(guide: Guide, context: Context) -> tuple[Head, GuideView]:
    head = head_of(
        context,
        url=urls.guide(guide.slug),
        title=guide.title,
        description=guide.summary,
        kind="guide",
        crumbs=(Link(label="Guides", url=urls.GUIDES), Link(label=guide.title, url="")),
        scripts=("cost-calculator", "copy-link") if "[[costs]]" in guide.body else ("copy-link",),
        subject={"@type": "Article", "headline": guide.title},
        picture=picture_guide(guide, context),
    )
    view = GuideView(
        heading=guide.title,
        summary=guide.summary,
        body=guide.body,
        contents=(),
        edit_href=context.edit_href(guide.path),
        others=tuple(guide_link(other) for other in context.editorial.guides if other.slug != guide.slug)[:8],
    )
    return head, view


def _steplist(steplist: StepList, context: Context) -> tuple[Head, StepListView]:
    titles = {guide.slug: guide.title for guide in context.editorial.guides}
    groups = tuple(
        (
            group.id,
            group.label,
            group.lead,
            tuple(_view_step(step, titles) for step in group.steps),
        )
        for group in steplist.groups
    )
    head = head_of(
        context,
        url=urls.steplist(steplist.slug),
        title=steplist.title,
        description=steplist.summary,
        kind="steplist",
        crumbs=(Link(label="Guides", url=urls.GUIDES), Link(label=steplist.title, url="")),
        scripts=("my-list-button", "step-progress", "copy-link"),
        picture=picture_guide(steplist, context),
    )
    view = StepListView(
        slug=steplist.slug,
        heading=steplist.title,
        summary=steplist.summary,
        count=sum(len(group[3]) for group in groups),
        contents=tuple(Link(group.label, f"#{group.id}") for group in steplist.groups),
        groups=groups,
        edit_href=context.edit_href(steplist.path),
    )
    return head, view


def _view_step(step: Step, titles: Mapping[str, str]) -> StepView:
    """A step, with its guide where it has one; `titles` are those of the guides."""
    return StepView(
        id=step.id,
        label=step.label,
        why=step.why,
        when=step.when,
        guide=Link(label=titles[step.guide], url=urls.guide(step.guide)) if step.guide in titles else None,
        facts=step.facts,
        aliases=step.aliases,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideView:
    heading: str
    summary: str
    body: str  # HTML
    contents: tuple[Link, ...]  # headings of the page, as anchors
    edit_href: str
    others: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    id: str
    label: str
    why: str
    when: str
    guide: Link | None
    facts: tuple[str, ...]  # HTML
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepListView:
    slug: str
    heading: str
    summary: str
    count: int
    contents: tuple[Link, ...]  # groups of the page, as anchors
    groups: tuple[tuple[str, str, str, tuple[StepView, ...]], ...]  # (id, label, lead, steps)
    edit_href: str
