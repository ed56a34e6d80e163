"""Plan all pages but the profiles: what each is made from (its key), and how (its maker).

A profile needs a whole program, so `build` plans it where the program is at hand. Everything here needs
Summaries and editorial content alone, and a maker is called only when its key has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from operator import itemgetter

from generator.answers.context import Context
from generator.answers.counting import Spread
from generator.answers.marks import Marks
from generator.answers.summaries import Summaries
from generator.history.changes import ChangeLog
from generator.model import urls
from generator.model.digests import digest
from generator.pages.asks import plan_asks
from generator.pages.changes import Event, plan_changes
from generator.pages.checklist import plan_checklist
from generator.pages.comparisons import plan_compare_tool
from generator.pages.contribute import plan_contribute
from generator.pages.decision_flow import plan_flow, plan_patterns
from generator.pages.facet_pages import Chosen, choose_programs, list_facet_pages, plan_facet_pages
from generator.pages.facets import list_facets
from generator.pages.filings import plan_filings
from generator.pages.glossary import plan_glossary, plan_terms
from generator.pages.guides import plan_guides
from generator.pages.home import plan_home
from generator.pages.indexes import plan_indexes
from generator.pages.listing_page import plan_listing
from generator.pages.listings import Listing, cut_pages, list_listings
from generator.pages.my_list import plan_my_list
from generator.pages.page import Page, Planned, html_page
from generator.pages.parts import DATA_KINDS, Facet
from generator.pages.question import Tally, plan_question
from generator.pages.redirects import plan_redirects
from generator.pages.review import plan_review
from generator.pages.search import plan_search
from generator.pages.searches import Searches
from generator.pages.shortlist import plan_shortlist
from generator.pages.texts import plan_texts


def plan_pages(
    summaries: Summaries,
    closed: Summaries,
    marks: Mapping[str, Marks],
    spreads: Mapping[str, Spread],
    columns: tuple[int, ...],
    events: Sequence[Event],
    context: Context,
    log: ChangeLog,
) -> Iterator[Page]:
    """Every page that is not a profile or a curated comparison; `closed` programs are only named, apart."""
    facets = list_facets(summaries, spreads, context)
    # State by state, since pages that share rows are made faster one after the other.
    chosen = choose_programs(summaries, spreads, context)
    searches = Searches(summaries, spreads, context)
    found = chain(list_listings(summaries, closed, searches, context), list_facet_pages(chosen, context))
    listings = (listing._replace(columns=columns) for listing in found)
    yield from (page for _, page in sorted(_listing_pages(listings, facets, context), key=itemgetter(0)))
    yield from _question_pages(marks["answered"], len(summaries), spreads, context)
    home = plan_home(summaries, chosen, facets, searches, events, context, log)
    for head, view in (home, *_editorial_pages(summaries, chosen, columns, context)):
        key = digest("page", head.url, context.edition, view)
        listed = head.url not in (urls.NOT_FOUND, urls.SEARCH)
        data = head.kind in DATA_KINDS
        yield html_page(url=head.url, key=key, plan=partial(_ready, (head, view)), listed=listed, data=data)
    yield from plan_changes(events, context, log)
    yield from plan_review(summaries, marks, context)
    yield from plan_redirects(Summaries([*summaries, *closed]), context)


def _ready(page: Planned, *, context: Context) -> Planned:
    return page


def _listing_pages(
    listings: Iterable[Listing], facets: tuple[Facet, ...], context: Context
) -> Iterator[tuple[str, Page]]:
    """Every page of a listing, with the state of its first program."""
    for listing in listings:
        told = (part for part in listing if part is not listing.programs)
        frame = digest(*told, context.editorial.digest_of(listing.institution), context.record_key)
        for page in cut_pages(listing, context.editorial.site.per_page, facets if listing.filters else ()):
            rows = "".join(page.listing.programs.column("shown"))
            key = digest("listing", page.url, page.pages, page.total, frame, page.facets, rows)
            planned = html_page(url=page.url, key=key, plan=partial(plan_listing, page), data=page.listing.filters)
            yield page.listing.programs[0].state if page.listing.programs else "", planned


def _question_pages(answered: Marks, programs: int, spreads: Mapping[str, Spread], context: Context) -> Iterator[Page]:
    """The page of each question: how many programs answer it, and for facets, what."""
    for id, place in context.question_order.items():
        values = tuple(spreads[id].parts.items()) if id in spreads else ()
        tally = Tally(programs=programs, answered=answered.count(place), values=values)
        key = digest("question", id, context.edition, tally)
        yield html_page(url=urls.question(id), key=key, plan=partial(plan_question, id, tally))


def _editorial_pages(
    summaries: Summaries, chosen: Iterable[Chosen], columns: Sequence[int], context: Context
) -> Iterator[Planned]:
    yield plan_checklist(context)
    yield from plan_asks(context)
    yield plan_compare_tool(context)
    yield from plan_guides(context)
    yield plan_search(context, columns)
    yield from plan_shortlist(summaries, context)
    yield plan_glossary(context)
    yield from plan_terms(context)
    yield from (page for page in (plan_flow(context), plan_patterns(context)) if page)
    yield from plan_texts(context)
    yield from plan_my_list(context)
    yield from plan_contribute(context)
    yield from plan_indexes(summaries, context)
    yield from plan_facet_pages(chosen, context)
    yield from plan_filings(summaries, context)
