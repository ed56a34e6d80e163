"""Folders: which content files there are, and what lies about that nothing would read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from generator.model.hidden import find_hidden
from generator.model.nearest import nearest
from generator.model.problem import Problem

CONTENT = "content"
IDS = "content/ids.txt"
# Each folder of content/ and the ending of its files; "" is content/ itself.
ENDINGS = {
    "": ".yml",
    "questions": ".yml",
    "institutions": ".yml",
    "programs": ".md",
    "comparisons": ".md",
    "guides": ".md",
    "pages": ".md",
    "checklists": ".yml",
    "filings": ".yml",
    "sightings": ".yml",
}
# What Windows and macOS leave in folders that somebody looked at.
_OF_SYSTEMS = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentFiles:
    """Which files there are, by folder, each tuple sorted; and what is wrong with the folders themselves."""

    single: tuple[str, ...]  # content/*.yml
    questions: tuple[str, ...]
    institutions: tuple[str, ...]
    programs: tuple[str, ...]
    comparisons: tuple[str, ...]
    guides: tuple[str, ...]
    pages: tuple[str, ...]
    checklists: tuple[str, ...]
    filings: tuple[str, ...] = ()
    sightings: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def editorial(self) -> tuple[str, ...]:
        """Every file but the programs, and the list of permanent ids."""
        return (
            *self.single, *self.questions, *self.institutions, *self.comparisons, *self.guides, *self.pages,
            *self.checklists, *self.filings, *self.sightings, IDS,
        )  # fmt: skip

    @property
    def everything(self) -> tuple[str, ...]:
        """Every file that is read as a Document."""
        return (*self.editorial[:-1], *self.programs)


def list_content(root: Path) -> ContentFiles:
    """Walk `content/` once and sort what is there into its folders."""
    found: dict[str, list[str]] = {kind: [] for kind in ENDINGS}
    problems: list[Problem] = []

    def note_unreadable(error: OSError) -> None:
        folder = Path(error.filename or root / CONTENT)
        problems.append(_unreadable(folder.relative_to(root).as_posix(), error.strerror or "unknown"))

    for folder, names, files in os.walk(root / CONTENT, onerror=note_unreadable):
        inner = Path(folder).relative_to(root / CONTENT).parts
        kind = inner[0] if inner else ""
        prefix = "/".join((CONTENT, *inner))
        names[:] = sorted(name for name in names if not name.startswith("."))
        problems += _sift_folders(root, prefix, names)
        for name in files:
            path = f"{prefix}/{name}"
            if _is_aside(name) or path == IDS:
                continue
            if not path.isprintable() or find_hidden(path):
                problems.append(_badly_named(path))
                continue
            if name.endswith(ENDINGS[kind]) and (len(inner) < 2 or kind == "programs"):
                found[kind].append(path)
            else:
                problems.append(_stray(path, kind))
    paths = {kind or "single": tuple(sorted(each)) for kind, each in found.items()}
    return ContentFiles(**paths, problems=tuple(problems))


def _is_aside(name: str) -> bool:
    """Whether a file is not meant to be content: hidden, made by a system or an editor, or a note to editors."""
    return (
        name.startswith((".", "~$"))
        or name.endswith(("~", ".swp"))
        or (name.startswith("#") and name.endswith("#"))
        or name.lower() in _OF_SYSTEMS
        or name == "README.md"
    )


def _sift_folders(root: Path, prefix: str, names: list[str]) -> list[Problem]:
    """Leave the folders in `names` that belong here, and note the others once each."""
    problems = []
    for name in tuple(names):
        path = f"{prefix}/{name}"
        if (root / path).is_symlink():
            must = "must be a folder of its own, not a symbolic link"
            problems.append(Problem(code="unreadable-file", path=path, where="folder", must=must, mend="copy it here."))
            names.remove(name)
        elif prefix == CONTENT and name not in ENDINGS:
            near = nearest(name, filter(None, ENDINGS))
            must = "must be a folder that something reads"
            problems.append(Problem(code="stray-file", path=path, where="folder", must=must, found=name, nearest=near))
            names.remove(name)
    return problems


def _badly_named(path: str) -> Problem:
    must, mend = "must have a name of letters that everybody sees", "rename the file."
    return Problem(code="stray-file", path=path, where="file", must=must, mend=mend)


def _stray(path: str, kind: str) -> Problem:
    ending, home = ENDINGS[kind], f"{CONTENT}/{kind}".rstrip("/")
    name = path.rpartition("/")[2]
    if name.endswith(ending):
        must, mend = f"must stand in {home}/ itself", f"move it to {home}/{name}."
    else:
        must = f"must end in {ending}, or nothing reads it"
        stem = (name.rpartition(".")[0] or name).removesuffix(ending)
        mend = f"rename it to {stem}{ending}, or take it away."
    return Problem(code="stray-file", path=path, where="file", must=must, found=name, mend=mend)


def _unreadable(path: str, reason: str) -> Problem:
    must = f"must be a folder that can be read ({reason})"
    mend = "look at its permissions."
    if path == CONTENT:
        mend = "run this in the folder that holds content/, or name that folder with --root."
    return Problem(code="unreadable-file", path=path, where="folder", must=must, mend=mend)
