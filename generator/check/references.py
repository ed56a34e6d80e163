"""Check what points elsewhere by an id: what each kind may name, and the ids that must never vanish."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.check.fields import Fields
from generator.model.nearest import nearest
from generator.model.problem import Problem
from generator.read.folders import IDS

REFERENCE = re.compile(r"\[\[([a-z-]{1,20})(?::([^\[\]|\n]{0,120}))?(?:\|([^\[\]\n]{0,300}))?\]\]")
BLOCKS = ("chart", "costs")  # kinds that stand alone in a paragraph


class _Unread(Collection[str]):
    """The ids of a file that could not be read: any of them may be there, so none is called unknown."""

    def __contains__(self, id: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


UNREAD: Collection[str] = _Unread()


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """What `[[kind:id]]` may point at: the ids of each kind."""

    ids: Mapping[str, Collection[str]]


def check_names(fields: Fields, key: str, known: Collection[str], what: str) -> tuple[str, ...]:
    """The ids under a key, each of which must point at something; those that do not are left out."""
    found = []
    for id, node in fields.placed_slugs(key):
        if id in known:
            found.append(id)
        else:
            must = f"must be {what} that exists"
            fields.notes.add("unknown-reference", node, fields.at(key), must, found=id, known=known)
    return tuple(found)


def check_name(fields: Fields, key: str, known: Collection[str], what: str) -> str:
    """The first of them, "" where there is none."""
    return next(iter(check_names(fields, key, known, what)), "")


def check_vanished(lines: Iterable[str], present: Mapping[str, Collection[str]]) -> list[Problem]:
    """Each `kind id` line of content/ids.txt still exists, as an id or as an alias."""
    found = []
    for number, line in enumerate(lines, 1):
        kind, _, id = line.strip().partition(" ")
        if not id or kind.startswith("#"):
            continue
        if id not in present.get(kind, ()):
            found.append(
                Problem(
                    code="vanished-id",
                    path=IDS,
                    line=number,
                    where=f"{kind} {id}",
                    must="must still exist, since forum posts link to it",
                    nearest=nearest(id, present.get(kind, ())),
                    mend=_bring_back(kind, id),
                )
            )
    return found


def _bring_back(kind: str, id: str) -> str:
    if kind == "program":
        return (
            f"bring its file back: one that closed or merged keeps it, with `closed:`; "
            f"one that has another name holds `aliases: [{id}]`."
        )
    if kind == "question":
        return (
            f"bring it back, or add `aliases: [{id}]` to what replaces it; "
            f"one that nobody asks any more stands under `retired:` in its section."
        )
    return f"bring it back, or add `aliases: [{id}]` to what replaces it."


def list_ids(present: Mapping[str, Collection[str]]) -> str:
    """The text of content/ids.txt: every permanent id, a line each, sorted."""
    lines = [f"{kind} {id}" for kind in sorted(present) for id in sorted(present[kind])]
    head = "# Every permanent id. check fails when one vanishes; `python -m generator ids` adds new ones.\n"
    return head + "".join(f"{line}\n" for line in lines)
