"""Closed and merged programs: their page says so first and lives on; no list, facet or count holds them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from generator.build.flow import build
from generator.build.order import Order
from generator.commands.command_line import main
from generator.commands.outcome import check_all
from tests.conftest import ROOT
from tests.faults import copy_small

TODAY = date(2026, 11, 21)
PROFILE = "content/programs/nb/harbor-works-glazing.md"
PROPOSAL = {
    "file": "harbor-works-glazing",
    "field": "closed",
    "now": "none",
    "new": {"date": "2026-06-30", "into": "harbor-works-joinery"},
    "source": {"kind": "program", "title": "We closed", "url": "https://example.org/closed", "dated": "2026-07"},
}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The small library, with its one program of glazing closed by a proposal."""
    root = copy_small(tmp_path / "library")
    (root / "p.yml").write_text(json.dumps(PROPOSAL), encoding="utf-8")
    for _ in range(2):
        assert main(["apply", str(root / "p.yml"), "--root", str(root), "--today", TODAY.isoformat()]) == 0
    (root / "p.yml").unlink()
    return root


def test_a_closing_is_two_lines_and_told_in_one(library: Path, capsys: pytest.CaptureFixture[str]):
    text = (library / PROFILE).read_text("utf-8")
    assert "closed: {date: 2026-06-30, into: harbor-works-joinery, source: we-closed}\n" in text
    assert text.count("we-closed") == 2
    assert check_all(library, TODAY).problems == ()


@pytest.mark.site
def test_its_page_lives_on_and_no_list_holds_it(library: Path, tmp_path: Path):
    (library / "templates").symlink_to(ROOT / "templates")
    site = tmp_path / "site"
    report = build(Order(root=library, site=site, cache=tmp_path / "cache", today=TODAY, index=False))
    assert report.problems == ()
    page = (site / "programs/harbor-works-glazing/index.html").read_text("utf-8")
    said = page.index("This program became part of another program (2026-06-30). Do not apply")
    assert said < page.index("At a glance")
    assert "programs/harbor-works-joinery/" in page[said : said + 600]
    listing = (site / "programs/index.html").read_text("utf-8")
    assert "Closed or merged: 1, left out of this list and of every count" in listing
    rows, _, apart = listing.partition("Closed or merged")
    assert "harbor-works-glazing" not in rows and "harbor-works-glazing" in apart
    for path in ("states/nb/index.html", "programs.csv", "programs.json"):
        assert "harbor-works-glazing" not in (site / path).read_text("utf-8")
    data = json.loads((site / "api/v1/programs/harbor-works-glazing.json").read_text("utf-8"))
    assert (data["closed"], data["into"]) == ("2026-06-30", "harbor-works-joinery")


# --- Rename and close, as commands that do all the files ------------------------------------------------


def run(root: Path, *arguments: str) -> int:
    return main([arguments[0], *arguments[1:], "--root", str(root), "--today", TODAY.isoformat()])


@pytest.fixture
def small(tmp_path: Path) -> Path:
    root = copy_small(tmp_path)
    guide = root / "content/guides/contracts.md"
    guide.write_text(f"{guide.read_text('utf-8')}\nSee [[program:harbor-works-joinery|it]].\n", encoding="utf-8")
    return root


def test_a_program_is_renamed_in_every_file(small: Path, capsys: pytest.CaptureFixture[str]):
    old, new = "harbor-works-joinery", "harbor-works-medicine"
    before = (small / f"content/programs/nb/{old}.md").read_text("utf-8")
    assert run(small, "rename", old, new) == 0
    assert check_all(small, TODAY).problems == ()
    after = (small / f"content/programs/nb/{new}.md").read_text("utf-8")
    assert [line for line in after.splitlines() if line not in before.splitlines()] == [f"aliases: [{old}]"]
    assert not (small / f"content/programs/nb/{old}.md").exists()
    comparison = (small / "content/comparisons/harbor-and-mill.md").read_text("utf-8")
    assert new in comparison and old not in comparison
    assert f"[[program:{new}|it]]" in (small / "content/guides/contracts.md").read_text("utf-8")
    ids = (small / "content/ids.txt").read_text("utf-8").splitlines()
    assert f"program {new}" in ids and f"program {old}" in ids


def test_an_institution_is_renamed_with_its_programs(small: Path):
    assert run(small, "rename", "harbor-works", "example-health") == 0
    assert check_all(small, TODAY).problems == ()
    assert "institution: example-health\n" in (small / PROFILE).read_text("utf-8")
    assert "aliases: [harbor-works]" in (small / "content/institutions/example-health.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("nobody", "somebody", "There is no program or institution nobody."),
        ("harbor-works", "../x", "cannot be a name"),
        ("harbor-works-joinery", "hill-kiln", "hill-kiln is taken: there is an institution of this name"),
        ("hill-kiln", "harbor-works-joinery", "there is a program of this name"),
        ("hill-kiln", "hill-kiln", "content/institutions/hill-kiln.yml is called hill-kiln already."),
        ("harbor-works-joinery", "mill-yard-joinery", "mill-yard-joinery is taken: there is a program of this name"),
    ],
)  # fmt: skip
def test_a_rename_that_cannot_be_changes_nothing(
    small: Path, old: str, new: str, why: str, capsys: pytest.CaptureFixture[str]
):
    before = {path: path.read_bytes() for path in small.rglob("*") if path.is_file()}
    assert run(small, "rename", old, new) == 1
    assert why in capsys.readouterr().err
    assert before == {path: path.read_bytes() for path in small.rglob("*") if path.is_file()}


def test_close_writes_it_and_says_which_comparison_needs_another(small: Path, capsys: pytest.CaptureFixture[str]):
    slug = "harbor-works-joinery"
    assert run(small, "close", slug, "--date", "2026-06", "--url", "https://example.org/news/we-closed") == 0
    assert "closed: {date: 2026-06, source: we-closed-example-org}" in (
        small / f"content/programs/nb/{slug}.md"
    ).read_text("utf-8")
    assert "harbor-and-mill.md holds it beside one other program alone" in capsys.readouterr().err
    assert run(small, "close", slug, "--date", "June", "--url", "https://example.org/x") == 1


INTO_ITSELF = {
    "itself": (("harbor-works-joinery", "harbor-works-joinery"), "harbor-works-joinery cannot become part of itself"),
    "another that became part of it": (
        ("harbor-works-joinery", "harbor-works-glazing"),
        "became part of harbor-works-joinery: harbor-works-glazing → mill-yard-turning → harbor-works-joinery.",
    ),
}


@pytest.mark.parametrize("kind", INTO_ITSELF)
def test_no_program_becomes_part_of_itself(small: Path, kind: str, capsys: pytest.CaptureFixture[str]):
    (slug, into), told = INTO_ITSELF[kind]
    since = ("--date", "2026-06", "--url", "https://example.org/closed", "--into")
    assert run(small, "close", "harbor-works-glazing", *since, "mill-yard-turning") == 0
    assert run(small, "close", "mill-yard-turning", *since, "harbor-works-joinery") == 0
    before = (small / f"content/programs/nb/{slug}.md").read_bytes()
    capsys.readouterr()
    assert run(small, "close", slug, *since, into) == 1
    assert told in capsys.readouterr().err
    assert (small / f"content/programs/nb/{slug}.md").read_bytes() == before
    proposal = {**PROPOSAL, "file": slug, "new": {"date": "2026-06", "into": slug}}
    (small / "p.yml").write_text(json.dumps(proposal), encoding="utf-8")
    assert run(small, "apply", str(small / "p.yml")) == 1
    assert "closed.into: must be another program" in capsys.readouterr().out


def test_one_that_is_closed_already_says_where_its_date_is_mended(small: Path, capsys: pytest.CaptureFixture[str]):
    call = ("close", "harbor-works-glazing", "--url", "https://example.org/closed", "--date")
    assert run(small, *call, "2026-06") == 0 == run(small, *call, "2026-06")
    before = (small / PROFILE).read_bytes()
    capsys.readouterr()
    assert run(small, *call, "2026-07") == 1
    line = 1 + (small / PROFILE).read_text("utf-8").split("\n").index(
        "closed: {date: 2026-06, source: closed-example-org}"
    )
    told = f"harbor-works-glazing is closed already. To mend its date or its page, change line {line} of {PROFILE}.\n"
    assert capsys.readouterr().err == told
    assert (small / PROFILE).read_bytes() == before


@pytest.mark.site
def test_what_the_program_itself_says_stands_beside_its_answers(small: Path, tmp_path: Path):
    said = {"kind": "program", "title": "Confirmed for 2026", "dated": "2026-11-20", "basis": "said by its coordinator"}
    dispute = {
        "question": "coaching",
        "now": {"answer": "Free and confidential"},
        "new": {"disputed": "2026-11-20"},
        "source": "none",
    }
    reply = {
        "question": "t1",
        "now": "none",
        "new": {"answer": "no"},
        "source": {"kind": "program-reply", "title": "Reply", "dated": "2026-11-01"},
    }
    shared = {"file": "harbor-works-joinery", "by": "program", "source": said}
    (small / "p.yml").write_text(
        json.dumps({**shared, "changes": [dispute, reply], "confirm": {"age-limit": "5"}}), encoding="utf-8"
    )
    assert run(small, "apply", str(small / "p.yml")) == 0
    (small / "templates").symlink_to(ROOT / "templates")
    site = tmp_path / "site"
    assert build(Order(root=small, site=site, cache=tmp_path / "cache", today=TODAY, index=False)).problems == ()
    page = (site / "programs/harbor-works-joinery/index.html").read_text("utf-8")
    assert "Confirmed by the program 2026-11-20." in page and "confirmed 2026-11-20" in page
    assert "The program disputes this answer since 2026-11-20." in page and "the program disputes this answer</" in page
    # A reply stands last: what the institution's page says of all its programs leads.
    assert "Reply by the program, as a reader passed it on. Said 2026-11-01, without a page." in page
    data = json.loads((site / "api/v1/programs/harbor-works-joinery.json").read_text("utf-8"))
    standing = {answer["question"]: answer["standing"] for answer in data["answers"]}
    assert (standing["coaching"], standing["age-limit"]) == ("disputed", "confirmed")
    lead = next(answer["claims"][0] for answer in data["answers"] if answer["question"] == "t1")
    assert (lead["answer"], lead["scope"]) == ("yes", "institution")


def test_a_retired_question_keeps_its_address(small: Path, tmp_path: Path):
    path = small / "content/questions/contract.yml"
    retired = "retired:\n  t2b-quota: {label: T-2B quota, why: There is none any more, instead: t2b}\n  t9: {label: T-9, why: Nobody asked it}\n"
    path.write_text(f"{path.read_text('utf-8')}{retired}", encoding="utf-8")
    assert run(small, "ids") == 0
    ids = (small / "content/ids.txt").read_text("utf-8").splitlines()
    assert "question t2b-quota" in ids and "question t9" in ids
    (small / "templates").symlink_to(ROOT / "templates")
    site = tmp_path / "site"
    assert build(Order(root=small, site=site, cache=tmp_path / "cache", today=TODAY, index=False)).problems == ()
    assert "../../checklist/t2b/" in (site / "checklist/t2b-quota/index.html").read_text("utf-8")
    gone = (site / "checklist/t9/index.html").read_text("utf-8")
    assert "no longer asked: Nobody asked it" in gone and "../../checklist/" in gone
