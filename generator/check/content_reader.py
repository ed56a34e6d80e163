"""ContentReader: the files of content/ by name and by folder, read with a check of one's own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from pathlib import PurePosixPath
from typing import TypeVar

from generator.check.expected_files import REQUIRED
from generator.check.findings import Findings
from generator.check.reader import FileReader
from generator.check.references import UNREAD
from generator.read.documents import Document
from generator.read.folders import ContentFiles

_T = TypeVar("_T")
_FOLDERS = ("institutions", "programs", "comparisons", "guides", "checklists")


class ContentReader:
    """What each step of the check reads with; the Problems gather in its `file_reader`."""

    def __init__(self, file_reader: FileReader, files: ContentFiles) -> None:
        self.file_reader = file_reader
        self.files = files
        self.single = {PurePosixPath(path).stem: path for path in files.single}
        self.slugs = {kind: tuple(PurePosixPath(path).stem for path in getattr(files, kind)) for kind in _FOLDERS}

    def one(self, name: str, look: Callable[[Document, Findings], _T]) -> _T | None:
        """One file of content/ itself; None where it is missing or cannot be read."""
        path = self.single.get(name)
        return self.file_reader.check(path, look) if path else None

    def many(self, paths: Iterable[str], look: Callable[[Document, Findings], _T]) -> list[_T]:
        """Those of some files that could be read."""
        found = [self.file_reader.check(path, look) for path in paths]
        return [each for each in found if each is not None]

    def is_unread(self, name: str) -> bool:
        """Whether nobody knows what a file of content/ itself holds."""
        return self.single.get(name) in self.file_reader.unread or (name in REQUIRED and name not in self.single)

    def ids(self, name: str, ids: Iterable[str]) -> Collection[str]:
        """The ids that a file holds: any may be there where it could not be read."""
        return UNREAD if self.is_unread(name) else frozenset(ids)
