"""Packing: what comes out is what went in, whether it is made once or each time, and however often it is stored."""

from __future__ import annotations

import marshal
import pickle

import pytest

from generator.answers import packing
from generator.answers.packing import Pack, Summaries
from generator.answers.summary import FitValue, Summary, summarize
from tests.real import real_library


@pytest.fixture(scope="module")
def programs() -> list[Summary]:
    library = real_library()
    return [summarize(program, library.context, {}) for program in library.programs]


@pytest.fixture(params=["made once", "made each time"])
def most(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "made each time":
        monkeypatch.setattr(packing, "MOST", 10)


def packed(programs: list[Summary]) -> Pack:
    pack = Pack()
    for number, program in enumerate(programs):
        pack.add(f"key {number % 7}", program)
    return pack


@pytest.mark.usefixtures("most")
def test_a_pack_gives_back_what_it_holds(programs: list[Summary]):
    pack = Pack.of_plain(marshal.loads(marshal.dumps(packed(programs).plain())))
    assert list(pack) == programs
    assert [type(part) for part in pack[0]] == [type(part) for part in programs[0]]
    assert {type(fit) for summary in pack for fit in summary.fits} == {FitValue, type(None)}
    assert [pack.key(number) for number in range(len(pack))] == [f"key {n % 7}" for n in range(len(programs))]


@pytest.mark.usefixtures("most")
def test_a_pack_takes_over_rows_between_new_ones(programs: list[Summary]):
    known = Pack.of_plain(packed(programs).plain())
    edited = programs[3]._replace(title="Another title", known_as=("A name",), shown="")
    pack = Pack(known)
    pack.take_over(known, range(3))
    pack.add("another key", edited)
    pack.take_over(known, range(4, len(programs)))
    assert list(pack) == [*programs[:3], edited, *programs[4:]]
    assert pack.key(3) == "another key" and pack.key(4) == "key 4"
    assert list(known) == programs, "what was known stays as it was"


@pytest.mark.usefixtures("most")
def test_summaries_are_in_an_order_of_their_own(programs: list[Summary]):
    def place(summary: Summary) -> tuple[str, str]:
        return summary.state, summary.slug

    summaries, expected = packed(programs).sorted(place), sorted(programs, key=place)
    assert list(summaries) == expected and len(summaries) == len(programs)
    assert list(summaries[5:9]) == expected[5:9] and summaries[5] == expected[5]
    assert list(summaries[5:9].take([2, 0])) == [expected[7], expected[5]]
    groups = summaries.group("state")
    assert list(groups) == sorted({program.state for program in programs})
    assert {code: list(group) for code, group in groups.items()} == {
        code: [program for program in expected if program.state == code] for code in groups
    }


def test_equal_parts_are_one_object(programs: list[Summary]):
    one, other = Summaries.of([programs[0], pickle.loads(pickle.dumps(programs[0]._replace(slug="twin")))])
    assert one.cells[0] is other.cells[0] and one.institution is other.institution


def test_different_cells_of_one_age_share_it(programs: list[Summary]):
    aged = next(cell for program in programs for cell in program.cells if cell.mark)
    alike = pickle.loads(pickle.dumps(aged._replace(shown="another answer")))
    one, other = Summaries.of([programs[0]._replace(cells=(aged,)), programs[0]._replace(slug="b", cells=(alike,))])
    assert one.cells != other.cells and one.cells[0].mark is other.cells[0].mark
