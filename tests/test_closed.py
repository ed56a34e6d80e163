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
PROFILE = "content/programs/oh/example-hospital-family-medicine.md"
PROPOSAL = {
    "file": "example-hospital-family-medicine",
    "field": "closed",
    "now": "none",
    "new": {"date": "2026-06-30", "into": "example-hospital-internal-medicine"},
    "source": {"kind": "program", "title": "We closed", "url": "https://example.org/closed", "dated": "2026-07"},
}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The small library, with its one program of family medicine closed by a proposal."""
    root = copy_small(tmp_path / "library")
    (root / "p.yml").write_text(json.dumps(PROPOSAL), encoding="utf-8")
    for _ in range(2):
        assert main(["apply", str(root / "p.yml"), "--root", str(root), "--today", TODAY.isoformat()]) == 0
    (root / "p.yml").unlink()
    return root


def test_a_closing_is_two_lines_and_told_in_one(library: Path, capsys: pytest.CaptureFixture[str]):
    text = (library / PROFILE).read_text("utf-8")
    assert "closed: {date: 2026-06-30, into: example-hospital-internal-medicine, source: we-closed}\n" in text
    assert text.count("we-closed") == 2
    assert check_all(library, TODAY).problems == ()


@pytest.mark.site
def test_its_page_lives_on_and_no_list_holds_it(library: Path, tmp_path: Path):
    (library / "templates").symlink_to(ROOT / "templates")
    site = tmp_path / "site"
    report = build(Order(root=library, site=site, cache=tmp_path / "cache", today=TODAY, index=False))
    assert report.problems == ()
    page = (site / "programs/example-hospital-family-medicine/index.html").read_text("utf-8")
    said = page.index("This program became part of another program (2026-06-30). Do not apply")
    assert said < page.index("At a glance")
    assert "programs/example-hospital-internal-medicine/" in page[said : said + 600]
    listing = (site / "programs/index.html").read_text("utf-8")
    assert "Closed or merged: 1, left out of this list and of every count" in listing
    rows, _, apart = listing.partition("Closed or merged")
    assert "example-hospital-family-medicine" not in rows and "example-hospital-family-medicine" in apart
    for path in ("states/oh/index.html", "programs.csv", "programs.json"):
        assert "family-medicine" not in (site / path).read_text("utf-8").replace("specialties/family-medicine", "")
    data = json.loads((site / "api/v1/programs/example-hospital-family-medicine.json").read_text("utf-8"))
    assert (data["closed"], data["into"]) == ("2026-06-30", "example-hospital-internal-medicine")
