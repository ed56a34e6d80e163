"""The evidence link: it opens a page at the words that carry a claim."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.answers.opening import encode_words, open_at_words
from generator.model.claims import Answer, Claim, Source
from generator.model.sightings import Sighting
from tests.local_web import Told, open_host, page

FILLER = "<p>" + "Nothing of interest stands here. " * 40 + "</p>"


def claim(url: str, words: str = "does not sponsor") -> Claim:
    source = Source(key="faq", kind="program", title="FAQ", url=url, dated=None)
    return Claim(question="visa", answer=Answer(text="no", shown="No"), source=source, words=words)


def read_directive(url: str) -> tuple[str, ...]:
    """What a browser makes of an address, by the rules of the text fragment draft: prefix, start, end, suffix."""
    directives = url.partition(":~:")[2].split("&")
    text = next(each.removeprefix("text=") for each in directives if each.startswith("text="))
    parts = text.split(",")
    prefix = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else ""
    suffix = unquote(parts.pop()[1:]) if parts and parts[-1].startswith("-") else ""
    return (prefix, *(unquote(part) for part in parts), suffix)


WORDS = st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=12), min_size=3, max_size=8)  # fmt: skip


@settings(max_examples=1000, deadline=None)
@given(WORDS)
def test_any_words_come_back_as_they_went(words: list[str]) -> None:
    text = " ".join(words)
    url = open_at_words(claim("https://example.org/faq", text), None)
    assert read_directive(url) == ("", text, "")
    assert url.isascii() and " " not in url


@pytest.mark.parametrize(
    ("url", "seen", "opened"),
    [
        ("https://example.org/faq", None, "https://example.org/faq#:~:text=does%20not%20sponsor"),
        ("https://example.org/faq#visas", None, "https://example.org/faq#visas:~:text=does%20not%20sponsor"),
        ("https://example.org/faq?a=b", None, "https://example.org/faq?a=b#:~:text=does%20not%20sponsor"),
        ("https://example.org/handbook.PDF", None, "https://example.org/handbook.PDF"),
        ("https://example.org/handbook.pdf?v=2#page=3", None, "https://example.org/handbook.pdf?v=2#page=3"),
        ("https://example.org/download/7", Sighting(words="x", on_page=12), "https://example.org/download/7#page=12"),
        ("https://example.org/faq#:~:text=other", None, "https://example.org/faq#:~:text=other"),
    ],
)
def test_where_a_source_opens(url: str, seen: Sighting | None, opened: str) -> None:
    assert open_at_words(claim(url), seen) == opened


def test_a_claim_without_words_opens_its_page() -> None:
    assert open_at_words(claim("https://example.org/faq", ""), None) == "https://example.org/faq"


def test_marks_with_a_meaning_are_spelt_out() -> None:
    assert encode_words("yes, H-1B & J-1: “so”") == "yes%2C%20H%2D1B%20%26%20J%2D1%3A%20%E2%80%9Cso%E2%80%9D"


@pytest.mark.browser
@pytest.mark.parametrize("words", ["takes J-1, H-1B & F-1 visas", "Fünf Jahre – höchstens", "“no” is not - a, word", "外国人 の 医師"])  # fmt: skip
def test_chromium_scrolls_to_the_words(words: str, page_at_words) -> None:
    assert page_at_words(words), "the words are in view"


@pytest.fixture
def page_at_words(browser):
    """Open a long local page at some words, and say whether they are in view."""

    def look(words: str) -> bool:
        body = FILLER * 30 + f"<p id=here>{words.replace('&', '&amp;')}</p>" + FILLER * 30
        with open_host({"/faq": Told(page(body))}) as host:
            opened = browser.new_page(viewport={"width": 390, "height": 844})
            opened.goto(open_at_words(claim(f"{host.url}/faq", words), None))
            opened.wait_for_function("scrollY > 0", timeout=5000)
            box = opened.locator("#here").bounding_box()
            opened.close()
            return bool(box and 0 <= box["y"] < 844)

    return look
