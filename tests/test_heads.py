"""What a pasted link shows, over the real site: titles, descriptions, tags, JSON-LD, and addresses."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.pages.heads import shorten_words
from generator.pages.previews import fit_title
from tests.conftest import ROOT

BASE = next(
    line.split(": ", 1)[1].strip()
    for line in (ROOT / "content" / "site.yml").read_text(encoding="utf-8").splitlines()
    if line.startswith("base_url:")
)
OWN_PAGES = re.compile(r"(?:programs|compare|checklist|guides|glossary)/[^/]+/index\.html")
ADDRESS = re.compile(r"[a-z0-9/.-]+")
ANCHOR = re.compile(r"[a-z0-9-]+")


@dataclass
class Page(HTMLParser):
    """The parts of a page that a messenger reads, and its anchors."""

    path: str
    title: str = ""
    canonical: str = ""
    tags: dict[str, str] = field(default_factory=dict)
    anchors: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    json_ld: str = ""
    moved: bool = False
    inside: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "meta" and (name := at.get("property") or at.get("name")):
            self.tags[name] = at["content"]
        self.moved |= at.get("http-equiv") == "refresh"
        if at.get("rel") == "canonical":
            self.canonical = at["href"]
        if "id" in at:
            self.anchors.append(at["id"])
        if tag == "a" and not re.match(r"[a-z]+:", at.get("href", "")):
            self.links.append(at.get("href", ""))
        self.inside = "json-ld" if at.get("type") == "application/ld+json" else tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "title" and not self.title:
            self.title = data
        if self.inside == "json-ld":
            self.json_ld += data


def files_of(site: Path) -> Iterator[str]:
    """Every file that has an address of ours; Pagefind names its own, and hosts read those with an underscore."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and not name.startswith(("pagefind/", "_")):
            yield name


@pytest.fixture(scope="module")
def pages(real_site: Path) -> list[Page]:
    found = []
    for name in files_of(real_site):
        if name.endswith(".html"):
            page = Page(path=name)
            page.feed((real_site / name).read_text(encoding="utf-8"))
            found.append(page)
    return found


@pytest.fixture(scope="module")
def standing(pages: list[Page]) -> list[Page]:
    return [page for page in pages if not page.moved]


@pytest.mark.site
def test_titles_are_short_and_unique(standing: list[Page]) -> None:
    assert [page.path for page in standing if not 0 < len(page.title) < 60] == []
    assert [title for title, count in Counter(page.title for page in standing).items() if count > 1] == []


@pytest.mark.site
def test_no_title_of_a_page_for_linking_is_cut(standing: list[Page]) -> None:
    assert [page.title for page in standing if "…" in page.title and OWN_PAGES.fullmatch(page.path)] == []


@pytest.mark.site
def test_descriptions_are_short(standing: list[Page]) -> None:
    assert [page.path for page in standing if not 0 < len(page.tags["description"]) < 150] == []


@pytest.mark.site
def test_every_page_has_the_tags_of_a_preview(standing: list[Page]) -> None:
    for page in standing:
        title, text = page.title, page.tags["description"]
        assert page.tags["og:title"] == page.tags["twitter:title"] == title, page.path
        assert page.tags["og:description"] == page.tags["twitter:description"] == text, page.path
        # A build that draws no cards names none; tests/test_cards.py looks at one that does.
        assert page.tags["twitter:card"] == "summary" and "og:image" not in page.tags, page.path


@pytest.mark.site
def test_every_page_says_its_own_address(standing: list[Page]) -> None:
    for page in standing:
        if page.path != "404.html":
            assert page.canonical == page.tags["og:url"] == BASE + page.path.removesuffix("index.html")


@pytest.mark.site
def test_json_ld_names_the_subject_of_each_page_for_linking(standing: list[Page]) -> None:
    kinds: Counter[tuple[str, str | None]] = Counter()
    for page in standing:
        found = json.loads(page.json_ld)
        assert found["@context"] == "https://schema.org" and found["name"] == page.title
        if OWN_PAGES.fullmatch(page.path):
            kinds[page.path.split("/")[0], found.get("mainEntity", {}).get("@type")] += 1
    folders = {"programs", "compare", "checklist", "guides", "glossary"}
    assert {folder for folder, kind in kinds if kind} == folders


@pytest.mark.site
def test_profiles_say_first_what_is_asked_first_with_its_age(standing: list[Page], real_site: Path) -> None:
    """A bare "yes" would harm: each answer is followed by its age, and a disagreement by the word."""
    for page in standing:
        if not page.path.startswith("programs/") or not OWN_PAGES.fullmatch(page.path) or "page/" in page.path:
            continue
        text = page.tags["description"]
        assert re.match(r"[^.:]+: ", text), text
        for part in re.split(r"; | or |\. ", text.split(": ", 1)[1]):
            assert not re.search(r"\b(Yes|No|Case by case)\b(?! [a-z]* ?\()", part), text
        found = json.loads((real_site / f"api/v1/programs/{page.path.split('/')[1]}.json").read_text(encoding="utf-8"))
        first = [item for item in found["answers"] if item["section"] == found["answers"][0]["section"]]
        shown = [item for item in first if f"{item['claims'][0]['shown']} (" in text]
        if any(item["disagree"] for item in shown[:1]):
            assert "sources disagree" in text


@pytest.mark.site
def test_addresses_and_anchors_are_plain(pages: list[Page], real_site: Path) -> None:
    assert [name for name in files_of(real_site) if not ADDRESS.fullmatch(name)] == []
    assert [(page.path, id) for page in pages for id in page.anchors if not ANCHOR.fullmatch(id)] == []
    for page in pages:
        repeated = [id for id, count in Counter(page.anchors).items() if count > 1]
        assert repeated == [], page.path


def test_the_first_title_that_fits_is_taken() -> None:
    assert fit_title(iter(["x" * 60, "A hospital: Pediatrics", "AH: Peds"])) == "A hospital: Pediatrics"
    assert fit_title(iter(["one " * 20])).endswith("…")


def test_words_are_not_cut_in_the_middle() -> None:
    assert shorten_words("Visas, eligibility and support", 20) == "Visas, eligibility…"
