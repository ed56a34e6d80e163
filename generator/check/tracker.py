"""Check the tracker: which answers stand in which column of the spreadsheet that readers take from their list."""

from __future__ import annotations

from collections.abc import Collection

from generator.check.fields import Fields
from generator.check.findings import Notes
from generator.check.references import check_names
from generator.model.site import TrackerColumn
from generator.read.documents import Document


def check_tracker(document: Document, notes: Notes, questions: Collection[str]) -> tuple[TrackerColumn, ...]:
    """content/tracker.yml: each column names at least one question that exists."""
    fields = Fields(document.front, notes, "", ("columns",))
    found = []
    for column in fields.groups("columns", ("label", "questions")):
        column.require("label", "questions")
        held = check_names(column, "questions", questions, "a question")
        found.append(TrackerColumn(label=column.text("label", longest=40), questions=held))
    return tuple(found)
