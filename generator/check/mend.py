"""Mend: what `check --fix` may change, because there is only one right way.

Everything else stays byte for byte. Each change to the fields is proved on the parsed text before it is kept,
so that a mend that would change what a file says is not made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from generator.check.mend_order import mend_order
from generator.check.mend_pieces import mend_pieces, mend_unreadable
from generator.check.mend_same import Change, Mended
from generator.check.mend_spaces import mend_trailing
from generator.check.mend_values import mend_values
from generator.model.problem import Problem
from generator.model.spellings import Spellings
from generator.read.content_file import replace_file
from generator.read.documents import parse_document, read_bytes

_BOM = "\ufeff"


def mend_files(
    root: Path,
    paths: Iterable[str],
    problems: Sequence[Problem],
    spellings: Spellings,
    sections: Sequence[str],
) -> list[Mended]:
    """Mend these files on the disk; gives back what was done."""
    by_path: dict[str, list[Problem]] = {}
    for problem in problems:
        by_path.setdefault(problem.path, []).append(problem)
    done = []
    for path in paths:
        content = read_bytes(root, path)
        if isinstance(content, Problem):
            continue
        mended, told = mend_bytes(path, content, by_path.get(path, ()), spellings, sections)
        if told and mended != content:
            replace_file(root / path, mended)
            done += told
    return done


def mend_bytes(
    path: str, content: bytes, problems: Sequence[Problem], spellings: Spellings, sections: Sequence[str]
) -> tuple[bytes, list[Mended]]:
    """The mended bytes of a file, and what was done; what cannot be made readable stays as it is."""
    try:
        whole = content.decode("utf-8")
    except UnicodeDecodeError:
        return content, []
    text = whole.removeprefix(_BOM)
    told: list[Mended] = []
    for step in _steps(path, content, problems, spellings, sections):
        text, done = step(text)
        told += done
    mark = _BOM if whole.startswith(_BOM) else ""
    return (mark + text).encode(), told


def _steps(
    path: str, content: bytes, problems: Sequence[Problem], spellings: Spellings, sections: Sequence[str]
) -> tuple[Callable[[str], Change], ...]:
    """What to do with a file: first make it readable, then put pieces right, then values; places move with each."""
    if isinstance(parse_document(path, content), Problem):
        return (lambda text: mend_unreadable(path, text, problems),)
    if any(problem.edit for problem in problems):
        return (lambda text: mend_pieces(path, text, problems),)
    return (
        lambda text: mend_values(path, text, problems, spellings),
        lambda text: mend_order(path, text, problems, sections),
        lambda text: mend_trailing(path, text),
    )
