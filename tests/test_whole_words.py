"""A code or a date stays on one line, and is found and copied as it is written."""

from __future__ import annotations

import pytest

from generator.render.environment import make_environment
from tests.conftest import ROOT

# Each code and date of the page whose letters stand on two lines.
BROKEN = """() => {
  const found = [];
  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    for (const { index, 0: code } of node.textContent.matchAll(/\\b(?:[A-Z]+-\\d\\w*|\\d{4}-\\d\\d-\\d\\d)\\b/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + code.length);
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(code);
    }
  }
  return found;
}"""
TOOLS = (
    "checklist/?program=mill-yard-joinery",
    "compare/?p=mill-yard-joinery,hill-kiln-joinery,harbor-works-joinery",
    "contribute/program/?p=mill-yard-joinery&question=t2b",
)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("on a T-2B <b>", 'on a <span class="whole">T-2B</span> &lt;b&gt;'),
        ("since 2026-11-21.", 'since <span class="whole">2026-11-21</span>.'),
        ("well-known, 5-10", "well-known, 5-10"),
    ],
)
def test_a_code_is_kept_whole_and_all_else_escaped(text, html):
    assert str(make_environment(ROOT / "templates", None).filters["whole"](text)) == html


@pytest.mark.browser
@pytest.mark.parametrize("address", TOOLS)
def test_no_line_breaks_within_a_code(page, small_url, address):
    page.goto(small_url + address)
    page.locator(
        "[data-part=progress]:has-text('settled'), .compare-table tbody, send-change, claim-editor"
    ).first.wait_for(state="attached")
    page.evaluate("document.querySelectorAll('main details').forEach((part) => { part.open = true; })")
    for width in range(320, 440, 7):  # somewhere in each text a line ends within the code
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(BROKEN) == [], width
