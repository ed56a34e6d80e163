"""Prose: what a text may become on a page, and that nothing in it breaks out."""

from __future__ import annotations

import time
from html.parser import HTMLParser
from importlib.metadata import version

import pytest

from generator.model import digests, urls
from generator.render.markdown import give_ids, name_tables, read_markdown, write_html
from generator.render.sanitizer import clean

ALLOWED = {"href", "title", "rel", "id", "class", "scope", "start", "tabindex", "role", "aria-label"}


class Parsed(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def html_of(text: str) -> str:
    tokens = read_markdown(text)
    give_ids(tokens, urls.ANCHORS, "", lambda reference: reference.words or reference.id)
    name_tables(tokens, lambda reference: reference.words or reference.id)
    show = '<a href="../guides/x/">words</a>'
    return clean(write_html(tokens, lambda reference: show))


@pytest.mark.parametrize(
    "text",
    [
        '[x](https://ok.test "<table><meta http-equiv=refresh content=0;url=//evil.test>")',
        '[x](https://ok.test "[[page:home]]")',
        "[x](https://ok.test/[[page:home]])",
        "![[[page:home]]](https://ok.test/a.png)",
        "# a [[page:home|<b id=x>]]",
        '<a href="//evil.test">x</a> <img src=x onerror=alert(1)> <script>alert(1)</script>',
        "[x](javascript:alert(1)) [y](//evil.test) [z](\\\\evil.test) <javascript:alert(1)>",
        "[x][y]\n\n[y]: javascript:alert(1) 'title'",
        "&#xe000;9i&#xe001; \ue0000i\ue001",
        '| a [[page:home|x<y]] | "onload=alert(1) |\n|---|---|\n| <table> | `</table>` |',
        '## " onclick="alert(1)\n\n| a |\n|---|\n| b |',
    ],
)
def test_nothing_breaks_out_of_a_text(text: str):
    for tag, attributes in Parsed(html_of(text)).tags:
        assert tag not in ("script", "img", "meta", "iframe", "svg", "form")
        assert set(attributes) <= ALLOWED
        assert not (attributes.get("href") or "").startswith(("//", "\\", "javascript:"))


@pytest.mark.parametrize(
    "text",
    [
        "[x](\nprograms/)",
        "[x](../../api)",
        "[a\\]b]\n\n[a\\]b]: programs/",
        "[a\nb]\n\n[a\nb]: y",
        "[x](?q=1)",
    ],
)
def test_no_link_leads_into_the_site_but_by_reference(text: str):
    assert [attributes.get("href") for _, attributes in Parsed(html_of(text)).tags if "href" in attributes] == []


def test_a_reference_is_a_link_and_no_link_holds_another():
    assert html_of("a [[guide:x|W]] b") == '<p>a <a href="../guides/x/">words</a> b</p>\n'
    assert html_of("[a [[guide:x|W]] b](https://ok.test)") == (
        '<p>[a <a href="../guides/x/">words</a> b](<a href="https://ok.test" rel="noopener nofollow">https://ok.test</a>)</p>\n'
    )
    assert html_of("`[[guide:x|W]]`") == "<p><code>[[guide:x|W]]</code></p>\n"


def test_a_reference_keeps_its_words_in_a_table():
    assert '<td><a href="../guides/x/">words</a></td>' in html_of("| a |\n|---|\n| [[guide:x|W]] |")


def test_no_heading_takes_an_id_of_the_page_or_of_another():
    html = html_of("## Main content\n\n## Twice\n\n## Twice\n\n### Über *uns*\n\n## 漢字")
    assert [attributes["id"] for _, attributes in Parsed(html).tags if "id" in attributes] == [
        *("main-content_1", "twice", "twice_1", "uber-uns", "_1"),
    ]


SLOW = (
    "[a](",
    "![",
    "\\",
    "<a ",
    "a\n=\n",
    "[[a:",
    "[",
    "*",
    "_",
    "`",
    "- ",
    "> ",
    "1. ",
    "|",
    "|a\n|-\n",
    "&",
    "    a\n",
)


@pytest.mark.parametrize("piece", SLOW)
def test_the_time_of_a_text_grows_with_its_length(piece: str):
    """The longest text that check lets through, of what parsers are slow with."""
    text = piece * (40_000 // len(piece))
    started = time.process_time()
    html_of(text)
    assert time.process_time() - started < 2


def test_another_version_of_a_library_is_another_key(monkeypatch):
    known = digests.code_digest.__wrapped__()
    monkeypatch.setattr(digests, "version", lambda library: "0.0.1" if library == "nh3" else version(library))
    assert digests.code_digest.__wrapped__() != known
