"""Known institutions: which one a row of a list means, by name and place."""

from __future__ import annotations

from collections.abc import Iterable

from generator.bulk.blank import InstitutionDraft
from generator.check.texts import slug_of
from generator.model.claims import Institution
from generator.model.folding import Fold
from generator.model.nearest import nearest

_FEWEST = 2  # words that a name has which stands for a longer one


class KnownInstitutions:
    """The institutions of the directory, and those that a list begins. One name in two states is two of them."""

    def __init__(self, institutions: Iterable[Institution], fold: Fold) -> None:
        self._fold = fold
        self._named: dict[tuple[str, str], list[str]] = {}  # state and name → slugs
        self._in_city: dict[tuple[str, str], dict[str, str]] = {}  # of those that were there: name → slug
        self._cities: dict[str, str] = {}
        for each in institutions:
            self._cities[each.slug] = fold(each.city)
            for name in dict.fromkeys(map(fold, (each.name, *each.known_as, each.slug, *each.aliases))):
                self._named.setdefault((each.state, name), []).append(each.slug)
                self._in_city.setdefault((each.state, fold(each.city)), {})[name] = each.slug

    def find(self, name: str, city: str, state: str) -> tuple[str, list[str]]:
        """The slug of the one that is meant; else those that it may be."""
        folded, place = self._fold(name), self._fold(city)
        slugs = self._named.get((state, folded), [])
        here = [slug for slug in slugs if self._cities[slug] == place] or slugs
        if here:
            return (here[0], []) if len(here) == 1 else ("", here)
        known = self._in_city.get((state, place), {})
        like = dict.fromkeys(slug for other, slug in known.items() if _is_part(folded, other))
        near = nearest(folded, (other for other in known if _numbers(other) == _numbers(folded)))
        return "", list(like) or ([known[near]] if near else [])

    def has_city(self, city: str, state: str) -> bool:
        """Whether an institution of the directory stands in that city."""
        return (state, self._fold(city)) in self._in_city

    def begin(self, name: str, city: str, state: str) -> InstitutionDraft:
        """A new one, with its city in the name of its file where another state has one of this name."""
        slug = slug_of(name)
        taken = slug in self._cities
        return InstitutionDraft(slug=slug_of(name, city) if taken else slug, name=name, city=city, state=state)

    def add(self, draft: InstitutionDraft) -> None:
        """Learn one that is new. What the list itself names is not held to be near one another."""
        self._cities[draft.slug] = self._fold(draft.city)
        self._named.setdefault((draft.state, self._fold(draft.name)), []).append(draft.slug)


def _is_part(one: str, other: str) -> bool:
    fewer, more = sorted((set(one.split()), set(other.split())), key=len)
    return len(fewer) >= _FEWEST and fewer <= more and _numbers(one) == _numbers(other)


def _numbers(name: str) -> set[str]:
    return {word for word in name.split() if word.isdigit()}
