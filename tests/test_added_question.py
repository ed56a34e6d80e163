"""Adding a question is a few lines of YAML and nothing else (design §2)."""

from __future__ import annotations

import json
import re

import pytest

from generator.build.flow import build
from generator.build.order import Order
from tests.conftest import SMALL_TODAY, small_root
from tests.pages import read_pages
from tests.real import small_library

ID = "garden-time"
QUESTION = f"""
  {ID}:
    label: Garden time
    question: Does the program keep a garden for its apprentices?
    kind: choice
    options:
      yes: {{label: Well kept, tone: good, means: "The source shows a garden that apprentices use."}}
      no: {{label: Paved over, tone: bad, means: "The source says that there is none."}}
    old_after: 36
    facet: true
    why: This question exists in a test alone.
    ask:
      apprentice: When were you last in the garden?
    strong:
      - Muddy shoes at the bench.
    weak:
      - A picture of a plant.
"""


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    """The small directory with one question more and one claim that answers it, built."""
    root = small_root(tmp_path_factory.mktemp("grown"))
    questions = root / "content" / "questions" / "results.yml"
    questions.write_text(questions.read_text().rstrip("\n") + "\n" + QUESTION)
    comparison = small_library().editorial.comparisons[0]
    program = next(p for p in small_library().programs if p.slug == comparison.programs[0])
    _add_claim(root / program.path, program.sources[0].key)
    report = build(Order(root=root, site=root / "site", cache=root / "cache", today=SMALL_TODAY, index=False, jobs=1))
    assert [problem.as_text() for problem in report.problems] == []
    return root / "site", program, comparison


def _add_claim(path, source):
    """Write the claim at the end of the last section, making the section where there is none."""
    _, front, body = path.read_text().split("---\n", 2)
    section = "" if "\nresults:\n" in front else "results:\n"
    path.write_text(f"---\n{front}{section}  {ID}: {{answer: yes, source: {source}}}\n---\n{body}")


def test_it_stands_on_profiles_as_an_answer_and_as_a_gap(grown):
    site, program, _ = grown
    pages = read_pages(site)
    answered = pages[f"programs/{program.slug}/index.html"]
    assert ID in answered.ids
    assert "Well kept" in answered.text
    gap = next(page for path, page in pages.items() if page.kind == "profile" and program.slug not in path)
    assert "When were you last in the garden?" in gap.text


def test_it_stands_in_comparisons(grown):
    site, _, comparison = grown
    page = read_pages(site)[f"compare/{comparison.slug}/index.html"]
    assert ID in page.ids
    assert "Well kept" in page.text


def test_it_stands_in_the_checklist_and_has_a_page(grown):
    pages = read_pages(grown[0])
    assert ID in pages["checklist/index.html"].ids
    assert "When were you last in the garden?" in pages["ask/apprentice/index.html"].text
    own = pages[f"checklist/{ID}/index.html"]
    assert "Does the program keep a garden for its apprentices?" in own.text
    assert "Muddy shoes at the bench." in own.text
    assert "Paved over" in own.text


def test_it_is_a_facet(grown):
    site, _, _ = grown
    listing = read_pages(site)["programs/index.html"].html
    assert re.search(rf'<input type="checkbox" name="{ID}" value="yes"', listing)
    (path,) = (site / "assets").glob("facets.*.json")
    facet = next(facet for facet in json.loads(path.read_text())["facets"] if facet["id"] == ID)
    assert [option[0] for option in facet["options"]] == [
        *("yes", "no", "disputed", "listed", "not-stated", "not-collected"),
    ]


def test_machines_get_it_too(grown):
    site, program, _ = grown
    assert ID in (site / "api" / "v1" / "programs" / f"{program.slug}.json").read_text()
