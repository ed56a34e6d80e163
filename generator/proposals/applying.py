"""Applying: each proposal on its own, one after the other; what is taken in is checked before the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from os.path import lexists
from pathlib import Path

from generator.check import Lists
from generator.check.profiles import check_subject
from generator.check.proposals import Refused
from generator.model.problem import Problem
from generator.model.proposals import PROFILE, Proposal
from generator.proposals.groups import holds
from generator.proposals.lines import rewrite
from generator.proposals.wanted import find_wanted
from generator.proposals.writing import write_entry
from generator.read.content_file import replace_files
from generator.read.documents import Document, parse_document, read_bytes
from generator.read.plain import to_plain

_UNSAFE = "the lines could not be changed without touching others; change the file by hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Already:
    """A proposal that the file says already."""

    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A proposal that was taken in."""

    about: str
    by: str


Done = Taken | Already | Refused


class Edits:
    """Files as proposals have changed them so far; nothing is written before `write`."""

    def __init__(self, root: Path, lists: Lists) -> None:
        self._root = root
        self._lists = lists
        self.before: dict[str, Document | None] = {}  # None: there was no such file
        self._made: dict[str, tuple[Document, str]] = {}  # with its text

    def apply(self, proposals: Iterable[Proposal | Refused]) -> list[Done]:
        """What came of each."""
        return [item if isinstance(item, Refused) else self._apply_one(item) for item in proposals]

    def _apply_one(self, proposal: Proposal) -> Done:
        if proposal.field == PROFILE:
            return self._begin(proposal)
        there = self._read(proposal.path)
        if isinstance(there, Problem):
            return Refused(about=proposal.about, why=there.sentence)
        document, text = there
        front = to_plain(document.front)
        wanted = find_wanted(front if isinstance(front, dict) else {}, proposal, self._lists.listed)
        if isinstance(wanted, Refused):
            return wanted
        if wanted == front:
            return Already(about=proposal.about)
        made = rewrite(document, text, wanted)
        if made is None:
            return Refused(about=proposal.about, why=_UNSAFE)
        return self._keep(proposal, document, made)

    def _keep(self, proposal: Proposal, document: Document | None, made: str) -> Done:
        """Keep the new text, unless the check finds something in it that it did not find before."""
        after = parse_document(proposal.path, made.encode())
        if isinstance(after, Problem):
            return Refused(about=proposal.about, why=after.sentence)
        known = Counter(map(_without_place, self._check(document) if document else []))
        wrong = [problem for problem in self._check(after) if not _take_known(known, problem)]
        if wrong:
            return Refused(about=proposal.about, why=" ".join(problem.sentence for problem in wrong))
        self.before.setdefault(proposal.path, document)
        self._made[proposal.path] = after, made
        return Taken(about=proposal.about, by=proposal.by)

    def _begin(self, proposal: Proposal) -> Done:
        """Begin a file with its first fields; one that is there already stays as it is."""
        fields = proposal.new if isinstance(proposal.new, dict) else {}
        if proposal.path in self._made or lexists(self._root / proposal.path):
            there = self._read(proposal.path)
            if isinstance(there, Problem):
                return Refused(about=proposal.about, why=f"there is such a file already: {there.sentence}")
            front = to_plain(there[0].front)
            if isinstance(front, dict) and holds(front, fields):
                return Already(about=proposal.about)
            return Refused(about=proposal.about, why="there is such a file already")
        lines = "".join(f"{write_entry((key,), value, 0, lines=True)}\n" for key, value in fields.items())
        made = f"---\n{lines}---\n" if proposal.path.endswith(".md") else lines
        return self._keep(proposal, None, made)

    def _read(self, path: str) -> tuple[Document, str] | Problem:
        """A file as it is by now, and its text."""
        if path in self._made:
            return self._made[path]
        content = read_bytes(self._root, path)
        if isinstance(content, Problem):
            return content
        document = parse_document(path, content)
        return document if isinstance(document, Problem) else (document, content.decode())

    def _check(self, document: Document) -> list[Problem]:
        return check_subject(document, self._lists)[1]

    def sides(self) -> list[tuple[Document | None, Document]]:
        """Each file that changed, as it was and as it is now."""
        return [(before, self._made[path][0]) for path, before in self.before.items()]

    @property
    def texts(self) -> dict[str, str]:
        """What each file that changed holds now, by its path."""
        return {path: text for path, (_, text) in self._made.items()}

    def write(self) -> None:
        """Put the new texts in place of the files."""
        replace_files({self._root / path: text.encode() for path, text in self.texts.items()})


def _without_place(problem: Problem) -> tuple[str, str, str, str]:
    return problem.code, problem.where, problem.must, problem.found


def _take_known(known: Counter[tuple[str, str, str, str]], problem: Problem) -> bool:
    key = _without_place(problem)
    if not known[key]:
        return False
    known[key] -= 1
    return True
