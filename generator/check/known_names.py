"""Known names: find an institution, specialty or state by whatever name a person typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.model.editorial import Editorial
from generator.model.folding import Fold
from generator.model.nearest import nearest
from generator.model.specialties import Specialty
from generator.model.states import State

_JOINED = 3  # words that the name of two joined things has at least


class Names:
    """Known things by all their names."""

    def __init__(
        self,
        named: Iterable[tuple[str, Iterable[str]]],
        fold: Fold,
        tracks: Iterable[str] = (),
        *,
        joined: bool = False,
    ) -> None:
        """`tracks` are words that people add to a name for a part of the same thing; `joined` names join two of them."""
        self._fold = fold
        self._tracks = tuple(map(fold, tracks))
        self._by_name: dict[str, str] = {}
        self._in_any_order: dict[str, str] = {}  # of names that join two things
        self._several: dict[str, list[str]] = {}
        for id, names in named:
            for name in dict.fromkeys(map(fold, (id, *names))):
                self._by_name.setdefault(name, id)
                self._several.setdefault(name, []).append(id)
                if joined and len(name.split()) >= _JOINED:
                    self._in_any_order.setdefault(_sorted(name), id)

    def find(self, text: str) -> str:
        """The id of the thing with this name, "" where there is none."""
        plain = self._without_tracks(text)
        found = self._by_name.get(self._fold(text)) or self._by_name.get(plain)
        return found or self._in_any_order.get(_sorted(plain), "")

    def all(self, text: str) -> list[str]:
        """The ids of all things with this name: a short one may stand for several."""
        return self._several.get(self._fold(text), [])

    def find_only(self, text: str) -> str:
        """The id of the one thing with this name, "" where there is none or several."""
        found = self.all(text)
        return found[0] if len(found) == 1 else ""

    def near(self, text: str) -> str:
        """The id of the thing whose name is most like this one, "" where none is."""
        return self._by_name.get(nearest(self._without_tracks(text), self._by_name), "")

    def _without_tracks(self, text: str) -> str:
        found = f" {self._fold(text)} "
        for track in self._tracks:
            found = found.replace(f" {track} ", " ")
        return found.strip()


def _sorted(name: str) -> str:
    return " ".join(sorted(name.split()))


def names_of(editorial: Editorial) -> Mapping[str, Names]:
    """The names of institutions, specialties and states."""
    fold, tracks = Fold(editorial.search.same, editorial.search.skip), editorial.wording.tracks
    institutions = ((i.slug, (i.name, *i.known_as, *i.aliases)) for i in editorial.institutions.values())
    listed = names_of_listed(editorial.specialties.values(), editorial.states.values(), fold, tracks)
    return {**listed, "institution": Names(institutions, fold)}


def names_of_listed(
    specialties: Iterable[Specialty], states: Iterable[State], fold: Fold | None = None, tracks: Iterable[str] = ()
) -> Mapping[str, Names]:
    """The names of specialties and states, and of no institution, as long as those have not been read."""
    fold = fold or Fold({}, ())
    return {
        "institution": Names((), fold),
        "specialty": Names(((s.id, (s.label, s.short, *s.known_as)) for s in specialties), fold, tracks, joined=True),
        "state": Names(((state.code, (state.label,)) for state in states), fold),
    }
