"""What is preferred is no rule, and what is required is one: an answer says which wherever it stands (design §4)."""

from __future__ import annotations

import csv

import pytest

from generator.build.flow import build
from generator.build.order import Order
from tests.checklist_page import DISPUTED as PREFERS
from tests.checklist_page import open_checklist, open_summary, opened
from tests.conftest import SMALL_TODAY, small_root
from tests.pages import read_pages

ID, PREFERRED, OLDER = "age-limit", "5 years preferred", "5 years required"
CLAIM = "age-limit: {answer: 5, strength: preferred, source: faq}"
CLAIMS = """age-limit:
    - {answer: 5, strength: preferred, source: faq}
    - {answer: 5, strength: required, source: leaflet}"""
LEAFLET = "  leaflet: {kind: program, title: Leaflet, url: https://example.org/leaflet, dated: 2019-01}\n"


@pytest.fixture(scope="module")
def strict_site(tmp_path_factory):
    """The small directory where the question is a key question, and one program said once that it is a rule."""
    root = small_root(tmp_path_factory.mktemp("strict"))
    questions = root / "content/questions/entry.yml"
    text = questions.read_text()
    questions.write_text(text.replace("    strength: true\n", "    strength: true\n    column: 4\n", 1))
    profile = root / f"content/programs/nb/{PREFERS}.md"
    text = profile.read_text()
    assert CLAIM in text
    profile.write_text(text.replace(CLAIM, CLAIMS).replace("contract:\n", f"{LEAFLET}contract:\n"))
    report = build(Order(root=root, site=root / "site", cache=root / "cache", today=SMALL_TODAY, index=False, jobs=1))
    assert [problem.as_text() for problem in report.problems] == []
    return root / "site"


def test_the_spreadsheet_says_how_strict_an_answer_is(strict_site):
    with (strict_site / "programs.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["slug"]: row for row in csv.DictReader(file)}
    assert rows[PREFERS][ID] == PREFERRED
    assert rows["hill-kiln-glazing"][ID] == "8 years required"


def test_an_earlier_answer_says_how_strict_it_was(strict_site):
    profile = read_pages(strict_site)[f"programs/{PREFERS}/index.html"]
    assert f"<b>{OLDER}</b>" in profile.html


@pytest.mark.browser
def test_the_checklist_says_how_strict_an_answer_is(small_url, page):
    open_checklist(page, small_url, f"?program={PREFERS}")
    question = opened(page, ID)
    assert question.locator("[data-part=published] b").all_inner_texts() == [PREFERRED]
    question.get_by_role("button", name="Non-negotiable").click()
    assert f"said was {PREFERRED} (" in open_summary(page).inner_text()


@pytest.mark.browser
def test_the_form_says_how_strict_the_answer_is_that_it_changes(small_url, page):
    page.goto(f"{small_url}contribute/program/?p={PREFERS}&question={ID}")
    page.get_by_text(PREFERRED).first.wait_for()
