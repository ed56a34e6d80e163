"""What a messenger and a search engine read of each page: title, tags, JSON-LD; and its anchors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

OWN_PAGES = re.compile(r"(?:programs|compare|checklist|guides|glossary)/[^/]+/index\.html")
ADDRESS = re.compile(r"[a-z0-9/.-]+")
ANCHOR = re.compile(r"[a-z0-9-]+")


@dataclass
class Head(HTMLParser):
    """The parts of a page that a messenger reads, and its anchors."""

    path: str
    title: str = ""
    canonical: str = ""
    tags: dict[str, str] = field(default_factory=dict)
    anchors: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    json_ld: str = ""
    moved: bool = False
    inside: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "meta" and (name := at.get("property") or at.get("name")):
            self.tags[name] = at["content"]
        self.moved |= at.get("http-equiv") == "refresh"
        if at.get("rel") == "canonical":
            self.canonical = at["href"]
        if "id" in at:
            self.anchors.append(at["id"])
        if tag == "a" and not re.match(r"[a-z]+:", at.get("href", "")):
            self.links.append(at.get("href", ""))
        self.inside = "json-ld" if at.get("type") == "application/ld+json" else tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "title" and not self.title:
            self.title = data
        if self.inside == "json-ld":
            self.json_ld += data


def files_of(site: Path) -> Iterator[str]:
    """Every file that has an address of ours; Pagefind names its own, and hosts read those with an underscore."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and not name.startswith(("pagefind/", "_")):
            yield name


def read_heads(site: Path) -> list[Head]:
    """Every page of a site."""
    found = []
    for name in files_of(site):
        if name.endswith(".html"):
            found.append(Head(path=name))
            found[-1].feed((site / name).read_text(encoding="utf-8"))
    return found


def list_bad_titles(pages: Iterable[Head]) -> list[str]:
    """Titles that are too long, that two pages have, and those of pages for linking that are cut."""
    shown = [page for page in pages if not page.moved]
    found = [f"{page.path}: {len(page.title)} letters" for page in shown if not 0 < len(page.title) < 60]
    found += [f"{title}: {times} times" for title, times in Counter(p.title for p in shown).items() if times > 1]
    return found + [f"{p.path}: cut" for p in shown if "…" in p.title and OWN_PAGES.fullmatch(p.path)]


def list_bad_descriptions(pages: Iterable[Head]) -> list[str]:
    """Pages whose description is missing, or longer than what is shown of it."""
    return [page.path for page in pages if not page.moved and not 0 < len(page.tags["description"]) < 150]


def list_bad_addresses(site: Path, pages: Iterable[Head]) -> list[str]:
    """Addresses and anchors that are not plain letters, and anchors that stand twice on a page."""
    found = [name for name in files_of(site) if not ADDRESS.fullmatch(name)]
    for page in pages:
        times = Counter(page.anchors)
        found += [f"{page.path}#{id}" for id in times if times[id] > 1 or not ANCHOR.fullmatch(id)]
    return found
