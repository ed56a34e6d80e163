"""FileReader: single files are read for checking, and what was wrong or could not be read is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TypeVar

from generator.check.findings import Findings
from generator.model.problem import Problem
from generator.model.spellings import Spellings
from generator.read.documents import Document, read_document

_T = TypeVar("_T")


class FileReader:
    """Reads files and keeps the Problems and digests of all that were read."""

    def __init__(self, root: Path, today: date, problems: Iterable[Problem] = ()) -> None:
        self.root = root
        self.today = today
        self.spellings = Spellings({})
        self.problems: list[Problem] = list(problems)
        self.digests: dict[str, str] = {}
        self.unread: set[str] = set()  # paths of files whose content is unknown

    def read(self, path: str) -> tuple[Document, Findings] | None:
        """One file and where its Problems go; None where it cannot be read."""
        document = read_document(self.root, path)
        if isinstance(document, Problem):
            self.problems.append(document)
            self.unread.add(path)
            return None
        self.digests[path] = document.digest
        return document, Findings.of(document, self.today, self.spellings)

    def check(self, path: str, look: Callable[[Document, Findings], _T]) -> _T | None:
        """Read one file and let `look` check it, collecting its Problems."""
        found = self.read(path)
        if found is None:
            return None
        document, notes = found
        result = look(document, notes)
        self.problems += notes.problems
        return result
