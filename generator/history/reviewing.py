"""Reviewing: what differs since a version, as text, Markdown or JSON, for whoever reads a change before it is merged."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict

from generator.history.differences import Difference, Differences
from generator.model.escaping import escape_markdown
from generator.model.hidden import show_hidden
from generator.model.wording import count

_MOST = 400  # rows in Markdown: a comment has its limits, and nobody reads more


def tell_since(found: Differences, form: str) -> str:
    """The comparison as text, Markdown or JSON, ending with a line break."""
    if form == "json":
        return json.dumps(asdict(found), ensure_ascii=False, indent=1) + "\n"
    # Titles and addresses may be of a version that no check has seen, and a terminal obeys what it is sent.
    return show_hidden(_markdown(found) if form == "markdown" else _text(found))


def _text(found: Differences) -> str:
    lines = [_headline(found), ""]
    for path in dict.fromkeys([*(row.path for row in found.fields), *(row.path for row in found.differences)]):
        rows = [row for row in found.differences if row.path == path]
        fields = [row for row in found.fields if row.path == path]
        lines.append(f"{(rows or fields)[0].subject} ({path})")
        lines += [f"  {row.field}: {row.before or 'none'} → {row.after or 'none'}" for row in fields]
        for row in rows:
            lines.append(f"  {row.question}: {_arrow(row)}")
            lines.append(f"    {row.source} ({row.source_kind}), {row.age}{f': {row.url}' if row.url else ''}")
    lines += _also(found)
    return "\n".join(lines).rstrip() + "\n"


def _headline(found: Differences) -> str:
    answers = (count(len(found.differences), "answer"),) if found.differences else ()
    fields = (count(len(found.fields), "field"),) if found.fields else ()
    if not answers and not fields:
        return (
            "Programs come or go." if found.added or found.removed else "Nothing about a program changes for readers."
        )
    files = len({row.path for row in found.fields} | {row.path for row in found.differences})
    return f"{' and '.join((*answers, *fields))} of {count(files, 'file')} change for readers."


def _arrow(row: Difference) -> str:
    if not row.before:
        return f"new: {row.after}"
    if not row.after:
        return f"taken out, was {row.before}"
    return f"{row.after}, {row.how}" if row.before == row.after else f"{row.before} → {row.after}"


def _also(found: Differences) -> list[str]:
    groups = (
        ("Read again, since the text speaks of a program whose answers change", found.texts),
        ("New", found.added),
        ("Taken out", found.removed),
        ("Other files that change", found.others),
    )
    return [f"{label}: {', '.join(names)}." for label, names in groups if names]


def _markdown(found: Differences) -> str:
    lines = ["### What changes for readers", "", _headline(found), ""]
    rows = found.differences[:_MOST]
    if rows:
        lines += ["| Program | Question | Answer | Source | Age |", "| --- | --- | --- | --- | --- |"]
        lines += [f"| {' | '.join(_cells(row))} |" for row in rows]
    if len(found.differences) > len(rows):
        lines += ["", f"and {len(found.differences) - len(rows):,} more."]
    if found.fields:
        lines += ["", "| File | Field | Before | After |", "| --- | --- | --- | --- |"]
        named = ((row.path, row.field, row.before, row.after) for row in found.fields[:_MOST])
        lines += [f"| {' | '.join(map(escape_markdown, cells))} |" for cells in named]
    also = _also(found)
    return "\n".join([*lines, *([""] if also else []), *(escape_markdown(line) for line in also)]).rstrip() + "\n"


def _cells(row: Difference) -> Iterable[str]:
    url = row.url.replace("(", "%28").replace(")", "%29")
    title = f"[{escape_markdown(row.source)}]({url})" if _LINK.match(url) else escape_markdown(row.source)
    return (
        escape_markdown(f"{row.subject} ({row.path})"),
        escape_markdown(row.question),
        escape_markdown(_arrow(row)),
        f"{title}, {escape_markdown(row.source_kind)}",
        escape_markdown(row.age),
    )


_LINK = re.compile(r"https?://[^\s<>|\\]+\Z")
