"""Conflicts: the marks that Git leaves in a file where two changes met and nobody chose."""

from __future__ import annotations

import re

from generator.model.problem import Problem

_MARK = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)


def find_conflict(path: str, text: str) -> Problem | None:
    """The first mark of a file, as its one Problem."""
    found = _MARK.search(text) if "<<<<<<<" in text or ">>>>>>>" in text else None
    if found is None:
        return None
    return Problem(
        code="merge-conflict",
        path=path,
        line=text.count("\n", 0, found.start()) + 1,
        where="file",
        must="must not hold the marks of two changes that met",
        found=found[0],
        mend="keep of the two halves what is right, and delete the lines of <<<<<<<, ======= and >>>>>>>.",
    )
