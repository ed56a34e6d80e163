"""Slips: what people get wrong most, each with one message at its place, and what `check --fix` mends of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.commands.outcome import check_all
from tests.faults import HERE, copy_small
from tests.fixing import fix

TODAY = date(2026, 11, 21)
SHORT = {
    "J": "content/programs/nb/harbor-works-joinery.md",
    "P": "content/programs/sb/hill-kiln-pottery.md",
    "K": "content/institutions/hill-kiln.yml",
    "G": "content/guides/contracts.md",
    "site": "content/site.yml",
    "spellings": "content/spellings.yml",
}
SLIPS: list[dict[str, Any]] = yaml.safe_load((HERE / "slips.yml").read_text("utf-8"))
SAID: dict[str, str] = yaml.safe_load((HERE / "slips_said.yml").read_text("utf-8"))
MENDED = [slip for slip in SLIPS if "fixed" in slip]


def make(slip: dict[str, Any], root: Path) -> Path:
    """The small library with one slip in it; the file that holds it."""
    path: Path = copy_small(root) / SHORT.get(slip["file"], slip["file"])
    if "text" in slip:
        path.write_text(slip["text"], encoding="utf-8")
        return path
    text = path.read_text("utf-8")
    if "add" in slip:
        text += slip["add"]
    else:
        if slip["old"] not in text:
            raise ValueError(f"{slip['id']}: the library does not hold {slip['old']!r}")
        text = text.replace(slip["old"], slip["new"], 1)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip["id"])
def test_each_slip_has_its_one_message(slip: dict[str, Any], tmp_path: Path) -> None:
    make(slip, tmp_path)
    assert [problem.as_text() for problem in check_all(tmp_path, TODAY, jobs=1).problems] == [SAID[slip["id"]]]


@pytest.mark.parametrize("slip", MENDED, ids=lambda slip: slip["id"])
def test_what_has_one_mend_is_mended_and_sound_then(slip: dict[str, Any], tmp_path: Path) -> None:
    path = make(slip, tmp_path)
    sound = (HERE / "library" / path.relative_to(tmp_path)).read_text("utf-8")
    assert fix(tmp_path, TODAY)
    assert path.read_text("utf-8") == sound.replace(slip["old"], slip["fixed"], 1)
    assert check_all(tmp_path, TODAY, jobs=1).problems == ()
    assert fix(tmp_path, TODAY) == []


@pytest.mark.parametrize("slip", [slip for slip in SLIPS if "fixed" not in slip], ids=lambda slip: slip["id"])
def test_what_has_no_single_mend_stays(slip: dict[str, Any], tmp_path: Path) -> None:
    path = make(slip, tmp_path)
    before = path.read_text("utf-8")
    assert fix(tmp_path, TODAY) == []
    assert path.read_text("utf-8") == before


def test_how_many_there_are_and_how_many_are_mended() -> None:
    assert len(SLIPS) == len({slip["id"] for slip in SLIPS}) == len(SAID) >= 80
    assert len(MENDED) >= 50
