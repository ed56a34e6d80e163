"""Renames keep links alive: what was renamed with `aliases:` is still found at its old address."""

from __future__ import annotations

import json
import re
import threading
from pathlib import Path
from typing import Any

import pytest

from generator.build.flow import Report, build
from generator.build.order import Order
from generator.publish.site_server import open_server
from tests.conftest import SMALL_TODAY, small_root

COMPARISON = "two-banks"
OLD_PROGRAM, NEW_PROGRAM = "hill-kiln-pottery", "kiln-clay"
OLD_QUESTION, NEW_QUESTION = "extras", "support"
OLD_TERM, NEW_TERM = "newcomer", "beginner"
OLD_STEP, NEW_STEP = "read-guide", "read-all"
IDS = f"program {OLD_PROGRAM}\nquestion {OLD_QUESTION}\nterm {OLD_TERM}\nstep {OLD_STEP}\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The small directory, and the list of ids that must not vanish."""
    root = small_root(tmp_path)
    (root / "content" / "ids.txt").write_text(IDS, encoding="utf-8")
    return root


def rename(root: Path, *, aliases: bool) -> None:
    """Rename a program, a question, a term and a step, as a maintainer would."""
    content = root / "content"
    old = content / f"programs/sb/{OLD_PROGRAM}.md"
    new = old.rename(old.with_name(f"{NEW_PROGRAM}.md"))
    replace(new, "---\n", f"---\naliases: [{OLD_PROGRAM}]\n" if aliases else "---\n")
    replace(new, f"  {OLD_QUESTION}:", f"  {NEW_QUESTION}:")
    replace(content / f"comparisons/{COMPARISON}.md", OLD_PROGRAM, NEW_PROGRAM)
    keep = f"\n    aliases: [{OLD_QUESTION}]" if aliases else ""
    replace(content / "questions/results.yml", f"  {OLD_QUESTION}:", f"  {NEW_QUESTION}:{keep}")
    keep = f"aliases: [{OLD_TERM}], " if aliases else ""
    replace(content / "glossary.yml", f"{OLD_TERM}: {{", f"{NEW_TERM}: {{{keep}")
    replace(content / "glossary.yml", f"see: [{OLD_TERM}]", f"see: [{NEW_TERM}]")
    replace(content / "guides/contracts.md", f"[[term:{OLD_TERM}|", f"[[term:{NEW_TERM}|")
    keep = f"aliases: [{OLD_STEP}], " if aliases else ""
    replace(content / "checklists/preparing.yml", f"id: {OLD_STEP}, ", f"id: {NEW_STEP}, {keep}")


def replace(path: Path, old: str, new: str) -> None:
    """The first place of a text that must stand in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text, (path.name, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def build_site(root: Path) -> Report:
    return build(Order(root=root, site=root / "site", cache=root / "cache", today=SMALL_TODAY, index=False))


def leads_to(root: Path, old: str) -> str:
    """Where the page at an old address says that it leads, by refresh, link and canonical address alike."""
    text = (root / "site" / old / "index.html").read_text(encoding="utf-8")
    refresh = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', text)
    link = re.search(r'<a href="([^"]*)">', text)
    canonical = re.search(r'rel="canonical" href="([^"]*)"', text)
    assert refresh and link and canonical and refresh[1] == link[1]
    target = (root / "site" / old / refresh[1]).resolve()
    assert (target / "index.html").is_file()
    address = target.relative_to((root / "site").resolve()).as_posix() + "/"
    assert canonical[1].endswith(f"/{address}")
    return address


def test_old_addresses_lead_on(library: Path) -> None:
    assert build_site(library).problems == ()
    rename(library, aliases=True)
    assert build_site(library).problems == ()
    assert leads_to(library, f"programs/{OLD_PROGRAM}") == f"programs/{NEW_PROGRAM}/"
    assert leads_to(library, f"checklist/{OLD_QUESTION}") == f"checklist/{NEW_QUESTION}/"
    assert leads_to(library, f"glossary/{OLD_TERM}") == f"glossary/{NEW_TERM}/"


def test_old_anchors_stay_beside_the_new_ones(library: Path) -> None:
    rename(library, aliases=True)
    assert build_site(library).problems == ()
    site = library / "site"
    profile = f"programs/{NEW_PROGRAM}/index.html"
    for page in (profile, "checklist/index.html", f"compare/{COMPARISON}/index.html"):
        assert f'id="{NEW_QUESTION}"' in (site / page).read_text(), page
        assert f'id="{OLD_QUESTION}"' in (site / page).read_text(), page
    glossary = (site / "glossary/index.html").read_text()
    assert f'id="{NEW_TERM}"' in glossary and f'id="{OLD_TERM}"' in glossary
    steps = (site / "guides/preparing/index.html").read_text()
    assert f'id="{NEW_STEP}"' in steps and f'id="{OLD_STEP}"' in steps


def test_tools_find_a_program_by_its_old_name(library: Path) -> None:
    rename(library, aliases=True)
    assert build_site(library).problems == ()
    programs = json.loads((library / "site/programs.json").read_text())
    assert programs["slug"][programs["aliases"][OLD_PROGRAM]] == NEW_PROGRAM
    found = json.loads((library / f"site/api/v1/programs/{OLD_PROGRAM}.json").read_text())
    assert found["slug"] == NEW_PROGRAM and found["aliases"] == [OLD_PROGRAM]


def test_without_aliases_check_says_what_vanished(library: Path) -> None:
    rename(library, aliases=False)
    report = build_site(library)
    assert {problem.code for problem in report.problems} == {"vanished-id"}
    assert {problem.where for problem in report.problems} == set(IDS.splitlines())
    assert not (library / "site").exists()


@pytest.mark.browser
def test_an_old_link_to_one_answer_opens_that_answer(library: Path, page: Any) -> None:
    rename(library, aliases=True)
    assert build_site(library).problems == ()
    server = open_server(library / "site", port=0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        base = f"http://127.0.0.1:{server.server_address[1]}/"
        page.goto(f"{base}programs/{OLD_PROGRAM}/?from=forum#{OLD_QUESTION}")
        page.wait_for_url(f"{base}programs/{NEW_PROGRAM}/?from=forum#{OLD_QUESTION}")
        page.wait_for_selector(f"details#{NEW_QUESTION}[open]")
    finally:
        server.shutdown()
        server.server_close()
