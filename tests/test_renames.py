"""Renames keep links alive: what was renamed with `aliases:` is still found at its old address."""

from __future__ import annotations

import json
import re
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest

from generator.build.flow import Report, build
from generator.build.order import Order
from generator.build.server import open_server
from tests.conftest import ROOT, TODAY

PROGRAMS = (
    "ma/saint-vincent-worcester-internal-medicine",
    "pa/allegheny-general-pittsburgh-internal-medicine",
    "pa/upmc-mercy-pittsburgh-internal-medicine",
    "pa/upmc-pittsburgh-internal-medicine",
)
COMPARISON = "pittsburgh-internal-medicine"
OLD_PROGRAM, NEW_PROGRAM = "saint-vincent-worcester-internal-medicine", "saint-vincent-internal-medicine"
OLD_QUESTION, NEW_QUESTION = "moonlighting", "extra-shifts"
OLD_TERM, NEW_TERM = "acgme", "accreditation-council"
OLD_STEP, NEW_STEP = "set-budget", "make-budget"
IDS = f"program {OLD_PROGRAM}\nquestion {OLD_QUESTION}\nterm {OLD_TERM}\nstep {OLD_STEP}\n"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A few real programs with everything that they refer to, and the list of ids that must not vanish."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content, ignore=shutil.ignore_patterns("programs", "comparisons", "ids.txt"))
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    for name in (*(f"programs/{path}.md" for path in PROGRAMS), f"comparisons/{COMPARISON}.md"):
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "content" / name, content / name)
    for path in content.rglob("*.md"):
        kept = r"\[\[(?:program|comparison):(?!" + COMPARISON + r")[^]|]*"
        path.write_text(re.sub(kept, f"[[comparison:{COMPARISON}", path.read_text()))
    (content / "ids.txt").write_text(IDS, encoding="utf-8")
    return tmp_path


def rename(root: Path, *, aliases: bool) -> None:
    """Rename a program, a question, a term and a step, as a maintainer would."""
    content = root / "content"
    old = content / f"programs/ma/{OLD_PROGRAM}.md"
    new = old.with_name(f"{NEW_PROGRAM}.md")
    text = old.read_text(encoding="utf-8")
    new.write_text(text.replace("---\n", f"---\naliases: [{OLD_PROGRAM}]\n", 1) if aliases else text, encoding="utf-8")
    old.unlink()

    key = re.compile(rf"^  {OLD_QUESTION}:", re.MULTILINE)
    for path in (*content.rglob("programs/*/*.md"), *content.glob("institutions/*.yml")):
        path.write_text(key.sub(f"  {NEW_QUESTION}:", path.read_text()))
    for path in content.glob("questions/*.yml"):
        kept = f"  {NEW_QUESTION}:" + (f"\n    aliases: [{OLD_QUESTION}]" if aliases else "")
        path.write_text(key.sub(kept, path.read_text()))

    path = content / "glossary.yml"
    kept = f"{NEW_TERM}:" + (f"\n  aliases: [{OLD_TERM}]" if aliases else "")
    text = re.sub(rf"^{OLD_TERM}:", kept, path.read_text(), flags=re.MULTILINE)
    path.write_text(re.sub(rf"(see: \[[^]]*)\b{OLD_TERM}\b", rf"\1{NEW_TERM}", text))

    for path in content.glob("checklists/*.yml"):
        kept = f"id: {NEW_STEP}, " + (f"aliases: [{OLD_STEP}], " if aliases else "")
        path.write_text(path.read_text().replace(f"id: {OLD_STEP}, ", kept))


def build_site(root: Path) -> Report:
    return build(Order(root=root, site=root / "site", cache=root / "cache", today=TODAY, index=False))


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
    steps = (site / "guides/preparing-an-application/index.html").read_text()
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
