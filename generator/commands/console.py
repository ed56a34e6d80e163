"""Console: what the commands print. Results go to standard output, progress to standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime

from generator.model.escaping import escape_markdown
from generator.model.problem import Problem
from generator.model.wording import count

FORMATS = ("text", "github", "markdown", "json")


def say(text: str) -> None:
    """A line of progress, apart from results."""
    print(text, file=sys.stderr, flush=True)


def today() -> date:
    """The day of SOURCE_DATE_EPOCH where it is set, so that builds can be repeated; else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and len(epoch) <= 11:
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    return date.today()


def print_problems(problems: Sequence[Problem], form: str) -> None:
    """All Problems on standard output, as text, as annotations, as a list for a comment, or as JSON."""
    if form == "json":
        print(json.dumps([problem.as_json() for problem in problems], ensure_ascii=False, indent=1))
        return
    if form == "markdown":
        print("\n".join(list_problems(problems)))
        return
    for problem in problems:
        print(problem.as_github() if form == "github" else problem.as_text())
    if form == "text" and problems:
        files = len({problem.path for problem in problems})
        say(f"{count(len(problems), 'problem')} in {count(files, 'file')}.")


def list_problems(problems: Sequence[Problem]) -> list[str]:
    """All Problems as Markdown, with what `check --fix` would do; contributors' text stays text."""
    files = len({problem.path for problem in problems})
    lines = ["### What must be mended first", "", f"{count(len(problems), 'problem')} in {count(files, 'file')}.", ""]
    for problem in problems[:_MOST_LISTED]:
        fix = f' `check --fix` writes "{escape_markdown(problem.right)}".' if problem.right else ""
        lines.append(f"- {escape_markdown(f'{problem.path}:{problem.line}: {problem.sentence}')}{fix}")
    return [*lines, *([f"- and {len(problems) - _MOST_LISTED} more"] if len(problems) > _MOST_LISTED else [])]


_MOST_LISTED = 100
