"""The docs: their commands run, their files exist, and their keys are those that check knows."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.check import costs, editorial, facts, fit, flow, identifiers, questions
from generator.commands.command_line import COMMANDS, main
from generator.read.folders import ENDINGS
from tests.conftest import ROOT
from tests.faults import SMALL

DOCS = sorted((ROOT / "docs").glob("*.md"))
PAGES = [*DOCS, ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
# Run elsewhere, or not to be run: they install, serve, ask the network, or are a test run themselves.
ELSEWHERE = ("make ", "pip ", "bash .ci/run", "apt-get", "git ", "pipx install ", "pre-commit ")
EXAMPLE = "content/programs/oh/x.md"
GENERATOR = re.compile(r"(?:\.venv/bin/)?python3? -m generator (?P<arguments>.*)")


def commands_of(page: Path) -> list[str]:
    """The lines after a prompt in the page's console blocks, without their comments."""
    blocks = re.findall(r"^ *```console\n(.*?)^ *```", page.read_text("utf-8"), re.S | re.M)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    return [line.removeprefix("$ ").partition("  #")[0].strip() for line in lines if line.startswith("$ ")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_command_is_one_that_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for command in commands_of(page):
        if command.startswith("make "):
            assert command.split()[1] in targets, command
        else:
            assert GENERATOR.match(command) or command.startswith(ELSEWHERE), command
    for name in re.findall(r"-m generator ([a-z]+)", page.read_text("utf-8")):
        assert name in COMMANDS, name


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_each_command_that_needs_no_network_and_no_input_runs(page: Path, tmp_path: Path) -> None:
    runnable = [match["arguments"] for text in commands_of(page) if (match := GENERATOR.match(text))]
    shutil.copytree(SMALL / "content", tmp_path / "content")
    (tmp_path / ".github" / "ISSUE_TEMPLATE").mkdir(parents=True)
    for arguments in runnable:
        words = [word for word in shlex.split(arguments) if word not in ("--root", "tests/library")]
        if words[0] in ("check", "forms", "ids"):
            assert main([*words, "--root", str(tmp_path)]) == 0, arguments
        else:
            with pytest.raises(SystemExit) as stopped:
                main([words[0], "--help"])
            assert stopped.value.code == 0, arguments


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_file_that_is_named_is_there(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.S)
    named = re.findall(r"`((?:content|generator|templates|tests|docs|\.github|\.ci)/[\w./-]+)`", text)
    kept = {f"content/{folder}/" for folder in ENDINGS}  # some are made by the machine, when it has something to keep
    for path in set(named).difference(kept, [EXAMPLE]):
        # What may stand in a content is shown by the small one; the one beside the docs need not have it.
        assert ((SMALL if path.startswith("content/") else ROOT) / path).exists(), path
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (page.parent / target).exists(), target


def test_the_rooms_in_the_picture_are_those_of_the_house() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    picture = text.partition("```\n")[2].partition("```")[0]
    drawn = [line.split()[0] for line in picture.splitlines() if re.match(r"[a-z]+ {2}", line)]
    layers = re.search(r"layers = \[(.*?)\]", (ROOT / "pyproject.toml").read_text("utf-8"), re.S)
    assert layers is not None
    assert drawn == re.findall(r'"([a-z]+)"', layers[1])


def test_the_keys_of_a_question_are_told() -> None:
    text = (ROOT / "docs" / "how-to.md").read_text("utf-8")
    assert [key for key in (*questions.SECTION_KEYS, *questions.QUESTION_KEYS) if f"`{key}`" not in text] == []


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("facts.yml", facts.FACT_KEYS),
        ("costs.yml", costs.COST_KEYS),
        ("fit.yml", fit.FIELD_KEYS),
        ("flow.yml", flow.FLOW_STEP_KEYS),
        ("identifiers.yml", identifiers.KEYS),
        ("checklists/<slug>.yml", editorial.STEP_KEYS),
    ],
)
def test_the_keys_of_other_content_are_told_in_its_row(name: str, keys: Sequence[str]) -> None:
    text = (ROOT / "docs" / "how-to.md").read_text("utf-8")
    [row] = [line for line in text.splitlines() if line.startswith(f"| `content/{name}`")]
    assert [key for key in keys if f"`{key}`" not in row] == []
