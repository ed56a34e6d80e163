"""Known programs: which one a row of a list may be, by its codes, and by name, specialty and place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.bulk.blank import ProgramDraft
from generator.check.unique_names import place_mark
from generator.model.editorial import Editorial
from generator.model.folding import Fold
from generator.model.identifiers import Identifier, single


class KnownPrograms:
    """The programs of the directory, and those that a list begins, each by the path of its file."""

    def __init__(self, marks: Mapping[str, Iterable[str]], identifiers: Iterable[Identifier], fold: Fold) -> None:
        """`marks` are what each program has for its own (`check.unique_marks`)."""
        self._fold = fold
        self._single = {identifier.key for identifier in single(identifiers)}
        self._paths: dict[str, str] = {}  # mark → path
        self._codes: dict[str, dict[str, str]] = {}  # path → those codes of which it has one
        for path, own in marks.items():
            for mark in own:
                self._remember(path, mark.rpartition("\0")[0])

    def _remember(self, path: str, mark: str) -> None:
        self._paths.setdefault(mark, path)
        key, _, code = mark.partition("\0")
        if key in self._single:
            self._codes.setdefault(path, {})[key] = code

    def by_code(self, key: str, code: str) -> str:
        """The program of this code, "" where there is none."""
        return self._paths.get(f"{key}\0{code}", "")

    def find(self, draft: ProgramDraft) -> tuple[str, bool]:
        """The program at its institution and place with its specialty, and whether it has its name as well."""
        place = self._place(draft)
        named = self._paths.get(place + self._fold(draft.name), "")
        return named or next((path for mark, path in self._paths.items() if mark.startswith(place)), ""), bool(named)

    def is_apart(self, draft: ProgramDraft, path: str) -> bool:
        """Whether a code of which a program has one tells that it is another one."""
        known = self._codes.get(path, {})
        return any(code != known[key] for key, code in draft.codes.items() if key in known)

    def add(self, draft: ProgramDraft, path: str) -> None:
        """Learn one that is new."""
        for mark in (
            self._place(draft) + self._fold(draft.name),
            *(f"{key}\0{code}" for key, code in draft.codes.items()),
        ):
            self._remember(path, mark)

    def _place(self, draft: ProgramDraft) -> str:
        return place_mark(draft.institution, draft.specialty, draft.state, draft.city, self._fold)


def known_programs(marks: Mapping[str, Iterable[str]], editorial: Editorial) -> KnownPrograms:
    """The programs of the directory, with what each has for its own (`check.unique_marks`) by the path of its file."""
    return KnownPrograms(marks, editorial.identifiers, Fold(editorial.search.same, editorial.search.skip))
