"""Any change of any file, with hostile text in it: it touches its lines alone, reads back the same, or is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.check import Checked, check_editorial
from generator.check.profiles import check_subject
from generator.check.proposals import Refused, check_proposals
from generator.check.subject_files import SubjectFiles
from generator.commands.command_line import main
from generator.commands.outcome import check_all
from generator.model.claims import Claim
from generator.model.problem import Problem
from generator.proposals.applying import Already, Edits, Taken
from generator.proposals.writing import write_value
from generator.read.documents import Document, parse_document
from generator.read.folders import list_content
from generator.read.plain import to_plain
from tests.conftest import SMALL_TODAY
from tests.faults import SMALL, copy_small
from tests.proposing import fields_of, on


@cache
def small_checked() -> tuple[Checked, tuple[str, ...]]:
    files = list_content(SMALL)
    checked, problems = check_editorial(SMALL, files, SMALL_TODAY)
    assert checked is not None and not problems
    return checked, (*files.programs, *files.institutions)


HOSTILE = st.one_of(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=60),
    st.sampled_from(
        ["yes: no", "# not a comment", "]: [", "{a: b}", "---", "*x", "&y", "!!str z", "'", '"', "\\", "a\nb", "| x", "> y",
         "$(rm -rf /)", "`id`", "${{ secrets.X }}", "<script>", "[x](javascript:y)", "@all #1", "{{ 7*7 }}", "%0A::error::",
         "\u202edesrever", "- a", "? b", "no", "null", "~", "1e3", "0x1F", "2026-11-21", "a #b", "a: ", ": a", "é\u0301", "💊"]
    ),
)  # fmt: skip


def claims_of(path: str, checked: Checked) -> Iterator[Claim]:
    document = parse_document(path, (SMALL / path).read_bytes())
    assert isinstance(document, Document)
    return iter(check_subject(document, checked.lists)[0].claims)


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), note=HOSTILE, title=HOSTILE, how=st.sampled_from(["note", "page", "keep", "remove", "stale"]))
def test_any_change_of_a_file_touches_its_lines_alone(data: Any, note: str, title: str, how: str):
    checked, files = small_checked()
    path = files[data.draw(st.integers(0, len(files) - 1))]
    front = fields_of(path, (SMALL / path).read_bytes())
    asked = [(s, q) for s in front if s in checked.lists.listed.question_ids for q in front[s]]
    if not asked:
        return
    section, question = asked[data.draw(st.integers(0, len(asked) - 1))]
    there = front[section][question]
    claim = there[0] if isinstance(there, list) else there
    seen = {"answer": claim["answer"], "source": claim["source"]}
    if (
        isinstance(there, list)
        and sum(item["answer"] == seen["answer"] and item["source"] == seen["source"] for item in there) > 1
    ):
        return
    page = {"kind": "program", "title": title, "url": "https://example.org/a", "dated": "2026-09"}
    proposal: dict[str, Any] = {
        "note": on(path, question=question, now=seen, new={"note": note}),
        "page": on(path, question=question, now=seen, new={"answer": seen["answer"], "note": note}, source=page),
        "keep": on(
            path, question=question, now=seen, new={"answer": "not stated", "note": note}, source=page, keep=True
        ),
        "remove": on(path, question=question, now=seen, new="none"),
        "stale": on(path, question=question, now={"answer": "what nobody said"}, new={"note": note}),
    }[how]
    _hold(path, proposal, checked, files)


def _hold(path: str, proposal: dict[str, Any], checked: Checked, files: tuple[str, ...]) -> None:
    edits = Edits(SMALL, checked.lists)
    text = json.dumps(proposal, ensure_ascii=False)
    [done] = edits.apply(check_proposals(text, "given", checked.lists, SubjectFiles(files)))
    if isinstance(done, (Refused, Already)):
        assert edits.sides() == []
        return
    assert isinstance(done, Taken)
    [(before, after)] = edits.sides()
    assert check_subject(after, checked.lists)[1] == []
    assert before is not None and after.body == before.body
    old, new = to_plain(before.front), to_plain(after.front)
    home = checked.lists.listed.homes[proposal["question"]]
    assert isinstance(old, dict) and isinstance(new, dict)
    rest = lambda front: {k: v for k, v in front.items() if k not in (home, "sources")}  # noqa: E731
    others = lambda front: {k: v for k, v in front.get(home, {}).items() if k != proposal["question"]}  # noqa: E731
    assert rest(old) == rest(new) and others(old) == others(new)
    if isinstance(proposal["new"], dict) and "note" in proposal["new"]:
        assert " ".join(proposal["new"]["note"].split()) in json.dumps(new, ensure_ascii=False).replace(
            '\\"', '"'
        ).replace("\\\\", "\\")
    again = edits.apply(check_proposals(text, "given", checked.lists, SubjectFiles(files)))
    assert isinstance(again[0], Already)


@given(text=HOSTILE)
@example("a: b")
@example("x" * 200)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_a_written_text_reads_back_the_same(text: str):
    kept = " ".join(text.split())
    document = parse_document("x.yml", f"a: {write_value(kept)}\nb: [{write_value(kept)}, c]\n".encode())
    if not kept or isinstance(document, Problem):
        return  # what YAML cannot hold at all is refused when the new text is read again
    assert to_plain(document.front) == {"a": kept, "b": [kept, "c"]}


def test_the_content_passes_after_many_proposals(tmp_path: Path):
    """Everything at once, written to the disk, and checked as a whole."""
    copy_small(tmp_path)
    checked, files = small_checked()
    proposals = []
    for path in files:
        seen = set()
        for claim in claims_of(path, checked):
            if claim.question not in seen and claim.answer.text and not claim.answer.series:
                seen.add(claim.question)
                proposals.append(
                    on(
                        path,
                        question=claim.question,
                        now={"source": claim.source.key, "answer": _as_written(claim)},
                        new={"checked": str(SMALL_TODAY)},
                    )
                )
    (tmp_path / "p.yml").write_text(json.dumps(proposals), encoding="utf-8")
    assert len(proposals) > len(files)
    assert main(["apply", str(tmp_path / "p.yml"), "--root", str(tmp_path), "--today", str(SMALL_TODAY)]) == 0
    assert check_all(tmp_path, SMALL_TODAY).problems == ()


def _as_written(claim: Claim) -> Any:
    return (
        claim.answer.text.split(", ") if claim.answer.options and len(claim.answer.options) > 1 else claim.answer.text
    )
