"""The command `ids`: add new permanent ids to the committed list; none is ever taken out."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from generator.check import permanent_ids
from generator.check.references import list_ids
from generator.commands.check import refuse
from generator.commands.console import say
from generator.commands.options import add_root
from generator.commands.outcome import CheckOutcome, check_all
from generator.model.limits import LARGEST_LIST
from generator.model.problem import Problem
from generator.model.wording import count
from generator.read.content_file import replace_file
from generator.read.documents import read_bytes
from generator.read.folders import IDS

HELP = f"add new permanent ids to {IDS}; none is ever taken out"
add_options = add_root


def run(options: argparse.Namespace) -> int:
    """Add new ids to the committed list, once everything is in order."""
    root = options.root
    outcome = check_all(root, options.today)
    return add_ids(root, outcome) if outcome.checked and not outcome.problems else refuse(outcome)


def add_ids(root: Path, outcome: CheckOutcome) -> int:
    """Bring the committed list up to date with sound content; the exit code."""
    known = read_ids(root)
    if isinstance(known, Problem):
        say(known.as_text())
        return 1
    union = add_present(known, outcome)
    added = sum(map(len, union.values())) - sum(map(len, known.values()))
    if added:
        replace_file(root / IDS, list_ids(union).encode())
    say(f"{IDS}: {count(added, 'new id')}, {sum(map(len, union.values())):,} in all.")
    return 0


def add_present(known: Mapping[str, frozenset[str]], outcome: CheckOutcome) -> dict[str, frozenset[str]]:
    """The known ids by kind, and those that there are now."""
    slugs = [(found.slug, found.aliases) for found in outcome.programs]
    present = permanent_ids(outcome.checked.editorial, slugs, aliases=False) if outcome.checked else {}
    return {kind: known.get(kind, frozenset()) | present.get(kind, frozenset()) for kind in {*known, *present}}


def read_ids(root: Path) -> dict[str, frozenset[str]] | Problem:
    """The ids of content/ids.txt by kind; none where there is no such file."""
    if not (root / IDS).exists():
        return {}
    content = read_bytes(root, IDS, largest=LARGEST_LIST)
    if isinstance(content, Problem):
        return content
    found: dict[str, set[str]] = {}
    for line in content.decode("utf-8", "replace").split("\n"):
        kind, _, id = line.strip().partition(" ")
        if id and not kind.startswith("#"):
            found.setdefault(kind, set()).add(id)
    return {kind: frozenset(ids) for kind, ids in found.items()}
