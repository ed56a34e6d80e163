"""Plan comparisons: programs side by side, question by question, complete without JavaScript."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from generator import urls
from generator.model import Comparison, Program, Question, Section
from generator.plan.context import Context
from generator.plan.evidence import GAP, Answered, answer_questions, cell_of, claim_view, claims_of
from generator.plan.heads import head_of
from generator.plan.names import place_of, title_of
from generator.summary import Summary
from generator.views import CompareHead, CompareRow, CompareSection, CompareView, Head, IndexView, Link, ToolView


def plan_comparison(comparison: Comparison, programs: Sequence[Program], context: Context) -> tuple[Head, CompareView]:
    """A curated comparison."""
    answered = [_answers(program, context) for program in programs]
    sections = tuple(
        found for section in context.editorial.sections if (found := _section(section, answered, programs, context))
    )
    rows = [row for section in sections for row in section.rows]
    differing = sum(row.differs for row in rows)
    view = CompareView(
        heading=comparison.title,
        lead=comparison.summary,
        body=comparison.body,
        programs=tuple(_compare_head(program, context) for program in programs),
        sections=sections,
        differing=f"{differing} of {len(rows)} answered questions differ",
        edit_href=context.edit_href(comparison.path),
        tool_url=urls.compare(comparison.programs[:4]),
    )
    head = head_of(
        context,
        url=urls.comparison(comparison.slug),
        title=comparison.title,
        description=comparison.summary,
        kind="compare",
        crumbs=(Link(label="Compare", url=urls.COMPARE), Link(label=comparison.title, url="")),
        scripts=("compare-rows", "copy-link"),
    )
    return head, view


def _answers(program: Program, context: Context) -> Mapping[str, Answered]:
    institution = context.editorial.institutions.get(program.institution)
    return {item.question.id: item for item in answer_questions(context, claims_of(program, institution))}


def _compare_head(program: Program, context: Context) -> CompareHead:
    return CompareHead(
        slug=program.slug,
        title=title_of(program, context),
        url=urls.program(program.slug),
        place=place_of(program.city, program.state, context),
    )


def _section(
    section: Section, answered: Sequence[Mapping[str, Answered]], programs: Sequence[Program], context: Context
) -> CompareSection | None:
    rows = []
    unknown = []
    for question in section.questions:
        found = [answers.get(question.id) for answers in answered]
        if any(found):
            rows.append(_row(question, found, programs, context))
        elif not question.personal:
            unknown.append(context.gaps[question.id])
    if not rows and not unknown:
        return None
    return CompareSection(id=section.id, label=section.label, rows=tuple(rows), unknown=tuple(unknown))


def _row(
    question: Question, found: Sequence[Answered | None], programs: Sequence[Program], context: Context
) -> CompareRow:
    houses = context.editorial.institutions
    return CompareRow(
        id=question.id,
        label=question.label,
        url=urls.question(question.id),
        differs=answers_differ(found),
        known=sum(item is not None for item in found),
        cells=tuple(cell_of(item, context) if item else GAP for item in found),
        claims=tuple(
            claim_view(
                item.lead, question, context, houses[program.institution].name if program.institution in houses else ""
            )
            if item
            else None
            for item, program in zip(found, programs, strict=True)
        ),
    )


def answers_differ(found: Iterable[Answered | None]) -> bool:
    """Whether at least two programs have answers that are not the same; unknown ones do not count."""
    shown = {(item.lead.answer.shown, item.lead.strength) for item in found if item and item.lead.answer.stated}
    return len(shown) > 1


def plan_compare_tool(context: Context) -> tuple[Head, ToolView]:
    """The free comparison: the programs are named in the address and drawn in the browser."""
    labels = {
        "sections": [
            {
                "id": s.id,
                "label": s.label,
                "questions": [{"id": q.id, "label": q.label, "ask": _words(q)} for q in s.questions],
            }
            for s in context.editorial.sections
        ]
    }
    head = head_of(
        context,
        url=urls.COMPARE,
        title="Compare residency programs side by side",
        description="Put two to four programs next to each other, question by question, each answer with source and age.",
        kind="compare-tool",
        crumbs=(Link(label="Compare", url=""),),
        scripts=("program-picker", "program-compare"),
    )
    view = ToolView(
        heading="Compare programs",
        lead="Choose two to four programs. The address of this page keeps your choice, so you can share it.",
        config=json.dumps(labels, ensure_ascii=False, separators=(",", ":")),
        without=tuple(
            Link(label=c.title, url=urls.comparison(c.slug), note=c.summary) for c in context.editorial.comparisons
        ),
    )
    return head, view


def _words(question: Question) -> str:
    return question.ask[0][1] if question.ask else question.text


def plan_comparison_index(context: Context) -> IndexView:
    """The curated comparisons as a list of links."""
    links = tuple(
        Link(label=c.title, url=urls.comparison(c.slug), note=c.summary) for c in context.editorial.comparisons
    )
    return IndexView(heading="Curated comparisons", lead="", groups=(("", links),))


def curated_for(context: Context) -> dict[str, tuple[Link, ...]]:
    """The curated comparisons that hold each program."""
    found: dict[str, tuple[Link, ...]] = {}
    for comparison in context.editorial.comparisons:
        link = Link(label=comparison.title, url=urls.comparison(comparison.slug))
        for slug in comparison.programs:
            found[slug] = (*found.get(slug, ()), link)
    return found


__all__ = ["Summary", "curated_for", "plan_compare_tool", "plan_comparison", "plan_comparison_index"]
