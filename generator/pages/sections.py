"""A section of a profile or of an institution's page: its answered questions with their claims, and its gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import quote

from generator.answers.context import Context
from generator.answers.counting import count_asked
from generator.answers.evidence import claim_views, sides_of, tell_rule_changes
from generator.answers.filings import tell_filed
from generator.answers.leading import Answered
from generator.answers.names import title_of
from generator.answers.views import SLUG_MARK, Cell, ClaimView, FiledView, Gap, Link, RuleChangeView
from generator.model import urls
from generator.model.claims import Claim, Program
from generator.model.proposals import CUT
from generator.model.questions import Section

_LONGEST_SEEN = 32
_NAMED = 3  # gaps of a section by name, where it is folded


def view_section(
    section: Section, items: list[Answered], program: Program, institution: str, context: Context
) -> SectionView:
    known = {item.question.id for item in items}
    gaps = tuple(context.gaps[q.id] for q in section.questions if q.id not in known and not q.personal)
    return SectionView(
        id=section.id,
        subject=program.slug,
        whose=title_of(program, context),
        label=section.label,
        lead=section.lead,
        count=f"{len(items)} of {count_asked(section.questions, known)} answered",
        rows=tuple([row_of(item, institution, context, urls.FORM) for item in items]),
        gaps=gaps,
        gap_labels=_name_some([gap.label for gap in gaps]),
        add_url=f"{urls.FORM}?p={program.slug}&question={gaps[0].id}" if gaps else "",
        checklist_url=urls.checklist_of(program.slug),
        letter_url=letter_url(program, context),
    )


def _name_some(labels: list[str]) -> str:
    """A few of the names, and how many more there are: the list itself is folded away below."""
    if len(labels) <= _NAMED + 1:
        return ", ".join(labels)
    return f"{', '.join(labels[:_NAMED])} and {len(labels) - _NAMED} more"


def letter_url(program: Program, context: Context) -> str:
    """Where the program is asked by letter; "" where it takes nobody any more."""
    to = context.written_to
    return urls.pack_of(to, program.slug) if to and not program.closed else ""


def show_filed(
    section: SectionView,
    place: tuple[str, str],
    specialty: str,
    answered: Mapping[str, Answered],
    context: Context,
) -> SectionView:
    """The section with the public record beside the answer that it is about, or by itself where there is none.

    `place` is an institution and a state.
    """
    record = context.editorial.record
    question = context.editorial.questions.get(record.rules.question) if record else None
    if question is None or question.section != section.id:
        return section
    answer = answered.get(question.id)
    filed = tell_filed(place, specialty, answer, context)
    if answer is None:
        return replace(section, filed=filed)
    rows = (row._replace(filed=filed) if row.id == question.id else row for row in section.rows)
    return replace(section, rows=tuple(rows))


def row_of(item: Answered, institution: str, context: Context, form: str = "") -> Row:
    """A question with its claims, the leading one first; `form` is the page on which they can be changed."""
    question = item.question
    lead, *others = claim_views(item, context, institution)
    label = "Sources disagree" if item.disagree else "Earlier or further answers"
    return Row(
        id=question.id,
        label=question.label,
        text=question.text,
        url=urls.question(question.id),
        heads=sides_of(item, context),
        changes=tell_rule_changes(item, context),
        told=(
            ("", bool(lead.series), lead),
            *((label if number == 0 else "", True, claim) for number, claim in enumerate(others)),
        ),
        disagree=item.disagree,
        aliases=question.aliases,
        report_href=context.report_hrefs[question.id],
        seen="" if form else quote(tell_seen(item.lead), safe=""),
        change_url=f"{form}?p={SLUG_MARK}&question={question.id}" if form else "",
    )


def tell_seen(claim: Claim) -> str:
    """The answer and the source by which a report names a claim; a long answer is cut."""
    text = claim.answer.text if len(claim.answer.text) <= _LONGEST_SEEN else f"{claim.answer.text[:_LONGEST_SEEN]}{CUT}"
    return f"{text} [{claim.source.key}]"


class Row(NamedTuple):
    """A question that has at least one claim.

    What it says of the question is the same for every program, so its HTML is made once; its links hold `SLUG_MARK`.
    """

    id: str
    label: str
    text: str
    url: str  # of the question's own page
    heads: tuple[Cell, ...]  # beside the question: the answer, and where sources disagree, each side
    changes: tuple[RuleChangeView, ...]  # what may stop it
    told: tuple[tuple[str, bool, ClaimView], ...]  # each claim with a heading or "", and whether its answer is repeated
    disagree: bool
    report_href: str  # holds `SEEN_MARK` as well
    seen: str  # what stands in its place; "" where the form is linked instead
    change_url: str  # the form on this site; "" where it changes no file of this kind
    aliases: tuple[str, ...]  # earlier ids of the question: anchors, so that old links land here
    filed: FiledView | None = None  # what the public record says beside it
    whole: Link | None = None  # where all claims stand, where the profile has no room for them
    opened: bool = False  # its claims are what the page is for


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    id: str
    subject: str  # the slug of the program or institution
    whose: str  # its name, since who comes by a link to one answer sees nothing else of the page
    label: str
    lead: str
    count: str  # "4 of 12 questions answered"
    rows: tuple[Row, ...]
    gaps: tuple[Gap, ...]
    gap_labels: str = ""
    add_url: str = ""  # the form on this site, at the first of its gaps
    checklist_url: str = ""  # the checklist for this program
    letter_url: str = ""  # the pack that becomes a letter to it
    letter_note: str = ""  # what it answers that speaks against one
    filed: FiledView | None = None  # the public record, where nobody has collected the answer that it is about
