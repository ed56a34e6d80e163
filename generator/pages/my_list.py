"""Plan the pages of what is the reader's own: the list, and the room in which it is ranked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from generator.answers.context import Context
from generator.answers.names import upper_first
from generator.answers.views import Link
from generator.model import urls
from generator.model.identifiers import single
from generator.pages.heads import head_of
from generator.pages.parts import Head, ToolView

CRUMB = "My list"


@dataclass(frozen=True, slots=True, kw_only=True)
class MyListView:
    heading: str
    lead: str
    config: str  # JSON for the element
    sheet: str  # JSON: how trackers that readers bring along name things
    rank: Link
    without: tuple[Link, ...]


RANK = Link(label="Rank room", url=urls.RANK_ROOM)


def plan_my_list(context: Context) -> Iterator[tuple[Head, MyListView | ToolView]]:
    """The list, and the rank room."""
    without = (
        Link(label="All programs", url=urls.PROGRAMS),
        Link(label="The checklist to print", url=urls.CHECKLIST),
    )
    yield _plan_list(without, context)
    yield _plan_rank_room(without, context)


def _plan_list(without: tuple[Link, ...], context: Context) -> tuple[Head, MyListView]:
    """`without` are the pages for whoever has no JavaScript."""
    head = head_of(
        context,
        url=urls.MY_LIST,
        title="My list: track your applications",
        description="Your own list of programs with notes, tiers and answers. It stays in your browser; nothing is sent anywhere.",
        kind="my-list",
        crumbs=(Link(label=CRUMB, url=""),),
        scripts=("my-list-button", "my-list-store", "my-list"),
    )
    view = MyListView(
        heading="My list",
        lead="Programs you are thinking of, with your own notes and answers. It stays in this browser; nothing is sent anywhere.",
        config=_list_config(context),
        sheet=_sheet_config(context),
        rank=RANK,
        without=(*without, RANK),
    )
    return head, view


def _plan_rank_room(without: tuple[Link, ...], context: Context) -> tuple[Head, ToolView]:
    wording = context.wording
    head = head_of(
        context,
        url=urls.RANK_ROOM,
        title=wording.rank_title,
        description=wording.rank_description,
        kind="rank-room",
        crumbs=(Link(label=CRUMB, url=urls.MY_LIST), Link(label="Rank room", url="")),
        scripts=("my-list-button", "my-list-store", "own-answers", "rank-room"),
    )
    view = ToolView(heading="Rank room", lead=wording.rank_lead, config=_rank_config(context), without=without)
    return head, view


def _list_config(context: Context) -> str:
    """Which answers the list shows, which the spreadsheet holds, and what the questions are and were called."""
    editorial, wording = context.editorial, context.wording
    return _json(
        {
            "columns": [question.id for question in context.columns],
            "codes": [[each.key, each.label] for each in single(editorial.identifiers)],
            "nouns": [upper_first(noun.one) for noun in (wording.state, wording.region, wording.specialty)],
            "statuses": dict(editorial.tracker.statuses),
            "tracker": [[column.label, list(column.questions)] for column in editorial.tracker.columns],
            "dates": [[kept.id, kept.label] for kept in editorial.tracker.dates],
            "questions": [[q.id, q.label, list(q.aliases)] for q in editorial.questions.values()],
        }
    )


def _sheet_config(context: Context) -> str:
    """How trackers that readers bring along name what My list keeps."""
    tracker, codes = context.editorial.tracker, single(context.editorial.identifiers)
    return _json(
        {
            "codes": {each.key: [each.label, *each.headings] for each in codes},
            "headings": {id: list(names) for id, names in tracker.headings.items()},
            "dates": {kept.id: [kept.label, *kept.headings] for kept in tracker.dates},
            "words": {id: [label, *tracker.status_words.get(id, ())] for id, label in tracker.statuses},
            "published": [column.label for column in tracker.columns],
        }
    )


def _rank_config(context: Context) -> str:
    """What decides and whom to ask about it, the labels of what readers keep, and the days of the season."""
    editorial = context.editorial
    facts = editorial.facts
    return _json(
        {
            "deciding": [question.id for question in context.columns],
            "questions": [
                [q.id, q.label, context.audiences[q.ask[0][0]].label if q.ask else ""]
                for q in editorial.questions.values()
            ],
            "statuses": dict(editorial.tracker.statuses),
            "ranked": list(editorial.tracker.rank_statuses),
            "ranked_by": list(editorial.tracker.rank_dates),
            "empty": context.wording.rank_empty,
            "dates": [[kept.id, kept.label] for kept in editorial.tracker.dates],
            "season": [
                [kept.id, kept.label, str(kept.day), facts[kept.fact].source_title if kept.fact in facts else ""]
                for kept in editorial.tracker.season
            ],
            "calendar": editorial.site.title,
            "host": editorial.site.base_url.split("://", 1)[-1].split("/", 1)[0],
        }
    )


def _json(config: object) -> str:
    return json.dumps(config, ensure_ascii=False, separators=(",", ":"))
