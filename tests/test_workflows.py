"""The workflows hold to the rules of safety: least rights, pinned actions, no words spliced into code."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright._impl._driver import compute_driver_executable

FOLDER = Path(__file__).parents[1] / ".github" / "workflows"
WORKFLOWS = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.y*ml"))}
PINNED = re.compile(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")

# All that any job may write; a new right is a choice that somebody makes here.
MAY_WRITE = {
    ("apply.yml", "propose"): {"contents", "pull-requests", "issues", "actions"},
    ("comment.yml", "comment"): {"pull-requests"},
    ("deploy.yml", "deploy"): {"pages", "id-token"},
    ("deploy.yml", "tell"): {"statuses"},
    ("upkeep.yml", "propose"): {"contents", "pull-requests", "actions"},
    ("watch.yml", "propose"): {"contents", "pull-requests", "actions"},
}


def load(name: str) -> dict[Any, Any]:
    loaded = yaml.safe_load(WORKFLOWS[name])
    assert isinstance(loaded, dict)
    return loaded


def triggers(name: str) -> set[str]:
    on = load(name)[True]  # YAML 1.1 reads the key "on" as true
    return {on} if isinstance(on, str) else set(on)


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name in WORKFLOWS:
        for job_id, job in load(name)["jobs"].items():
            yield name, job_id, job


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, _, job in jobs():
        for step in job["steps"]:
            yield name, step


def test_the_seven_workflows_are_there():
    assert set(WORKFLOWS) == {
        "apply.yml",
        "check.yml",
        "comment.yml",
        "deploy.yml",
        "upkeep.yml",
        "watch.yml",
        "weekly.yml",
    }


@pytest.mark.parametrize("name", WORKFLOWS)
def test_nothing_is_allowed_that_no_job_asks_for(name: str):
    assert load(name)["permissions"] == {}


def test_each_job_may_write_only_what_it_is_for():
    for name, job_id, job in jobs():
        rights = job["permissions"]
        assert isinstance(rights, dict), f"{name}: {job_id} must list its permissions"
        assert set(rights.values()) <= {"read", "write"}, f"{name}: {job_id}"
        written = {right for right, level in rights.items() if level == "write"}
        assert written == MAY_WRITE.get((name, job_id), set()), f"{name}: {job_id}"


def test_what_runs_contributed_code_can_only_read():
    for name, job_id, job in jobs():
        if "pull_request" in triggers(name):
            assert job["permissions"] == {"contents": "read"}, f"{name}: {job_id}"
            assert "secrets" not in WORKFLOWS[name]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_workflow_runs_a_change_with_the_rights_of_main(name: str):
    assert "pull_request_target" not in WORKFLOWS[name]
    assert not triggers(name) & {"issue_comment", "pull_request_review", "pull_request_review_comment"}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_each_action_is_pinned_by_hash_with_its_version(name: str):
    used = [line.strip().removeprefix("- ") for line in WORKFLOWS[name].splitlines() if re.search(r"\buses:", line)]
    assert used
    assert [line for line in used if not PINNED.match(line)] == []


def test_one_action_has_one_version_everywhere():
    found = set(re.findall(r"uses: (\S+)@(\w+)", "\n".join(WORKFLOWS.values())))
    assert len(found) == len({action for action, _ in found})


def test_each_job_ends_and_does_not_run_twice():
    for name, job_id, job in jobs():
        assert 0 < job["timeout-minutes"] <= 120, f"{name}: {job_id}"
        assert load(name)["concurrency"]["group"], name


def test_a_checkout_leaves_no_token_behind():
    found = [(name, step) for name, step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert found
    for name, step in found:
        assert step.get("with", {}).get("persist-credentials") is False, name
        assert "ref" not in step["with"], name


def test_no_expression_is_spliced_into_code():
    for name, step in steps():
        code = step.get("run", "") + step.get("with", {}).get("script", "")
        assert "${{" not in code, f"{name}: pass it by env or by file: {code}"


def test_the_comment_runs_nothing_of_the_change():
    job = load("comment.yml")["jobs"]["comment"]
    used = [step["uses"].split("@")[0] for step in job["steps"]]
    assert used == ["actions/download-artifact", "actions/github-script"]
    assert not [step for step in job["steps"] if "run" in step]
    script = job["steps"][1]["with"]["script"]
    assert "MAX_FILE" in script and "MAX_COMMENT" in script
    assert not re.search(r"\b(eval|exec|execSync|spawn|Function)\b|require\((?!'fs'\))", script)


def test_the_comment_follows_the_check():
    names = load("comment.yml")[True]["workflow_run"]["workflows"]
    assert names == [load("check.yml")["name"]]


def test_the_site_is_deployed_from_main_and_weekly():
    on = load("deploy.yml")[True]
    assert on["push"] == {"branches": ["main"]}
    assert len(on["schedule"]) == 1
    checkout = load("deploy.yml")["jobs"]["build"]["steps"][0]
    assert checkout["with"]["fetch-depth"] == 0


def test_what_a_workflow_proposes_is_checked():
    assert {"pull_request", "workflow_dispatch"} <= triggers("check.yml")
    for name in ("apply.yml", "watch.yml"):
        assert "workflow_id: 'check.yml'" in load(name)["jobs"]["propose"]["steps"][-1]["with"]["script"], name


def test_a_closed_pull_request_runs_nothing_and_takes_its_preview_away():
    assert "closed" in load("check.yml")[True]["pull_request"]["types"]
    assert load("check.yml")["jobs"]["content"]["if"] == "github.event.action != 'closed'"
    assert load("check.yml")["jobs"]["test"]["needs"] == "content"
    assert load("deploy.yml")[True]["workflow_run"]["workflows"] == [load("check.yml")["name"]]
    assert '"skipped"' in load("deploy.yml")["jobs"]["build"]["if"]


def test_the_watch_blocks_no_pull_request():
    assert triggers("watch.yml") == {"schedule", "workflow_dispatch"}


def test_what_the_watch_proposes_is_only_handed_on():
    jobs = load("watch.yml")["jobs"]
    assert jobs["look"]["permissions"] == {"contents": "read"}
    used = [step["uses"].split("@")[0] for step in jobs["propose"]["steps"]]
    assert used == ["actions/download-artifact", "actions/github-script"]
    script = jobs["propose"]["steps"][1]["with"]["script"]
    assert "NAME.test(name)" in script and "MAX_FILE" in script and "MAX_TEXT" in script
    assert not re.search(r"\b(eval|exec|execSync|spawn|Function|merge)\b|require\((?!'(?:fs|path)'\))", script)


def test_what_follows_from_the_content_is_made_on_main_and_only_handed_on():
    """A contributor on the web cannot run the commands, so no pull request has to hold what they make."""
    assert load("upkeep.yml")[True]["push"] == {"branches": ["main"], "paths": ["content/**"]}
    jobs = load("upkeep.yml")["jobs"]
    assert jobs["make"]["permissions"] == {"contents": "read"}
    assert "generator ids" in jobs["make"]["steps"][3]["run"] and "generator forms" in jobs["make"]["steps"][3]["run"]
    used = [step["uses"].split("@")[0] for step in jobs["propose"]["steps"]]
    assert used == ["actions/download-artifact", "actions/github-script"]
    script = jobs["propose"]["steps"][1]["with"]["script"]
    assert "FORM.test(name)" in script and "MAX_FILE" in script
    assert not re.search(r"\b(eval|exec|execSync|spawn|Function|merge)\b|require\((?!'(?:fs|path)'\))", script)


def test_what_an_issue_says_is_read_with_no_right_and_only_handed_on():
    jobs = load("apply.yml")["jobs"]
    assert jobs["read"]["permissions"] == {"contents": "read", "issues": "read"}
    used = [step["uses"].split("@")[0] for step in jobs["propose"]["steps"]]
    assert used == ["actions/download-artifact", "actions/github-script"]
    for script in (jobs["propose"]["steps"][1]["with"]["script"], jobs["read"]["steps"][0]["with"]["script"]):
        assert not re.search(r"\b(eval|exec|execSync|spawn|Function|merge)\b|require\((?!'(?:fs|path)'\))", script)


HOSTILE = (
    *(
        "@octocat",
        "&commat;octocat",
        "&#x40;octocat",
        "&#64;octocat",
        "\\\\@octocat",
        "@\u200boctocat",
        "@\u00adoctocat",
    ),
    *("<img src=x>", "![x](https://ok.test)", "#12", "GH-12", "closes https://github.com/a/b/issues/1", "a/b#12"),
    *("&lt;script>", "<!-- x -->", "\u202egnp", "\x1b[2J", "&amp;commat;octocat", "\u2028@octocat", "&num;12"),
)


@pytest.mark.parametrize("name", ["comment.yml", "apply.yml"])
def test_no_text_of_a_contributor_calls_anybody_or_anything(name: str):
    """The function that defuses it, run as it stands in the workflow."""
    found = re.search(r"^ *function defuse\(.*?^ {12}\}$", WORKFLOWS[name], re.DOTALL | re.MULTILINE)
    assert found
    code = f"{found[0]}\nconsole.log(JSON.stringify({json.dumps(HOSTILE)}.map(defuse)))"
    node, _ = compute_driver_executable()
    run = subprocess.run([node, "--eval", code], capture_output=True, encoding="utf-8", check=True)
    for text in json.loads(run.stdout):
        assert not re.search(r"@\w|#\d|GH-\d|!\[|github\.com/|<[^\u200b]|&(?!amp;)|[\u202e\x1b\u2028]", text), text
