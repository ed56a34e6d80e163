"""Indents: whichever line begins too far left or right, that line is named, and not a sound one below it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from generator.model.problem import Problem
from generator.read.documents import parse_document
from tests.faults import SMALL

FILES = sorted([*SMALL.glob("content/programs/*/*.md"), *SMALL.glob("content/institutions/*.yml")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_line_that_is_wrong_is_named_with_its_indent(path: Path):
    lines = path.read_text("utf-8").split("\n")
    first, end = (1, lines.index("---", 1)) if path.suffix == ".md" else (0, len(lines))
    for number in range(first, end):
        text = lines[number].lstrip()
        right = len(lines[number]) - len(text)
        for wrong in {0, right - 1, right + 1, right + 2, right + 4} - {right, -1} if text else ():
            moved = [*lines[:number], " " * wrong + text, *lines[number + 1 :]]
            problem = parse_document(path.name, "\n".join(moved).encode())
            if isinstance(problem, Problem):  # else it is a field of something else, of which check tells
                assert (problem.line, problem.column) == (number + 1, wrong + 1)
                assert problem.must == "must stand at the same indent as the lines that belong with it"
                place = f"with {right} spaces" if right else "at the left margin"
                assert problem.mend == f"begin it {place}, as they do."


def test_a_large_file_is_not_read_again_and_again():
    rows = "".join(f"{' ' * (number % 40)}key{number}: {{a: b}}\n" for number in range(9000))
    started = time.process_time()
    assert isinstance(parse_document("a.yml", rows.encode()), Problem)
    assert time.process_time() - started < 2
