"""Writing: values as YAML that reads back as exactly the same text, quoted only where it must be."""

from __future__ import annotations

import json

import yaml

from generator.model.problem import Problem
from generator.model.proposals import Plain
from generator.read.documents import compose


def write_value(value: Plain) -> str:
    """A value on one line: a text, [a list] or {a group}."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {write_value(part)}' for key, part in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(write_value(item) for item in value)}]"
    return value if _is_plain(value) else json.dumps(value, ensure_ascii=False)


def write_flow(value: object) -> str:
    """A value on one line as YAML writes it, which knows numbers and days from texts."""
    text: str = yaml.safe_dump(value, default_flow_style=True, sort_keys=False, width=100_000, allow_unicode=True)
    return text.removesuffix("...\n").strip()


def _is_plain(text: str) -> bool:
    """Whether a text may stand without quotes, alone and between commas."""
    if not text or text != text.strip() or "\n" in text or text.startswith(("---", "...")):
        return False
    for line in (f"k: {text}", f"{{k: {text}, l: m}}"):
        node = compose(line, "", 0)
        if isinstance(node, Problem) or not isinstance(node, yaml.MappingNode):
            return False
        value = node.value[0][1]
        if not isinstance(value, yaml.ScalarNode) or value.value != text or value.style:
            return False
    return True


def write_entry(path: tuple[str, ...], value: Plain, indent: int, *, lines: bool) -> str:
    """A key with its value, without the indent before it: groups of groups, and claims in a list, one a line.

    `lines` writes a source one field a line as well.
    """
    key, inner = path[-1], "\n" + " " * (indent + 2)
    opened = (len(path) == 1 and _holds_groups(value)) or (lines and path[0] == "sources" and len(path) == 2)
    if isinstance(value, dict) and opened:
        parts = [write_entry((*path, name), part, indent + 2, lines=lines) for name, part in value.items()]
        return f"{key}:" + "".join(inner + part for part in parts)
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return f"{key}:" + "".join(f"{inner}- {write_value(item)}" for item in value)
    return f"{key}: {write_value(value)}"


def _holds_groups(value: Plain) -> bool:
    return isinstance(value, dict) and any(isinstance(part, dict | list) for part in value.values())
