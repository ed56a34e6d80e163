"""Import: what a list hides in a name, a cell or an encoding is found, and what stays open comes back to be answered."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from generator.bulk.name_parts import own_name, split_name
from generator.check.known_names import names_of
from generator.commands.command_line import main
from generator.commands.outcome import check_all
from generator.model.folding import Fold
from tests.faults import copy_small

TODAY = date(2026, 11, 21)
HEAD = "name,institution,city,state,specialty,guild\n"


def _import(root: Path, source: Path, *more: str) -> int:
    return main(["import", str(source), "--root", str(root), "--today", TODAY.isoformat(), *more])


def _write(root: Path, content: str | bytes) -> Path:
    source = root.parent / "list.csv"
    source.write_bytes(content if isinstance(content, bytes) else content.encode())
    return source


@pytest.mark.parametrize(
    ("name", "institution", "specialty"),
    [
        ("Mill Yard Joinery Residency Program", "Mill Yard", "joinery"),
        ("Mill Yard - Joinery", "Mill Yard", "joinery"),
        ("Joinery Program at Mill Yard", "Mill Yard", "joinery"),
        ("Joinery Residency", "", "joinery"),
        ("Mill Yard Fine/Joinery Joinery", "Mill Yard Fine/Joinery Joinery", ""),
        ("Mill Yard (Lower Gate) Program", "Mill Yard (Lower Gate)", ""),
        ("School of Joinery Program", "School of Joinery", ""),
        ("Pottery House Program", "Pottery House", ""),
        ("Mill Yard Joinery (Evening)", "Mill Yard", "joinery"),
        ("Mill Yard Joinery - Half-Day", "Mill Yard", "joinery"),
    ],
)
def test_a_name_holds_the_institution_and_the_specialty(
    name: str, institution: str, specialty: str, tmp_path: Path
) -> None:
    checked = check_all(copy_small(tmp_path), TODAY).checked
    assert checked
    fold = Fold({}, ("the", "of", "at", "program", "residency"))
    assert split_name(name, names_of(checked.editorial)["specialty"].find, fold) == (institution, specialty)


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("Mill Yard Joinery Residency", "Joinery Residency"),
        ("The Mill Yard Program", ""),
        ("Joinery Residency at Mill Yard", "Joinery Residency"),
        ("Joinery Residency", "Joinery Residency"),
        ("Residency Program", ""),
    ],
)
def test_a_program_is_not_named_after_its_house_twice(name: str, own: str) -> None:
    assert own_name(name, "Mill Yard", Fold({}, ("the", "of", "at", "program", "residency"))) == own


def test_a_specialty_that_joins_two_is_known_in_both_orders_and_an_institution_is_not(tmp_path: Path) -> None:
    root = copy_small(tmp_path)
    with (root / "content/specialties.yml").open("a", encoding="utf-8") as file:
        file.write("joinery-fine-turning: {label: Joinery and fine turning, short: JT}\n")
    checked = check_all(root, TODAY).checked
    assert checked
    names = names_of(checked.editorial)
    assert names["specialty"].find("Fine Turning/Joinery") == "joinery-fine-turning"
    assert names["specialty"].find("turning joinery") == ""
    assert (names["institution"].find("harbor works"), names["institution"].find("works harbor")) == (
        "harbor-works",
        "",
    )


def test_a_list_without_institutions_and_specialties(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_small(tmp_path / "root")
    (root / "content/search.yml").write_text("skip: [program]\n", encoding="utf-8")
    head = ',Location,Program Id,Program Name\n0,"Quayton, NB",,Harbor Works Turning Program\n'
    assert _import(root, _write(root, head + '1,"Weir, SB",,Quay House Joinery (Evening) Program\n')) == 0
    assert capsys.readouterr().out.split() == [
        "content/programs/nb/harbor-works-quayton-turning.md",
        "content/institutions/quay-house.yml",
        "content/programs/sb/quay-house-weir-joinery.md",
    ]
    text = (root / "content/programs/sb/quay-house-weir-joinery.md").read_text(encoding="utf-8")
    assert "name: Joinery (Evening) Program\n" in text
    assert check_all(root, TODAY).problems == ()


def test_the_city_of_a_known_institution_is_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_small(tmp_path / "root")
    rows = '"North Bank, NB",Harbor Works,TU\n"North Bank, NB",Nobody\'s House,TU\n'
    assert _import(root, _write(root, "Location,institution,specialty\n" + rows)) == 1
    printed = capsys.readouterr()
    assert printed.out.split() == ["content/programs/nb/harbor-works-quayton-turning.md"]
    assert "list.csv:3: left out. The city is missing." in printed.err


def test_what_excel_writes_in_the_west_is_read_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_small(tmp_path / "root")
    assert _import(root, _write(root, f"{HEAD},“Café” Yard’s House,Weir,SB,JO,\n".encode("cp1252"))) == 0
    printed = capsys.readouterr()
    assert "was read as Windows-1252: look whether its letters are right." in printed.err
    text = (root / "content/institutions/cafe-yards-house.yml").read_text(encoding="utf-8")
    assert "“Café” Yard’s House" in text


@pytest.mark.parametrize(("written", "code"), [("20489990", ""), ("140489905", ""), ("204899905", "0204899905")])
def test_a_code_gets_its_first_zero_back_where_its_digits_bear_it_out(
    written: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_small(tmp_path / "root")
    assert _import(root, _write(root, f"{HEAD},Twin House,Twinton,SB,JO,{written}.0\n")) == 0
    printed = capsys.readouterr()
    text = (root / printed.out.split()[1]).read_text(encoding="utf-8")
    assert (f'guild: "{code}"' in text) == bool(code)
    said = (
        f"made with a mended code. Guild number {code}: a spreadsheet" if code else "made without a code. guild: must"
    )
    assert said in printed.err
    assert ("may have taken its first zero" in printed.err) == (written == "140489905")


def test_a_rounded_code_is_told_from_a_wrong_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_small(tmp_path / "root")
    assert _import(root, _write(root, f"{HEAD},Twin House,Twinton,SB,JO,1.40489E+09\n")) == 0
    assert "A spreadsheet rounded it" in capsys.readouterr().err


def _rest(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _answer(path: Path, rows: list[dict[str, str]], answers: list[str]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(row | {"answer": answer} for row, answer in zip(rows, answers, strict=True))


OPEN = (
    ",Harbor Works Foundation,Quayton,NB,TU,\n"  # the one that is there, or another one?
    ",Harbor Works Trust,Quayton,NB,TU,\n"
    "Second Joinery,Harbor Works,Quayton,NB,JO,3116140C1\n"  # a second program, or the first by another name?
    ",Mill Yard,Weir,SB,potery,\n"
    ",Mill Yard,Weir,SB,Turning; Joinery,\n"
    ",,Weir,SB,JO,\n"
)


def test_what_is_asked_comes_back_as_a_list_and_its_answers_are_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, rest = copy_small(tmp_path / "root"), tmp_path / "rest.csv"
    head = HEAD.replace("guild", "draw")
    assert _import(root, _write(root, head + OPEN), "--report", str(rest)) == 1
    printed = capsys.readouterr()
    assert printed.out == "" and f"6 rows in {rest}." in printed.err
    rows = _rest(rest)
    assert [row["choices"] for row in rows] == [
        "harbor-works; new",
        "harbor-works; new",
        "harbor-works-joinery; new",
        "pottery",
        "turning; joinery",
        "",
    ]
    assert rows[5]["why"] == "The institution is missing."
    rows[5]["institution"] = "Weir House"
    _answer(rest, rows, ["harbor-works", "new", "new", "pottery", "turning", ""])
    assert _import(root, rest, "--report", str(rest)) == 0
    printed = capsys.readouterr()
    assert printed.out.split() == [
        "content/programs/nb/harbor-works-quayton-turning.md",
        "content/institutions/harbor-works-trust.yml",
        "content/programs/nb/harbor-works-trust-quayton-turning.md",
        "content/programs/nb/harbor-works-quayton-joinery.md",
        "content/programs/sb/mill-yard-weir-pottery.md",
        "content/programs/sb/mill-yard-weir-turning.md",
        "content/institutions/weir-house.yml",
        "content/programs/sb/weir-house-weir-joinery.md",
    ]
    assert "No row is left to answer or to mend." in printed.err
    assert check_all(root, TODAY).problems == ()
    assert _import(root, rest) == 0
    assert capsys.readouterr().out == ""


def test_two_questions_about_one_row_are_answered_one_after_the_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, rest = copy_small(tmp_path / "root"), tmp_path / "rest.csv"
    row = "Second Joinery,Harbor Works Foundation,Quayton,NB,JO,3116140C1\n"
    assert _import(root, _write(root, HEAD.replace("guild", "draw") + row), "--report", str(rest)) == 1
    _answer(rest, _rest(rest), ["harbor-works"])
    assert _import(root, rest, "--report", str(rest)) == 1
    (again,) = _rest(rest)
    assert (again["institution"], again["choices"]) == ("harbor-works", "harbor-works-joinery; new")
    _answer(rest, [again], ["harbor-works-joinery"])
    assert _import(root, rest) == 0
    assert capsys.readouterr().out == ""


def test_a_program_of_the_same_name_needs_another_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root, rest = copy_small(tmp_path / "root"), tmp_path / "rest.csv"
    row = f"answer,{HEAD}new,,Harbor Works,Quayton,NB,JO,1409999909\n"
    assert _import(root, _write(root, row), "--report", str(rest)) == 1
    assert "Write another name than content/programs/nb/harbor-works-joinery.md has." in capsys.readouterr().err
    rows = [_rest(rest)[0] | {"name": "Evening Joinery"}]
    _answer(rest, rows, ["new"])
    assert _import(root, rest) == 0
    assert check_all(root, TODAY).problems == ()


def test_a_report_replaces_no_other_file_and_calculates_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_small(tmp_path / "root")
    other = tmp_path / "mine.csv"
    other.write_text("mine\n", encoding="utf-8")
    source = _write(root, f'{HEAD},"=HYPERLINK(""https://example.org"")",Weir,ZZ,JO,\n')
    assert _import(root, source, "--report", str(other)) == 1
    assert "is another file" in capsys.readouterr().err and other.read_text(encoding="utf-8") == "mine\n"
    assert _import(root, source, "--report", str(tmp_path / "rest.csv")) == 1
    assert _rest(tmp_path / "rest.csv")[0]["institution"].startswith("'=")
    with pytest.raises(SystemExit) as stopped:
        _import(root, source, "--report", str(tmp_path / "no" / "such" / "folder.csv"))
    assert stopped.value.code == 2
    assert "must stand in a folder that is there" in capsys.readouterr().err
