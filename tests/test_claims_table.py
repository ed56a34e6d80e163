"""The table of all claims: every claim once, opened rightly by a spreadsheet, and cut where there are many programs."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

from generator.build.flow import build
from generator.build.order import Order
from generator.commands.outcome import check_all
from generator.data import claims_table
from generator.read.shelf import Shelf
from tests.conftest import ROOT, SMALL_TODAY
from tests.faults import copy_small


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    return copy_small(tmp_path)


def read(root: Path) -> dict[str, list[dict[str, str]]]:
    order = Order(root=root, site=root / "site", cache=root / ".cache", today=SMALL_TODAY, index=False, jobs=1)
    assert build(order).problems == ()
    tables = {path.name: path.read_bytes() for path in sorted((root / "site").glob("claims*.csv"))}
    assert all(content.startswith(b"\xef\xbb\xbf") for content in tables.values())
    return {name: list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")))) for name, content in tables.items()}


def test_each_claim_of_each_program_stands_in_one_row(root: Path) -> None:
    (rows,) = read(root).values()
    own = [row for row in rows if row["scope"] == "program"]
    outcome = check_all(root, SMALL_TODAY)
    assert len(own) == sum(found.claims for found in outcome.programs) > 0
    assert all(row["standing"] and row["url"].startswith("http") and row["place"] for row in rows)
    leading = [(row["program"], row["question"]) for row in rows if row["place"] == "1"]
    assert len(leading) == len(set(leading)), "one claim leads"


def test_many_programs_are_several_tables(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (whole,) = read(root).values()
    shutil.rmtree(root / ".cache")
    monkeypatch.setattr(claims_table, "PROGRAMS_A_FILE", 2)
    tables = read(root)
    assert [name.startswith("claims-") for name in tables] == [True] * len(tables) and len(tables) > 1
    assert [row for rows in tables.values() for row in rows] == whole


def test_a_formula_is_text(root: Path) -> None:
    profile = next((root / "content" / "programs").rglob("*.md"))
    profile.write_text(profile.read_text().replace("title: ", "title: =1+", 1))
    (rows,) = read(root).values()
    assert any(row["source"].startswith("'=1+") for row in rows)


def test_rows_of_other_inputs_or_cut_off_are_not_believed(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "claims")
    shelf.lay("one", "key-1", b"row\r\n")
    assert shelf.take("one", "key-1") == b"row\r\n"
    assert shelf.take("one", "key-2") is None
    assert shelf.take("two", "key-1") is None
    (tmp_path / "claims" / "one").write_bytes(b"row\r\nkey")
    assert shelf.take("one", "key-1") is None


def test_the_table_is_the_same_without_what_was_laid_by(root: Path) -> None:
    first = read(root)
    assert list((root / ".cache" / "claims").iterdir())
    shutil.rmtree(root / ".cache" / "claims")
    profile = next((root / "content" / "programs").rglob("*.md"))
    profile.write_text(f"{profile.read_text('utf-8').rstrip()}\n\nOne more sentence.\n", encoding="utf-8")
    assert read(root) == first
