"""What Git says of a change, in words for readers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from generator.answers.context import Context
from generator.history.changes import Change
from generator.history.versions import AnswerChange
from generator.model.kinds import read_again
from generator.model.questions import Question

_FOR, _AGAINST = {"good", "mixed"}, {"bad"}  # tones of answers
LINES = 12  # of one change; the rest is counted


def day_of(moment: int) -> str:
    """The day of a commit, everywhere the same."""
    return datetime.fromtimestamp(moment, tz=UTC).date().isoformat()


def tell_edits(change: Change, context: Context) -> tuple[str, ...]:
    """Each edit in words; questions that are no more are left out."""
    old = {alias: question for question in context.editorial.questions.values() for alias in question.aliases}
    lines = []
    for edit in change.edits:
        question = context.editorial.questions.get(edit.question) or old.get(edit.question)
        if question:
            lines.append(tell_edit(edit, question, context))
    if len(lines) > LINES:
        lines[LINES - 1 :] = [f"and {len(lines) - LINES + 1} more answers"]
    return tuple(lines)


def tell_edit(edit: AnswerChange, question: Question, context: Context) -> str:
    """One edit, such as "Section: Question: Yes → No"."""
    name = f"{context.sections[question.section].label}: {question.label}"
    before, after = _shown(edit.before, question), _shown(edit.after, question)
    if not edit.before:
        return f"{name}: {after} (new)"
    if not edit.after:
        return f"{name}: taken out (was {before})"
    if edit.how == "checked":
        return f"{name}: {after}, checked on the live page"
    if edit.how:
        return f"{name}: {after}, with other evidence"
    return f"{_tell_turn(edit, question)}{name}: {before} → {after}"


def _tell_turn(edit: AnswerChange, question: Question) -> str:
    """Whether a program stopped or started to do what a question asks: every answer was on one side, and is on the other."""
    was, now = (
        {read.tone for text in texts if (read := read_again(question, text.partition(" (")[0]))}
        for texts in (edit.before, edit.after)
    )
    if not was or not now:
        return ""
    if was <= _FOR and now == _AGAINST:
        return "Stopped. "
    return "Started. " if was == _AGAINST and now <= _FOR else ""


def _shown(texts: Iterable[str], question: Question) -> str:
    return " / ".join(dict.fromkeys(_show_text(text, question) for text in texts))


def _show_text(text: str, question: Question) -> str:
    """An answer as readers know it today; one that no longer fits its question stays as it was written."""
    value, _, strength = text.partition(" (") if text.endswith(("(required)", "(preferred)")) else (text, "", "")
    read = read_again(question, value)
    shown = read.shown if read else value
    return f"{shown} ({strength}" if strength else shown
