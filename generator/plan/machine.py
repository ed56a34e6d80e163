"""Plan what machines read: the columns that tools load, the CSV, the feed, the sitemap and the open data."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from generator import urls
from generator.api import api_files, header_rules
from generator.assets import hashed_name
from generator.changes import ChangeLog
from generator.plan.columns import answers_json, facets_json, fit_json, programs_json
from generator.plan.context import Context
from generator.plan.form import form_json
from generator.plan.history import site_feed
from generator.summary import Summary

_DEFUSE = ("=", "+", "-", "@", "\t", "\r")


CSV_HEAD = ("slug", "title", "institution", "specialty", "city", "state", "acgme", "url")


def programs_csv(summaries: Sequence[Summary], context: Context) -> str:
    """All programs with the key questions' answers, one row each, safe to open in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*CSV_HEAD, *(name for q in context.columns for name in (q.id, f"{q.id} age"))])
    for summary in summaries:
        cells = [text for cell in summary.cells for text in (cell.shown, cell.age.short if cell.age else "")]
        row = [
            summary.slug, summary.title, summary.institution_name, summary.specialty, summary.city, summary.state,
            summary.acgme, f"{context.editorial.site.base_url}{urls.program(summary.slug)}", *cells,
        ]  # fmt: skip
        writer.writerow([defuse(text) for text in row])
    return out.getvalue()


def defuse(text: str) -> str:
    """A text that a spreadsheet shows instead of running it as a formula."""
    return f"'{text}" if text.startswith(_DEFUSE) else text


def sitemap(addresses: Iterable[str], context: Context) -> str:
    """Every page for search engines."""
    base = context.editorial.site.base_url
    rows = "\n".join(f"<url><loc>{escape(base + url)}</loc></url>" for url in addresses)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{space}">\n{rows}\n</urlset>\n'


LONGEST_SITEMAP = 40_000  # addresses; the protocol allows 50,000


def machine_files(
    summaries: Sequence[Summary], context: Context, addresses: Sequence[str], log: ChangeLog
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Files for machines by path, and the hashed names of those that pages load."""
    data = {
        "programs": programs_json(summaries, context).encode(),
        "facets": facets_json(summaries, context).encode(),
        "fit": fit_json(summaries, context).encode(),
        "form": form_json(context).encode(),
    }
    names = {name: hashed_name(name, "json", content) for name, content in data.items()}
    files = {names[name]: content for name, content in data.items()}
    parts = [part.encode() for part in answers_json(summaries, context)]
    names["answers"] = hashed_name("answers", "parts", b"".join(parts)) + "/"
    files |= {f"{names['answers']}{number}.json": part for number, part in enumerate(parts)}
    files["programs.json"] = data["programs"]
    files[urls.CSV] = programs_csv(summaries, context).encode()
    files[urls.FEED] = site_feed(summaries, context, log).encode()
    files |= api_files(summaries, context)
    files["_headers"] = header_rules(context).encode()
    files |= sitemaps(addresses, context)
    files["robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {context.editorial.site.base_url}sitemap.xml\n".encode()
    return files, names


def sitemaps(addresses: Sequence[str], context: Context) -> dict[str, bytes]:
    """One sitemap, or an index of several where there are too many addresses for one."""
    if len(addresses) <= LONGEST_SITEMAP:
        return {"sitemap.xml": sitemap(addresses, context).encode()}
    parts = [addresses[start : start + LONGEST_SITEMAP] for start in range(0, len(addresses), LONGEST_SITEMAP)]
    files = {f"sitemap-{number}.xml": sitemap(part, context).encode() for number, part in enumerate(parts, 1)}
    base = context.editorial.site.base_url
    rows = "\n".join(f"<sitemap><loc>{escape(base + name)}</loc></sitemap>" for name in files)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    files["sitemap.xml"] = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="{space}">\n{rows}\n</sitemapindex>\n'.encode()
    )
    return files
