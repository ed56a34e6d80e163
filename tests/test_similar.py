"""Similar programs: near first, and looked for again only where something has changed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from generator.plan import similar
from generator.plan.context import Context
from generator.plan.similar import choose_similar
from generator.summary import Summary, summarize
from tests.real import real_library


@pytest.fixture(scope="module")
def summaries() -> list[Summary]:
    library = real_library()
    return [summarize(program, library.context, {}) for program in library.programs]


def test_similar_programs_share_the_specialty_and_the_nearest_come_first(summaries: list[Summary]):
    _, pairs = choose_similar(summaries, real_library().context, {}, "base")
    found = dict(pairs)
    assert found.keys() == set(summaries)
    for one, others in found.items():
        assert one not in others and len(others) <= similar.MOST
        assert all(other.specialty == one.specialty for other in others)
        assert [other.state != one.state for other in others] == sorted(other.state != one.state for other in others)


def test_what_was_chosen_is_looked_for_again_only_in_a_specialty_that_changed(
    summaries: list[Summary], monkeypatch: pytest.MonkeyPatch
):
    context = real_library().context
    chosen, pairs = choose_similar(summaries, context, {}, "base")
    before = dict(pairs)
    looked: list[str] = []
    compare = similar._compare_neighbors

    def look(programs: Sequence[Summary], context: Context) -> tuple[tuple[int, ...], ...]:
        looked.append(programs[0].specialty)
        return compare(programs, context)

    monkeypatch.setattr(similar, "_compare_neighbors", look)
    again, pairs = choose_similar(summaries, context, chosen, "base")
    assert (again, dict(pairs), looked) == (chosen, before, [])
    edited = [summaries[0]._replace(shown="other"), *summaries[1:]]
    list(choose_similar(edited, context, chosen, "base")[1])
    assert looked == [summaries[0].specialty]
    list(choose_similar(summaries, context, chosen, "other base")[1])
    assert len(looked) == 1 + len(chosen)
