"""Proposals to the small directory, as tests make them, and what they change there."""

from __future__ import annotations

import json
from difflib import unified_diff
from pathlib import Path
from typing import Any

from generator.commands.command_line import main
from generator.read.documents import Document, parse_document
from generator.read.plain import to_plain

TODAY = "2026-11-21"
PROFILE = "content/programs/nb/harbor-works-joinery.md"
FAQ = {"kind": "program", "title": "Rules: who may apply", "url": "https://example.org/rules", "dated": "2026-09"}


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
