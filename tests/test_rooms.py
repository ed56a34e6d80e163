"""The house: a few rooms, one above the other, and nothing loose beside them."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from generator.commands.command_line import COMMANDS, main

ROOT = Path(__file__).parent.parent
GENERATOR = ROOT / "generator"


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    return subprocess.run([*command, "--no-cache"], cwd=root, capture_output=True, text=True, check=False)


def test_a_room_uses_only_rooms_below_it() -> None:
    run = lint_imports(ROOT)
    assert run.returncode == 0, run.stdout + run.stderr


def test_an_import_that_is_turned_round_is_found(tmp_path: Path) -> None:
    shutil.copytree(GENERATOR, tmp_path / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    turned = tmp_path / "generator" / "model" / "dates.py"
    turned.write_text(f"{turned.read_text('utf-8')}\nfrom generator.check import fields\n", encoding="utf-8")
    run = lint_imports(tmp_path)
    assert run.returncode == 1 and "generator.model.dates -> generator.check.fields" in run.stdout


def test_nothing_lies_loose_in_the_house() -> None:
    rooms = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0][
        "layers"
    ]
    found = {path.name for path in GENERATOR.iterdir() if path.name != "__pycache__"}
    assert found == {"__init__.py", "__main__.py", *rooms}


def test_each_room_says_in_one_sentence_what_it_is_for() -> None:
    for room in GENERATOR.glob("*/__init__.py"):
        said = ast.get_docstring(ast.parse(room.read_text("utf-8"))) or ""
        assert said.partition("\n")[0].endswith("."), room


def test_each_command_has_a_file_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    shared = {"__init__", "command_line", "console", "options", "outcome", "time_limit"}
    files = {path.stem for path in (GENERATOR / "commands").glob("*.py")} - shared
    assert files == set(COMMANDS.values())
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    assert all(f"    {name} " in told or f"    {name}\n" in told for name in COMMANDS)
