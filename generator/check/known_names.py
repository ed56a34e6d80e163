"""Look-up: find an institution, specialty or state by whatever name a person typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.model.editorial import Editorial
from generator.model.problem import nearest


class Names:
    """Known things by all their names."""

    def __init__(self, named: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._by_name: dict[str, str] = {}
        for id, names in named:
            for name in (id, *names):
                self._by_name.setdefault(_plain(name), id)

    def find(self, text: str) -> str:
        """The id of the thing with this name, "" where there is none."""
        return self._by_name.get(_plain(text), "")

    def near(self, text: str) -> str:
        """The id of the thing whose name is most like this one, "" where none is."""
        return self._by_name.get(nearest(_plain(text), self._by_name), "")

    def add(self, id: str, name: str) -> None:
        """Learn a thing that is new."""
        self._by_name.setdefault(_plain(name), id)
        self._by_name.setdefault(_plain(id), id)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def names_of(editorial: Editorial) -> Mapping[str, Names]:
    """The names of institutions, specialties and states."""
    return {
        "institution": Names((i.slug, (i.name, *i.known_as, *i.aliases)) for i in editorial.institutions.values()),
        "specialty": Names((s.id, (s.label, s.short, *s.known_as)) for s in editorial.specialties.values()),
        "state": Names((state.code, (state.label,)) for state in editorial.states.values()),
    }
