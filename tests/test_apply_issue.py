"""An issue becomes a change: what its text says, and what the workflow's two scripts do on recorded events."""

from __future__ import annotations

import json
import re
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright._impl._driver import compute_driver_executable

from generator.check import check_editorial
from generator.check.subject_files import SubjectFiles
from generator.commands.command_line import main
from generator.proposals.issue import read_issue
from generator.read.folders import list_content
from tests.conftest import SMALL_TODAY
from tests.faults import SMALL, copy_small

WORKFLOW = Path(__file__).parents[1] / ".github" / "workflows" / "apply.yml"
PROFILE = "content/programs/nb/harbor-works-joinery.md"
HOUSE = "content/institutions/harbor-works.yml"
_CHECKED, _ = check_editorial(SMALL, list_content(SMALL), SMALL_TODAY)
assert _CHECKED is not None
_LISTS = _CHECKED.lists
NODE = compute_driver_executable()[0]


def body(**fields: str) -> str:
    """An issue's text as the forge writes it from the form for reports."""
    labels = {
        "program": "Program", "question": "Question", "topic": "Or choose the question",
        "now": "What the directory says now", "answer": "What the program says now",
        "source": "Link to the page that says so", "kind": "Whose page it is", "dated": "Date that the page shows",
        "checked": "Day on which you opened the live page and found it there", "role": "In which role you write",
    }  # fmt: skip
    return "\n\n".join(f"### {label}\n\n{fields.get(id, '_No response_')}" for id, label in labels.items())


SLUG = {"program": "harbor-works-joinery", "source": "https://example.org/jo/faq"}
ISSUES = {
    "the same page says another thing": (
        body(**SLUG, question="t2b", now="case-by-case [faq]", answer="No."),
        PROFILE, "- {answer: no, source: faq}",
    ),
    "another page, so the old claim stays": (
        body(**{**SLUG, "source": "https://example.org/jo/contract-rules"}, question="T-2B", now="case-by-case [faq]", answer="no", dated="2026-09"),
        PROFILE, "- {answer: no, source: contract-rules-example-org}\n    - {answer: case-by-case, source: faq, note",
    ),
    "a first answer, chosen from the list": (
        body(**SLUG, topic="Contracts: T-1 (t1)", answer="Yes", dated="2025-03"),
        PROFILE, "t1: {answer: yes, source: faq}",
    ),
    "an address in place of the name": (
        body(**{**SLUG, "program": "https://example.org/programs/harbor-works-joinery/"}, question="coaching", answer="On campus", checked="2026-11-20"),
        PROFILE, "coaching: {answer: On campus, source: faq, checked: 2026-11-20}",
    ),
    "a reply without a page, and its day": (
        body(program=SLUG["program"], question="t1", answer="yes", role="Program coordinator", dated="2026-11-20"),
        PROFILE, "t1: {answer: yes, source: reply-to-this-directory}",
    ),
    "a reply beside what a page says": (
        body(program=SLUG["program"], question="t2b", now="case-by-case [faq]", answer="no", role="Coordinator", dated="2026-11-20"),
        PROFILE, "- {answer: no, source: reply-to-this-directory}\n    - {answer: case-by-case, source: faq, note",
    ),
    "what holds for all programs is changed once": (
        body(**{**SLUG, "source": "https://example.org/office"}, question="t1", now="yes [office]", answer="no"),
        HOUSE, "t1: {answer: no, source: office}",
    ),
    "as the site filled it in": (
        "### The change\n\n```yaml\nfile: harbor-works-joinery\nquestion: t2b\nnow: {answer: yes}\nnew: none\n```\n\n### Anything else\n\n_No response_",
        PROFILE, "t2b:\n    - {answer: case-by-case, source: faq, note: only after the trial week}\nentry",
    ),
    "two proposals, of which one fits": (
        "### The change\n\n```yaml\n- {file: harbor-works-joinery, question: t2b, now: {answer: no}, new: none}\n- {file: harbor-works-joinery, question: coaching, now: {answer: Free and confidential}, new: {note: All year}}\n```",
        PROFILE, "coaching: {answer: Free and confidential, source: faq, note: All year}",
    ),
}  # fmt: skip


def apply(root: Path, text: str) -> int:
    (root / "issue.md").write_text(text, encoding="utf-8")
    return main(
        [
            "apply",
            str(root / "issue.md"),
            "--issue",
            "--root",
            str(root),
            "--today",
            "2026-11-21",
            "--format",
            "markdown",
        ]
    )


@pytest.mark.parametrize(("text", "path", "line"), ISSUES.values(), ids=ISSUES)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_an_issue_becomes_an_edit(tmp_path: Path, text: str, path: str, line: str, ends: str):
    apply(copy_small(tmp_path), text.replace("\n", ends))
    assert line in (tmp_path / path).read_text("utf-8")


REFUSED = {
    "no fields at all": ("Please change this.", "a person has to read it"),
    "no answer": (body(**SLUG, question="t2b"), "a person has to read it"),
    "no question": (body(**SLUG, answer="Yes"), 'refused: name the question: "Question" is empty.'),
    "no such question": (body(**SLUG, question="t2c", answer="Yes"), '"Question": must be a question of the checklist (found "t2c"). Did you mean "t2b"?\n'),
    "no such program": (body(**{**SLUG, "program": "../../x"}, question="t1", answer="Yes"), '"Program": must be the file of a profile'),
    "which of two": (body(**SLUG, question="t2b", answer="No"), "must name one: “case-by-case [faq]”, “yes [blog]”"),
    "stale": (body(**SLUG, question="t2b", now="no [faq]", answer="yes"), "what the proposal saw is not there"),
    "words of one's own": (body(**SLUG, question="t1", answer="They said they might"), 'refused: "What the program says now": must be one of the question'),
    "no such page": (body(program=SLUG["program"], question="t1", answer="yes", source="ask John"), 'refused: "Link to the page that says so": must be a web address'),
    "a date in words": (body(**SLUG, question="t1", answer="yes", dated="last June"), 'refused: "Date that the page shows": must be'),
    "a reply without a page or a day": (body(program=SLUG["program"], question="t1", answer="yes", role="Coordinator"), 'refused: "Date that the page shows" must hold the day on which it was said, since "Link to the page that says so" is empty.'),
    "a reader without a page": (body(program=SLUG["program"], question="t1", answer="yes"), 'refused: "Link to the page that says so" must hold the address of a page that says so.'),
    "a name": (body(**SLUG, question="coaching", now="Free and confidential [faq]", answer="Ask Dr. Smith"), "must not name a person"),
    "a broken proposal": ("### The change\n\n```yaml\n{a: [}\n```", "must have a value here"),
    "a shell": (body(**{**SLUG, "program": "$(touch pwned)"}, question="`id`", answer="; rm -rf /"), "must be"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "why"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_become_a_change_is_said_in_words(
    tmp_path: Path, text: str, why: str, capsys: pytest.CaptureFixture[str]
):
    before = (copy_small(tmp_path) / PROFILE).read_bytes()
    assert apply(tmp_path, text) == 1
    told = capsys.readouterr().out.replace("\\", "")
    assert why in told
    assert (tmp_path / PROFILE).read_bytes() == before


def test_each_of_several_answers_is_known_by_the_text_that_is_offered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    root = copy_small(tmp_path)
    path = root / "content/programs/sb/hill-kiln-pottery.md"
    text = path.read_text("utf-8").replace(
        "sources:\n", "sources:\n  old: {kind: program, title: Old, url: https://kiln.example.org/old, dated: 2024}\n"
    )
    path.write_text(text, encoding="utf-8")
    for id, one, other in (
        ("masters", "[glaze chemistry, large kilns]", "[glaze chemistry]"),
        ("extras", "[meals]", "[meals, tools]"),
        ("finishers", "{2024: 6, 2025: 9}", "{2023: 6}"),
    ):
        line = f"{id}: {{answer: {one}, source: faq}}"
        several = f"{id}:\n    - {{answer: {one}, source: faq}}\n    - {{answer: {other}, source: old}}"
        path.write_text(text.replace(line, several), encoding="utf-8")
        report = {
            "program": "hill-kiln-pottery",
            "question": id,
            "answer": "not stated",
            "source": "https://kiln.example.org/new",
        }
        assert apply(root, body(**report)) == 1
        offered = re.findall("“.*?”", capsys.readouterr().out.replace("\\", ""))
        assert len(offered) == 2
        for seen in (*offered, *(each.strip("“”") for each in offered)):
            path.write_text(text.replace(line, several), encoding="utf-8")
            assert apply(root, body(**report, now=seen)) == 0, seen
            capsys.readouterr()


def test_reviewers_are_told_what_a_new_voice_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    root = copy_small(tmp_path)
    reply = {
        "program": SLUG["program"],
        "question": "t2b",
        "now": "case-by-case [faq]",
        "role": "Coordinator",
        "dated": "2026-11-20",
    }
    assert apply(root, body(**reply, answer="no")) == 0
    told = capsys.readouterr().out
    assert "Reply to this directory says No" in told and "also said by" not in told


# --- The workflow's scripts ---------------------------------------------------------------------------


def script(job: str) -> str:
    steps = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"][job]["steps"]
    found: str = next(step["with"]["script"] for step in steps if "script" in step.get("with", {}))
    return found


# A forge that remembers what it is asked, and answers as ours does.
FORGE = """
const asked = [];
const given = JSON.parse(process.env.GIVEN);
const answer = (name) => (given.answers[name] ? { data: given.answers[name] } : { data: {} });
const room = (name) => new Proxy({}, { get: (_, what) => async (options) => { asked.push([`${name}.${what}`, options]); return answer(`${name}.${what}`); } });
const github = { rest: new Proxy({}, { get: (_, name) => room(name) }) };
const context = { repo: { owner: 'o', repo: 'r' }, payload: given.payload };
const told = [];
const core = { notice: (text) => told.push(text), info: (text) => told.push(text), setOutput: (name, value) => told.push(`${name}=${value}`) };
(async () => { %s })().then(() => console.log(JSON.stringify({ asked, told })));
"""


def run(job: str, folder: Path, payload: dict[str, Any], **answers: Any) -> tuple[list[tuple[str, Any]], list[str]]:
    given = json.dumps(
        {"payload": payload, "answers": {name.replace("__", "."): data for name, data in answers.items()}}
    )
    code = FORGE % script(job)
    done = subprocess.run(
        [NODE, "-e", code], env={"GIVEN": given, "FOLDER": str(folder)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    return [(name, options) for name, options in found["asked"]], found["told"]


def event(**changes: Any) -> dict[str, Any]:
    issue = {
        "number": 7,
        "state": "open",
        "body": "### The change",
        "title": "Change",
        "labels": [{"name": "change"}, {"name": "apply"}],
    }
    return {
        "issue": {**issue, **changes.pop("issue", {})},
        "label": {"name": "apply"},
        "sender": {"login": "someone"},
        "repository": {"default_branch": "main"},
        **changes,
    }  # fmt: skip


HOSTILE = "$(id) `id` ${{ github.token }} '; DROP --\n::set-output name=x::y\n<script>alert(1)</script>"
LOOKS = {
    "a maintainer": (event(), {"role_name": "maintain"}, "### The change", ""),
    "hostile title and body are data": (event(issue={"title": HOSTILE, "body": HOSTILE}), {"role_name": "write"}, HOSTILE, ""),
    "set by somebody who may only triage": (event(), {"role_name": "triage", "permission": "read"}, "### The change", "only a maintainer may set the label"),
    "set by its author": (event(), {"permission": "none"}, "### The change", "only a maintainer may set the label"),
    "another label": (event(label={"name": "claim"}), {"role_name": "admin"}, "### The change", "the label is another one"),
    "edited after the label": (event(), {"role_name": "admin"}, "### Another change", "it was edited after the label was set"),
    "not made by a form": (event(issue={"labels": [{"name": "apply"}]}), {"role_name": "admin"}, "### The change", "none of our forms made this issue"),
    "a pull request": (event(issue={"pull_request": {}}), {"role_name": "admin"}, "### The change", "it is no open issue"),
    "closed": (event(issue={"state": "closed"}), {"role_name": "admin"}, "### The change", "it is no open issue"),
    "empty": (event(issue={"body": None}), {"role_name": "admin"}, None, "it has no text"),
    "huge": (event(issue={"body": "x" * 300_000}), {"role_name": "admin"}, "x" * 300_000, "too much of it"),
}  # fmt: skip


@pytest.mark.parametrize(("payload", "role", "now", "why"), LOOKS.values(), ids=LOOKS)
def test_who_set_the_label_and_on_what(tmp_path: Path, payload: dict[str, Any], role: Any, now: str | None, why: str):
    folder = tmp_path / "applied"
    if len(str(now)) > 100_000:  # longer than an environment may hold
        payload, now = json.loads(json.dumps(payload).replace("x" * 300_000, "y" * 60_000)), "y" * 60_000
        source = script("read").replace("200_000", "50_000")
        assert source != script("read")
        code = FORGE % source
        given = json.dumps(
            {"payload": payload, "answers": {"repos.getCollaboratorPermissionLevel": role, "issues.get": {"body": now}}}
        )
        done = subprocess.run(
            [NODE, "-e", code], env={"GIVEN": given, "FOLDER": str(folder)}, capture_output=True, text=True, check=True
        )
        told = json.loads(done.stdout)["told"]
    else:
        _, told = run("read", folder, payload, repos__getCollaboratorPermissionLevel=role, issues__get={"body": now})
    report = (folder / "report.md").read_text("utf-8")
    if why:
        assert why in report and "fits=no" in told and not (tmp_path / "issue.md").exists()
    else:
        assert report == "" and told == ["fits=yes"]
        assert (tmp_path / "issue.md").read_text("utf-8") == payload["issue"]["body"]


def applied(folder: Path, *names: str, report: str = "### What became of it") -> Path:
    folder.mkdir()
    (folder / "report.md").write_text(report, encoding="utf-8")
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("name: X\n", encoding="utf-8")
    return folder


TREE = {"git__getRef": {"object": {"sha": "head"}}, "git__getCommit": {"tree": {"sha": "base"}}, "git__createTree": {"sha": "tree"},
        "git__createCommit": {"sha": "commit"}, "git__listMatchingRefs": [], "pulls__list": [], "pulls__create": {"number": 12}}  # fmt: skip


def test_what_changed_becomes_a_pull_request_that_names_the_issue(tmp_path: Path):
    folder = applied(tmp_path / "applied", PROFILE, HOUSE)
    asked = dict(run("propose", folder, event(), **TREE)[0])
    assert [file["path"] for file in asked["git.createTree"]["tree"]] == [HOUSE, PROFILE]
    assert asked["pulls.create"]["body"].startswith("Closes #7\n") and asked["pulls.create"]["head"] == "apply/issue-7"
    assert asked["pulls.create"]["title"].startswith("program(harbor-works, harbor-works-joinery)")
    assert asked["issues.createComment"]["body"].startswith("This became #12.")
    check = {"owner": "o", "repo": "r", "workflow_id": "check.yml", "ref": "apply/issue-7"}
    assert asked["actions.createWorkflowDispatch"] == check  # its pull request starts no check by itself
    assert asked["issues.removeLabel"] == {"owner": "o", "repo": "r", "issue_number": 7, "name": "apply"}


def test_a_second_run_brings_the_same_pull_request_up_to_date(tmp_path: Path):
    folder = applied(tmp_path / "applied", PROFILE)
    again = {"git__listMatchingRefs": [{"ref": "refs/heads/apply/issue-7"}], "pulls__list": [{"number": 12}]}
    asked = dict(run("propose", folder, event(), **TREE | again)[0])
    assert asked["git.updateRef"]["force"] is True and asked["pulls.update"]["pull_number"] == 12
    assert "pulls.create" not in asked and "git.createRef" not in asked


def test_what_is_refused_is_answered_on_the_issue(tmp_path: Path):
    folder = applied(tmp_path / "applied", report="- refused: now it says @all #1 <b>x</b> ![i](y)")
    asked = dict(run("propose", folder, event(), **TREE)[0])
    assert set(asked) == {"issues.createComment", "issues.removeLabel"}
    told = asked["issues.createComment"]["body"]
    assert "refused" in told and "@all" not in told and "#1" not in told and "<b>" not in told and "![" not in told


def test_only_profiles_and_institutions_are_handed_on(tmp_path: Path):
    wrong = (
        ".github/workflows/check.yml",
        "content/site.yml",
        "content/programs/nb/A.md",
        "content/programs/nb/x/y.md",
    )
    folder = applied(tmp_path / "applied", *wrong)
    (folder / "content/programs/nb/link.md").symlink_to("/etc/passwd")
    asked = dict(run("propose", folder, event(), **TREE)[0])
    assert [file["path"] for file in asked.get("git.createTree", {"tree": []})["tree"]] == []


@pytest.mark.parametrize("now", ["x" + " " * 60_000 + "x", "x" + "\n" * 60_000 + "x", "[" * 60_000, "[a" * 30_000])
def test_no_text_of_an_issue_takes_long(now: str):
    started = time.process_time()
    for text in (body(**SLUG, question="t2b", now=now, answer="no"), f"### {now}", f"{body()}\n\n### a{now}b"):
        read_issue(text, SMALL, _LISTS, SubjectFiles((PROFILE, HOUSE)))
    assert time.process_time() - started < 2
