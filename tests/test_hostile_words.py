"""Words of content stand for themselves, whatever signs they hold: where they are looked for, and where they are shown."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest

from generator.build.flow import build
from generator.build.order import Order
from generator.commands.outcome import check_all
from generator.data.form import to_javascript
from generator.model.loose_addresses import tell_address
from generator.model.people import People, titled
from generator.model.rules import RULES
from generator.model.wording import as_it_stands
from generator.render.markdown import read_markdown, write_html
from tests.conftest import SMALL_TODAY, small_root
from tests.hostile.library import Held, Library

PATTERNS = ("\\x", "(", "[[", "*", "a{2,1}", "(?P<a>x)(?P<a>x)", ")")


@pytest.mark.parametrize("sign", [*PATTERNS, ""])
def test_a_word_about_people_is_no_pattern(sign: str) -> None:
    people = People((sign, "MD"), first_names=(sign, "John"), before=(sign, "ask"), pages=(sign, "/staff/{name}"))
    assert people.find("Ask John Smith.") and people.find("Ann Weaver, MD") and people.owns("https://x.org/staff/dr-a")
    assert not people.find("Ask the coordinator.") and not people.owns("https://x.org/staff/office")


def test_a_degree_is_spelled_as_it_stands_in_the_form_too() -> None:
    assert titled(("M.D.",)).search("Ann Weaver, M.D.") and not titled(("M.D.",)).search("Ann Weaver, MxDx")
    # A browser refuses a backslash before a sign that needs none.
    assert r"M\.D\.|Ph-D x" in to_javascript(titled(("M.D.", "Ph-D x")), anywhere=True)


def test_no_value_of_any_field_ends_the_check(tmp_path: Path) -> None:
    library = Library(tmp_path / "root")
    for place in range(len(PATTERNS)):
        library.write([Held(each, PATTERNS[(place + n) % len(PATTERNS)]) for n, each in enumerate(library.fields)])
        problems = check_all(library.root, SMALL_TODAY, 1).problems
        assert problems and all(problem.code in RULES for problem in problems)


def test_an_address_of_brackets_alone_is_none() -> None:
    assert tell_address(")") == ("begin it with https://", "")


PLAIN = (
    "[[guide:../../x]]",
    "[x](//evil.test)",
    "https://ok.test",
    "1. x",
    "a|b",
    "**a** `b`",
    "&#x202e;",
    "<b>",
    "\\*",
)


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_text_in_markdown_is_no_markdown(text: str) -> None:
    html = write_html(read_markdown(f"- {as_it_stands(text)}"), lambda reference: "a reference").strip()
    assert html.startswith("<ul>\n<li>") and html.count("<") == 4
    assert unescape(html.removeprefix("<ul>\n<li>").removesuffix("</li>\n</ul>")) == text


def test_no_label_breaks_the_page_that_lists_it(tmp_path: Path) -> None:
    root = small_root(tmp_path)
    for path, written in (("source-kinds.yml", '"Program\'s own page"'), ("site.yml", "Example Forge")):
        file = root / "content" / path
        text = file.read_text(encoding="utf-8")
        assert written in text
        file.write_text(text.replace(written, '"[[guide:../../x]]"'), encoding="utf-8")
    order = Order(root=root, site=root / "site", cache=root / ".cache", today=SMALL_TODAY, index=False, jobs=1)
    assert build(order).problems == ()
    for page in ("method", "contribute"):
        assert "[[guide:../../x]]" in (order.site / page / "index.html").read_text(encoding="utf-8")
