"""What a pasted link shows: titles, descriptions, tags, JSON-LD, and addresses."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from generator.pages.heads import shorten_words
from generator.pages.previews import fit_title
from tests.heads import OWN_PAGES, Head, list_bad_addresses, list_bad_descriptions, list_bad_titles, read_heads
from tests.real import small_library


@pytest.fixture(scope="module")
def pages(small_site: Path) -> list[Head]:
    return read_heads(small_site)


@pytest.fixture(scope="module")
def standing(pages: list[Head]) -> list[Head]:
    return [page for page in pages if not page.moved]


def test_titles_are_short_and_unique(pages: list[Head]) -> None:
    assert list_bad_titles(pages) == []


def test_descriptions_are_short(pages: list[Head]) -> None:
    assert list_bad_descriptions(pages) == []


def test_addresses_and_anchors_are_plain(pages: list[Head], small_site: Path) -> None:
    assert list_bad_addresses(small_site, pages) == []


def test_every_page_has_the_tags_of_a_preview(standing: list[Head]) -> None:
    for page in standing:
        title, text = page.title, page.tags["description"]
        assert page.tags["og:title"] == page.tags["twitter:title"] == title, page.path
        assert page.tags["og:description"] == page.tags["twitter:description"] == text, page.path
        # A build that draws no cards names none; tests/test_cards.py looks at one that does.
        assert page.tags["twitter:card"] == "summary" and "og:image" not in page.tags, page.path


def test_every_page_says_its_own_address(standing: list[Head]) -> None:
    base = small_library().editorial.site.base_url
    for page in standing:
        if page.path != "404.html":
            assert page.canonical == page.tags["og:url"] == base + page.path.removesuffix("index.html")


def test_json_ld_names_the_subject_of_each_page_for_linking(standing: list[Head]) -> None:
    kinds: Counter[tuple[str, str | None]] = Counter()
    for page in standing:
        found = json.loads(page.json_ld)
        assert found["@context"] == "https://schema.org" and found["name"] == page.title
        if OWN_PAGES.fullmatch(page.path):
            kinds[page.path.split("/")[0], found.get("mainEntity", {}).get("@type")] += 1
    folders = {"programs", "compare", "checklist", "guides", "glossary"}
    assert {folder for folder, kind in kinds if kind} == folders


def test_profiles_say_first_what_is_asked_first_with_its_age(standing: list[Head], small_site: Path) -> None:
    """A bare "yes" would harm: each answer is followed by its age, and a disagreement by the word."""
    for page in standing:
        if not page.path.startswith("programs/") or not OWN_PAGES.fullmatch(page.path) or "page/" in page.path:
            continue
        text = page.tags["description"]
        assert re.match(r"[^.:]+: ", text), text
        for part in re.split(r"; | or |\. ", text.split(": ", 1)[1]):
            assert not re.search(r"\b(Yes|No|Case by case)\b(?! [a-z]* ?\()", part), text
        found = json.loads((small_site / f"api/v1/programs/{page.path.split('/')[1]}.json").read_text(encoding="utf-8"))
        first = [item for item in found["answers"] if item["section"] == found["answers"][0]["section"]]
        shown = [item for item in first if f"{item['claims'][0]['shown']} (" in text]
        if any(item["disagree"] for item in shown[:1]):
            assert "sources disagree" in text


def test_the_first_title_that_fits_is_taken() -> None:
    assert fit_title(iter(["x" * 60, "A hospital: Pediatrics", "AH: Peds"])) == "A hospital: Pediatrics"
    assert fit_title(iter(["one " * 20])).endswith("…")


def test_words_are_not_cut_in_the_middle() -> None:
    assert shorten_words("Visas, eligibility and support", 20) == "Visas, eligibility…"
