"""Plain: what YAML nodes hold, without their places, for comparing one version of a file with another."""

from __future__ import annotations

import yaml

from generator.model.proposals import Plain


def to_plain(node: yaml.Node | None) -> Plain:
    """Texts on one line, lists and groups; nothing at all is an empty text."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): to_plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [to_plain(item) for item in node.value]
    return " ".join(str(node.value).split()) if node is not None else ""
