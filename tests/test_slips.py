"""Slips: what people get wrong most, each with one message at its place, and what `check --fix` mends of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.check import check_editorial
from generator.commands.command_line import main
from generator.commands.outcome import check_all
from generator.model.addresses import find_addresses, tell_base_url
from generator.model.kinds import KINDS
from generator.model.people import People
from generator.read.folders import list_content
from generator.watch.cited import list_cited
from tests.faults import HERE, copy_small
from tests.fixing import fix

ROOT = HERE.parent
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


@pytest.mark.parametrize("slip", MENDED, ids=lambda slip: slip["id"])
def test_what_has_one_mend_has_one_message_is_mended_and_sound_then(slip: dict[str, Any], tmp_path: Path) -> None:
    path = make(slip, tmp_path)
    sound = (HERE / "library" / path.relative_to(tmp_path)).read_text("utf-8")
    fixed = fix(tmp_path, TODAY)
    assert fixed.found == [SAID[slip["id"]]]
    assert fixed.done and fixed.left == []
    assert path.read_text("utf-8") == sound.replace(slip["old"], slip["fixed"], 1)


@pytest.mark.parametrize("slip", [slip for slip in SLIPS if "fixed" not in slip], ids=lambda slip: slip["id"])
def test_what_has_no_single_mend_has_one_message_and_stays(slip: dict[str, Any], tmp_path: Path) -> None:
    path = make(slip, tmp_path)
    before = path.read_text("utf-8")
    fixed = fix(tmp_path, TODAY)
    assert fixed.found == [SAID[slip["id"]]]
    assert fixed.done == []
    assert path.read_text("utf-8") == before


ASIDE = (
    *("Thumbs.db", "desktop.ini", ".DS_Store", "#harbor-works-joinery.md#", "harbor-works-joinery.md~"),
    *("~$harbor-works-joinery.md", ".harbor-works-joinery.md.swp", ".#harbor-works-joinery.md", "README.md"),
)


@pytest.mark.parametrize("name", ASIDE)
def test_what_a_system_or_an_editor_leaves_is_passed_over(name: str, tmp_path: Path) -> None:
    copy_small(tmp_path)
    for folder in ("content", "content/programs/nb", "content/institutions", "content/questions"):
        (tmp_path / folder / name).write_bytes(b"\x00<<<<<<< x")
    assert check_all(tmp_path, TODAY, jobs=1).problems == ()


@pytest.mark.parametrize(
    "text",
    ["foo", "javascript:alert(1)", "https://x.org//y/", "https://x.org/?a", "https://x.org/#a", "https://x.org\\y"],
)
def test_the_option_and_the_settings_refuse_the_same_addresses(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["build", "--root", str(HERE / "library"), "--base-url", text])
    assert stopped.value.code == 2
    assert tell_base_url(text) in capsys.readouterr().err


@pytest.mark.parametrize(
    "address",
    ["https://gme.example.org/faculty/prof-dev", "https://example.org/people/", "https://example.org/staff/office"],
)
def test_a_page_of_many_is_no_page_of_one(address: str) -> None:
    people = People(("MD",), first_names=("John",), pages=("/people/{name}", "/staff/{name}", "/faculty/{name}"))
    assert not people.owns(address)
    assert people.owns("https://example.org/people/john-smith") and people.owns(
        "https://example.org/faculty/a-smith-md/"
    )


@pytest.mark.content
def test_each_number_has_a_range_of_what_is_plausible() -> None:
    """A share is one from 0% to 100% by itself."""
    checked, _ = check_editorial(ROOT, list_content(ROOT), TODAY)
    assert checked is not None
    numbers = [question for question in checked.editorial.questions.values() if KINDS[question.kind].number]
    assert [question.id for question in numbers if not question.plausible and question.kind != "share"] == []


def test_addresses_end_where_the_text_goes_on() -> None:
    text = "See https://a.org/b_(c), (https://a.org/d) and https://a.org/e?f=[g]."
    assert [url for _, url in find_addresses(text)] == [
        "https://a.org/b_(c)",
        "https://a.org/d",
        "https://a.org/e?f=[g]",
    ]


def test_the_watch_takes_an_address_whole_from_its_field(tmp_path: Path) -> None:
    path = copy_small(tmp_path) / SHORT["J"]
    address = "https://example.org/jo/faq,2(a)"
    text = path.read_text("utf-8").replace("url: https://example.org/jo/faq", f'url: "{address}"')
    path.write_text(text, encoding="utf-8")
    outcome = check_all(tmp_path, TODAY, jobs=1)
    assert outcome.checked is not None and outcome.problems == ()
    assert address in list_cited(tmp_path, outcome.files, outcome.checked)


def test_how_many_there_are_and_how_many_are_mended() -> None:
    assert len(SLIPS) == len({slip["id"] for slip in SLIPS}) == len(SAID) >= 80
    assert len(MENDED) >= 50
