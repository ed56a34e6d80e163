"""How a long list is cut into pages, and where a page stands among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar, cast

from generator.answers.views import Link
from generator.model import urls
from generator.pages.parts import Pager

WINDOW = 3  # numbered page links on each side of the current one

_List = TypeVar("_List", bound=Sequence[Any])


def cut(listed: _List, per_page: int) -> Iterator[tuple[int, int, _List]]:
    """The pages of a list: the number of each, how many there are, and its part. An empty list has one."""
    total = max(1, -(-len(listed) // per_page))
    for number in range(1, total + 1):
        yield number, total, cast(_List, listed[(number - 1) * per_page : number * per_page])


def numbered(title: str, number: int) -> str:
    """The title of a page of a list, of which the first one goes without a number."""
    return f"{title}, page {number}" if number > 1 else title


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
