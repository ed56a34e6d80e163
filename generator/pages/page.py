"""A page to be: known by its address and the key of what it is made from, made only when that has changed."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

from generator.answers.context import Context
from generator.model import urls
from generator.model.digests import digest
from generator.pages.parts import Head

Page = tuple[Head, Any]


class Maker(Protocol):
    """Makes a page when asked; it crosses to another process, so it is a plain function with its arguments."""

    def __call__(self, *, context: Context) -> Page: ...


class Planned(NamedTuple):
    """A page to be: its address, the key of what it is made from, and its maker. A build makes all of them anew."""

    url: str
    key: str
    make: Maker
    listed: bool = True  # stands in the sitemap
    data: bool = False  # loads the programs' JSON

    @property
    def path(self) -> str:
        """The file of the page."""
        return urls.file_of(self.url)

    def keyed(self, *parts: str) -> Planned:
        """The same page, its key joined with what all pages depend on."""
        return self._replace(key=digest(self.key, *parts))
