"""Beginnings: how a file begins that holds fields, what may be wrong above its first line of dashes, and its mend."""

from __future__ import annotations

import re

from generator.model.problem import Problem

FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_DASHES = re.compile(r"[ \t]*[-–—]{1,9}[ \t\r]*\Z")
_CODE = re.compile(r"(`{3,9}|~{3,9})[ \t]*[A-Za-z]{0,20}[ \t\r]*\Z")


def explain_beginning(path: str, text: str) -> Problem:
    """Which line of dashes is missing, or what stands above it."""
    if FENCE.match(text):
        must = "must have a line of three dashes after the fields"
        mend = "write --- on a line of its own after the last field."
        return _note(path, must, mend)
    lines = text.split("\n")
    first = _first_dashes(lines)
    if first is None:
        must = "must begin with its fields between two lines of three dashes"
        mend = "write --- on the first line, and --- on a line of its own after the last field."
        return _note(path, must, mend)
    if _opening(lines, first):
        must, mend = "must begin with ---, and stand in no code block", "delete the lines of the code block's marks."
    elif first:
        must, mend = "must begin with --- on its first line", "delete the empty lines above it."
    else:
        must, mend = "must begin with three plain hyphens", "write --- on the first line."
    return _note(path, must, mend, found=lines[0].strip())


def free_beginning(text: str) -> str:
    """The text with nothing above its first line of dashes; as it is where something else stands there."""
    lines = text.split("\n")
    first = _first_dashes(lines)
    if first is None:
        return text
    end = "\r" if lines[first].endswith("\r") else ""
    mark, rest = _opening(lines, first), [f"---{end}", *lines[first + 1 :]]
    if mark:
        closing = [number for number, line in enumerate(rest) if line.strip() == mark]
        if len(closing) > 1:
            return text  # a code block of the body stands there too
        rest = [line for number, line in enumerate(rest) if number not in closing]
    return "\n".join(rest)


def _first_dashes(lines: list[str]) -> int | None:
    """The first line of dashes, or of what a word processor made of them, below empty lines and one mark of code."""
    marked = False
    for number, line in enumerate(lines):
        if _DASHES.match(line):
            return number
        if line.strip() and (marked or not _CODE.match(line)):
            return None
        marked = marked or bool(line.strip())
    return None


def _opening(lines: list[str], first: int) -> str:
    """The mark of code that stands above the first line of dashes, "" where none does."""
    return next((found[1] for line in lines[:first] if (found := _CODE.match(line))), "")


def _note(path: str, must: str, mend: str, found: str = "") -> Problem:
    return Problem(code="no-front-matter", path=path, where="file", must=must, found=found, mend=mend)
