"""Plan the desk where answers are confirmed: one at a time in the browser, and the most urgent as a plain list."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from generator.answers.context import Context
from generator.answers.evidence import claim_views
from generator.answers.grouping import answers_of
from generator.answers.names import title_of, upper_first
from generator.answers.summaries import Summaries
from generator.answers.views import SLUG_MARK, Link
from generator.answers.waiting import WHYS, Waiting, WaitingList
from generator.model import urls
from generator.model.claims import Program
from generator.model.digests import digest
from generator.pages.heads import head_of
from generator.pages.page import Files, Materials, Page, Planned, render_files

MOST_LISTED = 30  # on the page itself


def plan_verify(waiting: WaitingList, summaries: Summaries, context: Context) -> Page:
    """The desk; what waits there, and in each state, stands in files of its own."""
    urgent, here = waiting.first[:MOST_LISTED], set(summaries.column("state"))
    states = tuple(code for code in context.editorial.states if code in here)  # in the order of every other menu
    told = chain.from_iterable((each.summary.digest, each.question, each.why) for each in urgent)
    key = digest("verify", context.edition, waiting.total, states, *told)
    make = partial(_make_verify, urgent, waiting.total, states)
    return Page(urls.file_of(urls.VERIFY), key, make, urls.VERIFY, data=True)


def _make_verify(urgent: Sequence[Waiting], total: int, states: Sequence[str], materials: Materials) -> Files:
    programs = {each.summary.slug: materials.program(each.summary.path, each.summary.digest) for each in urgent}
    head, view = _plan_verify(urgent, programs, total, states, materials.context)
    return render_files(head, view, materials)


def _plan_verify(
    urgent: Sequence[Waiting],
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
        scripts=("program-picker", "send-change", "verify-change", "verify-answers"),
    )
    view = VerifyView(
        heading="Confirm an answer in a minute",
        lead="Open the source, find the words, and say what you see. Several answers leave as one change; nothing is sent before you send it.",
        note=f"{total:,} answers wait for a person. These are the most urgent; what a machine saw is never a check.",
        rows=tuple(_row(programs[each.summary.slug], each, context) for each in urgent),
        config=_config(states, context),
    )
    return head, view


def _row(program: Program, waiting: Waiting, context: Context) -> VerifyRow:
    id, why = waiting.question, waiting.why
    item = answers_of(program, context)[id]
    institution = context.editorial.institutions.get(program.institution)
    lead, *_ = claim_views(item, context, institution.name if institution else "")
    return VerifyRow(
        program=Link(label=title_of(program, context), url=f"{urls.program(program.slug)}#{id}"),
        question=item.question.label,
        shown=lead.shown,
        why=WHYS[why],
        words=item.lead.words,
        source_title=lead.source_title,
        source_href=lead.source_href,
        report_href=context.report_hrefs[id].replace(SLUG_MARK, program.slug),
    )


def _config(states: Sequence[str], context: Context) -> str:
    """What the desk needs besides the form's questions: what places and institutions are called, the states, and why
    answers wait; JSON.
    """
    known, wording = context.editorial.states, context.wording
    told = {
        "nouns": [upper_first(noun.one) for noun in (wording.state, wording.institution)],
        "states": [(code, known[code].label) for code in states],
        "whys": list(WHYS.values()),
        "waiting": urls.waiting("STATE"),
        "programs": urls.PROGRAMS,
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


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


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyView:
    heading: str
    lead: str
    note: str
    rows: tuple[VerifyRow, ...]
    config: str
