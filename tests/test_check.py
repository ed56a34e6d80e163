"""Check: each fault has one message, and each message teaches."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from generator.build.flow import build
from generator.build.order import Order
from generator.commands.command_line import main
from generator.commands.outcome import check_all
from generator.model.problem import Problem, printable
from generator.model.rules import RULES
from generator.read.folders import list_content
from tests.faults import HERE, SMALL, break_library, copy_small, expected, names

TODAY = date(2026, 11, 21)
ROOT = HERE.parent
PROFILE = "content/programs/nb/harbor-works-joinery.md"

# The list of faults that the first release promised to find in one run.
PROMISED = (
    "unknown-key-1-misspelt-section",
    "unknown-source-1",
    "no-source-1",
    "bad-option-2-source-kind",
    "repeated-key-1-question",
    "alias-1-bomb",
    "missing-institution-1",
    "dead-link-4-fact",
    "vanished-id-1-program",
    "broken-yaml-6-bad-indent",
)


def _check(root: Path, *options: str) -> int:
    return main(["check", "--root", str(root), "--today", TODAY.isoformat(), *options])


@pytest.mark.parametrize("name", names())
def test_each_fault_has_its_one_message(name: str, tmp_path: Path) -> None:
    break_library(copy_small(tmp_path), name)
    problems = check_all(tmp_path, TODAY, jobs=1).problems
    assert [problem.as_text() for problem in problems] == [expected(name)]
    assert name.startswith(f"{problems[0].code}-")


def test_the_small_library_is_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _check(SMALL) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    files = len(list_content(SMALL).everything)
    assert printed.err == f"All is well: 8 programs and 23 claims in {files} files.\n"


def _with_words(root: Path, words: str) -> list[str]:
    path = copy_small(root) / PROFILE
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("source: ", f'words: "{words}", source: ', 1), encoding="utf-8")
    return [problem.code for problem in check_all(root, TODAY).problems]


def test_words_are_spelt_as_on_their_page_and_name_nobody(tmp_path: Path) -> None:
    assert _with_words(tmp_path / "spelt", "sponsors T1 and T2B contracts") == []
    assert _with_words(tmp_path / "named", "says program director Dr. Jane Example") == ["named-person"]


def test_there_are_forty_faults_and_one_for_each_rule() -> None:
    codes = {max((code for code in RULES if name.startswith(f"{code}-")), key=len) for name in names()}
    assert len(names()) >= 40
    assert codes == set(RULES)


def test_each_rule_is_used_and_each_used_code_is_a_rule() -> None:
    used = set()
    for path in (ROOT / "generator").rglob("*.py"):
        if path.name == "rules.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                used |= set(_codes_of(node))
    assert used == set(RULES)


def _codes_of(call: ast.Call) -> list[str]:
    """The codes that a call gives to a Problem, a Fault or the notes."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    values = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
    if name in ("add", "add_at", "note", "_check_listed"):
        values += call.args[:3]
    texts = [leaf for value in values for leaf in ast.walk(value) if isinstance(leaf, ast.Constant)]
    named = [leaf.value for leaf in texts if isinstance(leaf.value, str)]
    return (
        named
        if name in ("Problem", "Fault")
        else [text for text in named if text in RULES or ("-" in text and " " not in text)]
    )


@pytest.mark.parametrize("code", RULES)
def test_each_rule_teaches(code: str) -> None:
    rule = RULES[code]
    assert rule.title and not rule.title.endswith(".")
    assert rule.why.endswith(".")
    assert rule.wrong and rule.right and rule.wrong != rule.right


def test_promised_faults_in_one_run_and_the_site_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_small(tmp_path / "root")
    shutil.copytree(ROOT / "templates", root / "templates")
    order = Order(root=root, site=root / "site", cache=root / ".cache", today=TODAY, index=False)
    assert build(order).problems == ()
    before = _snapshot(root / "site")
    _break_all(root, PROMISED)
    assert _check(root) == 1
    printed = capsys.readouterr().out.splitlines()
    codes = [line.rsplit("[", 1)[1].rstrip("]") for line in printed]
    wanted = [max((code for code in RULES if name.startswith(f"{code}-")), key=len) for name in PROMISED]
    assert sorted(codes) == sorted(wanted)
    assert all(" Mend: " in line or " Did you mean " in line or " Allowed: " in line for line in printed)
    assert [problem.as_text() for problem in build(order).problems] == printed
    assert _snapshot(root / "site") == before


def _break_all(root: Path, chosen: tuple[str, ...]) -> None:
    """Lay several cases over one library, giving each a copy of its profile where two would meet."""
    for number, name in enumerate(chosen):
        overlay = root.parent / f"case-{number}"
        shutil.copytree(HERE / "broken" / name / "content", overlay)
        for path in overlay.rglob("*"):
            target = root / "content" / path.relative_to(overlay)
            if path.is_dir():
                continue
            if path.parent.parent.name == "programs":
                target = target.with_name(f"{path.stem}-{number}.md")
            shutil.copy(path, target)


def _snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


EIGHT = """---
name: ""
institution: harbor-wroks
specialty: joinrey
city: Quayton
state: NB
guild: 12
website: example.org
sources:
  faq: {kind: program, title: Example FAQ, url: https://example.org/faq, dated: March 2024}
contract:
  t2b: {answer: sometimes, source: faq}
entry:
  age-limit: {answer: 5, strength: preferred}
---
"""


def test_eight_faults_in_one_file_print_eight_messages(tmp_path: Path) -> None:
    (copy_small(tmp_path) / PROFILE).write_text(EIGHT, encoding="utf-8")
    problems = check_all(tmp_path, TODAY).problems
    assert [(problem.line, problem.code) for problem in problems] == [
        (2, "bad-text"),
        (3, "missing-institution"),
        (4, "unknown-specialty"),
        (7, "bad-number"),
        (8, "bad-link"),
        (10, "bad-date"),
        (12, "bad-option"),
        (14, "no-source"),
    ]


@pytest.mark.parametrize(
    "path",
    [
        *("content/questions/contract.yml", "content/facts.yml", "content/glossary.yml", "content/charts.yml"),
        *("content/specialties.yml", "content/states.yml", "content/audiences.yml", "content/spellings.yml"),
        *(
            "content/site.yml",
            "content/wording.yml",
            "content/institutions/harbor-works.yml",
            "content/guides/contracts.md",
        ),
        *("content/checklists/preparing.yml", "content/comparisons/harbor-and-mill.md", PROFILE),
    ],
)
def test_a_file_that_cannot_be_read_gives_one_message(path: str, tmp_path: Path) -> None:
    file = copy_small(tmp_path) / path
    file.write_text(file.read_text(encoding="utf-8").replace(": ", ": [", 1), encoding="utf-8")
    assert [problem.path for problem in check_all(tmp_path, TODAY).problems] == [path]


def test_many_processes_find_what_one_finds(tmp_path: Path) -> None:
    copy_small(tmp_path)
    text = (tmp_path / PROFILE).read_text(encoding="utf-8")
    for number in range(220):
        broken = text.replace("answer: 5,", f"answer: {'five' if number % 50 == 0 else 5},")
        broken = broken.replace("Apprenticeship\n", f"Apprenticeship {number}\n").replace("guild: 1409999901\n", "")
        (tmp_path / PROFILE).with_name(f"harbor-works-{number}.md").write_text(broken, encoding="utf-8")
    one, two = check_all(tmp_path, TODAY, jobs=1), check_all(tmp_path, TODAY, jobs=2)
    assert (one.problems, one.programs) == (two.problems, two.programs)
    assert len(one.problems) == 5
    assert len(one.programs) == 228


def test_json_and_annotations_say_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_library(copy_small(tmp_path), "bad-date-1-slashes")
    assert _check(tmp_path, "--format", "json") == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["code"], found["line"], found["column"], found["right"]) == ("bad-date", 8, 90, "2024-03-05")
    assert _check(tmp_path, "--format", "github") == 1
    annotation = capsys.readouterr().out
    assert annotation.startswith("::error file=content/programs/nb/harbor-works-glazing.md,line=8,col=90,")
    assert annotation.strip().endswith(found["message"])


def test_annotations_cannot_be_forged() -> None:
    problem = Problem(code="bad-text", path="a\n::error::b,c:d", must="must fit", found="x\n::warning::y")
    assert problem.as_github().count("\n") == 0
    assert problem.as_text().count("\n") == 0


def test_what_a_terminal_would_obey_is_spelled_out() -> None:
    assert printable("a\x1b[31mb\udcff") == "a\\x1b[31mb\\udcff"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    folder = copy_small(tmp_path) / "content/programs/nb"
    folder.chmod(0)
    try:
        paths = [problem.path for problem in check_all(tmp_path, TODAY).problems]
    finally:
        folder.chmod(0o755)
    assert "content/programs/nb" in paths


def test_no_content_gives_one_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _check(tmp_path / "nowhere") == 1
    assert len(capsys.readouterr().out.splitlines()) == 1
    (tmp_path / "content").write_text("", encoding="utf-8")
    assert _check(tmp_path) == 1
    assert "--root" in capsys.readouterr().out


def test_a_pipe_does_not_hold_it_up(tmp_path: Path) -> None:
    os.mkfifo(copy_small(tmp_path) / "content/programs/nb/pipe.md")
    assert [problem.code for problem in check_all(tmp_path, TODAY).problems] == ["unreadable-file"]


def test_a_reader_that_stops_early_gets_no_traceback(tmp_path: Path) -> None:
    text = (copy_small(tmp_path) / PROFILE).read_text(encoding="utf-8").replace("answer: 5,", "answer: five,")
    for number in range(400):
        (tmp_path / PROFILE).with_name(f"example-{number}.md").write_text(text, encoding="utf-8")
    command = f"{sys.executable} -m generator check --root {tmp_path} | head -1"
    ran = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert "Traceback" not in ran.stderr
