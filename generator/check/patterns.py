"""Check the patterns: one author's thresholds, in rows and columns."""

from __future__ import annotations

from collections.abc import Collection

from generator.check.fields import Fields
from generator.check.findings import Findings
from generator.check.references import check_names
from generator.model.editorial import Pattern, Patterns
from generator.read.documents import Document


def check_patterns(document: Document, notes: Findings, questions: Collection[str]) -> Patterns:
    """content/patterns.yml: one author's thresholds, shown with the inputs they need; each row fills the columns."""
    keys = ("title", "summary", "caution", "columns", "rows", "inputs")
    fields = Fields(document.front, notes, "", keys)
    fields.require(*keys)
    columns = fields.texts("columns")
    rows = tuple(_check_pattern(row, len(columns)) for row in fields.groups("rows", ("id", "label", "cells")))
    return Patterns(
        title=fields.text("title"),
        summary=fields.text("summary"),
        caution=fields.text("caution", longest=700),
        columns=columns,
        rows=rows,
        inputs=check_names(fields, "inputs", questions, "a question"),
    )


def _check_pattern(fields: Fields, columns: int) -> Pattern:
    fields.require("id", "label", "cells")
    cells = fields.texts("cells")
    if "cells" in fields and len(cells) != columns:
        must = f"must be as many as the columns ({columns})"
        fields.notes.add("wrong-shape", fields.key("cells"), fields.at("cells"), must, found=str(len(cells)))
    return Pattern(id=fields.slug("id"), label=fields.text("label"), cells=cells)
