"""Planning: every Page of the site, with the key of all that it is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.answers.counting import fullest_columns, spread_facets
from generator.answers.marks import lay_marks
from generator.answers.summaries import Summaries
from generator.answers.waiting import list_waiting
from generator.build.inputs import Inputs
from generator.build.library import Library
from generator.build.order import Order
from generator.data.claims_table import plan_claims
from generator.data.files import digest_columns, plan_loaded, plan_open_data
from generator.data.profile_files import plan_profiles
from generator.data.waiting import plan_waiting
from generator.pages.all_pages import plan_pages
from generator.pages.changes import list_events
from generator.pages.comparisons import plan_comparisons
from generator.pages.page import Page, ready_page
from generator.pages.similar import Alike, choose_similar
from generator.pages.verify import plan_verify
from generator.render.assets import Assets, gather_assets


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePlan:
    """Everything that will be a file of the site, but for the search index."""

    pages: tuple[Page, ...]
    assets: Assets
    loaded: Mapping[str, str]  # the addresses of what pages load, by name
    similar: Mapping[str, Alike]  # for the next build


def plan_site(library: Library, inputs: Inputs, order: Order) -> SitePlan:
    """Plan every file of the site."""
    context, summaries, log, base = library.context, library.summaries, inputs.log, inputs.base
    known = {made.key: path for path, made in inputs.ledger.made.items() if path.startswith("assets/")}
    columns = fullest_columns(summaries.column("cells"), len(context.columns))
    keys = digest_columns(summaries, context, base)
    marks = lay_marks(summaries, context)
    waiting = list_waiting(summaries, marks, context)
    spreads = spread_facets(summaries.column("facets"), context)
    files, names = plan_loaded(summaries, spreads, columns, context, keys=keys, known=known)
    similar = choose_similar(summaries.group("specialty"), context, inputs.ledger.similar, base)
    every = Summaries([*summaries, *library.closed])
    events = list_events(log, every, context)
    shown = (
        *plan_pages(summaries, library.closed, marks, spreads, columns, events, context, log),
        *plan_comparisons(every, context),
        plan_verify(waiting, summaries, context),
    )
    shown = tuple(page.keyed(base, *(sorted(names.values()) if page.data else ())) for page in shown)
    assets = gather_assets(order.root / "templates")
    return SitePlan(
        pages=(
            *shown,
            *files,
            *plan_profiles(library.rows, summaries, similar, context, log, base=base),
            *plan_claims(library.rows, context, base=base),
            *plan_waiting(waiting, summaries, context),
            *plan_open_data(
                summaries, context, [page.url for page in shown if page.url is not None], events, keys=keys
            ),
            *(ready_page(path, content) for path, content in assets.files.items()),
        ),
        assets=assets,
        loaded=names,
        similar=similar,
    )
