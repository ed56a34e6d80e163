"""The real content and the small directory as tests need them: checked, and held whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from generator.answers.context import Context
from generator.answers.grouping import answers_of
from generator.answers.leading import Answered
from generator.check import check_editorial, check_program
from generator.model.claims import Program
from generator.model.editorial import Editorial
from generator.model.problem import Problem
from generator.read.documents import read_document
from generator.read.folders import list_content
from tests.conftest import ROOT, SMALL_TODAY, TODAY
from tests.faults import SMALL


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Everything read and checked."""

    root: Path
    today: date
    editorial: Editorial
    programs: tuple[Program, ...]

    @property
    def context(self) -> Context:
        """What planning needs."""
        return Context(editorial=self.editorial, today=self.today, cards=False)

    def answers(self, program: Program) -> dict[str, Answered]:
        """A program's answers by question, those of its institution among them."""
        return answers_of(program, self.context)


@cache
def real_library() -> Library:
    """The content of this project."""
    return _read(ROOT, TODAY)


@cache
def small_library() -> Library:
    """The small directory of another field."""
    return _read(SMALL, SMALL_TODAY)


def _read(root: Path, today: date) -> Library:
    files = list_content(root)
    checked, problems = check_editorial(root, files, today)
    assert checked is not None, [problem.as_text() for problem in problems]
    programs = []
    for path in files.programs:
        document = read_document(root, path)
        assert not isinstance(document, Problem), document.as_text()
        program, found = check_program(document, checked.lists)
        problems += found
        if program:
            programs.append(program)
    assert [problem.as_text() for problem in problems] == []
    return Library(root=root, today=today, editorial=checked.editorial, programs=tuple(programs))
