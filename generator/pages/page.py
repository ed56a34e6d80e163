"""A Page: one file of the site to be, known by its path and the key of all that it is made from.

It is made only when its key is new. Its maker crosses to another process, so it is a plain function whose arguments are
small; the maker of a file about all programs stays where they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, Protocol

from generator.answers.context import Context
from generator.history.changes import ChangeLog
from generator.model import urls
from generator.model.claims import Program
from generator.model.digests import digest
from generator.pages.heads import card_path
from generator.pages.parts import Head, Picture
from generator.read.shelf import Shelf
from generator.read.stamps import hash_bytes

Planned = tuple[Head, Any]  # the head of an HTML page, and its view
Content = bytes | Iterable[bytes]  # whole, or in pieces where it is large
Files = Iterator[tuple[str, Content]]  # path and content; the page itself first, then what belongs to it


@dataclass(frozen=True, slots=True, kw_only=True)
class Materials:
    """What a Page may be made of, besides the arguments of its maker."""

    context: Context
    log: ChangeLog
    program: Callable[[str, str], Program]  # by its path, as the file with this hash says it
    render: Callable[[Head, Any], str]
    draw: Callable[[Picture], bytes]
    extract: Callable[[Program], None]  # lays by what the search index holds of a program
    shelf: Shelf  # what is made beside a profile for a table of all


class Page(NamedTuple):
    """One file of the site to be, with the files that belong to it."""

    path: str
    key: str
    make: Callable[[Materials], Files]
    url: str | None = None  # its address in the sitemap; None where it does not stand there
    data: bool = False  # loads the programs' JSON, whose names stand in it
    here: bool = False  # its maker holds all programs, which are not sent to another process

    def keyed(self, *parts: str) -> Page:
        """The same page, its key joined with what all pages depend on."""
        return self._replace(key=digest(self.key, *parts))


class Planner(Protocol):
    """Plans an HTML page."""

    def __call__(self, *, context: Context) -> Planned: ...


def html_page(*, url: str, key: str, plan: Planner, listed: bool = True, data: bool = False) -> Page:
    """An HTML page at an address; `listed` pages stand in the sitemap."""
    return Page(urls.file_of(url), key, partial(_make_html, plan), url if listed else None, data)


def _make_html(plan: Planner, materials: Materials) -> Files:
    head, view = plan(context=materials.context)
    return render_files(head, view, materials)


def render_files(head: Head, view: Any, materials: Materials) -> Files:
    """An HTML page, and its preview picture where it has one."""
    yield urls.file_of(head.url), materials.render(head, view).encode()
    if head.picture:
        yield card_path(head.url), materials.draw(head.picture)


def data_page(*, path: str, key: str, make: Callable[[], Content]) -> Page:
    """A file for machines, most of which are about all programs."""
    return Page(path, key, partial(_make_data, path, make), here=True)


def _make_data(path: str, make: Callable[[], Content], materials: Materials) -> Files:
    yield path, make()


def ready_page(path: str, content: str | bytes) -> Page:
    """A file that is made faster than one could tell whether it must be."""
    made = content if isinstance(content, bytes) else content.encode()
    return data_page(path=path, key=hash_bytes(made), make=lambda: made)
