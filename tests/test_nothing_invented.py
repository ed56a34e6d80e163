"""Nothing is invented: every claim has its source, nothing is a placeholder, and no person is named."""

from __future__ import annotations

import re
from collections import defaultdict
from urllib.parse import urlsplit

import pytest

from generator.check.references import REFERENCE
from generator.model import urls
from tests.conftest import ROOT, TODAY
from tests.pages import plain, read_pages
from tests.real import real_library

pytestmark = [pytest.mark.site, pytest.mark.content]

PLACEHOLDERS = re.compile(r"\b(?:TODO|TBD|TBC|FIXME|XXX+|lorem ipsum|placeholder)\b", re.I)
# What a page says of itself ("stipend TBD") is quoted as it is.
QUOTED = re.compile(r"""\bwords: (?:"[^"\n]*"|'[^'\n]*'|[^,}\n]*)""")
LABEL = 2  # words
MADE_UP = re.compile(r"\bexample\.(?:com|org|edu)\b", re.I)
NAME = r"[A-Z][a-z]+(?:[-'][A-Z][a-z]+)?"
PEOPLE = (
    re.compile(rf"\b(?:Drs?|Prof|Professor|Mr|Mrs|Ms|Mx|Sir|Dame)\.? +{NAME}"),
    re.compile(rf"\b{NAME} (?:[A-Z]\. )?{NAME},? +(?:M\.?D|D\.?O|MBBS|MBChB|MPH|Ph\.?D|FACP|FAAP|R\.?N)\b"),
    re.compile(rf"\b(?:[Dd]irector|[Cc]oordinator|[Cc]hief|[Cc]hair)(?: is|,|:) {NAME} {NAME}\b"),
)


@pytest.fixture(scope="module")
def library():
    return real_library()


@pytest.fixture(scope="module")
def pages(real_site):
    return read_pages(real_site)


def _texts():
    """Every text file of content/ but its settings, by path."""
    for path in sorted((ROOT / "content").rglob("*")):
        if path.suffix in (".md", ".yml") and path.name != "site.yml":
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def test_every_claim_has_a_source_with_an_address(library):
    owners = [*library.programs, *library.editorial.institutions.values()]
    claims = [(owner.path, claim) for owner in owners for claim in owner.claims]
    assert claims
    for path, claim in claims:
        address = urlsplit(claim.source.url)
        assert address.scheme in ("http", "https"), (path, claim.question)
        assert "." in address.netloc, (path, claim.question)
        assert claim.source.title, (path, claim.question)


def test_no_code_is_a_placeholder(library):
    seen = defaultdict(list)
    for program in library.programs:
        for code in (code for _, codes in program.codes for code in codes):
            if not code:
                continue
            digits = re.sub(r"\D", "", code)
            assert len(set(digits)) > 2, (program.slug, code)
            assert digits not in "01234567890123456789", (program.slug, code)
            seen[code].append(program.slug)
    assert {code: slugs for code, slugs in seen.items() if len(slugs) > 1} == {}


def test_no_text_is_a_placeholder():
    made_up = MADE_UP.search(real_library().editorial.site.base_url)  # then its sources are, too
    placeholders = (PLACEHOLDERS,) if made_up else (PLACEHOLDERS, MADE_UP)
    own = {path: QUOTED.sub("", text) for path, text in _texts()}
    found = {path: match[0] for path, text in own.items() for each in placeholders if (match := each.search(text))}
    assert found == {}


@pytest.mark.parametrize("words", ["stipend TBD", '"stipend, TBD"', "'to be told: TBD'"])
def test_a_quotation_is_no_placeholder_and_what_stands_beside_it_is(words: str):
    claim = f"salary: {{answer: not stated, source: gme, words: {words}, note: %s}}"
    assert not PLACEHOLDERS.search(QUOTED.sub("", claim % "none given"))
    assert PLACEHOLDERS.search(QUOTED.sub("", claim % "TODO"))


def test_no_date_lies_in_the_future(library):
    owners = [*library.programs, *library.editorial.institutions.values()]
    for owner in owners:
        for source in owner.sources:
            for when in (source.dated, source.estimated, source.checked):
                assert when is None or when.earliest <= TODAY, (owner.path, source.key, str(when))
        for claim in owner.claims:
            assert claim.as_of is None or claim.as_of.earliest <= TODAY, (owner.path, claim.question)
    for fact in library.editorial.facts.values():
        assert fact.as_of is None or fact.as_of.earliest <= TODAY, fact.id


def test_no_note_stands_word_for_word_in_more_than_ten_programs(library):
    """A sentence that does was copied, not read; a note of two words, such as "Older page", is a label."""
    programs = defaultdict(set)
    for program in library.programs:
        for claim in program.claims:
            if len(claim.note.split()) > LABEL:
                programs[plain(claim.note).casefold()].add(program.slug)
        for sentence in plain(program.body).split(". "):
            if sentence:
                programs[sentence.casefold().rstrip(".")].add(program.slug)
    assert {note: len(slugs) for note, slugs in programs.items() if len(slugs) > 10} == {}


def test_prose_links_only_to_hosts_of_its_own_sources(library):
    for program in library.programs:
        hosts = {urlsplit(source.url).netloc for source in program.sources}
        linked = {urlsplit(url).netloc for url in re.findall(r"https?://[^\s)\]>\"']+", program.body)}
        assert linked <= hosts, program.slug


def test_no_person_is_named():
    found = {}
    for path, text in _texts():
        for pattern in PEOPLE:
            for match in pattern.finditer(text):
                found[f"{path}: {match[0]}"] = pattern.pattern
    assert found == {}


def test_what_conflicts_is_shown_as_conflicting(pages, library):
    for program in library.programs:
        html = pages[urls.file_of(urls.program(program.slug))].html
        for id, answered in library.answers(program).items():
            if not answered.disagree:
                continue
            summary = re.search(rf'<details id="{id}">\s*<summary>(.*?)</summary>', html, re.S)
            assert summary is not None, f"{program.slug}: {id} has no row"
            assert "Sources disagree" in summary[1], (program.slug, id)
            assert summary[1].count('class="cell"') >= 2, f"{program.slug}: {id}: both stand there before it is opened"


def test_every_fact_a_guide_quotes_shows_its_year_and_source(pages, library):
    editorial = library.editorial
    for guide in editorial.guides:
        page = pages[urls.file_of(urls.guide(guide.slug))]
        for kind, id, *_ in REFERENCE.findall(guide.body):
            if kind != "fact":
                continue
            fact = editorial.facts[id]
            assert f"source, {fact.as_of or 'undated'}" in page.text, (guide.slug, id)
            assert fact.source_url in page.links, (guide.slug, id)
            assert plain(fact.source_title) in page.text, (guide.slug, id)


def test_a_chart_and_its_table_hold_the_same_numbers(pages, library):
    charts = 0
    for page in pages.values():
        for figure in re.findall(r'<figure class="chart">.*?</figure>', page.html, re.S):
            svg, table = figure.partition("</svg>")[::2]
            drawn = re.findall(r'data-part="number">([^<]*)<', svg)
            told = re.findall(r"<tr><th scope=\"row\">.*?</th><td>([^<]*)</td>", table, re.S)
            assert told, page.path
            assert sorted(map(plain, drawn)) == sorted(map(plain, told)), page.path
            charts += 1
    assert charts >= len(
        {id for guide in library.editorial.guides for kind, id, *_ in REFERENCE.findall(guide.body) if kind == "chart"}
    )
