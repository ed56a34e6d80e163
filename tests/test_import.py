"""Import: a list of programs becomes skeletons that pass check; what cannot is left out with its reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.bulk import list_rows
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
        "content/institutions/bad-code-yard.yml",
        "content/programs/sb/bad-code-yard-weir-joinery.md",
    ]
    said = printed.err.replace(f"{root.parent}/", "")
    assert (
        "list.csv:5: here already. Guild number 1409999901 is content/programs/nb/harbor-works-joinery.md already."
        in said
    )
    assert "list.csv:7: left out. The institution is missing." in said
    assert 'list.csv:8: asked. No specialty is called "potery". Did you mean "pottery"? Answer with pottery.' in said
    assert "list.csv:9: made without a code. guild: must be the ten digits" in said
    assert "Made 4 profiles and 2 institutions; left out 3 rows." in said
    after = _files(root)
    assert {path: after[path] for path in before} == before
    assert check_all(root, TODAY).problems == ()
    again = LIST.split("\n,,")[0]
    assert _import(root, again) == 0
    assert _files(root) == after


def test_two_programs_of_one_house_keep_apart_by_their_code(tmp_path: Path) -> None:
    root = copy_small(tmp_path / "root")
    rows = ",Twin House,Twinton,NB,JO,1409999905\nEastside,Twin House,Twinton,NB,JO,1409999906\n,Twin House,Twinton,NB,JO,\n"
    assert _import(root, HEAD + rows) == 0
    names = sorted(path.name for path in (root / "content/programs/nb").glob("twin*"))
    assert names == ["twin-house-twinton-joinery-1409999906.md", "twin-house-twinton-joinery.md"]
    assert check_all(root, TODAY).problems == ()


def _said(root: Path, rows: str, capsys: pytest.CaptureFixture[str], head: str = HEAD) -> list[str]:
    """What a list makes, and what is said of its rows."""
    _import(root, head + rows)
    printed = capsys.readouterr()
    said = [line.split("list.csv:")[1] for line in printed.err.splitlines() if "list.csv:" in line]
    return printed.out.split() + said


def test_names_fold_and_nothing_doubles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_small(tmp_path / "root")
    present = ["2: here already. It is content/programs/nb/harbor-works-joinery.md already."]
    for name in ("HARBOR WORKS", "Harbor&nbsp;Works", "[Harbor-Works](https://example.org)", "Harbor\u200b Works"):
        assert _said(root, f",{name},quayton,North Bank,joinery,\n", capsys) == present
    (asked,) = _said(root, ",Harbor Works Foundation,Quayton,NB,GL,\n", capsys)
    assert asked.startswith('2: asked. Is "Harbor Works Foundation" harbor-works?')
    (asked,) = _said(root, ",Harbor Works,Quayton,NB,JO,1409999909\n", capsys)
    assert asked.startswith("2: asked. It is content/programs/nb/harbor-works-joinery.md already, with another code.")


def test_one_name_in_two_states_is_two_institutions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_small(tmp_path / "root")
    made = ["content/institutions/mill-yard-weir.yml", "content/programs/nb/mill-yard-weir-weir-joinery.md"]
    assert _said(root, ",Mill Yard,Weir,NB,JO,\n", capsys) == made
    assert _said(root, ",Mill Yard,Weir,NB,JO,\n", capsys) == [f"2: here already. It is {made[1]} already."]
    assert check_all(root, TODAY).problems == ()


@pytest.mark.parametrize(
    "written", ["1409999905", "1409999905.0", "'1409999905", '"=""1409999905"""', "140-99-99-905", "140999990"]
)
def test_a_code_is_known_by_its_shape_and_a_bad_one_is_lost_alone(
    written: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_small(tmp_path / "root")
    head = 'A list of ours,,,,\n\nInstitution\t(sponsor),"City, State",Specialty Title,Draw Code,Any ID\n'
    head = head.replace("City, State", "Location")
    (_, path) = _said(root, f'Twin House,"Twinton, NB",JO,3116140C1,{written}\n', capsys, head)[:2]
    text = (root / path).read_text(encoding="utf-8")
    assert ('guild: "1409999905"' in text) == (written != "140999990")
    assert 'draw: ["3116140C1"]' in text
    assert check_all(root, TODAY).problems == ()


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    root = copy_small(tmp_path / "root")
    before = _files(root)
    source = tmp_path / "list.csv"
    source.write_bytes(("sep=,\r" + HEAD.replace("\n", "\r") + ",Twin House,Twinton,NB,JO,\r").encode("utf-16"))
    call = ["import", str(source), "--root", str(root), "--today", TODAY.isoformat()]
    assert main([*call, "--dry-run"]) == 0
    assert _files(root) == before
    assert main(call) == 0
    assert len(_files(root)) == len(before) + 2


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
        (b"institution,city\x81\n", "UTF-8"),
        (b"", "missing: institution, city, state, specialty"),
        (b"workshop\ny\n", "missing: city, state, specialty"),
        (b"name,workshop\nx,y\n", "missing: city, state"),
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
    monkeypatch.setattr(list_rows, "MOST_ROWS", 3)
    assert _import(root, HEAD + "\n" * 5) == 1
    assert "has more than 3 lines; split it." in capsys.readouterr().err
    monkeypatch.setattr(list_rows, "LARGEST_IMPORT", 10)
    assert _import(root, HEAD) == 1
    assert "split it" in capsys.readouterr().err
