"""Plan comparisons: programs side by side, question by question, complete without JavaScript."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.answers.context import Context
from generator.answers.evidence import cell_of
from generator.answers.grouping import answers_of
from generator.answers.leading import Answered
from generator.answers.names import place_of, title_of
from generator.answers.summaries import Summaries
from generator.answers.views import GAP, Cell, Gap, Link
from generator.model import urls
from generator.model.claims import Program
from generator.model.digests import digest
from generator.model.editorial import Comparison
from generator.model.questions import Question, Section
from generator.model.wording import count
from generator.pages.heads import head_of
from generator.pages.page import Files, Materials, Page, render_files
from generator.pages.parts import Head, ToolView
from generator.pages.previews import picture_comparison


def plan_comparison(comparison: Comparison, programs: Sequence[Program], context: Context) -> tuple[Head, CompareView]:
    """A curated comparison."""
    answered = [answers_of(program, context) for program in programs]
    sections = tuple(found for section in context.editorial.sections if (found := _section(section, answered, context)))
    rows = [row for section in sections for row in section.rows]
    differing = sum(row.differs for row in rows)
    view = CompareView(
        heading=comparison.title,
        lead=comparison.summary,
        body=comparison.body,
        programs=tuple(_compare_head(program, context) for program in programs),
        sections=sections,
        unknown=_count_questions(sum(len(section.unknown) for section in sections)),
        differing=f"{differing} of {len(rows)} answered questions differ",
        edit_href=context.edit_href(comparison.path),
        tool_url=urls.compare(comparison.programs[:4]),
    )
    base = context.editorial.site.base_url
    head = head_of(
        context,
        url=urls.comparison(comparison.slug),
        title=comparison.title,
        description=comparison.summary,
        kind="compare",
        crumbs=(Link(label="Compare", url=urls.COMPARE), Link(label=comparison.title, url="")),
        picture=picture_comparison(comparison, context),
        subject={
            "@type": "ItemList",
            "name": comparison.title,
            "itemListElement": [
                {"@type": "ListItem", "position": number, "name": program.title, "url": f"{base}{program.url}"}
                for number, program in enumerate(view.programs, 1)
            ],
        },
        scripts=("my-list-button", "own-answers", "compare-rows", "compare-own", "copy-link"),
    )
    return head, view


def _count_questions(number: int) -> str:
    return count(number, "question") if number else ""


def _compare_head(program: Program, context: Context) -> CompareHead:
    return CompareHead(
        slug=program.slug,
        title=title_of(program, context),
        url=urls.program(program.slug),
        place=place_of(program.city, program.state, context),
    )


def _section(section: Section, answered: Sequence[Mapping[str, Answered]], context: Context) -> CompareSection | None:
    rows = []
    unknown = []
    for question in section.questions:
        found = [answers.get(question.id) for answers in answered]
        if any(found):
            rows.append(_row(question, found, context))
        elif not question.personal:
            unknown.append(context.gaps[question.id])
    if not rows and not unknown:
        return None
    return CompareSection(
        id=section.id,
        label=section.label,
        unless=json.dumps(dict(section.unless)) if section.unless else "",
        rows=tuple(rows),
        unknown=tuple(unknown),
    )


def _row(question: Question, found: Sequence[Answered | None], context: Context) -> CompareRow:
    return CompareRow(
        id=question.id,
        label=question.label,
        url=urls.question(question.id),
        differs=answers_differ(found),
        key=question.column is not None,
        aliases=question.aliases,
        complete=all(item is not None and item.lead.answer.stated for item in found),
        cells=tuple(cell_of(item, context) if item else GAP for item in found),
        sources=tuple(context.source_labels[item.bearer.source.kind] if item else "" for item in found),
    )


def answers_differ(found: Iterable[Answered | None]) -> bool:
    """Whether at least two programs have answers that are not the same; unknown ones do not count."""
    shown = {(item.lead.answer.shown, item.lead.strength) for item in found if item and item.lead.answer.stated}
    return len(shown) > 1


def plan_compare_tool(context: Context) -> tuple[Head, ToolView]:
    """The free comparison: the programs are named in the address and drawn in the browser."""
    head = head_of(
        context,
        url=urls.COMPARE,
        title=context.wording.compare_title,
        description="Put two to four programs next to each other, question by question, each answer with source and age.",
        kind="compare-tool",
        crumbs=(Link(label="Compare", url=""),),
        scripts=("my-list-button", "program-picker", "compare-rows", "program-compare"),
    )
    view = ToolView(
        heading="Compare programs",
        lead="Choose two to four programs. The address of this page keeps your choice, so you can share it.",
        config=compare_config(context),
        without=tuple(
            Link(label=c.title, url=urls.comparison(c.slug), note=c.summary) for c in context.editorial.comparisons
        ),
    )
    return head, view


def compare_config(context: Context) -> str:
    """The rows of a comparison, in order, with the words to ask where nothing is known; JSON for the browser."""
    sections = [
        {
            "id": section.id,
            "label": section.label,
            "unless": dict(section.unless),
            "questions": [_asked(q, context) for q in section.questions],
        }
        for section in context.editorial.sections
    ]
    return json.dumps({"kinds": context.source_labels, "sections": sections}, ensure_ascii=False, separators=(",", ":"))


def _asked(question: Question, context: Context) -> dict[str, object]:
    gap = context.gaps[question.id]
    asked: dict[str, object] = {"id": question.id, "label": question.label, "url": gap.url}
    asked |= {"audience": gap.audience, "words": gap.words}
    return asked | {name: True for name, holds in (("personal", question.personal), ("key", question.column)) if holds}


def plan_comparisons(summaries: Summaries, context: Context) -> Iterator[Page]:
    """The curated comparisons; each needs the whole programs that it holds."""
    chosen = {slug for comparison in context.editorial.comparisons for slug in comparison.programs}
    by_slug = {summary.slug: summary for summary in summaries if summary.slug in chosen}
    digests = context.editorial.digests
    for comparison in context.editorial.comparisons:
        held = [by_slug[slug] for slug in comparison.programs]
        institutions = [context.editorial.digest_of(summary.institution) for summary in held]
        key = digest("comparison", digests[comparison.path], *(summary.digest for summary in held), *institutions)
        url = urls.comparison(comparison.slug)
        make = partial(_make_comparison, comparison, [(summary.path, summary.digest) for summary in held])
        yield Page(urls.file_of(url), key, make, url)


def _make_comparison(comparison: Comparison, held: Sequence[tuple[str, str]], materials: Materials) -> Files:
    head, view = plan_comparison(comparison, [materials.program(*each) for each in held], materials.context)
    return render_files(head, view, materials)


def curated_for(context: Context) -> dict[str, tuple[Link, ...]]:
    """The curated comparisons that hold each program."""
    found: dict[str, tuple[Link, ...]] = {}
    for comparison in context.editorial.comparisons:
        link = Link(label=comparison.title, url=urls.comparison(comparison.slug))
        for slug in comparison.programs:
            found[slug] = (*found.get(slug, ()), link)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareRow:
    id: str
    label: str
    url: str
    differs: bool
    key: bool  # one of the key questions, which a phone shows first
    complete: bool  # all of the programs state an answer
    cells: tuple[Cell, ...]
    sources: tuple[str, ...]  # the kind of source of each; "" for a gap
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareSection:
    id: str
    label: str
    unless: str  # JSON: the answers of readers whom it does not concern
    rows: tuple[CompareRow, ...]
    unknown: tuple[Gap, ...]  # nobody knows: ask each of them


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareHead:
    slug: str
    title: str
    url: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareView:
    heading: str
    lead: str
    body: str
    programs: tuple[CompareHead, ...]
    sections: tuple[CompareSection, ...]
    unknown: str  # how many questions none of them answers
    differing: str  # "12 of 31 answered rows differ"
    edit_href: str
    tool_url: str  # the same programs in the free comparison
