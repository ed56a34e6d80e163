"""Where a page stands among the pages of a long list."""

from __future__ import annotations

from generator.answers.views import Link
from generator.model import urls
from generator.pages.parts import Pager

WINDOW = 3  # numbered page links on each side of the current one


def pager_of(base: str, number: int, total: int) -> Pager | None:
    """Where a page stands among the pages of a list; None where it is the only one."""
    if total == 1:
        return None
    around = range(max(1, number - WINDOW), min(total, number + WINDOW) + 1)
    numbers = sorted({1, total, *around})

    def link(number: int, note: str = "") -> Link:
        return Link(label=str(number), url=urls.page(base, number), note=note)

    return Pager(
        number=number,
        total=total,
        earlier=link(number - 1) if number > 1 else None,
        later=link(number + 1) if number < total else None,
        pages=tuple(link(each, "current" if each == number else "") for each in numbers),
    )
