"""Plan what machines read: the columns that tools load, the CSV, the feed, the sitemap and the open data."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from hashlib import blake2b
from html import escape
from itertools import chain, islice
from types import SimpleNamespace

from generator.answers.context import Context
from generator.answers.packing import Summaries
from generator.answers.views import Cell
from generator.data.api import header_rules, index_json, institutions_json, list_json, questions_json
from generator.data.browser import answers_json, facets_json, fit_json, parts_of, programs_json
from generator.data.form import form_json
from generator.data.schema import schema_json
from generator.model import urls
from generator.model.digests import digest
from generator.model.urls import hashed_name
from generator.pages.changes import Event, site_feed

_DEFUSE = ("=", "+", "-", "@", "\t", "\r")


MOST_PAIRS = 32_768
CSV_HEAD = ("slug", "title", "institution", "specialty", "city", "state", "acgme", "url")


def programs_csv(summaries: Summaries, context: Context) -> Iterator[bytes]:
    """All programs with the key questions' answers, one row each, safe to open in a spreadsheet."""
    base = context.editorial.site.base_url
    written: list[str] = []
    writer = csv.writer(SimpleNamespace(write=written.append), lineterminator="")

    @lru_cache(maxsize=8192)  # names, places and ages are shared by many programs
    def field(text: str) -> str:
        writer.writerow((defuse(text), ""))  # a second field, since a single empty one would be quoted
        return written.pop().removesuffix(",")

    def answer(cell: Cell) -> str:
        return f"{field(cell.shown)},{field(cell.age.short if cell.age else '')}"

    houses = {slug: field(house.name) for slug, house in context.editorial.institutions.items()}
    pairs: dict[int, str] = {}  # by the address of a cell, since most programs share a few thousand of them
    head = [*CSV_HEAD, *(f"{q.id},{q.id} age" for q in context.columns)]
    yield f"{','.join(head)}\r\n".encode()
    for s in summaries:
        if len(pairs) > MOST_PAIRS:
            pairs.clear()
        cells = [pairs.get(id(cell)) or pairs.setdefault(id(cell), answer(cell)) for cell in s.cells]
        own = (s.slug, field(s.title), houses[s.institution], s.specialty, field(s.city), s.state, s.acgme)
        yield f"{','.join((*own, f'{base}{urls.program(s.slug)}', *cells))}\r\n".encode()


def defuse(text: str) -> str:
    """A text that a spreadsheet shows instead of running it as a formula."""
    return f"'{text}" if text.startswith(_DEFUSE) else text


LONGEST_SITEMAP = 40_000  # addresses; the protocol allows 50,000


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineFile:
    """A file to be: its path, the key of what it is made from, and its maker."""

    path: str
    key: str
    make: Callable[[], bytes | Iterable[bytes]]  # in pieces where it is large


def plan_loaded(
    summaries: Summaries, context: Context, *, base: str, known: Mapping[str, str]
) -> tuple[list[MachineFile], dict[str, str]]:
    """What pages load, and under which names.

    Such a name holds a hash of the content, and `known` tells by key what the last build called it,
    so that nothing is made only to learn its name.
    """
    base = digest(base, context.edition)
    named, counted = _digest_columns(summaries, base)
    hashed = partial(_hashed, known=known)
    answers = [
        hashed(f"answers-{number}", digest(base, *part.column("shown")), partial(answers_json, part, context))
        for number, part in enumerate(parts_of(summaries))
    ]
    parts = [part.path.rpartition("/")[2] for part in answers]
    loaded = {
        "programs": hashed("programs", named, partial(programs_json, summaries, context)),
        "facets": hashed("facets", digest(counted, *parts), partial(facets_json, summaries, context, parts)),
        "fit": hashed("fit", counted, partial(fit_json, summaries, context)),
        "form": hashed("form", base, partial(form_json, context)),
    }
    files = [*loaded.values(), *answers, replace(loaded["programs"], path="programs.json")]
    return files, {name: file.path for name, file in loaded.items()}


def _digest_columns(summaries: Summaries, base: str) -> tuple[str, str]:
    """Of the names of all programs, and of all that is counted of them as well."""
    named = digest(base, *summaries.column("named"))
    return named, digest(named, *summaries.column("counted"))


def plan_open_data(
    summaries: Summaries, context: Context, pages: Sequence[str], events: Sequence[Event], *, base: str
) -> Iterator[MachineFile]:
    """Files for whoever wants all data at once, and for robots; `pages` are the addresses of all but the profiles."""
    base = digest(base, context.edition)
    named, counted = _digest_columns(summaries, base)
    shown = digest(named, *summaries.column("shown"))
    yield MachineFile(path=urls.CSV, key=digest("csv", shown), make=partial(programs_csv, summaries, context))
    listed = partial(list_json, summaries, context)
    yield MachineFile(path=f"{urls.API}programs.json", key=digest("list", counted), make=listed)
    for name, make in (("questions", questions_json), ("institutions", institutions_json), ("schema", schema_json)):
        yield MachineFile(path=f"{urls.API}{name}.json", key=digest(name, base), make=partial(make, context))
    yield from _plan_sitemaps(pages, summaries, context, named)
    yield ready(f"{urls.API}index.json", index_json(summaries, context))
    yield ready(urls.FEED, site_feed(events, context))
    yield ready("_headers", header_rules(context))
    yield ready("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {context.editorial.site.base_url}sitemap.xml\n")


def _hashed(stem: str, key: str, make: Callable[[], bytes], *, known: Mapping[str, str]) -> MachineFile:
    """A file whose name holds a hash of its content."""
    key = digest(stem, key)
    path = known.get(key)
    if path is None:
        content = make()
        path, make = hashed_name(stem, "json", content), lambda: content
    return MachineFile(path=path, key=key, make=make)


def ready(path: str, content: str | bytes) -> MachineFile:
    """A file that is made faster than one could tell whether it must be."""
    made = content if isinstance(content, bytes) else content.encode()
    return MachineFile(path=path, key=blake2b(made, digest_size=16).hexdigest(), make=lambda: made)


def _plan_sitemaps(pages: Sequence[str], summaries: Summaries, context: Context, named: str) -> Iterator[MachineFile]:
    """One sitemap, or an index of several where there are too many addresses for one."""
    key = digest("sitemap", named, *pages)
    several = -(-(len(pages) + len(summaries)) // LONGEST_SITEMAP)
    names = [f"sitemap-{number}.xml" for number in range(1, several + 1)] if several > 1 else ["sitemap.xml"]
    for number, name in enumerate(names):
        make = partial(_sitemap, pages, summaries, number, context)
        yield MachineFile(path=name, key=digest(key, number), make=make)
    if several > 1:
        index = partial(_list_addresses, "sitemapindex", "sitemap", names, context)
        yield MachineFile(path="sitemap.xml", key=digest(key, "index"), make=index)


def _sitemap(pages: Sequence[str], summaries: Summaries, number: int, context: Context) -> Iterator[bytes]:
    addresses = chain(pages, map(urls.program, summaries.column("slug")))
    part = islice(addresses, number * LONGEST_SITEMAP, (number + 1) * LONGEST_SITEMAP)
    return _list_addresses("urlset", "url", part, context)


def _list_addresses(whole: str, one: str, addresses: Iterable[str], context: Context) -> Iterator[bytes]:
    """Addresses in the elements that https://www.sitemaps.org/protocol.html names."""
    base = context.editorial.site.base_url
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<{whole} xmlns="{space}">\n'.encode()
    for address in addresses:
        yield f"<{one}><loc>{escape(base + address, quote=False)}</loc></{one}>\n".encode()
    yield f"</{whole}>\n".encode()
