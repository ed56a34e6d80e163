"""What the watch saw, as readers and machines find it: on the profile, in the open data, and after a new look."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.build.flow import build
from generator.build.order import Order
from tests.conftest import ROOT, SMALL_TODAY
from tests.faults import copy_small

WORDS = "sponsors T-2B, case by case"
PROFILE = "programs/harbor-works-joinery/index.html"
SEEN = """\
"https://example.org/jo/faq":
  page: there
  looked: 2026-11-20
  since: 2026-10-03
  words:
    "sponsors T-2B, case by case": {days}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    copy_small(tmp_path)
    path = tmp_path / "content/programs/nb/harbor-works-joinery.md"
    text = path.read_text(encoding="utf-8").replace("dated: 2025-03}", "dated: undated, archived: https://archive.example.org/faq}")  # fmt: skip
    path.write_text(text.replace("case-by-case, ", f'case-by-case, words: "{WORDS}", '), encoding="utf-8")
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    (tmp_path / "content/sightings").mkdir()
    return tmp_path


def publish(root: Path, days: str) -> tuple[str, dict[str, object]]:
    """The profile's page after a build, and the claim in the open data."""
    (root / "content/sightings/harbor-works.yml").write_text(SEEN.replace("{days}", "{" + days + "}"), encoding="utf-8")
    report = build(Order(root=root, site=root / "site", cache=root / "cache", today=SMALL_TODAY, index=False, jobs=1))
    assert report.problems == ()
    program = json.loads((root / "site/api/v1/programs/harbor-works-joinery.json").read_text("utf-8"))
    claims = next(answer["claims"] for answer in program["answers"] if answer["question"] == "t2b")
    return (root / "site" / PROFILE).read_text(encoding="utf-8"), next(claim for claim in claims if claim["words"])


def test_a_profile_says_what_a_machine_saw(root: Path) -> None:
    html, claim = publish(root, "first_seen: 2026-10-03, last_seen: 2026-11-20, kept_from: 2019-05-03, kept_to: 2026-03-09, kept_without: 2019-04-02")  # fmt: skip
    assert claim["standing"] == "there"
    assert "still on the page 2026-11-20" in html
    assert "Seen in kept copies from 2019-05 to 2026-03, and not yet in that of 2019-04." in html
    assert 'href="https://example.org/jo/faq#:~:text=sponsors%20T%2D2B%2C%20case%20by%20case"' in html
    assert re.search('<a href="https://archive.example.org/faq"[^>]*>Kept copy</a>', html)
    assert claim["seen"] == {
        "first_seen": "2026-10-03", "last_seen": "2026-11-20", "gone_since": "",
        "kept_from": "2019-05-03", "kept_to": "2026-03-09", "kept_without": "2019-04-02",
    }  # fmt: skip


def test_a_new_look_reaches_the_page_of_a_warm_build(root: Path) -> None:
    publish(root, "first_seen: 2026-10-03, last_seen: 2026-11-20")
    html, claim = publish(root, "first_seen: 2026-10-03, last_seen: 2026-10-20, missed: 2026-11-05, gone_since: 2026-11-05")  # fmt: skip
    assert claim["standing"] == "gone" and "No longer on the page since 2026-11-05." in html


def test_a_pdf_opens_at_its_page(root: Path) -> None:
    html, _ = publish(root, "first_seen: 2026-10-03, last_seen: 2026-11-20, on_page: 7")
    assert 'href="https://example.org/jo/faq#page=7"' in html


def test_review_tells_which_sources_moved(root: Path) -> None:
    text = SEEN.replace("page: there", "page: moved\n  moved_to: https://example.org/jo/new-faq").replace(
        "{days}", "{}"
    )
    (root / "content/sightings/harbor-works.yml").write_text(text, encoding="utf-8")
    build(Order(root=root, site=root / "site", cache=root / "cache", today=SMALL_TODAY, index=False, jobs=1))
    html = (root / "site/review/sources/index.html").read_text(encoding="utf-8")
    assert "https://example.org/jo/faq → https://example.org/jo/new-faq" in html and "2026-10-03" in html
    assert "0 gone, 1 moved, 0 walled." in (root / "site/review/index.html").read_text(encoding="utf-8")
