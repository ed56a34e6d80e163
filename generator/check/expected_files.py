"""Check which files stand in content/: those that must be there, and those that nothing reads."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePosixPath

from generator.model.nearest import nearest
from generator.model.problem import Problem
from generator.model.wording import TEXT_PAGES

REQUIRED = ("site", "wording", "source-kinds", "spellings", "specialties", "states", "audiences")
_OPTIONAL = (
    *("identifiers", "people", "events", "facts", "charts", "glossary", "flow", "patterns", "costs", "fit"),
    *("stages", "tracker", "filings", "search", "look-for"),
)


def note_missing(single: Mapping[str, str], pages: Iterable[str]) -> list[Problem]:
    """What is missing or strange among the files of content/ itself, by name, and of content/pages."""
    texts = {PurePosixPath(path).stem: path for path in pages}
    return [
        *_note_unlike(single, "content/{}.yml", REQUIRED, (*REQUIRED, *_OPTIONAL)),
        *_note_unlike(texts, "content/pages/{}.md", TEXT_PAGES, TEXT_PAGES),
    ]


def _note_unlike(
    found: Mapping[str, str], place: str, required: Collection[str], known: Collection[str]
) -> list[Problem]:
    problems = []
    for name in required:
        if name not in found:
            path, must, mend = place.format(name), "must be there", "bring it back from an earlier version."
            problems.append(Problem(code="missing-file", path=path, where="file", must=must, mend=mend))
    for name, path in found.items():
        if name not in known:
            must, near = "must be a file that something reads", nearest(name, known)
            problems.append(Problem(code="stray-file", path=path, where="file", must=must, found=name, nearest=near))
    return problems
