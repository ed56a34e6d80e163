"""New: blank files made from the questions pass check as they are, and never replace what is there."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from generator.bulk.blank import scalar
from generator.check.texts import slug_of
from generator.commands import new as command
from generator.commands.command_line import main
from generator.commands.outcome import check_all
from tests.faults import copy_small

TODAY = date(2026, 11, 21)
JO = ("--institution", "Mill Yard", "--specialty", "GL", "--city", "Millford", "--state", "South Bank")
PATH = "content/programs/sb/mill-yard-millford-glazing.md"


def _new(root: Path, *call: str) -> int:
    return main(["new", *call, "--root", str(root), "--today", TODAY.isoformat()])


def test_a_blank_profile_is_sound_and_holds_every_question(tmp_path: Path, capsys) -> None:
    assert _new(copy_small(tmp_path), "program", *JO, "--blanks") == 0
    assert f"Next: open {PATH}" in capsys.readouterr().err
    outcome = check_all(tmp_path, TODAY)
    assert outcome.problems == () and len(outcome.programs) == 9
    assert outcome.checked is not None
    text = (tmp_path / PATH).read_text(encoding="utf-8")
    for section in outcome.checked.editorial.sections:
        assert f"\n{section.id}:\n" in text
        for question in section.questions:
            assert f"# {question.label}: {question.text}" in text
            assert f"# {question.id}: {{answer: " in text


def test_every_example_of_a_blank_profile_is_a_right_answer(tmp_path: Path) -> None:
    assert _new(copy_small(tmp_path), "program", *JO, "--blanks") == 0
    text = (tmp_path / PATH).read_text(encoding="utf-8")
    text = re.sub(r"^  # ([a-z0-9-]+: \{.*\})$", r"  \1", text, flags=re.MULTILINE).replace(
        "https://…", "https://example.org/"
    )
    (tmp_path / PATH).write_text(text, encoding="utf-8")
    outcome = check_all(tmp_path, TODAY)
    assert outcome.problems == ()
    assert outcome.checked is not None
    assert {found.path: found.claims for found in outcome.programs}[PATH] == len(outcome.checked.editorial.questions)


def test_without_blanks_a_file_is_short_and_shows_how_an_answer_begins(tmp_path: Path) -> None:
    assert _new(copy_small(tmp_path), "program", *JO) == 0
    lines = (tmp_path / PATH).read_text(encoding="utf-8").splitlines()
    assert len(lines) < 20
    example = [line.removeprefix("# ") for line in lines if re.match(r"# (?:sources|contract|  \w+): ?", line)]
    text = "\n".join([*(line for line in lines[:-1] if not line.startswith("#")), *example, "---\n"])
    (tmp_path / PATH).write_text(text.replace("https://…", "https://example.org/"), encoding="utf-8")
    outcome = check_all(tmp_path, TODAY)
    assert outcome.problems == ()
    assert {found.path: found.claims for found in outcome.programs}[PATH] == 1


def test_what_is_there_stays(tmp_path: Path, capsys) -> None:
    assert _new(copy_small(tmp_path), "program", *JO) == 0
    (tmp_path / PATH).write_text((tmp_path / PATH).read_text() + "Mine.\n", encoding="utf-8")
    assert _new(tmp_path, "program", *JO) == 1
    assert "already" in capsys.readouterr().err
    assert (tmp_path / PATH).read_text(encoding="utf-8").endswith("Mine.\n")


def test_an_institution_and_then_its_program(tmp_path: Path) -> None:
    copy_small(tmp_path)
    assert _new(tmp_path, "institution", "--name", "St. Example's: North", "--city", "Northville", "--state", "NB") == 0
    assert (
        _new(
            tmp_path,
            "program",
            "--institution",
            "St. Example's: North",
            "--specialty",
            "jo",
            "--city",
            "Northville",
            "--state",
            "NB",
        )
        == 0
    )
    assert (tmp_path / "content/programs/nb/st-examples-north-northville-joinery.md").exists()
    assert check_all(tmp_path, TODAY).problems == ()
    assert _new(tmp_path, "institution", "--name", "harbor works", "--city", "X", "--state", "NB") == 1


def test_a_comparison(tmp_path: Path, capsys) -> None:
    programs = "harbor-works-joinery, harbor-works-glazing"
    call = ("comparison", "--title", "Harbor Works: both", "--summary", "Two programs of one house.", "--programs")
    assert _new(copy_small(tmp_path), *call, programs) == 0
    assert check_all(tmp_path, TODAY).problems == ()
    assert _new(tmp_path, *call, programs) == 1
    assert _new(tmp_path, *call, "harbor-works-joinrey, nothing", "--slug", "other") == 1
    assert 'Did you mean "harbor-works-joinery"?' in capsys.readouterr().err
    assert not (tmp_path / "content/comparisons/other.md").exists()


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        ({"--institution": "Mill Yarrd"}, 'Did you mean "mill-yard"?'),
        ({"--specialty": "glazign"}, 'Did you mean "glazing"?'),
        ({"--state": "ZZ"}, "such as NB"),
        ({"--institution": ""}, "--institution"),
        ({"--slug": "../../etc/passwd"}, "small letters"),
    ],
)
def test_a_wrong_call_says_what_is_missing(change: dict[str, str], hint: str, tmp_path: Path, capsys) -> None:
    call = {**dict(zip(JO[::2], JO[1::2], strict=True)), **change}
    assert _new(copy_small(tmp_path), "program", *(word for pair in call.items() for word in pair)) == 1
    assert hint in capsys.readouterr().err
    assert len(check_all(tmp_path, TODAY).programs) == 8


def test_a_short_name_that_stands_for_several_is_not_guessed(tmp_path: Path, capsys) -> None:
    path = copy_small(tmp_path) / "content/institutions/mill-yard.yml"
    path.write_text(path.read_text(encoding="utf-8") + "known_as: [EH]\n", encoding="utf-8")
    assert _new(tmp_path, "program", "--institution", "eh", *JO[2:]) == 1
    assert '"eh" stands for several: write harbor-works or mill-yard.' in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["institution", "comparison"])
def test_no_name_leads_out_of_its_folder(kind: str, tmp_path: Path, capsys) -> None:
    programs = "harbor-works-joinery,harbor-works-glazing"
    words = ("--name", "X", "--city", "Y", "--state", "NB", "--title", "T", "--summary", "S", "--programs", programs)
    assert _new(copy_small(tmp_path / "root"), kind, *words, "--slug", "../../../out") == 1
    assert "small letters" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [tmp_path / "root"]


def test_it_asks_for_what_was_not_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    answers = {"institution": "mill yard", "specialty": "GL"}

    def ask(what: str, hint: str) -> str:
        asked.append(what)
        return answers.get(what, "")

    monkeypatch.setattr(command, "_ask", ask)
    assert _new(copy_small(tmp_path), "program") == 0
    assert asked == ["institution", "specialty", "city", "state", "name"]
    assert (tmp_path / PATH).exists()


THERE = "content/programs/nb/harbor-works-joinery.md"
SAME = ("program", "--institution", "EH", "--specialty", "jo")


def test_a_program_that_is_there_under_another_name_is_named_first(tmp_path: Path, capsys) -> None:
    assert _new(copy_small(tmp_path), *SAME, "--city", "Quayton", "--state", "NB") == 1
    told = f"{THERE} is a program of this institution, specialty and city already. For another one, tell its own name: --name …"
    assert capsys.readouterr().err == f"{told}\n"
    assert _new(tmp_path, *SAME, "--city", "quayton", "--state", "NB", "--name", "Joinery apprenticeship") == 1
    assert f"{THERE} is a program" in capsys.readouterr().err
    assert len(check_all(tmp_path, TODAY).programs) == 8
    apart = ("--city", "Quayton", "--state", "NB", "--name", "Joinery Apprenticeship (Pier)", "--slug", "pier-joinery")
    assert _new(tmp_path, *SAME, *apart) == 0
    assert check_all(tmp_path, TODAY).problems == ()


@pytest.mark.parametrize(("answer", "code"), [("", 1), ("Joinery Apprenticeship (Pier)", 0)])
def test_who_is_asked_learns_of_the_one_that_is_there(
    tmp_path: Path, answer: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    hints = {}

    def ask(what: str, hint: str) -> str:
        hints[what] = hint
        return answer if what == "name" else ""

    monkeypatch.setattr(command, "_ask", ask)
    assert _new(copy_small(tmp_path), *SAME, "--slug", "pier-joinery") == code
    assert hints["name"] == f"{THERE} is there already; for another one, a name that tells the two apart"
    assert (tmp_path / "content/programs/nb/pier-joinery.md").exists() is (code == 0)


def test_no_file_takes_the_name_of_another_kind(tmp_path: Path, capsys) -> None:
    assert _new(copy_small(tmp_path), "program", *JO, "--slug", "hill-kiln") == 1
    assert "hill-kiln is taken by content/institutions/hill-kiln.yml." in capsys.readouterr().err
    north = ("--name", "North", "--city", "Millford", "--state", "SB", "--slug", "mill-yard-joinery")
    assert _new(tmp_path, "institution", *north) == 1
    assert "mill-yard-joinery is taken by content/programs/sb/mill-yard-joinery.md." in capsys.readouterr().err


def test_a_comparison_says_which_program_it_names_twice(tmp_path: Path, capsys) -> None:
    call = ("comparison", "--title", "Both", "--summary", "Two programs of one house.", "--programs")
    twice = "harbor-works-joinery,harbor-works-glazing,harbor-works-joinery"
    assert _new(copy_small(tmp_path), *call, twice) == 1
    assert 'each once (found "harbor-works-joinery more than once")' in capsys.readouterr().err
    assert main(["rename", "harbor-works-joinery", "quay", "--root", str(tmp_path), "--today", TODAY.isoformat()]) == 0
    assert _new(tmp_path, *call, "harbor-works-joinery,harbor-works-glazing") == 0
    assert "  - quay\n  - harbor-works-glazing\n" in (tmp_path / "content/comparisons/both.md").read_text("utf-8")


def test_ids_are_added_and_never_taken_out(tmp_path: Path, capsys) -> None:
    ids = copy_small(tmp_path) / "content/ids.txt"
    before = ids.read_text(encoding="utf-8")
    call = ["ids", "--root", str(tmp_path), "--today", TODAY.isoformat()]
    assert main(call) == 0 and ids.read_text(encoding="utf-8") == before
    assert _new(tmp_path, "program", *JO) == 0
    assert main(call) == 0
    assert set(ids.read_text(encoding="utf-8").split("\n")) - set(before.split("\n")) == {f"program {Path(PATH).stem}"}
    (tmp_path / PATH).unlink()
    assert main(call) == 1  # it vanished: nothing is written
    assert f"program {Path(PATH).stem}" in ids.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text", ["yes", "a: b", "# no", "- x", "it's", '"quoted"', "@home", "a\\b", "[x]", " space", "x #y", "é", "1e3"]
)
def test_any_text_can_be_written(text: str, tmp_path: Path) -> None:
    from generator.read.documents import compose

    node = compose(f"key: {scalar(text)}\n", "x.yml", 0)
    assert node.value[0][1].value == text  # type: ignore[union-attr]


def test_slugs_are_plain() -> None:
    assert slug_of("Hôpital Saint-Éxample & Sons' (North)") == "hopital-saint-example-and-sons-north"
