"""Proposals: only the lines that they name change, what they did not see is refused, and hostile text stays text."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from difflib import unified_diff
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.check import Checked, check_editorial
from generator.check.proposals import Refused, check_proposals
from generator.commands.command_line import main
from generator.commands.outcome import check_all
from generator.data.proposal_schema import proposal_schema_json
from generator.model.claims import Claim
from generator.model.problem import Problem
from generator.proposals.applying import Already, Edits, Taken, read_subject
from generator.proposals.writing import write_value
from generator.read.documents import Document, parse_document
from generator.read.folders import list_content
from generator.read.plain import to_plain
from tests.conftest import ROOT
from tests.conftest import TODAY as REAL_DAY
from tests.faults import copy_small
from tests.real import real_library

TODAY = "2026-11-21"
PROFILE = "content/programs/nb/harbor-works-joinery.md"
DOCS = ROOT / "docs" / "proposals.md"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return copy_small(tmp_path)


def apply(root: Path, *proposals: dict[str, Any], text: str = "") -> int:
    (root / "proposals.yml").write_text(text or json.dumps(proposals), encoding="utf-8")
    return main(["apply", str(root / "proposals.yml"), "--root", str(root), "--today", TODAY])


def fields_of(path: str, content: bytes) -> Any:
    document = parse_document(path, content)
    assert isinstance(document, Document)
    return to_plain(document.front)


def on(path: str = PROFILE, **fields: Any) -> dict[str, Any]:
    return {"file": path, **fields}


def changed_lines(before: str, after: str) -> list[str]:
    lines = unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def differs(root: Path, *proposals: dict[str, Any], path: str = PROFILE) -> list[str]:
    """The lines that applying changes."""
    before = (root / path).read_text("utf-8")
    assert apply(root, *proposals) == 0
    return changed_lines(before, (root / path).read_text("utf-8"))


# --- What each kind of change does to the lines -------------------------------------------------------

FAQ = {"kind": "program", "title": "Rules: who may apply", "url": "https://example.org/rules", "dated": "2026-09"}
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


# --- Refusals -----------------------------------------------------------------------------------------

REFUSED = [
    (on(question="t2b", now={"answer": "no", "source": "faq"}, new={"answer": "yes"}), "now it says {answer: case-by-case, source: faq, note: only after the trial week}; {answer: yes, source: blog}"),
    (on(question="t1", now={"answer": "no"}, new={"answer": "yes"}), "no answer stands there now"),
    (on(question="coaching", now="none", new={"answer": "Yes"}, source="faq"), "now it says {answer: Free and confidential, source: faq}"),
    (on(question="t2b", now={"answer": "case-by-case"}, new={"answer": "perhaps"}), 'must be one of the question\'s options (found "perhaps")'),
    (on(question="t1", now="none", new={"answer": "yes"}), "a new claim must have an `answer`, and a `source` beside it"),
    (on(question="t1", now="none", new={"answer": "yes"}, source="office"), 'the file has no source "office", only faq, blog'),
    (on(question="t1", now="none", new={"answer": "yes"}, source={**FAQ, "kind": "article"}), "must not rest on hearsay alone"),
    (on(question="t1", now="none", new={"answer": "yes"}, source={"kind": "program"}), "source.title: must be there"),
    (on(question="t2bb", now="none", new={"answer": "yes"}, source="faq"), 'must be a question of the checklist (found "t2bb"). Did you mean "t2b"?'),
    (on("../../etc/passwd", question="t1", now="none", new="none"), "must be the file of a profile or an institution that exists"),
    (on(question="t1", field="website", now="none", new="none"), "must be about one `question` or one `field`"),
    (on(field="aliases", now="none", new=["x"]), "must be a field that a proposal may change"),
    (on(field="website", now="https://example.org/old", new="https://example.org/new"), "now it says https://example.org/jo"),
    (on(field="state", now="NB", new="SB"), "must stand in content/programs/sb/"),
    (on(question="t1", now="none", new={"answer": "yes", "source": "faq"}), "must stand beside `new`"),
    (on(question="t1", now="none", new={"answer": "yes", "note": "a\u202eb"}, source="faq"), "must hold no hidden characters"),
    (on(question="t1", now="none", new={"answer": "yes", "note": "Ask Dr. Smith"}, source="faq"), "must not name a person"),
    (on(question="t1", now="none", new={"answer": "yes"}, source={**FAQ, "url": "javascript:alert(1)"}), "must be a web address"),
    (on(question="t1", now="none"), "new: must be there"),
    ("just words", "must be a group of `key: value` lines"),
]  # fmt: skip


@pytest.mark.parametrize(("proposal", "why"), REFUSED, ids=range(len(REFUSED)))
def test_what_does_not_fit_is_refused_in_words(
    library: Path, proposal: dict[str, Any], why: str, capsys: pytest.CaptureFixture[str]
):
    before = (library / PROFILE).read_bytes()
    assert apply(library, proposal) == 1
    told = capsys.readouterr().out
    assert "refused: " in told and why in told
    assert (library / PROFILE).read_bytes() == before


def test_one_that_is_refused_does_not_hold_up_the_others(library: Path):
    assert (
        apply(
            library,
            on(question="j9", now="none", new="none"),
            on(question="t1", now="none", new={"answer": "yes"}, source="faq"),
        )
        == 1
    )
    assert "t1: {answer: yes, source: faq}" in (library / PROFILE).read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    ["", "a: b: c", "[", "&a [*a]", "- " * 5000, "x" * 1_000_000, "!!python/object:os.system {}", "\x00", "{" * 2000],
    ids=range(9),
)
def test_no_text_is_too_strange_to_be_refused(library: Path, text: str, capsys: pytest.CaptureFixture[str]):
    assert apply(library, text=text or "\n") == 1
    assert "refused: " in capsys.readouterr().out


def test_a_dry_run_writes_nothing(library: Path, capsys: pytest.CaptureFixture[str]):
    before = (library / PROFILE).read_bytes()
    (library / "p.yml").write_text(json.dumps(CHANGES[0][1]), encoding="utf-8")
    assert main(["apply", str(library / "p.yml"), "--root", str(library), "--today", TODAY, "--dry-run"]) == 0
    assert "→ Yes / No (sources disagree)" in capsys.readouterr().out
    assert (library / PROFILE).read_bytes() == before


# --- The documents ------------------------------------------------------------------------------------


def fenced() -> list[str]:
    return [part.partition("```")[0] for part in DOCS.read_text("utf-8").split("```yaml\n")[1:]]


def test_the_examples_of_the_description_hold_to_the_schema():
    schema = json.loads(proposal_schema_json(real_library().context))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for text in fenced():
        validator.validate(json.loads(json.dumps(yaml.load(text, yaml.BaseLoader)).replace('"true"', "true")))
    for wrong in ({"file": "a"}, {**CHANGES[0][1], "field": "website"}, {**CHANGES[0][1], "by": "nobody"}):
        assert not validator.is_valid(wrong)


# --- Any change, over real profiles -------------------------------------------------------------------


@cache
def real_checked() -> tuple[Checked, tuple[str, ...]]:
    files = list_content(ROOT)
    checked, problems = check_editorial(ROOT, files, REAL_DAY)
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
    document = parse_document(path, (ROOT / path).read_bytes())
    assert isinstance(document, Document)
    return iter(read_subject(document, checked.lists)[0].claims)


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), note=HOSTILE, title=HOSTILE, how=st.sampled_from(["note", "page", "keep", "remove", "stale"]))
def test_any_change_of_a_real_file_touches_its_lines_alone(data: Any, note: str, title: str, how: str):
    checked, files = real_checked()
    path = files[data.draw(st.integers(0, len(files) - 1))]
    front = fields_of(path, (ROOT / path).read_bytes())
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
    edits = Edits(ROOT, checked.lists)
    text = json.dumps(proposal, ensure_ascii=False)
    [done] = edits.apply(check_proposals(text, "given", checked.lists, files))
    if isinstance(done, (Refused, Already)):
        assert edits.sides() == []
        return
    assert isinstance(done, Taken)
    [(before, after)] = edits.sides()
    assert read_subject(after, checked.lists)[1] == []
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
    again = edits.apply(check_proposals(text, "given", checked.lists, files))
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


def test_the_real_content_passes_after_many_proposals(tmp_path: Path):
    """Everything at once, written to the disk, and checked as a whole."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    checked, files = real_checked()
    proposals = []
    for path in files[::3]:
        seen = set()
        for claim in claims_of(path, checked):
            if claim.question not in seen and claim.answer.text and not claim.answer.series:
                seen.add(claim.question)
                proposals.append(
                    on(
                        path,
                        question=claim.question,
                        now={"source": claim.source.key, "answer": _as_written(claim)},
                        new={"checked": str(REAL_DAY)},
                    )
                )
    (tmp_path / "p.yml").write_text(json.dumps(proposals), encoding="utf-8")
    if (tmp_path / "p.yml").stat().st_size > 256 * 1024:
        (tmp_path / "p.yml").write_text(json.dumps(proposals[:900]), encoding="utf-8")
    main(["apply", str(tmp_path / "p.yml"), "--root", str(tmp_path), "--today", str(REAL_DAY)])
    assert check_all(tmp_path, REAL_DAY).problems == ()


def _as_written(claim: Claim) -> Any:
    return (
        claim.answer.text.split(", ") if claim.answer.options and len(claim.answer.options) > 1 else claim.answer.text
    )
