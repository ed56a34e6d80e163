"""content/search.yml: what people type, checked against what is here; and the files that the results page loads."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path

import pytest

from generator.answers.summaries import Summaries
from generator.answers.summary import summarize
from generator.check.findings import Findings
from generator.check.search import check_search
from generator.data.named_pages import pages_json
from generator.data.search import fold, words_json
from generator.model.search import SearchWords
from generator.read.documents import Document, read_document
from tests.pages import is_redirect, read_pages
from tests.real import small_library

HEADING = re.compile(r"<h1[^>]*>.*?</h1>", re.DOTALL)
WORDS = """\
same: {saint: [st]}
skip: [the]
meanings:
  - {label: No limit, question: age-limit, options: [no-limit], words: [no limit]}
absent: {Elsewhere Forge: [elsewhere]}
tried:
  - {q: South, choice: {state: [sb]}}
  - {q: wage, first: [checklist/wage/], says: did you mean}
"""


def check(tmp_path: Path, text: str) -> tuple[SearchWords, list[tuple[str, str]]]:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "search.yml").write_text(text, encoding="utf-8")
    document = read_document(tmp_path, "content/search.yml")
    assert isinstance(document, Document)
    notes = Findings(document.path, today=date(2026, 11, 21), offset=document.offset)
    editorial = small_library().editorial
    found = check_search(
        document, notes, editorial.questions, tuple(editorial.questions), editorial.institutions.values()
    )
    return found, [(problem.where, problem.found) for problem in notes.problems]


def test_sound_words_are_read(tmp_path: Path):
    found, problems = check(tmp_path, WORDS)
    assert problems == []
    assert (found.same, found.skip, found.absent) == (
        {"saint": ("st",)},
        ("the",),
        {"Elsewhere Forge": ("elsewhere",)},
    )
    assert found.meanings[0].options == ("no-limit",)
    assert [(each.typed, each.choice, each.first) for each in found.tried] == [
        ("South", {"state": ("sb",)}, ()),
        ("wage", None, ("checklist/wage/",)),
    ]


@pytest.mark.parametrize(
    ("old", "new", "where", "wrong"),
    [
        ("question: age-limit", "question: age", "meanings[1].question", "age"),
        ("options: [no-limit]", "options: [nolimit]", "meanings[1].options", "nolimit"),
        ("skip:", "skipp:", "skipp", "skipp"),
        ("choice: {state: [sb]}", "says: nothing", "tried[1]", ""),
    ],
)
def test_what_is_not_there(tmp_path: Path, old: str, new: str, where: str, wrong: str):
    _, problems = check(tmp_path, WORDS.replace(old, new))
    assert problems == [(where, wrong)]


def test_a_name_that_is_here_is_not_absent(tmp_path: Path):
    house = next(iter(small_library().editorial.institutions.values()))
    _, problems = check(tmp_path, WORDS.replace("Elsewhere Forge", json.dumps(house.name)))
    assert problems == [(f"absent.{house.name}", house.name)]


def test_a_name_that_has_come_is_no_longer_called_absent():
    """Nobody who adds an institution has to know that its name stood there."""
    library = small_library()
    known_as = next(each.known_as[0] for each in library.editorial.institutions.values() if each.known_as)
    here = next(each.name for each in library.editorial.institutions.values())
    for names, left in (({here: ()}, 1), ({"Other words": (known_as,)}, 1), ({"Mill of Nowhere": ()}, 2)):
        words = replace(library.editorial.search, absent=names | {"Elsewhere Forge": ("elsewhere",)})
        context = replace(library.context, editorial=replace(library.editorial, search=words))
        assert len(json.loads(words_json(Summaries(), context))["absent"]) == left


@pytest.mark.parametrize(
    ("text", "folded"),
    [("St. Luke’s", "st lukes"), ("Université", "universite"), ("A&M / East", "a m east"), ("H-1B", "h 1b"), ("", "")],
)
def test_folding(text: str, folded: str):
    assert fold(text) == folded


def test_everything_that_has_a_page_of_its_own_can_be_found():
    library = small_library()
    summaries = Summaries(summarize(program, library.context, {}) for program in library.programs)
    found = json.loads(pages_json(summaries, library.context))
    addresses = {url for _, _, url, *_ in found["pages"]}
    editorial = library.editorial
    assert addresses >= {f"checklist/{id}/" for id in editorial.questions}
    assert addresses >= {f"institutions/{slug}/" for slug in editorial.institutions}
    assert addresses >= {f"glossary/{id}/" for id in editorial.terms}
    assert addresses >= {f"guides/{guide.slug}/" for guide in editorial.guides}
    assert addresses >= {f"compare/{comparison.slug}/" for comparison in editorial.comparisons}
    assert addresses >= {f"ask/{audience.id}/" for audience in editorial.audiences}
    words = json.loads(words_json(summaries, library.context))
    assert {code for _, code, *_ in words["cities"]} == {program.state for program in library.programs}


# What is found from the page above it: profiles by their own names, further pages, and lists for those who mend content.
ELSEWHERE = re.compile(
    r"programs/.+|.+/page/\d+/|review/.+|contribute/problems/.+|contracts/[^/]+/[a-z]{2}/|search/|changes/.+|"
)


def test_every_page_of_our_own_is_found_by_its_title(small_site: Path):
    pages = {path.removesuffix("index.html"): page for path, page in read_pages(small_site).items()}
    ours = {path for path, page in pages.items() if not is_redirect(page) and path.endswith("/")}
    (columns,) = (small_site / "assets").glob("pages.*.json")
    found = {url: (title, *names) for _, title, url, _, *names in json.loads(columns.read_text("utf-8"))["pages"]}
    assert {path for path in ours - found.keys() if not ELSEWHERE.fullmatch(path)} == set()
    for url, names in found.items():
        head, _, body = pages[url].html.partition("</head>")
        said = f"{head} {' '.join(HEADING.findall(body))}".casefold()
        assert any(escape(name).casefold() in said for name in names), url
