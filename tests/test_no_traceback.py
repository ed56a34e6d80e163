"""No front matter lets a traceback out: whatever the bytes, the answer is a Problem or a Program."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.check import check_editorial, check_institution, check_program
from generator.commands.command_line import main
from generator.model.problem import Problem
from generator.model.rules import RULES
from generator.read.documents import parse_document
from generator.read.folders import list_content
from tests.conftest import ROOT
from tests.faults import SMALL

TODAY = date(2026, 11, 21)
PROFILE = "content/programs/nb/harbor-works-joinery.md"

_files = list_content(SMALL)
_checked, _problems = check_editorial(SMALL, _files, TODAY)
assert _checked is not None and not _problems
_LISTS = _checked.lists
_SOUND = (SMALL / PROFILE).read_bytes()
_WORDS = [
    *("name", "institution", "specialty", "city", "state", "guild", "draw", "website", "known_as", "aliases"),
    *("sources", "contract", "entry", "results", "results", "t1", "t2b", "age-limit", "deadline"),
    *("pass-rate", "masters", "finishers", "coaching", "wage", "extras", "faq", "kind", "title"),
    *("url", "dated", "estimated", "basis", "checked", "answer", "source", "as_of", "of", "strength", "note"),
]


def _try(content: bytes) -> None:
    document = parse_document(PROFILE, content)
    if isinstance(document, Problem):
        assert document.code in RULES and document.line >= 1
        document.as_text()
        return
    _, problems = check_program(document, _LISTS)
    _, more = check_institution(document, _LISTS)
    for problem in (*problems, *more):
        assert problem.code in RULES and problem.line >= 1
        problem.as_text()
        problem.as_github()


_scalars = st.one_of(
    st.sampled_from(["yes", "no", "42%", "5", "2024", "2024/3/5", "not stated", "required", "program", "undated"]),
    st.text(max_size=20),
    st.integers(),
)
_trees = st.recursive(
    _scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(_WORDS), inner, max_size=6)),
    max_leaves=30,
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(_WORDS), _trees, max_size=12), st.text(max_size=60))
def test_no_structure_lets_a_traceback_out(tree: dict[str, object], body: str) -> None:
    text = json.dumps(tree, ensure_ascii=False)
    _try(f"---\n{text}\n---\n{body}".encode("utf-8", "surrogatepass"))


@settings(max_examples=600, deadline=None)
@given(st.data())
def test_no_edit_of_a_sound_profile_lets_a_traceback_out(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(_SOUND)))
    end = data.draw(st.integers(start, min(len(_SOUND), start + 40)))
    alphabet = st.sampled_from([*b"\t\n :-[]{}'\"|>#&*!%@`?,\\\x00\x85\xff", *range(32, 127)])
    middle = bytes(data.draw(st.lists(alphabet, max_size=12)))
    _try(_SOUND[:start] + middle + _SOUND[end:])


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_let_a_traceback_out(content: bytes) -> None:
    _try(content)
    _try(b"---\n" + content + b"\n---\n")


@pytest.mark.parametrize("unit", ["[", "{a: ", "- ", "? ", "- ? ", "[ ", "{", "a: [", "'", '"', "|\n ", "&a [", "!!a "])
def test_deep_nesting_is_refused(unit: str) -> None:
    _try(("---\n" + unit * (200_000 // len(unit)) + "\n---\n").encode())


def test_without_its_packages_the_command_says_what_to_do():
    run = subprocess.run(
        [sys.executable, "-S", "-m", "generator", "check"],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent.parent,
    )
    assert run.returncode == 2
    assert "make site" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "tomorrow"])
def test_a_day_that_ages_cannot_be_counted_from_is_refused(day: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        main(["check", "--root", str(SMALL), "--today", day])
    assert "must be a day between the years" in capsys.readouterr().err


def test_a_caller_who_closed_the_output_gets_the_exit_code():
    command = [sys.executable, "-m", "generator", "check", "--root", str(SMALL), "--today", TODAY.isoformat()]
    run = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *command], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert (run.returncode, "Traceback" in run.stderr) == (0, False)
