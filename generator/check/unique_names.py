"""Check that each code, each name of a program and each name of an institution stands once in the directory."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from generator.model.claims import Program
from generator.model.editorial import Editorial
from generator.model.folding import Fold
from generator.model.problem import Problem
from generator.read.documents import read_bytes


class Listed(NamedTuple):
    """What all programs together are held to: the id of each, its file, its old ids, and its marks."""

    slug: str
    path: str
    aliases: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()  # as `unique_marks` has them; () where the file is not sound
    into: str = ""  # the program that it became part of


def list_program(path: str, aliases: tuple[str, ...] = (), unique: tuple[str, ...] = (), into: str = "") -> Listed:
    """A program as all are held to each other; of one that could not be read only the name of its file is known."""
    slug = path.rpartition("/")[2].removesuffix(".md")  # a path object for each takes a tenth of a second at 13,000
    return Listed(slug=slug, path=path, aliases=aliases, unique=unique, into=into)


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


def check_shared(root: Path, programs: Iterable[Listed]) -> list[Problem]:
    """Marks that two programs have, one message for two programs."""
    seen: dict[str, str] = {}
    found, told = [], set()
    for program in programs:
        path = program.path
        for mark in program.unique:
            unique, _, written = mark.rpartition("\0")
            first = seen.setdefault(unique, path)
            if first != path and (first, path) not in told:
                told.add((first, path))
                found.append(_name_shared(root, path, first, unique.partition("\0")[0], written))
    return found


def _name_shared(root: Path, path: str, first: str, what: str, written: str) -> Problem:
    line = line_of(root, path, written)
    if what != "name":
        must, mend = f"must belong to one program (also in {first})", "mend the code, or keep one of the two files."
        return Problem(code="repeated-code", path=path, line=line, where=what, must=must, found=written, mend=mend)
    must = f"must be another one than in {first}, at the same institution, specialty and city"
    mend = "keep one of the two files, or tell them apart in brackets at the end of `name`."
    return Problem(code="repeated-name", path=path, line=line, where=what, must=must, found=written, mend=mend)


def line_of(root: Path, path: str, text: str) -> int:
    """The first line of a file that holds a text; 1 where none does."""
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
