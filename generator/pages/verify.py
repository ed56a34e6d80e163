"""Plan the desk where answers are confirmed: one at a time in the browser, and the most urgent as a plain list."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.answers.context import Context
from generator.answers.evidence import claim_views
from generator.answers.grouping import answers_of
from generator.answers.names import title_of
from generator.answers.summaries import Summaries
from generator.answers.views import SLUG_MARK, Link
from generator.answers.waiting import WHYS, Waiting, count_waiting, list_waiting
from generator.model import urls
from generator.model.claims import Program
from generator.model.digests import digest
from generator.pages.heads import head_of
from generator.pages.page import Files, Materials, Page, Planned, ready_page, render_files
from generator.pages.review import mend_url

MOST_LISTED = 30  # on the page itself
MOST_WAITING = 1000  # of a file that the desk loads
PROPOSAL_MARK = "PROPOSAL-TEXT"


def plan_verify(summaries: Summaries, context: Context) -> Iterator[Page]:
    """The desk, with what waits in all and in each state."""
    urgent = list(list_waiting(summaries, context, MOST_LISTED))
    states = summaries.group("state")
    total = count_waiting(summaries)
    own = (context.editorial.digest_of(each.summary.institution) for each in urgent)
    rows = [(each.summary.digest, each.question, each.why) for each in urgent]
    key = digest("verify", context.edition, total, *states, *rows, *own)
    make = partial(_make_desk, [(each.summary.path, each.question, each.why) for each in urgent], total, tuple(states))
    yield Page(urls.file_of(urls.VERIFY), key, make, urls.VERIFY, data=True)
    for name, some in (("all", summaries), *states.items()):
        waiting = list_waiting(some, context, MOST_WAITING)
        yield ready_page(urls.waiting(name), _write_waiting(waiting, count_waiting(some), context))


def _write_waiting(waiting: Iterable[Waiting], total: int, context: Context) -> str:
    """What waits, in columns: each program and institution once."""
    programs: dict[str, int] = {}
    listed: list[tuple[str, str, str]] = []
    rows: list[tuple[int, int, int]] = []
    whys, questions = list(WHYS), list(context.editorial.questions)
    for each in waiting:
        summary = each.summary
        if summary.slug not in programs:
            programs[summary.slug] = len(listed)
            listed.append((summary.slug, summary.title, summary.institution))
        rows.append((programs[summary.slug], questions.index(each.question), whys.index(each.why)))
    houses = {slug: context.editorial.institutions[slug].name for _, _, slug in listed}
    told = {"total": total, "programs": listed, "institutions": houses, "waiting": rows}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _make_desk(
    urgent: Sequence[tuple[str, str, str]], total: int, states: Sequence[str], materials: Materials
) -> Files:
    programs = {path: materials.program(path) for path, _, _ in urgent}
    head, view = _plan_desk(urgent, programs, total, states, materials.context)
    return render_files(head, view, materials)


def _plan_desk(
    urgent: Sequence[tuple[str, str, str]],
    programs: Mapping[str, Program],
    total: int,
    states: Sequence[str],
    context: Context,
) -> Planned:
    head = head_of(
        context,
        url=urls.VERIFY,
        title="Confirm an answer in a minute",
        description="One answer at a time, the most urgent first: open its source at the words, and say whether it still holds.",
        kind="verify",
        crumbs=(Link(label="Contribute", url=urls.CONTRIBUTE), Link(label="Confirm an answer", url="")),
        scripts=("program-picker", "verify-change", "verify-desk"),
    )
    view = VerifyView(
        heading="Confirm an answer in a minute",
        lead="Open the source, find the words, and say what you see. Several answers leave as one change; nothing is sent before you send it.",
        note=f"{total:,} answers wait for a person. These are the most urgent; what a machine saw is never a check.",
        rows=tuple(_row(programs[path], question, why, context) for path, question, why in urgent),
        config=_config(states, context),
    )
    return head, view


def _row(program: Program, id: str, why: str, context: Context) -> VerifyRow:
    item = answers_of(program, context)[id]
    house = context.editorial.institutions.get(program.institution)
    lead, *_ = claim_views(item, context, house.name if house else "")
    return VerifyRow(
        program=Link(label=title_of(program, context), url=f"{urls.program(program.slug)}#{id}"),
        question=item.question.label,
        shown=lead.shown,
        why=WHYS[why],
        words=item.lead.words,
        source_title=lead.source_title,
        source_href=lead.source_href,
        report_href=context.report_hrefs[id].replace(SLUG_MARK, program.slug),
        form_url=mend_url(program.slug, id),
    )


def _config(states: Sequence[str], context: Context) -> str:
    """What the desk needs: sections and questions in reading order, states, and how a change is sent; JSON."""
    editorial = context.editorial
    sections = [
        (section.id, section.label, [question.id for question in section.questions]) for section in editorial.sections
    ]
    title = "Change: answers that somebody looked at"
    return json.dumps(
        {
            "sections": sections,
            "states": [(code, editorial.states[code].label) for code in states],
            "whys": list(WHYS.values()),
            "issue": context.issue_href("change", title, proposal=PROPOSAL_MARK),
            "mark": PROPOSAL_MARK,
            "title": title,
            "forge": editorial.site.forge.name,
            "waiting": urls.waiting("STATE"),
            "api": urls.API,
            "programs": urls.PROGRAMS,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyRow:
    """An answer that waits, for whoever has no JavaScript."""

    program: Link
    question: str
    shown: str
    why: str
    words: str
    source_title: str
    source_href: str
    report_href: str
    form_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyView:
    heading: str
    lead: str
    note: str
    rows: tuple[VerifyRow, ...]
    config: str
