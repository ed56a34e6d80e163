"""Texts: a single value as plain text, and whether it is an id."""

from __future__ import annotations

import re
import unicodedata

import yaml

from generator.check.findings import Findings
from generator.model.limits import LONGEST_SLUG

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
OF_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\Z")  # where a file is called so, no checkout works there
BAD_ID = "must be an id: small letters, digits and single hyphens"


def is_slug(text: str) -> bool:
    """Whether a text can stand in an address for years."""
    return len(text) <= LONGEST_SLUG and SLUG.match(text) is not None and not OF_WINDOWS.match(text)


def slug_of(*texts: str) -> str:
    """An id made from names: small letters, digits and hyphens; "" where they have none of these."""
    plain = unicodedata.normalize("NFKD", " ".join(texts)).encode("ascii", "ignore").decode().lower()
    plain = plain.replace("&", " and ").replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_SLUG].strip("-")


def scalar_text(node: yaml.Node) -> str:
    """The text of a scalar node as it was written; "" for anything else."""
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def is_empty(node: yaml.Node | None) -> bool:
    """Whether nothing at all was written, not even quotes."""
    return isinstance(node, yaml.ScalarNode) and node.value == "" and node.style in (None, "")


def read_text(node: yaml.Node, notes: Findings, where: str, *, longest: int, free: bool) -> str:
    """The text of a scalar node, stripped; faults are noted and give ""."""
    if not isinstance(node, yaml.ScalarNode):
        notes.add("wrong-shape", node, where, "must be one plain text")
        return ""
    text = str(node.value).strip()
    if not text:
        notes.add("bad-text", node, where, "must not be empty", mend="write the value, or leave the line out.")
    elif len(text) > longest:
        notes.add(
            "bad-text",
            node,
            where,
            f"must be at most {longest} characters ({len(text)} now)",
            found=text,
            mend="say it shorter.",
        )
    elif "\n" in text or "\t" in text:
        notes.add("bad-text", node, where, "must be one line, without tabs", found=text, mend="write it on one line.")
    elif free and not any(map(str.isalnum, text)):
        notes.add("bad-text", node, where, "must hold a letter or a digit", found=text, mend="say it in words.")
    else:
        notes.check_text(text, node, where, ours=free, names=free)
    return text
