"""Import: a list of programs becomes skeletons that pass check; what cannot is left out with its reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.bulk import program_list
from generator.commands.command_line import main
from generator.commands.outcome import check_all
from tests.faults import copy_small

TODAY = date(2026, 11, 21)
HEAD = "name,institution,city,state,specialty,guild\n"
LIST = (
    HEAD
    + "Glazing Apprenticeship,Mill Yard,Millford,SB,GL,1204899902\n"
    + ",New Example Center,Newtown,North Bank,joinery,1409999903\n"
    + ",New Example Center,Newtown,NB,GL,1209999904\n"
    + "Again,Harbor Works,Quayton,NB,JO,1409999901\n"
    + "\n"
    + ",,Nowhere,NB,JO,\n"
    + ",Other Yard,Weir,SB,potery,\n"
    + ",Bad Code Yard,Weir,SB,JO,12\n"
)


def _import(root: Path, content: str | bytes) -> int:
    source = root.parent / "list.csv"
    source.write_bytes(content if isinstance(content, bytes) else content.encode())
    return main(["import", str(source), "--root", str(root), "--today", TODAY.isoformat()])


def _files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_list_becomes_skeletons_and_reasons(tmp_path: Path, capsys) -> None:
    root = copy_small(tmp_path / "root")
    before = _files(root)
    assert _import(root, LIST) == 1
    printed = capsys.readouterr()
    assert printed.out.split() == [
        "content/programs/sb/mill-yard-millford-glazing.md",
        "content/institutions/new-example-center.yml",
        "content/programs/nb/new-example-center-newtown-joinery.md",
        "content/programs/nb/new-example-center-newtown-glazing.md",
    ]
    said = printed.err.replace(f"{root.parent}/", "")
    assert (
        "list.csv:5: left out. Guild number 1409999901 is content/programs/nb/harbor-works-joinery.md already." in said
    )
    assert "list.csv:7: left out. The institution is missing." in said
    assert 'list.csv:8: left out. No specialty is called "potery".' in said
    assert "list.csv:9: left out. guild: must be the ten digits" in said
    assert "Made 3 profiles and 1 institution; left out 4 rows." in said
    after = _files(root)
    assert {path: after[path] for path in before} == before
    assert check_all(root, TODAY).problems == ()
    again = LIST.split("\n,,")[0]
    assert _import(root, again) == 0
    assert _files(root) == after


def test_two_programs_of_one_house_keep_apart_by_their_code(tmp_path: Path) -> None:
    root = copy_small(tmp_path / "root")
    rows = ",Twin House,Twinton,NB,JO,1409999905\n,Twin House,Twinton,NB,JO,1409999906\n,Twin House,Twinton,NB,JO,\n"
    assert _import(root, HEAD + rows) == 0
    names = sorted(path.name for path in (root / "content/programs/nb").glob("twin*"))
    assert names == ["twin-house-twinton-joinery-1409999906.md", "twin-house-twinton-joinery.md"]
    assert check_all(root, TODAY).problems == ()


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_separators_and_headings(delimiter: str, tmp_path: Path) -> None:
    root = copy_small(tmp_path / "root")
    rows = (
        "\ufeffProgram Name,Sponsoring Institution,City,State,Specialty,Program Code\r\nX,Mill Yard,Millford,SB,GL,\r\n"
    )
    assert _import(root, rows.replace(",", delimiter)) == 0
    assert len(check_all(root, TODAY).programs) == 9


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        (HEAD.encode("utf-16"), "UTF-8"),
        (b"institution,city\xe9\n", "UTF-8"),
        (b"", "missing: institution, city, state, specialty"),
        (b"name,workshop\nx,y\n", "missing: city, state, specialty"),
        (HEAD.encode() + b'"open,1\n', "not a CSV list"),
        (HEAD.encode() + b"a\x00b,c\n", ""),
        (b"PK\x03\x04\x00\x00", ""),
        (HEAD.encode() + b"x," + b"y" * 200_000 + b",Z,NB,JO,\n", ""),
    ],
)
def test_a_bad_list_gets_a_sentence(content: bytes, hint: str, tmp_path: Path, capsys) -> None:
    root = copy_small(tmp_path / "root")
    before = _files(root)
    assert _import(root, content) == 1
    assert hint in capsys.readouterr().err
    assert _files(root) == before


def test_hostile_names_stay_in_their_folder(tmp_path: Path) -> None:
    root = copy_small(tmp_path / "root")
    rows = ',"../../../etc/passwd",Weir,SB,JO,\n,"{{ x }}: # [&a",Weir,SB,JO,\n,"…",Weir,SB,JO,\n'
    assert _import(root, HEAD + rows) == 1
    assert {path.parent.name for path in root.rglob("*.md")} <= {"nb", "sb", "guides", "comparisons", "pages"}
    assert check_all(root, TODAY).problems == ()


def test_no_such_list(tmp_path: Path, capsys) -> None:
    copy_small(tmp_path)
    assert main(["import", str(tmp_path), "--root", str(tmp_path)]) == 1
    assert main(["import", str(tmp_path / "none.csv"), "--root", str(tmp_path)]) == 1
    assert "is not a file" in capsys.readouterr().err


def test_a_list_has_a_sane_length_and_size(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_small(tmp_path / "root")
    monkeypatch.setattr(program_list, "MOST_ROWS", 3)
    assert _import(root, HEAD + "\n" * 5) == 1
    assert "has more than 3 lines; split it." in capsys.readouterr().err
    monkeypatch.setattr(program_list, "LARGEST_IMPORT", 10)
    assert _import(root, HEAD) == 1
    assert "split it" in capsys.readouterr().err
