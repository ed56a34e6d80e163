"""Filings on the site: beside the answer that they are about, on a page of their own, as a facet and as a table."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.answers.context import Context
from generator.answers.filings import list_late, tell_filed
from generator.answers.grouping import answers_of
from generator.answers.summaries import Summaries
from generator.answers.summary import summarize
from generator.check import check_editorial, check_program
from generator.data.filings import HEAD, filings_csv
from generator.model.claims import Institution, Program
from generator.model.filings import Filing, Record
from generator.pages.filings import plan_filings
from generator.read.documents import read_document
from generator.read.folders import list_content
from tests.faults import SMALL

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def context() -> Context:
    checked, problems = check_editorial(SMALL, list_content(SMALL), TODAY)
    assert checked is not None and not problems
    return Context(editorial=checked.editorial, today=TODAY)


@pytest.fixture(scope="module")
def programs() -> dict[str, Program]:
    files = list_content(SMALL)
    checked, _ = check_editorial(SMALL, files, TODAY)
    assert checked is not None
    found = [check_program(read_document(SMALL, path), checked.lists)[0] for path in files.programs]  # type: ignore[arg-type]
    return {program.slug: program for program in found}


def _with(context: Context, *filings: Filing) -> Context:
    """The same library with another record."""
    record = context.editorial.record
    assert record is not None
    year = replace(record.years[0], filings=filings)
    return Context(editorial=replace(context.editorial, record=replace(record, years=(year,))), today=context.today)


def _told(context: Context, program: Program, answer: str = "") -> str:
    """What stands beside the answer of one program, all in one; `answer` replaces what its pages say."""
    record = context.editorial.record
    assert isinstance(record, Record)
    answered = answers_of(program, context).get(record.rules.question)
    if answer and answered:
        claim = replace(answered.lead, answer=replace(answered.lead.answer, options=(answer,)))
        answered = answered._replace(lead=claim)
    filed = tell_filed((program.institution, program.state), program.specialty, answered, context)
    return "" if filed is None else " | ".join((filed.against, *filed.lines, *filed.notes))


def test_a_profile_tells_what_its_own_employer_filed_in_its_state(context: Context, programs) -> None:
    """Two spellings of the name, and only the state of the program."""
    assert _told(context, programs["harbor-works-joinery"]) == (
        " | It filed 12 applications (as Harbor Works, Inc.), October 2024 to September 2025; "
        "5 with joinery in the title, 9 for new employment. Each was certified. | Ask."
    )
    assert "none with glazing in the title (joinery 5)" in _told(context, programs["harbor-works-glazing"])
    assert _told(context, programs["mill-yard-joinery"]) == ""


class _Counted(dict[str, Institution]):
    """Institutions that know how often somebody went through all of them."""

    walks = 0

    def items(self) -> Any:
        self.walks += 1
        return super().items()


def test_who_files_under_which_names_is_found_once_for_all_profiles(context: Context, programs) -> None:
    institutions = _Counted(context.editorial.institutions)
    fresh = Context(editorial=replace(context.editorial, institutions=institutions), today=TODAY)
    assert sum(bool(_told(fresh, program)) for program in programs.values()) > 1
    assert institutions.walks == 1


@pytest.mark.parametrize(
    ("specialties", "said"),
    [
        ((("joinery", 2),), "The answer says no, and it filed. |"),
        ((), "The answer says no, and it filed, perhaps for others. |"),
        ((("turning", 1),), "The answer says no, and it filed, perhaps for others. |"),
        ((("turning", 2),), " |"),  # every title names another specialty
    ],
)
def test_a_no_beside_a_filing_is_a_contradiction_where_the_titles_may_be_ours(
    context: Context, programs, specialties, said: str
) -> None:
    filing = Filing(employer="harbor works inc", state="NB", cases=2, specialties=specialties, titles=("Apprentice",))
    filed = _with(context, filing)
    program = programs["harbor-works-joinery"]
    assert _told(filed, program, "no").startswith(said)
    assert _told(filed, program, "case-by-case").startswith(" |")


def test_an_employer_of_several_institutions_says_so(context: Context, programs) -> None:
    houses = dict(context.editorial.institutions)
    houses["mill-yard"] = replace(houses["mill-yard"], employers=("Harbor Works Inc",))
    shared = Context(editorial=replace(context.editorial, institutions=houses), today=TODAY)
    assert "The same employer files for Mill Yard." in _told(shared, programs["harbor-works-joinery"])


def test_a_filing_is_late_for_so_many_months_and_absence_is_not_known(context: Context) -> None:
    places = [("harbor-works", "NB"), ("harbor-works", "IN"), ("mill-yard", "SB")]
    assert list_late(places, context) == [("lately",), (), ()]
    later = Context(editorial=context.editorial, today=date(2027, 9, 30))
    assert list_late(places, later) == [(), (), ()]


def test_the_page_holds_every_employer_by_state_with_and_without_profile(context: Context, programs) -> None:
    summaries = Summaries(summarize(program, context, {}) for program in programs.values())
    ((head, view),) = plan_filings(summaries, context)
    assert head.url == "contracts/filed/"
    assert [(row.employer, row.state, row.counts) for row in view.ours] == [
        ("Harbor Works, Inc.", "North Bank", (("12", 12, "100.0"),))
    ]
    assert [link.url for link in view.ours[0].institutions] == ["institutions/harbor-works/"]
    assert [(row.employer, row.named) for row in view.others] == [
        ("Elsewhere Health", "3 may be for others"),
        ("HARBOR WORKS, INC.", ""),  # the same name in a state where that institution has nothing
    ]
    assert [shown for _, shown, _ in view.states] == ["15", "1"]
    assert "Absence proves nothing." in view.notes


def test_the_table_for_spreadsheets_holds_what_the_record_tells(context: Context) -> None:
    rows = list(csv.DictReader(io.StringIO(_csv_of(context))))
    assert tuple(rows[0]) == HEAD and len(rows) == 3
    assert (rows[0]["cases"], rows[0]["positions"], rows[0]["new"]) == ("12", "13", "9")
    assert rows[1]["positions"] == "" and rows[0]["certified"] == "yes"
    risky = _with(context, Filing(employer="=cmd()", state="NB", cases=1))
    assert "'=cmd()" in _csv_of(risky)


def _csv_of(context: Context) -> str:
    assert context.editorial.record
    return filings_csv(context.editorial.record, context).decode()
