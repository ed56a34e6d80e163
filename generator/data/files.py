"""Plan what machines read: the columns that tools load, the CSV, the feed, the sitemap and the open data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple

from generator.answers.context import Context
from generator.answers.counting import Spread
from generator.answers.summaries import Summaries
from generator.data.api import institutions_json, list_json
from generator.data.browser import answers_json, facets_json, parts_of, programs_json
from generator.data.catalog import index_json, questions_json
from generator.data.editor_schema import institution_schema_json, program_schema_json
from generator.data.feeds import site_feed
from generator.data.filings import filings_csv
from generator.data.fit import fit_json
from generator.data.form import form_json
from generator.data.headers import header_rules
from generator.data.named_pages import pages_json
from generator.data.proposal_schema import proposal_schema_json
from generator.data.schema import schema_json
from generator.data.search import suggesting_file, words_json
from generator.data.sitemaps import plan_sitemaps
from generator.data.spreadsheet import programs_csv
from generator.model import urls
from generator.model.digests import digest
from generator.model.urls import hashed_name
from generator.pages.changes import Event
from generator.pages.page import Page, data_page, ready_page


class ColumnKeys(NamedTuple):
    """The keys of what is made from the same field of all programs, and from the editorial content."""

    base: str  # nothing of programs
    named: str
    counted: str  # with the names
    shown: str  # with the names


def plan_loaded(
    summaries: Summaries,
    spreads: Mapping[str, Spread],
    columns: Sequence[int],
    context: Context,
    *,
    keys: ColumnKeys,
    known: Mapping[str, str],
) -> tuple[list[Page], dict[str, str]]:
    """What pages load, and under which names.

    Such a name holds a hash of the content, and `known` tells by key what the last build called it,
    so that nothing is made only to learn its name.
    """
    base, named, counted, _ = keys
    hashed = partial(_hashed, known=known)
    answers = [
        hashed(f"answers-{number}", digest(base, *columns, *part.column("shown")), partial(answers_json, part, columns))
        for number, part in enumerate(parts_of(summaries))
    ]
    parts = [part.path.rpartition("/")[2] for part in answers]
    programs = cache(partial(programs_json, summaries, context))  # stands at two addresses
    loaded = {
        "programs": hashed("programs", named, programs),
        "facets": hashed("facets", digest(counted, *parts), partial(facets_json, summaries, spreads, context, parts)),
        "fit": hashed("fit", counted, partial(fit_json, summaries, context)),
        "words": hashed("words", named, partial(words_json, summaries, context)),
        "pages": hashed("pages", named, partial(pages_json, summaries, context)),
        "form": hashed("form", base, partial(form_json, context)),
    }
    again = data_page(path="programs.json", key=named, make=programs)
    files = [*loaded.values(), *answers, again]
    return files, {name: file.path for name, file in loaded.items()}


def digest_columns(summaries: Summaries, context: Context, base: str) -> ColumnKeys:
    """The keys of what all files about all programs are made from."""
    base = digest(base, context.edition)
    named = digest(base, *summaries.column("named"))
    counted, shown = (digest(named, *summaries.column(field)) for field in ("counted", "shown"))
    return ColumnKeys(base=base, named=named, counted=counted, shown=shown)


def plan_open_data(
    summaries: Summaries, context: Context, pages: Sequence[str], events: Sequence[Event], *, keys: ColumnKeys
) -> Iterator[Page]:
    """Files for whoever wants all data at once, and for robots; `pages` are the addresses of all but the profiles."""
    base, named, counted, shown = keys
    yield data_page(path=urls.CSV, key=digest("csv", shown), make=partial(programs_csv, summaries, context))
    listed = partial(list_json, summaries, context)
    yield data_page(path=f"{urls.API}programs.json", key=digest("list", counted), make=listed)
    for name, make in (("questions", questions_json), ("institutions", institutions_json), ("schema", schema_json)):
        yield data_page(path=f"{urls.API}{name}.json", key=digest(name, base), make=partial(make, context))
    for path, write in (
        (urls.PROPOSAL_SCHEMA, proposal_schema_json),
        (urls.PROGRAM_SCHEMA, program_schema_json),
        (urls.INSTITUTION_SCHEMA, institution_schema_json),
    ):
        yield data_page(path=path, key=digest(path, base), make=partial(write, context))
    if record := context.editorial.record:
        page = record.rules.page
        filed = partial(filings_csv, record, context)
        yield data_page(path=urls.filings_csv(page.group, page.slug), key=digest("filings", base), make=filed)
    yield from plan_sitemaps(pages, summaries, context, named)
    yield ready_page(f"{urls.API}index.json", index_json(summaries, context))
    yield ready_page(urls.FEED, site_feed(events, context))
    yield ready_page(*suggesting_file(context))
    yield ready_page("_headers", header_rules(context))
    yield ready_page("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {context.editorial.site.base_url}sitemap.xml\n")


def _hashed(stem: str, key: str, make: Callable[[], bytes], *, known: Mapping[str, str]) -> Page:
    """A file whose name holds a hash of its content.

    A first build makes each once more to write it: held, all of them were a tenth of its memory.
    """
    key = digest(stem, key)
    if key in known:
        return data_page(path=known[key], key=key, make=make)
    content = make()
    held = partial(bytes, content) if known else make
    return data_page(path=hashed_name(stem, "json", content), key=key, make=held)
