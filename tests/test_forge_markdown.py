"""Markdown is shown as the forge shows it: what GitHub's own renderer makes of these texts stands beside them."""

from __future__ import annotations

import re

import pytest

from generator.render.markdown import read_markdown, write_html

# As cmark-gfm 0.29 renders them, on one line; made once with the package cmarkgfm.
CASES = (
    ("text\n- a\n- b", "<p>text</p><ul><li>a</li><li>b</li></ul>"),
    ("text\n1. a\n2. b", "<p>text</p><ol><li>a</li><li>b</li></ol>"),
    ("text\n2. a\n3. b", "<p>text2. a3. b</p>"),
    ("- a\n  - b\n   - c\n    - d", "<ul><li>a<ul><li>b</li><li>c</li><li>d</li></ul></li></ul>"),
    ("1. a\n  - b\n   - c", "<ol><li>a</li></ol><ul><li>b</li><li>c</li></ul>"),
    ("- a\n\n  para\n- b", "<ul><li><p>a</p><p>para</p></li><li><p>b</p></li></ul>"),
    ("text:\n\n  - a\n  - b\n\n   - c", "<p>text:</p><ul><li><p>a</p></li><li><p>b</p></li><li><p>c</p></li></ul>"),
    ("* a\n* b\n- c", "<ul><li>a</li><li>b</li></ul><ul><li>c</li></ul>"),
    (
        "text\n| a | b |\n|---|---|\n| 1 | 2 |",
        "<p>text</p><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
    ),
    ("| a | b |\n|---|\n| 1 | 2 |", "<p>| a | b ||---|| 1 | 2 |</p>"),
    (
        "| a | b |\n|---|---|\n| 1 |",
        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td></td></tr></tbody></table>",
    ),
    (
        "a | b\n--|--\n1 | 2\n\ntext",
        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table><p>text</p>",
    ),
    ("see https://x.org/a_b_c.", '<p>see <a href="https://x.org/a_b_c">https://x.org/a_b_c</a>.</p>'),
    (
        "(https://x.org/a_(b)) and *https://x.org/q*",
        '<p>(<a href="https://x.org/a_(b)">https://x.org/a_(b)</a>) and <em><a href="https://x.org/q">https://x.org/q</a></em></p>',
    ),
    ("https://x.org/a, next", '<p><a href="https://x.org/a">https://x.org/a</a>, next</p>'),
    ("[a https://x.org](https://y.org)", '<p><a href="https://y.org">a https://x.org</a></p>'),
    ("`https://x.org`", "<p><code>https://x.org</code></p>"),
    ("<https://x.org/a>", '<p><a href="https://x.org/a">https://x.org/a</a></p>'),
    (
        "text https://x.org/_em_/y _em_",
        '<p>text <a href="https://x.org/_em_/y">https://x.org/_em_/y</a> <em>em</em></p>',
    ),
    ("xhttps://x.org a:https://x.org", '<p>xhttps://x.org a:<a href="https://x.org">https://x.org</a></p>'),
    ("https://x.org/a]b", '<p><a href="https://x.org/a%5Db">https://x.org/a]b</a></p>'),
    ("a  \nb", "<p>a<br>b</p>"),
    ("**bold**text a*b*c", "<p><strong>bold</strong>text a<em>b</em>c</p>"),
    ("> q\ntext", "<blockquote><p>qtext</p></blockquote>"),
    ("a\n    not code", "<p>anot code</p>"),
)


def shown(text: str) -> str:
    html = write_html(read_markdown(text), lambda reference: reference.id)
    # What we add: a frame that scrolls, what a head is of, and what a link gives away.
    html = re.sub(r"<div[^>]*>(?=<table>)|(?<=</table>)</div>| rel=\"[^\"]*\"| scope=\"col\"", "", html)
    return re.sub(r"\s*\n\s*", "", html).replace(" />", ">")


@pytest.mark.parametrize(("text", "html"), CASES, ids=range(len(CASES)))
def test_a_text_looks_here_as_at_the_forge(text: str, html: str) -> None:
    assert shown(text) == html
