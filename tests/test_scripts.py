"""Scripts: an element's own names are not taken for ours, where the browser would give them another meaning."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

SCRIPTS = sorted((Path(__file__).parents[1] / "templates" / "scripts").rglob("*.js"))
ELEMENT = re.compile(r"class \w+ extends HTMLElement \{(.*?)^  \}", re.DOTALL | re.MULTILINE)
SET = re.compile(r"(?<![\w.)\]])this\.(\w+) (?:[|?]{2})?=(?!=)")
METHOD = re.compile(r"^    (?:async |get |set )?(\w+)\([^\n]*\{$", re.MULTILINE)
MEANT = {"className", "constructor", "hidden"}  # what the browser makes of these is what we want


@pytest.mark.browser
def test_no_element_uses_a_name_that_the_browser_knows(page: Any):
    """`this.title = …` on an element is a tooltip and turns a heading into "[object HTMLHeadingElement]"."""
    known = set(
        page.evaluate(
            "(() => { const all = []; for (const name in document.createElement('x-y')) all.push(name); return all; })()"
        )
    )
    assert {"title", "before", "after", "remove", "matches", "hidden"} <= known
    taken = {
        (path.name, name)
        for path in SCRIPTS
        for body in ELEMENT.findall(path.read_text("utf-8"))
        for name in (*SET.findall(body), *METHOD.findall(body))
        if name in known - MEANT
    }
    assert taken == set()
