"""Old names: whoever still says the old name of what was renamed means its file of today, in every command."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.check.subject_files import SubjectFiles
from generator.commands.command_line import main
from generator.commands.outcome import check_all
from tests.faults import copy_small
from tests.proposing import TODAY, apply, on

OLD, NEW = "harbor-works-joinery", "quay-joinery"
PATH = f"content/programs/nb/{NEW}.md"


def run(root: Path, *arguments: str) -> int:
    return main([*arguments, "--root", str(root), "--today", TODAY])


@pytest.fixture
def renamed(tmp_path: Path) -> Path:
    root = copy_small(tmp_path)
    assert run(root, "rename", OLD, NEW) == 0
    return root


@pytest.mark.parametrize("file", [OLD, f"content/programs/nb/{OLD}.md", NEW, f"{NEW}.md", PATH])
def test_a_proposal_finds_its_file(renamed: Path, file: str):
    assert apply(renamed, on(file, question="t1", now="none", new={"answer": "yes"}, source="faq")) == 0
    assert "t1: {answer: yes, source: faq}" in (renamed / PATH).read_text("utf-8")


def test_no_second_file_is_begun_under_an_old_name(renamed: Path, capsys: pytest.CaptureFixture[str]):
    fields = {"name": "Joinery", "institution": "harbor-works", "specialty": "joinery", "city": "X", "state": "NB"}
    assert apply(renamed, on(f"content/programs/nb/{OLD}.md", field="profile", now="none", new=fields)) == 1
    assert f"{PATH}: profile: refused: there is such a file already" in capsys.readouterr().out


def test_a_report_finds_its_file(renamed: Path):
    told = f"### Program\n\n{OLD}\n\n### Question\n\nt1\n\n### What the program says now\n\nyes\n\n### Link to the page that says so\n\nhttps://example.org/jo/faq"
    (renamed / "issue.md").write_text(told, encoding="utf-8")
    assert run(renamed, "apply", "--issue", str(renamed / "issue.md")) == 0
    assert "t1: {answer: yes, source: faq-example-org}" in (renamed / PATH).read_text("utf-8")


def test_a_program_is_closed_by_its_old_name(renamed: Path):
    assert run(renamed, "close", OLD, "--date", "2026-06", "--url", "https://example.org/closed") == 0
    assert "closed: {date: 2026-06, source: closed-example-org}" in (renamed / PATH).read_text("utf-8")


def test_a_program_goes_into_another_by_its_old_name(renamed: Path):
    into = ("--date", "2026-06", "--url", "https://example.org/closed", "--into", OLD)
    assert run(renamed, "close", "harbor-works-glazing", *into) == 0
    assert f"into: {NEW}" in (renamed / "content/programs/nb/harbor-works-glazing.md").read_text("utf-8")
    assert check_all(renamed, date.fromisoformat(TODAY)).problems == ()


def test_a_name_of_today_comes_before_an_old_one():
    programs = ("content/programs/nb/a.md", "content/programs/nb/b.md")
    files = SubjectFiles((*programs, "content/institutions/c.yml"), [(programs[0], ("c", "old"))])
    assert files.find("c") == "content/institutions/c.yml" and files.find("c", "program") == programs[0]
    assert files.find("old") == programs[0] and files.find("old", "institution") == ""
    assert files.find("../../etc/passwd") == files.find("content/guides/a.md") == ""
    assert files.tell_unknown("b", "institution") == f"b is no institution: it is {programs[1]}."


UNKNOWN = {
    "misspelt": (
        "harbor-works-joinry",
        'There is no program harbor-works-joinry. Did you mean "harbor-works-joinery"?',
    ),
    "an institution": ("harbor-works", "harbor-works is no program: it is content/institutions/harbor-works.yml."),
    "nothing like it": ("zzz", "There is no program zzz."),
}


@pytest.mark.parametrize("kind", UNKNOWN)
@pytest.mark.parametrize("into", [False, True])
def test_what_is_no_program_is_told_once(tmp_path: Path, kind: str, into: bool, capsys: pytest.CaptureFixture[str]):
    name, told = UNKNOWN[kind]
    root = copy_small(tmp_path)
    call = ["harbor-works-glazing", "--into", name] if into else [name]
    assert run(root, "close", *call, "--date", "2026-06", "--url", "https://example.org/closed") == 1
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", f"{told}\n")


def test_a_proposal_for_what_is_not_there_has_one_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert apply(copy_small(tmp_path), on("nowhere", field="closed", now="none", new={"date": "2026"})) == 1
    told = capsys.readouterr().out
    assert "must be the file of a profile or an institution that exists" in told and "field:" not in told


@pytest.mark.parametrize("old", ["harbor-works-joinry", "harbor-works-joinry.md"])
def test_a_misspelt_name_is_not_renamed(tmp_path: Path, old: str, capsys: pytest.CaptureFixture[str]):
    assert run(copy_small(tmp_path), "rename", old, "zzz") == 1
    assert 'Did you mean "harbor-works-joinery"?' in capsys.readouterr().err


def test_a_name_is_renamed_with_its_ending_as_well(tmp_path: Path):
    assert run(copy_small(tmp_path), "rename", f"{OLD}.md", NEW) == 0
    assert f"aliases: [{OLD}]" in (tmp_path / PATH).read_text("utf-8")


def test_check_knows_the_name_of_today_and_writes_it(renamed: Path, capsys: pytest.CaptureFixture[str]):
    comparison, guide = renamed / "content/comparisons/harbor-and-mill.md", renamed / "content/guides/contracts.md"
    sound = comparison.read_text("utf-8"), guide.read_text("utf-8") + f"\nSee [[program:{NEW}|it]].\n"
    comparison.write_text(sound[0].replace(NEW, OLD), encoding="utf-8")
    guide.write_text(sound[1].replace(NEW, OLD), encoding="utf-8")
    problems = check_all(renamed, date.fromisoformat(TODAY)).problems
    assert [(problem.code, problem.nearest) for problem in problems] == [("unknown-reference", ""), ("dead-link", "")]
    assert all(f'(found "{OLD}"). Mend: write {NEW}, as it is called now.' in each.sentence for each in problems)
    assert run(renamed, "check", "--fix") == 1  # a link is left to a person
    assert comparison.read_text("utf-8") == sound[0]
