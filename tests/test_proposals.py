"""Proposals: only the lines that they name change, however the lines are written."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from generator.commands.command_line import main
from generator.data.proposal_schema import proposal_schema_json
from tests.conftest import ROOT
from tests.faults import copy_small
from tests.proposing import FAQ, PROFILE, TODAY, apply, changed_lines, differs, fields_of, on
from tests.real import small_library

DOCS = ROOT / "docs" / "proposals.md"
# What the examples of the description speak of, and what stands for it in the small directory.
THERE = {"h1b": "t2b", "counseling": "coaching", "usce": "trial-week", "graduation-cutoff": "age-limit"}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return copy_small(tmp_path)


# --- What each kind of change does to the lines -------------------------------------------------------

CHANGES = [
    (
        "an answer by the same page: what stood beside the old one goes with it",
        on(question="t2b", now={"answer": "case-by-case", "source": "faq"}, new={"answer": "no"}),
        ["-    - {answer: case-by-case, source: faq, note: only after the trial week}", "+    - {answer: no, source: faq}"],
    ),
    (
        "a look at the page",
        on(question="age-limit", now={"answer": "5"}, new={"checked": "2026-11-20"}),
        [
            "-  age-limit: {answer: 5, strength: preferred, source: faq}",
            "+  age-limit: {answer: 5, strength: preferred, source: faq, checked: 2026-11-20}",
        ],
    ),
    (
        "another page, and the old claim stays as history",
        on(question="age-limit", now={"answer": "5"}, new={"answer": "3"}, source=FAQ, keep=True),
        [
            '+  rules-who-may-apply: {kind: program, title: "Rules: who may apply", url: https://example.org/rules, dated: 2026-09}',
            "-  age-limit: {answer: 5, strength: preferred, source: faq}",
            "+  age-limit:",
            "+    - {answer: 3, source: rules-who-may-apply}",
            "+    - {answer: 5, strength: preferred, source: faq}",
        ],
    ),
    (
        "the first answer of a section's question stands in reading order",
        on(question="t1", now="none", new={"answer": "yes", "note": "All years"}, source="faq"),
        ["+  t1: {answer: yes, source: faq, note: All years}"],
    ),
    (
        "a claim goes, and its source with it",
        on(question="t2b", now={"answer": "yes", "source": "blog"}, new="none"),
        [
            "-  blog: {kind: article, title: A blog about apprenticeships, url: https://blog.example.org/eh, dated: undated}",
            "-    - {answer: yes, source: blog}",
        ],
    ),
    (
        "the last claim of a section goes, and the section with it",
        on(question="age-limit", now={"answer": "5"}, new="none"),
        ["-entry:", "-  age-limit: {answer: 5, strength: preferred, source: faq}"],
    ),
    (
        "a note is taken out",
        on(question="t2b", now={"answer": "case-by-case"}, new={"note": ""}),
        ["-    - {answer: case-by-case, source: faq, note: only after the trial week}", "+    - {answer: case-by-case, source: faq}"],
    ),
    (
        "a page moved",
        on(field="sources.faq", now={"url": "https://example.org/jo/faq"}, new={"url": "https://example.org/faq"}),
        [
            "-  faq: {kind: program, title: Example FAQ, url: https://example.org/jo/faq, dated: 2025-03}",
            "+  faq: {kind: program, title: Example FAQ, url: https://example.org/faq, dated: 2025-03}",
        ],
    ),
    (
        "a field",
        on(field="website", now="https://example.org/jo", new="https://example.org/apprenticeship"),
        ["-website: https://example.org/jo", "+website: https://example.org/apprenticeship"],
    ),
    ("a new field", on(field="known_as", now="none", new=["EHIM"]), ["+known_as: [EHIM]"]),
]  # fmt: skip


@pytest.mark.parametrize(("proposal", "lines"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_only_the_named_lines_change_and_twice_changes_nothing(
    library: Path, proposal: dict[str, Any], lines: list[str]
):
    assert differs(library, proposal) == lines
    assert differs(library, proposal) == []


def test_a_claim_of_an_institution_is_changed_in_its_file(library: Path):
    path = "content/institutions/harbor-works.yml"
    proposal = on("harbor-works", question="t1", now={"answer": "yes"}, new={"answer": "no"})
    assert differs(library, proposal, path=path) == [
        "-  t1: {answer: yes, source: office}",
        "+  t1: {answer: no, source: office}",
    ]


def test_a_page_that_many_proposals_name_stands_once(library: Path):
    lines = differs(
        library,
        on(question="t1", now="none", new={"answer": "yes"}, source=FAQ),
        on(question="t2b", now={"answer": "case-by-case"}, new={"answer": "no"}, source=FAQ),
    )
    assert sum("rules-who-may-apply: {" in line for line in lines) == 1


def test_a_look_counts_for_its_own_claim_alone(library: Path):
    lines = differs(library, on(question="t1", now="none", new={"answer": "yes"}, source={**FAQ, "checked": TODAY}))
    assert [line for line in lines if TODAY in line] == [
        f"+  t1: {{answer: yes, source: rules-who-may-apply, checked: {TODAY}}}"
    ]


# --- What a program says of itself, and several at once -------------------------------------------------

SAID = {
    "kind": "program",
    "title": "Confirmed for 2026–2027",
    "dated": "2026-11-20",
    "basis": "said by its coordinator",
}


def test_a_program_confirms_what_still_holds_and_disputes_the_rest(library: Path):
    several = {
        "file": PROFILE,
        "by": "program",
        "source": SAID,
        "changes": [{"question": "coaching", "now": {"answer": "Free and confidential", "source": "faq"}, "new": {"disputed": TODAY}, "source": "none"}],
        "confirm": {"t2b": "case-by-case", "age-limit": "5"},
    }  # fmt: skip
    lines = differs(library, several)
    assert [line for line in lines if line.startswith("+")] == [
        "+  confirmed-for-2026-2027: {kind: program, title: Confirmed for 2026–2027, dated: 2026-11-20, basis: said by its coordinator}",
        "+    - {answer: case-by-case, source: faq, note: only after the trial week, confirmed: confirmed-for-2026-2027}",
        "+  age-limit: {answer: 5, strength: preferred, source: faq, confirmed: confirmed-for-2026-2027}",
        f"+  coaching: {{answer: Free and confidential, source: faq, disputed: {TODAY}}}",
    ]


def test_only_the_program_itself_confirms(library: Path, capsys: pytest.CaptureFixture[str]):
    assert apply(library, {"file": PROFILE, "by": "reader", "source": SAID, "confirm": {"t2b": "case-by-case"}}) == 1
    assert "must come from the program itself" in capsys.readouterr().out


def test_a_long_answer_may_be_cut_but_not_to_nothing(library: Path):
    assert apply(library, on(question="coaching", now={"answer": "F…"}, new={"note": "N"})) == 1
    assert (
        apply(
            library,
            on(
                question="coaching",
                now={"answer": "Free and confidential"},
                new={"answer": "Free, confidential and on campus all year"},
                source="faq",
            ),
        )
        == 0
    )
    cut = on(question="coaching", now={"answer": "Free, confidential and on campus…"}, new={"note": "N"})
    assert differs(library, cut)[1].endswith("note: N}")


def test_one_reply_answers_no_official_question_and_a_second_does(library: Path):
    """A reply alone stands, and stands last; check takes it without a page, an article it does not."""
    reply = {"kind": "program-reply", "title": "Reply to a question", "dated": "2026-11-01"}
    assert apply(library, on(question="t1", now="none", new={"answer": "yes"}, source=reply)) == 0


def test_a_file_may_be_begun_and_answered_at_once(library: Path):
    path = "content/programs/nb/harbor-works-masonry.md"
    new = {
        "name": "Masonry: the trade",
        "institution": "harbor-works",
        "specialty": "joinery",
        "city": "Quayton",
        "state": "NB",
    }
    proposals = (
        on(path, field="profile", now="none", new=new),
        on(path, question="t1", now="none", new={"answer": "yes"}, source=FAQ),
    )
    for _ in range(2):
        assert apply(library, *proposals) == 0
    assert fields_of(path, (library / path).read_bytes())["contract"] == {
        "t1": {"answer": "yes", "source": "rules-who-may-apply"}
    }
    assert apply(library, on(path, field="profile", now="none", new={**new, "city": "Elsewhere"})) == 1
    assert apply(library, on("content/site.yml", field="profile", now="none", new=new)) == 1


# --- How lines may be written -------------------------------------------------------------------------

WRITTEN = {
    "comments": "  # seen by hand\n  t1: {answer: yes, source: faq}  # kept\n",
    "one field a line": "  t1:\n    answer: yes\n    # the page says so\n    source: faq\n",
    "a list in brackets": "  t1: [{answer: yes, source: faq}, {answer: no, source: blog}]\n",
    "over two lines": "  t1: {answer: yes,\n       source: faq}\n",
    "items with a field a line": "  t1:\n    - answer: yes\n      source: faq\n    - answer: no\n      source: blog\n",
    "quoted": "  t1: {answer: \"yes\", source: 'faq'}\n",
    "a folded note": "  t1:\n    answer: yes\n    source: faq\n    note: >\n      All of\n      them\n",
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("keep", [False, True])
def test_however_a_claim_is_written_the_rest_stays(library: Path, written: str, ends: str, keep: bool):
    path = library / PROFILE
    text = path.read_text("utf-8").replace("contract:\n", f"contract:\n{written}").replace("\n", ends)
    path.write_bytes(text.encode())
    assert (
        apply(
            library,
            on(
                question="t1", now={"answer": "yes"}, new={"answer": "not stated", "note": "N"}, source="faq", keep=keep
            ),
        )
        == 0
    )
    after = path.read_bytes().decode()
    assert (ends == "\n") == ("\r" not in after) and after.count("\r\n") == after.count("\r")
    mine = {line.strip() for line in written.splitlines()}
    gone = [line[1:].strip() for line in changed_lines(text, after) if line.startswith("-")]
    assert set(gone) <= mine
    claims = fields_of(PROFILE, after.encode())["contract"]["t1"]
    first = claims[0] if isinstance(claims, list) else claims
    assert first == {"answer": "not stated", "source": "faq", "note": "N"}
    assert all(
        f"#{comment}" in after for comment in (line.partition("#")[2] for line in written.splitlines()) if comment
    )


def test_a_dry_run_writes_nothing(library: Path, capsys: pytest.CaptureFixture[str]):
    before = (library / PROFILE).read_bytes()
    (library / "p.yml").write_text(json.dumps(CHANGES[0][1]), encoding="utf-8")
    assert main(["apply", str(library / "p.yml"), "--root", str(library), "--today", TODAY, "--dry-run"]) == 0
    assert "→ Yes / No (sources disagree)" in capsys.readouterr().out
    assert (library / PROFILE).read_bytes() == before


# --- The documents ------------------------------------------------------------------------------------


def fenced() -> list[str]:
    """The examples of the description, asked of the small directory."""
    text = DOCS.read_text("utf-8")
    for ours, theirs in THERE.items():
        text = re.sub(rf"\b{ours}\b", theirs, text)
    return [part.partition("```")[0] for part in text.split("```yaml\n")[1:]]


def test_the_examples_of_the_description_hold_to_the_schema():
    schema = json.loads(proposal_schema_json(small_library().context))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for text in fenced():
        validator.validate(json.loads(json.dumps(yaml.load(text, yaml.BaseLoader)).replace('"true"', "true")))
    for wrong in ({"file": "a"}, {**CHANGES[0][1], "field": "website"}, {**CHANGES[0][1], "by": "nobody"}):
        assert not validator.is_valid(wrong)
