"""ContentReader: the files of content/ by name and by folder, read with a check of one's own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TypeVar

from generator.check.expected_files import REQUIRED
from generator.check.findings import Findings
from generator.check.references import UNREAD
from generator.model.problem import Problem
from generator.model.spellings import Spellings
from generator.read.documents import Document, read_document
from generator.read.folders import ContentFiles

_T = TypeVar("_T")
_FOLDERS = ("institutions", "programs", "comparisons", "guides", "checklists")


class ContentReader:
    """What each step of the check reads with; it keeps the Problems and digests of all that were read."""

    def __init__(self, root: Path, files: ContentFiles, today: date) -> None:
        self._root = root
        self.files = files
        self.today = today
        self.single = {PurePosixPath(path).stem: path for path in files.single}
        self.slugs = {kind: tuple(PurePosixPath(path).stem for path in getattr(files, kind)) for kind in _FOLDERS}
        self.spellings = Spellings({})
        self.problems: list[Problem] = list(files.problems)
        self.digests: dict[str, str] = {}
        self._unread: set[str] = set()  # paths of files whose content is unknown

    def one(self, name: str, look: Callable[[Document, Findings], _T]) -> _T | None:
        """One file of content/ itself; None where it is missing or cannot be read."""
        path = self.single.get(name)
        return self.check(path, look) if path else None

    def many(self, paths: Iterable[str], look: Callable[[Document, Findings], _T]) -> list[_T]:
        """Those of some files that could be read."""
        found = [self.check(path, look) for path in paths]
        return [each for each in found if each is not None]

    def check(self, path: str, look: Callable[[Document, Findings], _T]) -> _T | None:
        """Read one file and let `look` check it, collecting its Problems."""
        document = self.read(path)
        if document is None:
            return None
        notes = Findings.of(document, self.today, self.spellings)
        result = look(document, notes)
        self.problems += notes.problems
        return result

    def read(self, path: str) -> Document | None:
        """One file; None where it cannot be read."""
        document = read_document(self._root, path)
        if isinstance(document, Problem):
            self.problems.append(document)
            self._unread.add(path)
            return None
        self.digests[path] = document.digest
        return document

    def is_unread(self, name: str) -> bool:
        """Whether nobody knows what a file of content/ itself holds."""
        return self.single.get(name) in self._unread or (name in REQUIRED and name not in self.single)

    def ids(self, name: str, ids: Iterable[str]) -> Collection[str]:
        """The ids that a file holds: any may be there where it could not be read."""
        return UNREAD if self.is_unread(name) else frozenset(ids)
