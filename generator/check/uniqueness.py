"""Check what only all files together can break: two things of one id, code or name, and ids that vanished."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.check.page_addresses import list_addresses
from generator.check.references import check_vanished
from generator.check.search import check_answers_to_searches
from generator.model.claims import Program
from generator.model.editorial import Editorial
from generator.model.folding import Fold
from generator.model.limits import LARGEST_LIST
from generator.model.problem import Problem
from generator.read.conflicts import find_conflict
from generator.read.documents import read_bytes
from generator.read.folders import IDS


class Listed(NamedTuple):
    """What all programs together are held to: the id of each, its file, its old ids, and its marks."""

    slug: str
    path: str
    aliases: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()  # as `unique_marks` has them; () where the file is not sound


def list_program(path: str, aliases: tuple[str, ...] = (), unique: tuple[str, ...] = ()) -> Listed:
    """A program as all are held to each other; of one that could not be read only the name of its file is known."""
    return Listed(slug=PurePosixPath(path).stem, path=path, aliases=aliases, unique=unique)


Named = tuple[str, tuple[str, ...], str]  # an id, the old ids of the same thing, and the file that holds it

# Problems that leave the content of a file unknown.
UNREADABLE = frozenset({"unreadable-file", "no-front-matter", "broken-yaml", "alias", "missing-file", "merge-conflict"})
# What a file holds the ids of, where they are not its own name.
_HOLDS = {
    "content/glossary.yml": ("term",),
    "content/specialties.yml": ("specialty",),
    "content/site.yml": ("section", "question"),
}
_WORD = re.compile(rb"[a-z0-9]+(?:-[a-z0-9]+)*")


def check_programs_together(
    root: Path,
    editorial: Editorial,
    programs: Iterable[Listed],
    problems: Collection[Problem] = (),
) -> list[Problem]:
    """Two programs of one slug, code or name, searches that lead nowhere, and ids that vanished.

    What stands in a file of `problems` is not called vanished.
    """
    in_order = sorted(programs, key=lambda program: program.path)
    named = [(program.slug, program.aliases, program.path) for program in in_order]
    found = _note_repeated("program", named) + _note_shared(root, in_order)
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


def unique_marks(program: Program, editorial: Editorial) -> tuple[str, ...]:
    """What no other program may have: each code, and each name at its institution, specialty and place.

    A mark is what it is the mark of, what makes it one, and how the file writes it.
    """
    codes = [f"{key}\0{code}\0{code}" for key, all_codes in program.codes for code in all_codes]
    if program.closed:
        return tuple(codes)  # what came after it may have its name
    fold = Fold(editorial.search.same, editorial.search.skip)
    place = place_mark(program.institution, program.specialty, program.state, program.city, fold)
    names = {fold(name): name for name in (*reversed(program.known_as), program.name)}
    return (*codes, *(f"{place}{folded}\0{name}" for folded, name in names.items()))


def place_mark(institution: str, specialty: str, state: str, city: str, fold: Fold) -> str:
    """How the marks of all names of one specialty at one institution in one city begin."""
    return f"name\0{institution}|{specialty}|{state}|{fold(city)}|"


def _note_shared(root: Path, programs: Iterable[Listed]) -> list[Problem]:
    """Marks that two programs have, one message for two programs."""
    seen: dict[tuple[str, str], str] = {}
    found, told = [], set()
    for program in programs:
        for mark in program.unique:
            what, unique, written = mark.split("\0")
            first = seen.setdefault((what, unique), program.path)
            if first != program.path and (first, program.path) not in told:
                told.add((first, program.path))
                found.append(_name_shared(root, program.path, first, what, written))
    return found


def _name_shared(root: Path, path: str, first: str, what: str, written: str) -> Problem:
    line = _line_of(root, path, written)
    if what != "name":
        must, mend = f"must belong to one program (also in {first})", "mend the code, or keep one of the two files."
        return Problem(code="repeated-code", path=path, line=line, where=what, must=must, found=written, mend=mend)
    must = f"must be another one than in {first}, at the same institution, specialty and city"
    mend = "keep one of the two files, or tell them apart in brackets at the end of `name`."
    return Problem(code="repeated-name", path=path, line=line, where=what, must=must, found=written, mend=mend)


def _line_of(root: Path, path: str, text: str) -> int:
    content = read_bytes(root, path)
    lines = content.decode("utf-8", "replace").split("\n") if isinstance(content, bytes) else []
    return next((number for number, line in enumerate(lines, 1) if text in line), 1)


def check_institution_names(editorial: Editorial) -> list[Problem]:
    """No institution has the name of another one in its state. Short names may stand for several."""
    fold = Fold(editorial.search.same, editorial.search.skip)
    owners: dict[tuple[str, str], str] = {}
    found = []
    for institution in editorial.institutions.values():
        owners.setdefault((institution.state, fold(institution.name)), institution.path)
    for institution in editorial.institutions.values():
        for name in (institution.name, *institution.known_as):
            first = owners.get((institution.state, fold(name)), institution.path)
            if first != institution.path:
                must = f"must not be the name of another one in this state ({first})"
                mend = "keep one of the two files, or add the city to both names."
                where = "name" if name == institution.name else "known_as"
                found.append(
                    Problem(code="repeated-name", path=institution.path, where=where, must=must, found=name, mend=mend)
                )
                break
    return found


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


def check_columns(editorial: Editorial) -> list[Problem]:
    """Lists and comparisons need a question that is a column, and each section a question."""
    found = []
    for section in editorial.sections:
        if not section.questions:
            path, must = f"content/questions/{section.id}.yml", "must hold at least one question"
            mend = "add one, or take the section out of content/site.yml."
            found.append(Problem(code="missing-key", path=path, where="questions", must=must, mend=mend))
    if not any(question.column is not None for question in editorial.questions.values()):
        must = "must hold at least one question with a `column`, which lists and comparisons show"
        mend = "add `column: 1` to the question that matters most."
        found.append(Problem(code="missing-key", path="content/site.yml", where="sections", must=must, mend=mend))
    return found


def check_twice(editorial: Editorial) -> list[Problem]:
    """No id, and no old id, belongs to two things of one kind."""
    return [problem for kind, named in _all_named(editorial).items() for problem in _note_repeated(kind, named)]


def _note_repeated(kind: str, named: Iterable[Named]) -> list[Problem]:
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


def _all_named(editorial: Editorial) -> dict[str, list[Named]]:
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


def _steps(editorial: Editorial) -> Iterator[Named]:
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
