"""Basis: what the check of a program rests on besides its own file."""

from __future__ import annotations

from generator.model.digests import digest
from generator.model.editorial import Editorial
from generator.read.folders import ContentFiles


class CheckKeys:
    """A hash of that basis, the same for most programs of an institution."""

    def __init__(self, base: str, editorial: Editorial, files: ContentFiles) -> None:
        """`base` is the key of what every page depends on."""
        self._base, self._editorial = base, editorial
        linkable = (files.programs, files.guides, files.comparisons, files.institutions, files.checklists)
        ids = (*editorial.terms, *editorial.facts, *editorial.charts)
        self._names = digest(*(path for paths in linkable for path in paths), *ids)
        self._known: dict[tuple[str, bool], str] = {}

    def of(self, institution: str, *, linked: bool) -> str:
        """The key of a program of this institution; a `linked` one's prose points at other pages."""
        key = institution, linked
        if key not in self._known:
            own = self._editorial.digest_of(institution)
            self._known[key] = digest(self._base, own, self._names if linked else "")
        return self._known[key]
