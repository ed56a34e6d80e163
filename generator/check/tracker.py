"""Check the tracker: what readers keep of their programs, and how trackers that they bring along name it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.check.fields import Fields, listed_ids
from generator.check.findings import Findings
from generator.check.references import check_name, check_names
from generator.model.site import SeasonDate, Tracker, TrackerColumn, TrackerDate
from generator.read.documents import Document

KEYS = ("columns", "statuses", "status_words", "dates", "headings", "season", "rank_statuses", "rank_dates")
HEADINGS = ("program", "institution", "city", "state", "specialty", "status", "interest", "tier", "notes")


def check_tracker(document: Document, notes: Findings, questions: Collection[str], facts: Collection[str]) -> Tracker:
    """content/tracker.yml: columns name questions that exist, days of the season a fact; statuses are a label by id."""
    fields = Fields(document.front, notes, "", KEYS)
    group = fields.group("statuses")
    statuses = tuple((id, group.text(id, longest=40)) for id in listed_ids(group))
    dates = tuple(_dates(fields.group("dates")))
    return Tracker(
        columns=tuple(_columns(fields, questions)),
        statuses=statuses,
        status_words=fields.group("status_words", [id for id, _ in statuses]).texts_by_key(),
        dates=dates,
        headings=fields.group("headings", HEADINGS).texts_by_key(),
        season=tuple(_season(fields.group("season"), facts)),
        rank_statuses=check_names(fields, "rank_statuses", [id for id, _ in statuses], "a status"),
        rank_dates=check_names(fields, "rank_dates", [date.id for date in dates], "a date"),
    )


def _columns(fields: Fields, questions: Collection[str]) -> Iterator[TrackerColumn]:
    for column in fields.groups("columns", ("label", "questions")):
        column.require("label", "questions")
        held = check_names(column, "questions", questions, "a question")
        yield TrackerColumn(label=column.text("label", longest=40), questions=held)


def _dates(group: Fields) -> Iterator[TrackerDate]:
    for id in listed_ids(group):
        kept = group.group(id, ("label", "headings"))
        kept.require("label")
        yield TrackerDate(id=id, label=kept.text("label", longest=40), headings=kept.texts("headings", free=False))


def _season(group: Fields, facts: Collection[str]) -> Iterator[SeasonDate]:
    for id in listed_ids(group):
        kept = group.group(id, ("label", "date", "fact"))
        kept.require("label", "date", "fact")
        fact, day = check_name(kept, "fact", facts, "a fact"), kept.day("date")
        if day and fact:
            yield SeasonDate(id=id, label=kept.text("label", longest=60), day=day, fact=fact)
