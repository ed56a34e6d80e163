"""The small library, each field of which may hold a hostile text: what check lets through stands there together."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import yaml

from generator.commands.outcome import check_all
from generator.model.problem import Problem
from generator.read.documents import parse_document
from generator.read.folders import list_content
from tests.faults import HERE, copy_small
from tests.hostile.builds import TODAY

_FORMS = (
    "{}", "# {}", "- {}", "> {}", "`{}`", "[{}](https://ok.test)", '[x](https://ok.test "{}")', "[x](https://ok.test/{})",
    "[[page:home|{}]]", "| {} |\n|---|\n| {} |", "**{}**", "![{}](https://ok.test)",
)  # fmt: skip
# How many benign texts are tried together, and whether in all fields of a kind: one that spoils everything hides others.
_AT_A_TIME = ((120, True), (120, True), (12, False), (12, False))
_BENIGN = ("Words of {}", "https://ok.test/some/address/{}")


class Field(NamedTuple):
    """A place in a file that may hold a text: from where to where, and the form around it."""

    path: str
    start: int
    end: int
    form: str  # "" for a value of the fields
    kind: str  # fields of one kind, such as the titles of sources in programs, take the same texts


class Held(NamedTuple):
    """A field and the text that it holds."""

    field: Field
    text: str


def list_fields(root: Path) -> list[Field]:
    """Every value of every file, and every form that a text can have in a body."""
    found = []
    for path in list_content(root).everything:
        text = (root / path).read_text(encoding="utf-8")
        document = parse_document(path, text.encode())
        if isinstance(document, Problem):
            raise SystemExit(document.as_text())
        shift = len("---\n") if path.endswith(".md") else 0
        folder = "/".join(path.split("/")[:2])
        for keys, node in _scalars(document.front, ()):
            kind = " ".join((folder, *keys[-2 if keys[-1] == "answer" else -1 :]))
            found.append(Field(path, node.start_mark.index + shift, node.end_mark.index + shift, "", kind))
        if path.endswith(".md"):
            found += [Field(path, len(text), len(text), form, f"{folder} {form}") for form in _FORMS]
    return found


def _scalars(node: yaml.Node | None, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(value, (*keys, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item, keys)
    elif node is not None:
        yield keys, node


class Library:
    """The small library with its templates below a root."""

    def __init__(self, root: Path) -> None:
        self.root = copy_small(root)
        shutil.copytree(HERE.parent / "templates", root / "templates")
        self.fields = list_fields(root)
        self._sound = {each.path: (root / each.path).read_text(encoding="utf-8") for each in self.fields}

    def open_fields(self, *, quick: bool = False) -> list[Field]:
        """Without those of ids, dates, options and patterns, no kind of which takes a benign text; `quick` misses a few."""
        kinds = {each.kind for each in self.fields if each.form}
        random = Random(1)
        for turn, (some, whole) in enumerate(_AT_A_TIME[: 2 if quick else None]):
            left = [each for each in self.fields if each.kind not in kinds]
            chosen = left if whole else {each.kind: each for each in (*left, *left[::-1])}.values()
            benign = [Held(each, _BENIGN[(number + turn) % 2].format(number)) for number, each in enumerate(chosen)]
            random.shuffle(benign)
            for start in range(0, len(benign), some):
                kinds.update(held.field.kind for held in self.fill(benign[start : start + some]))
        return [each for each in self.fields if each.kind in kinds]

    def write(self, held: Sequence[Held]) -> dict[tuple[str, int], list[tuple[int, Held]]]:
        """Put these texts into their fields, and nothing into the others; by line, the columns at which they stand."""
        places: dict[tuple[str, int], list[tuple[int, Held]]] = {}
        by_path: dict[str, list[Held]] = {}
        for each in sorted(held, key=lambda each: (each.field.start, each.field.form)):
            by_path.setdefault(each.field.path, []).append(each)
        for path, sound in self._sound.items():
            text, end = "", 0
            for each in by_path.get(path, ()):
                field = each.field
                text += sound[end : field.start]
                value = f"\n\n{field.form.replace('{}', each.text)}\n" if field.form else json.dumps(each.text)
                first, column = text.count("\n") + 1, len(text) - text.rfind("\n")
                for line in range(first, first + value.count("\n") + 1):
                    places.setdefault((path, line), []).append((column, each))
                text, end = text + value, field.end
            fresh = (text + sound[end:]).encode("utf-8", "surrogatepass")
            if (self.root / path).read_bytes() != fresh:
                (self.root / path).write_bytes(fresh)
        return places

    def fill(self, held: Sequence[Held]) -> list[Held]:
        """Write those of these texts that check lets through together, and give them."""
        left, many = list(held), 1
        places = self.write(left)
        while problems := check_all(self.root, TODAY, 1).problems:
            drop = {each for problem in problems if (each := _held_at(problem, places))}
            if not drop:
                # Problems of whole files, or of what several texts say together: some go, and if that is not enough, more.
                paths = {problem.path for problem in problems}
                drop = set([each for each in left if each.field.path in paths][-many:] or left[-many:])
                many *= 2
            left = [each for each in left if each not in drop]
            places = self.write(left)
        return left


def _held_at(problem: Problem, places: dict[tuple[str, int], list[tuple[int, Held]]]) -> Held | None:
    """The text that a Problem is about: at its place, or the next one after the key at its place."""
    here = places.get((problem.path, problem.line), [])
    after = [each for column, each in here if each.field.form or column >= problem.column]
    return next(iter(after or [each for _, each in here[-1:]]), None)
