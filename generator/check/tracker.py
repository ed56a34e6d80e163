"""Check the tracker: which answers stand in which column of the spreadsheet that readers take from their list."""

from __future__ import annotations

from collections.abc import Collection

from generator.check.fields import Fields, listed_ids
from generator.check.findings import Notes
from generator.check.references import check_names
from generator.model.site import Tracker, TrackerColumn
from generator.read.documents import Document


def check_tracker(document: Document, notes: Notes, questions: Collection[str]) -> Tracker:
    """content/tracker.yml: each column names at least one question that exists; statuses are a label by id."""
    fields = Fields(document.front, notes, "", ("columns", "statuses"))
    found = []
    for column in fields.groups("columns", ("label", "questions")):
        column.require("label", "questions")
        held = check_names(column, "questions", questions, "a question")
        found.append(TrackerColumn(label=column.text("label", longest=40), questions=held))
    group = fields.group("statuses")
    statuses = tuple((id, group.text(id, longest=40)) for id in listed_ids(group))
    return Tracker(columns=tuple(found), statuses=statuses)
