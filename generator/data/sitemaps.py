"""Sitemaps: the addresses of all pages, for robots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from html import escape
from itertools import chain, islice

from generator.answers.context import Context
from generator.answers.summaries import Summaries
from generator.model import urls
from generator.model.digests import digest
from generator.pages.page import Page, data_page

LONGEST_SITEMAP = 40_000  # addresses; the protocol allows 50,000


def plan_sitemaps(pages: Sequence[str], summaries: Summaries, context: Context, named: str) -> Iterator[Page]:
    """One sitemap, or an index of several where there are too many addresses for one."""
    key = digest("sitemap", named, *pages)
    several = -(-(len(pages) + len(summaries)) // LONGEST_SITEMAP)
    names = [f"sitemap-{number}.xml" for number in range(1, several + 1)] if several > 1 else ["sitemap.xml"]
    for number, name in enumerate(names):
        make = partial(_sitemap, pages, summaries, number, context)
        yield data_page(path=name, key=digest(key, number), make=make)
    if several > 1:
        index = partial(_list_addresses, "sitemapindex", "sitemap", names, context)
        yield data_page(path="sitemap.xml", key=digest(key, "index"), make=index)


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
