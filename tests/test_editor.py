"""At the editor: the schemas accept what check accepts and underline what it refuses, and what the settings name is there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from generator.data.editor_schema import institution_schema_json, program_schema_json
from generator.model import urls
from generator.read.documents import parse_document
from tests.conftest import ROOT
from tests.faults import SMALL
from tests.real import real_library, small_library

NUMBER = re.compile(r"-?\d+(\.\d+)?\Z")


def _typed(node: yaml.Node | None) -> Any:
    """What YAML 1.2 reads, as editors have it: numbers and texts, and nothing else."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _typed(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_typed(item) for item in node.value]
    if not isinstance(node, yaml.ScalarNode) or (node.value == "" and not node.style):
        return None
    return float(node.value) if not node.style and NUMBER.match(node.value) else node.value


def _read(path: Path, root: Path, text: str = "") -> Any:
    document = parse_document(str(path.relative_to(root)), text.encode() or path.read_bytes())
    return _typed(document.front)  # type: ignore[union-attr]


def _validators(context: Any) -> dict[str, Draft7Validator]:
    made = {"programs": program_schema_json(context), "institutions": institution_schema_json(context)}
    schemas = {name: json.loads(text) for name, text in made.items()}
    for schema in schemas.values():
        Draft7Validator.check_schema(schema)
    return {name: Draft7Validator(schema) for name, schema in schemas.items()}


@pytest.mark.parametrize("root", [SMALL, pytest.param(ROOT, marks=pytest.mark.content)], ids=["small", "real"])
def test_what_check_accepts_the_editor_accepts(root: Path) -> None:
    library = real_library() if root == ROOT else small_library()
    validators = _validators(library.context)
    for folder, validator in validators.items():
        paths = [path for path in (root / "content" / folder).rglob("*.*") if path.suffix in (".md", ".yml")]
        assert paths
        for path in paths:
            faults = [f"{path.name}: {error.message[:200]}" for error in validator.iter_errors(_read(path, root))]
            assert faults == []


PROFILE = SMALL / "content/programs/nb/harbor-works-joinery.md"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("state: NB", "state: Ohio"),
        ("state: NB", "sate: NB"),
        ("specialty: joinery", "specialty: joinry"),
        ("answer: yes", "answer: perhaps"),
        ("answer: yes", "anwser: yes"),
        ("source:", "sources:"),
        ("kind: program", "kind: programme"),
        ("url: https://", "url: www."),
        ("contract:", "contracts:"),
        ("guild: 14", "guild: x14"),
    ],
)
def test_what_check_refuses_the_editor_underlines(old: str, new: str) -> None:
    validator = _validators(small_library().context)["programs"]
    text = PROFILE.read_text(encoding="utf-8")
    assert not [*validator.iter_errors(_read(PROFILE, SMALL))]
    assert old in text
    assert [*validator.iter_errors(_read(PROFILE, SMALL, text.replace(old, new, 1)))], new


def test_every_question_says_what_it_asks_and_what_may_be_written() -> None:
    context = small_library().context
    schema = json.loads(institution_schema_json(context))
    for question in context.editorial.questions.values():
        told = schema["properties"][question.section]["properties"][question.id]["description"]
        assert question.text in told and all(option.id in told for option in question.options)


def test_the_schemas_stand_where_the_settings_look_for_them(small_site: Path) -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    named = {path.removeprefix("./site/"): pattern for path, pattern in settings["yaml.schemas"].items()}
    assert named == {
        urls.PROGRAM_SCHEMA: "content/programs/**/*.md",
        urls.INSTITUTION_SCHEMA: "content/institutions/*.yml",
    }
    for path, pattern in named.items():
        assert json.loads((small_site / path).read_text(encoding="utf-8"))["$id"].endswith(path)
        assert [*ROOT.glob(pattern)]
    assert settings["files.associations"] == {"**/content/programs/**/*.md": "yaml"}


def test_recommended_extensions_are_those_of_the_container() -> None:
    recommended = json.loads((ROOT / ".vscode/extensions.json").read_text(encoding="utf-8"))["recommendations"]
    container = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text(encoding="utf-8"))
    assert container["customizations"]["vscode"]["extensions"] == recommended
    assert all(re.fullmatch(r"[a-z0-9-]+\.[a-z0-9-]+", name) for name in recommended)


def test_the_container_has_a_python_that_we_support_and_makes_the_site() -> None:
    container = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text(encoding="utf-8"))
    made = container["postCreateCommand"].split()
    assert made[0] == "make" and re.search(rf"^{made[1]}:", (ROOT / "Makefile").read_text(), re.MULTILINE)
    (version,) = re.findall(r"python:\D*(\d\.\d+)", container["image"])
    assert f'requires-python = ">={version}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert container["forwardPorts"] == [8000]


def _hooks() -> list[dict[str, Any]]:
    loaded = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    return [hook for repo in loaded["repos"] for hook in repo["hooks"]]


@pytest.mark.parametrize("hook", _hooks(), ids=lambda hook: hook["id"])
def test_each_hook_names_a_command_that_there_is(hook: dict[str, Any]) -> None:
    assert {"id", "name", "entry", "language"} <= hook.keys()
    python, *words = hook["entry"].split()
    assert python == ".venv/bin/python"
    call = [sys.executable, *words[:2], *([] if words[1] == "ruff" else words[2:]), "--help"]
    assert subprocess.run(call, cwd=ROOT, capture_output=True, check=False).returncode == 0
    paths = [str(path.relative_to(ROOT)) for path in (ROOT / "content").rglob("*.md")]
    assert "files" not in hook or any(re.search(hook["files"], path) for path in paths)


def test_newer_versions_are_proposed_of_what_there_is() -> None:
    loaded = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text(encoding="utf-8"))
    places = {"github-actions": ".github/workflows", "devcontainers": ".devcontainer", "pip": "requirements"}
    assert loaded["version"] == 2
    assert {each["package-ecosystem"] for each in loaded["updates"]} == set(places)
    for each in loaded["updates"]:
        assert each["schedule"]["interval"] in ("weekly", "monthly")
        assert [*(ROOT / places[each["package-ecosystem"]]).iterdir()]
        assert each["directory"] == ("/requirements" if each["package-ecosystem"] == "pip" else "/")


def test_owners_are_nobody_who_was_made_up() -> None:
    lines = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert lines and all(line.startswith("#") for line in lines)
    for line in lines:
        for path in re.findall(r"^# (/[a-z./]+)", line):
            assert (ROOT / path.strip("/")).is_dir(), path


@pytest.mark.parametrize("path", sorted((ROOT / ".github").glob("*PULL_REQUEST_TEMPLATE/*.md")), ids=lambda p: p.name)
def test_each_template_asks_for_one_thing(path: Path) -> None:
    asked = re.findall(r"^\*\*(.+)\*\*$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert 1 <= len(asked) <= 2


def test_each_issue_form_has_a_label_that_the_tenders_know() -> None:
    forms = [
        yaml.safe_load(path.read_text("utf-8"))
        for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml")
        if path.stem != "config"
    ]
    labels = [label for form in forms for label in form["labels"]]
    told = (ROOT / "docs/tending.md").read_text(encoding="utf-8")
    assert len(labels) == len(set(labels)) >= 5
    assert [label for label in labels if f"`{label}`" not in told] == []
