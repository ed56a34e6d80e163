"""Filings: rows of the government's tables become the exact counts; the site shows them beside what pages say."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from generator.bulk.cases import read_day
from generator.bulk.employers import list_unclaimed
from generator.bulk.new_file import Declined
from generator.bulk.tables import read_rows
from generator.commands.command_line import main
from generator.model.claims import Institution
from generator.model.filings import Filing, phrases, plain, same_employer
from tests.faults import copy_small
from tests.tables import columns_of, lay_out, write_csv, write_xlsx

TODAY = "2026-11-21"
Row = dict[str, str | int]


def _row(number: int, **fields: str | int) -> Row:
    base: Row = {
        "CASE_NUMBER": f"I-200-24355-{number:06d}",
        "CASE_STATUS": "Certified",
        "RECEIVED_DATE": "2024-12-20",
        "DECISION_DATE": "2024-12-30",
        "CONTRACT_CLASS": "T-2B",
        "JOB_TITLE": "Apprentice",
        "SOC_CODE": "29-1229.00",
        "BEGIN_DATE": "2025-07-01",
        "TOTAL_WORKER_POSITIONS": 1,
        "NEW_EMPLOYMENT": 1,
        "EMPLOYER_NAME": "Harbor Works, Inc.",
        "EMPLOYER_STATE": "NB",
        "WORKSITE_STATE": "NB",
    }
    return base | fields


def _trap() -> list[Row]:
    """Forty rows; what counts of them is in `test_forty_rows_give_the_exact_counts`."""
    apprentices = [
        _row(1, JOB_TITLE="Joinery Apprentice"),
        _row(2, JOB_TITLE="PGY-1 Joinery/Turning Apprentice", SOC_CODE="29-1216"),
        _row(3, JOB_TITLE="APPRENTICE (GLAZIER)", BEGIN_DATE="2025-06-20"),
        _row(4, JOB_TITLE="House Officer 4", NEW_EMPLOYMENT=0, CONTINUED_EMPLOYMENT=1),
        _row(5, JOB_TITLE="Graduate Apprentice Trainee", SOC_CODE="29-9099"),
        _row(6, JOB_TITLE="Apprentice/Fellow", TOTAL_WORKER_POSITIONS=3, NEW_EMPLOYMENT=2, CHANGE_EMPLOYER=1),
        # Two spellings of one employer.
        _row(7, EMPLOYER_NAME="HARBOR WORKS, INC"),
        _row(8, EMPLOYER_NAME="The Harbor Works, Inc."),
        # Another state, and another legal form, are other employers.
        _row(9, WORKSITE_STATE="SB"),
        _row(10, EMPLOYER_NAME="Harbor Works LLC"),
        # No worksite: the employer's own state.
        _row(11, WORKSITE_STATE="", EMPLOYER_NAME="Elsewhere Health"),
        _row(12, EMPLOYER_NAME="Elsewhere Health", DECISION_DATE="2025-09-30"),
        # The next fiscal year.
        _row(13, EMPLOYER_NAME="Elsewhere Health", DECISION_DATE="2025-10-01"),
    ]
    twice = [
        _row(14, JOB_TITLE="Apprentice", DECISION_DATE="2024-11-01", CASE_STATUS="Certified"),
        _row(14, JOB_TITLE="Apprentice", DECISION_DATE="2025-02-01", CASE_STATUS="Certified - Withdrawn"),
        _row(15, JOB_TITLE="Apprentice", DECISION_DATE="2025-02-01", CASE_STATUS="Certified"),
        _row(15, JOB_TITLE="Apprentice", DECISION_DATE="2024-11-01", CASE_STATUS="Denied"),
        _row(16, DECISION_DATE="2025-01-05"),
        _row(16, DECISION_DATE="2025-01-05"),
    ]
    others = [
        _row(20, JOB_TITLE="Attending Apprentice"),
        _row(21, JOB_TITLE="Clinical Fellow"),
        _row(22, JOB_TITLE="House Staff Fellow Apprentice"),
        _row(23, JOB_TITLE="Pharmacy Apprentice"),
        _row(24, JOB_TITLE="PGY-1 Pharmacist"),
        _row(25, JOB_TITLE="Dental Apprentice"),
        _row(26, JOB_TITLE="Research Fellow"),
        _row(27, JOB_TITLE="Postdoctoral Research Apprentice"),
        _row(28, JOB_TITLE="Nurse Apprentice"),
        _row(29, JOB_TITLE="Apprenticeship Program Director"),
        _row(30, JOB_TITLE="Veterinary Apprentice"),
        _row(31, JOB_TITLE="Apprentice", SOC_CODE="29-1131.00"),
        _row(32, JOB_TITLE="Apprentice Engineer", SOC_CODE="17-2051.00"),
        _row(33, JOB_TITLE="Physical Therapist Apprentice"),
        _row(34, JOB_TITLE="Software Engineer", SOC_CODE="15-1252.00"),
        _row(35, CASE_STATUS="Withdrawn"),
        _row(36, CASE_STATUS="Denied"),
        _row(37, CASE_STATUS="Certified - Withdrawn"),
        _row(38, CONTRACT_CLASS="E-3 Australian", CASE_NUMBER="I-203-24355-000038"),
        _row(39, CONTRACT_CLASS="H-1B1 Chile", CASE_NUMBER="I-201-24355-000039"),
        _row(40, JOB_TITLE=""),
    ]
    return [*apprentices, *twice, *others]


def _read(root: Path, *tables: Path, **options: str) -> int:
    given = [part for key, value in options.items() for part in (f"--{key}", value)]
    return main(["filings", *map(str, tables), "--root", str(root), "--today", TODAY, *given])


def _root(folder: Path) -> Path:
    root = copy_small(folder / "root")
    (root / "content" / "filings" / "2025.yml").unlink()
    return root


EXPECTED = """\
since: 2024-12-30
until: 2025-09-30
certified: true
files: [{name}]
filings:
  - {{employer: 'Harbor Works, Inc.', state: NB, cases: 10, positions: 12, new: 10, either: 1, specialties: {{glazing: 1, joinery: 1, joinery-turning: 1}}, titles: [Apprentice, APPRENTICE (GLAZIER), Apprentice/Fellow], first: 2025-06-20, last: 2025-07-01}}
  - {{employer: Elsewhere Health, state: NB, cases: 2, new: 2, titles: [Apprentice], first: 2025-07-01, last: 2025-07-01}}
  - {{employer: Harbor Works LLC, state: NB, cases: 1, new: 1, titles: [Apprentice], first: 2025-07-01, last: 2025-07-01}}
  - {{employer: 'Harbor Works, Inc.', state: SB, cases: 1, new: 1, titles: [Apprentice], first: 2025-07-01, last: 2025-07-01}}
"""


@pytest.mark.parametrize("year", [2018, 2019, 2020, 2024, 2024.75, 2025.75])
@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_forty_rows_give_the_exact_counts(tmp_path: Path, capsys, year: float, write) -> None:
    """In the layout of each year, as a workbook and as CSV: the same counts."""
    root, columns = _root(tmp_path), columns_of(year)
    name = f"LCA_Disclosure_Data_FY{int(year)}.{'csv' if write is write_csv else 'xlsx'}"
    rows = _trap()
    assert len(rows) == 40
    table = write(tmp_path / name, columns, (lay_out(row, columns, year) for row in rows))
    assert _read(root, table) == 0
    assert capsys.readouterr().out.split() == ["content/filings/2026.yml", "content/filings/2025.yml"]
    written = (root / "content" / "filings" / "2025.yml").read_text()
    # The first day is that of the earliest row of the class, whatever its job: so many days the table covers.
    assert written.partition("\n")[2] == EXPECTED.format(name=name).replace("2024-12-30", "2024-11-01")
    assert "cases: 1, new: 1" in (root / "content" / "filings" / "2026.yml").read_text()
    assert main(["check", "--root", str(root), "--today", TODAY]) == 0


def test_the_layouts_have_as_many_columns_as_the_real_ones() -> None:
    assert [len(columns_of(year)) for year in (2018, 2020, 2024, 2024.75, 2025.75)] == [52, 96, 96, 97, 98]


def test_a_table_without_status_class_and_decision_says_so(tmp_path: Path, capsys) -> None:
    """A case's number tells its class and its day; what the table does not tell is left out, never guessed."""
    root = _root(tmp_path)
    columns = ("CASE_NUMBER", "JOB_TITLE", "EMPLOYER_NAME", "WORKSITE_STATE")
    rows = [("I-200-24275-000001", "Apprentice", "A Yard", "NB"), ("I-203-24275-000002", "Apprentice", "A Yard", "NB")]
    assert _read(root, write_csv(tmp_path / "FY2025.csv", columns, rows), note="Half a year.") == 0
    assert "filed (the tables do not tell which were certified)" in capsys.readouterr().err
    assert (root / "content" / "filings" / "2025.yml").read_text().partition("\n")[2] == (
        "since: 2024-10-01\nuntil: 2024-10-01\ncertified: false\nfiles: [FY2025.csv]\nnote: Half a year.\n"
        "filings:\n  - {employer: A Yard, state: NB, cases: 1, titles: [Apprentice]}\n"
    )


def test_a_year_that_reaches_further_is_kept_unless_told(tmp_path: Path, capsys) -> None:
    root, columns = _root(tmp_path), columns_of(2025)
    late = write_csv(tmp_path / "late.csv", columns, [lay_out(_row(1, DECISION_DATE="2025-09-01"), columns, 2025)])
    early = write_csv(tmp_path / "early.csv", columns, [lay_out(_row(2, DECISION_DATE="2025-01-01"), columns, 2025)])
    assert _read(root, late) == 0
    before = (root / "content" / "filings" / "2025.yml").read_bytes()
    assert _read(root, early) == 1
    assert "--replace" in capsys.readouterr().err
    assert (root / "content" / "filings" / "2025.yml").read_bytes() == before
    (root / "content" / "filings" / "2025.yml").write_bytes(before + b"# Caf\xe9\n")
    assert _read(root, early) == 1
    assert (root / "content" / "filings" / "2025.yml").read_bytes() == before + b"# Caf\xe9\n"
    assert main(["filings", str(early), "--replace", "--root", str(root), "--today", TODAY]) == 0
    assert (root / "content" / "filings" / "2025.yml").read_bytes() != before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("gone.xlsx", None, "is not a file"),
        ("torn.xlsx", b"PK\x03\x04 and no more", "is not a workbook that can be read"),
        ("other.csv", b"a,b\n1,2\n", "missing: JOB_TITLE, EMPLOYER_NAME, WORKSITE_STATE or WORKSITE_STATE_1"),
        ("empty.csv", b"", "missing: JOB_TITLE"),
    ],
)
def test_what_is_no_table_is_refused_in_words(tmp_path: Path, capsys, name: str, content, said: str) -> None:
    root = _root(tmp_path)
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert _read(root, tmp_path / name) == 1
    assert said in capsys.readouterr().err
    assert not list((root / "content" / "filings").iterdir())


HEAD = '<row><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'


@pytest.mark.parametrize(
    "row",
    ['<row><c r="A2" t="s"><v>99</v></c></row>', '<row><c r="A2" t="s"><v>-5</v></c></row>', '<row><c t="s"><v>x</v></c></row>'],
)  # fmt: skip
def test_a_workbook_that_names_texts_which_are_not_there_is_refused(tmp_path: Path, row: str) -> None:
    with pytest.raises(Declined, match="is not a workbook that can be read"):
        list(read_rows(_write_sheet(tmp_path / "t.xlsx", HEAD + row), lambda heading: {"a": "a"}))


def test_a_workbook_whose_packing_is_damaged_or_locked_is_refused(tmp_path: Path) -> None:
    sound = _write_sheet(tmp_path / "t.xlsx", HEAD * 500).read_bytes()
    packed, listed = sound.index(b"sheet1.xml") + len("sheet1.xml"), sound.rindex(b"PK\x01\x02") + 8
    for broken in (
        sound[:packed] + b"\xff" * 20 + sound[packed + 20 :],
        sound[:listed] + b"\x01" + sound[listed + 1 :],
    ):
        (tmp_path / "t.xlsx").write_bytes(broken)
        with pytest.raises(Declined, match="is not a workbook that can be read"):
            list(read_rows(tmp_path / "t.xlsx", lambda heading: {"a": "a"}))


def test_a_column_that_no_workbook_has_takes_no_time(tmp_path: Path) -> None:
    path = _write_sheet(tmp_path / "t.xlsx", HEAD.replace("A1", "ZZZZZZZ1"))
    assert list(read_rows(path, lambda heading: {"a": "a"} if heading == ["a"] else {})) == []


def test_a_table_that_is_not_the_text_that_it_begins_as_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"a\n" + b"1\n" * 600_000 + b"\xe9,\xff\n")
    with pytest.raises(Declined, match="is not a CSV table that can be read"):
        list(read_rows(tmp_path / "t.csv", lambda heading: {"a": "a"}))


def _write_sheet(path: Path, rows: str) -> Path:
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    with ZipFile(path, "w", ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", f"<worksheet {main}><sheetData>{rows}</sheetData></worksheet>")
    return path


def test_a_workbook_may_leave_cells_out_and_hold_its_texts_inside(tmp_path: Path) -> None:
    """Cells without a place of their own, texts in the cell, numbers, and columns that are not wanted."""
    table = write_xlsx(tmp_path / "t.xlsx", ("A", "B", "C"), [("x", "", 7), ("", "y", ""), ("", "", "")])
    wanted = {"C": "third", "A": "first"}
    assert [dict(row) for row in read_rows(table, lambda names: wanted)] == [{"third": "7", "first": "x"}, {}, {}]
    with pytest.raises(Declined):
        list(read_rows(tmp_path / "none.xlsx", lambda names: wanted))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-10-01", "2024-10-01"), ("2024-10-01 00:00:00", "2024-10-01"), ("10/1/2024", "2024-10-01"),
        ("45566", "2024-10-01"), ("45566.0", "2024-10-01"), ("", "None"), ("N/A", "None"), ("13/45/2024", "None"),
    ],
)  # fmt: skip
def test_days_are_read_as_tables_write_them(text: str, day: str) -> None:
    assert str(read_day(text)) == day


def test_spellings_of_one_legal_name_meet_and_legal_forms_stay_apart() -> None:
    assert same_employer("The St. Luke's Workshop & Yard, Inc.") == same_employer("ST LUKES WORKSHOP AND YARD INC")
    assert same_employer("Harbor Works Inc") != same_employer("Harbor Works LLC")
    assert phrases(["pharm*", "pgy"]).search(plain("PGY-1 Pharmacist")) is not None
    assert phrases(["join"]).search(plain("Joinery")) is None


def test_likeness_only_suggests() -> None:
    house = Institution(slug="a", path="content/institutions/a.yml", name="Saint Harbor Works", city="X", state="NB")
    filings = [Filing(employer="Saint Harbor Works, Inc.", state=state, cases=2) for state in ("NB", "SB")]
    here, elsewhere = list_unclaimed(filings, {"a": house})
    assert here.near == (house.path,) and elsewhere.near == ()
