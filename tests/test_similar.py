"""Similar programs: near first, and looked for again only where something has changed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from generator.answers.context import Context
from generator.answers.summaries import Summaries
from generator.answers.summary import Summary, summarize
from generator.pages import similar
from generator.pages.similar import choose_similar
from tests.real import small_library


@pytest.fixture(scope="module")
def groups() -> dict[str, Summaries]:
    """Each program of the small directory, and copies of it in two more cities of each place."""
    library = small_library()
    found = [summarize(program, library.context, {}) for program in library.programs]
    places = [(state, city) for state in library.editorial.states for city in ("Upper Town", "Lower Town")]
    copies = [
        each._replace(slug=f"{each.slug}-{number}", state=state, city=city)
        for each in found
        for number, (state, city) in enumerate(places)
    ]
    return Summaries([*found, *copies]).group("specialty")


def test_similar_programs_share_the_specialty_and_the_nearest_come_first(groups: dict[str, Summaries]):
    chosen = choose_similar(groups, small_library().context, {}, "base")
    for id, programs in groups.items():
        for one, places in zip(programs, chosen[id][1], strict=True):
            others = list(programs.take(places))
            assert one not in others and len(others) <= similar.MOST
            away = [other.state != one.state for other in others]
            assert away == sorted(away)


def test_what_was_chosen_is_looked_for_again_only_in_a_specialty_that_changed(
    groups: dict[str, Summaries], monkeypatch: pytest.MonkeyPatch
):
    context = small_library().context
    chosen = choose_similar(groups, context, {}, "base")
    looked: list[str] = []
    compare = similar._compare_neighbors

    def look(programs: Sequence[Summary], context: Context) -> tuple[tuple[int, ...], ...]:
        looked.append(programs[0].specialty)
        return compare(programs, context)

    monkeypatch.setattr(similar, "_compare_neighbors", look)
    assert (choose_similar(groups, context, chosen, "base"), looked) == (chosen, [])
    first, *others = next(iter(groups.values()))
    edited = groups | {first.specialty: Summaries([first._replace(shown="other"), *others])}
    choose_similar(edited, context, chosen, "base")
    assert looked == [first.specialty]
    choose_similar(groups, context, chosen, "other base")
    assert len(looked) == 1 + len(chosen)
