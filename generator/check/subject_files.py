"""Subject files: the file of a program or an institution, by its path, by its name, or by a name that it had."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from generator.model.nearest import nearest
from generator.model.problem import shorten

# Each kind of subject, its folder and the ending of its files.
KINDS = {"program": ("content/programs/", ".md"), "institution": ("content/institutions/", ".yml")}


class SubjectFiles:
    """The files that there are; those who still say an old name of something mean its file of today."""

    def __init__(self, paths: Iterable[str], aliases: Iterable[tuple[str, Iterable[str]]] = ()) -> None:
        """`aliases` are the old names of what stands in a file."""
        self._own: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}  # name → path
        self._old: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
        for path in paths:
            self.add(path)
        for path, names in aliases:
            for name in names:
                self._old[kind_of(path)].setdefault(name, path)

    def add(self, path: str) -> None:
        """Learn a file that was begun."""
        self._own[kind_of(path)].setdefault(PurePosixPath(path).stem, path)

    def find(self, name: str, *kinds: str) -> str:
        """The path of what is meant, of any kind or of some; "" where there is none. An ending does no harm."""
        kinds = kinds or tuple(KINDS)
        if "/" in name:
            kinds = tuple(kind for kind in kinds if kind == kind_of(name))
        stem = PurePosixPath(name).stem if name.endswith(tuple(ending for _, ending in KINDS.values())) else name
        for names in (self._own, self._old):
            for kind in kinds:
                if stem in names[kind]:
                    return names[kind][stem]
        return ""

    def names(self, *kinds: str) -> tuple[str, ...]:
        """The names of today."""
        return tuple(name for kind in kinds or KINDS for name in self._own[kind])

    def tell_unknown(self, name: str, *kinds: str) -> str:
        """That there is nothing of this name, in a sentence, with the name that is most like it."""
        kinds = kinds or tuple(KINDS)
        other = self.find(name)
        if other:
            return f"{shorten(name)} is no {' or '.join(kinds)}: it is {other}."
        near = nearest(name, self.names(*kinds))
        told = f"There is no {' or '.join(kinds)} {shorten(name)}."
        return f'{told} Did you mean "{near}"?' if near else told


def kind_of(path: str) -> str:
    """What stands at a path, "" where it is neither."""
    return next(
        (kind for kind, (folder, ending) in KINDS.items() if path.startswith(folder) and path.endswith(ending)), ""
    )
