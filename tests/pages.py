"""What tests read of a built site: each page's kind, ids, links, parts and text, by a plain HTML parser.

A parser runs no script, so what it finds is what a reader without JavaScript gets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

# A stand-in for any host: only the paths below it matter.
HOST = "http://site.test/"
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


@dataclass(slots=True, kw_only=True)
class ReadPage:
    """One HTML file of the site."""

    path: str  # relative to the site, such as programs/x/index.html
    html: str
    kind: str = ""
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)  # where <a> and <form> lead
    parts: list[tuple[str, str]] = field(default_factory=list)  # what the page loads: (tag, address)
    inline: list[str] = field(default_factory=list)  # script or style that stands in the page itself
    labels: list[str] = field(default_factory=list)  # text of each link, in the order of `links`
    text: str = ""  # what a reader sees without JavaScript

    @property
    def url(self) -> str:
        """The address that readers use."""
        return self.path.removesuffix("index.html")

    def target(self, href: str) -> tuple[str, str] | None:
        """The file and the anchor of a link; None when it leads off the site."""
        if href.startswith("https://"):  # most links lead off, and need no further look
            return None
        absolute = urlsplit(urljoin(HOST + self.url, href))
        if f"{absolute.scheme}://{absolute.netloc}/" != HOST:
            return None
        path = unquote(absolute.path).removeprefix("/")
        return (f"{path}index.html" if not path or path.endswith("/") else path), unquote(absolute.fragment)


class _Reader(HTMLParser):
    def __init__(self, page: ReadPage) -> None:
        super().__init__()
        self.page = page
        self.words: list[str] = []
        self.open: list[tuple[str, bool]] = []  # tag, and whether its text is out of sight
        self.unseen = self.links = 0  # how many of those are out of sight, and how many are links

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        page = self.page
        if "id" in found:
            page.ids.append(found["id"])
        if "data-kind" in found and not page.kind:
            page.kind = found["data-kind"]
        if tag == "a" and "href" in found:
            page.links.append(found["href"])
            page.labels.append("")
        if tag == "form" and "action" in found:
            page.links.append(found["action"])
            page.labels.append("")
        if "src" in found or (tag == "link" and found.get("rel") not in ("canonical", "alternate")):
            page.parts.append((tag, found.get("src") or found.get("href", "")))
        page.inline += [f"{name}={value}" for name, value in found.items() if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in found and found.get("type") != "application/ld+json"):
            page.inline.append(f"<{tag}>")
        if tag not in _VOID:
            unseen = "hidden" in found or tag in ("script", "style", "title", "template")
            self.open.append((tag, unseen))
            self.unseen += unseen
            self.links += tag == "a"

    def handle_endtag(self, tag: str) -> None:
        ended = ""
        while self.open and ended != tag:
            ended, unseen = self.open.pop()
            self.unseen -= unseen
            self.links -= ended == "a"

    def handle_data(self, data: str) -> None:
        if self.unseen:
            return
        self.words.append(data)
        if self.links and self.page.labels:
            self.page.labels[-1] += data


def plain(text: str) -> str:
    """Text with its white space made one, as a reader sees it."""
    return re.sub(r"\s+", " ", text).strip()


def read_page(site: Path, path: str) -> ReadPage:
    """Read one HTML file."""
    page = ReadPage(path=path, html=(site / path).read_text(encoding="utf-8"))
    reader = _Reader(page)
    reader.feed(page.html)
    page.text = plain("".join(reader.words))
    page.labels = [plain(label) for label in page.labels]
    return page


@cache
def read_pages(site: Path) -> Mapping[str, ReadPage]:
    """Every HTML file of a site, by its path; what Pagefind brings along is not ours."""
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return {path: read_page(site, path) for path in paths if not path.startswith("pagefind/")}


def sample_pages(site: Path) -> Iterator[ReadPage]:
    """The largest page of each kind, as what breaks a page is what stands on it."""
    largest: dict[str, ReadPage] = {}
    for page in read_pages(site).values():
        if page.kind and len(page.html) > len(largest.get(page.kind, page).html) - 1:
            largest[page.kind] = page
    yield from largest.values()


def is_redirect(page: ReadPage) -> bool:
    """Whether a page only sends its readers on."""
    return 'http-equiv="refresh"' in page.html
