"""Check what only all files together can break: two things of one id, and ids that vanished; names, codes and mergers stand apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from generator.check.merged import check_merged
from generator.check.page_addresses import list_addresses
from generator.check.references import check_vanished
from generator.check.search import check_answers_to_searches
from generator.check.unique_names import Listed, check_shared
from generator.model.editorial import Editorial
from generator.model.limits import LARGEST_LIST
from generator.model.problem import Problem
from generator.read.conflicts import find_conflict
from generator.read.documents import read_bytes
from generator.read.folders import IDS

Placed = tuple[str, tuple[str, ...], str]  # an id, the old ids of the same thing, and the file that holds it

# Problems that leave the content of a file unknown.
UNREADABLE = frozenset({"unreadable-file", "no-front-matter", "broken-yaml", "alias", "missing-file", "merge-conflict"})
# What a file holds the ids of, where they are not its own name.
_HOLDS = {
    "content/glossary.yml": ("term",),
    "content/specialties.yml": ("specialty",),
    "content/site.yml": ("section", "question"),
}
_WORD = re.compile(rb"[a-z0-9]+(?:-[a-z0-9]+)*")


def check_all_programs(
    root: Path,
    editorial: Editorial,
    programs: Iterable[Listed],
    problems: Collection[Problem] = (),
) -> list[Problem]:
    """The `problems` so far, and those of all programs together.

    Where a name that a program had is given for it, the one of today is told.
    """
    in_order = sorted(programs, key=lambda program: program.path)
    return [*_tell_new_names(problems, in_order), *_check_together(root, editorial, in_order, problems)]


def _check_together(
    root: Path, editorial: Editorial, in_order: Sequence[Listed], problems: Collection[Problem]
) -> list[Problem]:
    """Two programs of one slug, code or name, mergers in a circle, searches that lead nowhere, and ids that vanished.

    What stands in a file of `problems` is not called vanished.
    """
    named = [(program.slug, program.aliases, program.path) for program in in_order]
    found = _note_repeated("program", named) + check_shared(root, in_order) + check_merged(root, in_order)
    present = permanent_ids(editorial, ((slug, aliases) for slug, aliases, _ in named))
    if not problems:  # else an address may stand in a file that could not be read
        tried, addresses = editorial.search.tried, list_addresses(editorial, present)
        found += check_answers_to_searches(tried, editorial.questions.values(), addresses)
    if not (root / IDS).exists():
        return found
    content = read_bytes(root, IDS, largest=LARGEST_LIST)
    if isinstance(content, Problem):
        return [*found, content]
    text = content.decode("utf-8", "replace")
    conflict = find_conflict(IDS, text)
    if conflict:
        return [*found, conflict]
    vanished = check_vanished(text.split("\n"), present)
    if not vanished or not problems:
        return found + vanished
    hidden = _Hidden(root, problems)
    return found + [problem for problem in vanished if not hidden.may_hold(*problem.where.split(" ", 1))]


def _tell_new_names(problems: Iterable[Problem], programs: Iterable[Listed]) -> list[Problem]:
    new = {old: program.slug for program in programs for old in program.aliases}
    return [_tell_new_name(each, new[each.found]) if _is_old(each, new) else each for each in problems]


def _is_old(problem: Problem, new: Mapping[str, str]) -> bool:
    return problem.code in ("unknown-reference", "dead-link") and problem.found in new


def _tell_new_name(problem: Problem, name: str) -> Problem:
    right = name if problem.code == "unknown-reference" else ""  # a link is more than the name that it holds
    return replace(problem, nearest="", allowed=(), mend=f"write {name}, as it is called now.", right=right)


class _Hidden:
    """What may stand in files that are broken."""

    def __init__(self, root: Path, problems: Collection[Problem]) -> None:
        paths = {problem.path for problem in problems}
        unread = {problem.path for problem in problems if problem.code in UNREADABLE}
        self._kinds = {kind for path in unread for kind in _kinds_of(path)}
        self._ids = {PurePosixPath(path).stem for path in paths}
        for path in paths:
            content = read_bytes(root, path)
            if isinstance(content, bytes):
                self._ids |= {word.decode() for word in _WORD.findall(content)}

    def may_hold(self, kind: str, id: str) -> bool:
        return kind in self._kinds or id in self._ids


def _kinds_of(path: str) -> tuple[str, ...]:
    if path.startswith("content/questions"):
        return ("section", "question")
    if path.startswith("content/checklists"):
        return ("step",)
    if path in ("content/programs", "content/institutions", "content/comparisons", "content/guides"):
        return (path.removeprefix("content/").removesuffix("s"),)  # a folder that cannot be read
    return _HOLDS.get(path, ("program",) if path.startswith("content/programs/") and not path.endswith(".md") else ())


def check_twice(editorial: Editorial) -> list[Problem]:
    """No id, and no old id, belongs to two things of one kind."""
    return [problem for kind, named in _all_named(editorial).items() for problem in _note_repeated(kind, named)]


def _note_repeated(kind: str, named: Iterable[Placed]) -> list[Problem]:
    seen: dict[str, str] = {}
    found = []
    for own, old, path in named:
        for id in dict.fromkeys((own, *old)):
            if id not in seen:
                seen[id] = path
                continue
            must = f"must be used once (also in {seen[id]})" if path != seen[id] else "must be used once in this file"
            mend = "give one of the two another id."
            found.append(Problem(code="repeated-id", path=path, where=f"{kind} {id}", must=must, mend=mend))
            break
    return found


def _all_named(editorial: Editorial) -> dict[str, list[Placed]]:
    return {
        "section": [(section.id, (), f"content/questions/{section.id}.yml") for section in editorial.sections],
        "question": [
            (id, aliases, f"content/questions/{section.id}.yml")
            for section in editorial.sections
            for id, aliases in (
                *((question.id, question.aliases) for question in section.questions),
                *((gone.id, ()) for gone in section.retired),
            )
        ],
        "institution": [(i.slug, i.aliases, i.path) for i in editorial.institutions.values()],
        "specialty": [(s.id, s.aliases, "content/specialties.yml") for s in editorial.specialties.values()],
        "comparison": [(comparison.slug, comparison.aliases, comparison.path) for comparison in editorial.comparisons],
        "guide": [(guide.slug, guide.aliases, guide.path) for guide in editorial.guides],
        "term": [(term.id, term.aliases, "content/glossary.yml") for term in editorial.terms.values()],
        "checklist": [(steplist.slug, (), steplist.path) for steplist in editorial.steplists],
        "step": list(_steps(editorial)),
    }


def _steps(editorial: Editorial) -> Iterator[Placed]:
    for steplist in editorial.steplists:
        for group in steplist.groups:
            for step in group.steps:
                yield step.id, step.aliases, steplist.path


def permanent_ids(
    editorial: Editorial, programs: Iterable[tuple[str, tuple[str, ...]]], *, aliases: bool = True
) -> Mapping[str, frozenset[str]]:
    """Every id that forum posts may point at, by kind; old ones too unless `aliases` is False."""
    named = {"program": [(slug, old, "") for slug, old in programs], **_all_named(editorial)}
    return {
        kind: frozenset(id for own, old, _ in things for id in ((own, *old) if aliases else (own,)))
        for kind, things in named.items()
    }
