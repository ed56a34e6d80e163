"""Publishing: the search index is made where it must be, and a whole site comes into its place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping

from generator.answers.extracts import editorial_extracts
from generator.build.inputs import Inputs
from generator.build.ledger import Ledger, Made, write_ledger
from generator.build.library import Library
from generator.build.order import Order
from generator.build.planning import SitePlan
from generator.build.rendering import list_changed, list_gone
from generator.model.digests import code_digest, digest
from generator.publish.extracts import mend_extracts
from generator.publish.search_index import FOLDER, index_extracts
from generator.publish.site_folder import move_in, swap_in
from generator.publish.staging import list_written, staging_of


def index_site(library: Library, ledger: Ledger, order: Order, say: Callable[[str], None]) -> dict[str, Made]:
    """The search index as one more page: made again only when what it indexes has changed.

    A build that was told to leave the index alone keeps what there is of it.
    """
    known = ledger.made.get(FOLDER)
    if not order.index:
        return {FOLDER: known} if known else {}
    searched = {summary.slug: summary.search for summary in library.summaries}
    editorial = list(editorial_extracts(library.context))
    key = digest(code_digest(), library.context.parts, *searched.items(), *(extract.digest for extract in editorial))
    if known and known.key == key:
        return {FOLDER: known}
    say("Indexing for search")
    folder = order.cache / f"index.{os.getpid()}"
    try:
        mend_extracts(order.cache / "extracts", library.context, library.summaries, library.program)
        index_extracts(order.cache / "extracts", folder, searched, editorial, library.context.parts)
        target = staging_of(order.site) / FOLDER
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(folder, target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return {FOLDER: Made(key, tuple(list_written(staging_of(order.site), FOLDER)))}


def publish_site(made: Mapping[str, Made], plan: SitePlan, library: Library, inputs: Inputs, order: Order) -> Ledger:
    """Put the site in its place, whole where nothing is known of what stands there, and keep what the next build may know."""
    known = inputs.ledger.made
    every = (file.path for each in made.values() for file in each.files)
    if known:
        move_in(order.site, list_changed(made, known), list_gone(made, known), every)
    else:
        swap_in(order.site, every)
    digests = library.rows.column("digest")
    state = inputs.state(digests)
    ledger = Ledger(
        state=state,
        indexed=state if order.index else inputs.ledger.indexed,
        site=str(order.site),
        programs=len(digests),
        made=made,
        seen=inputs.seen_with(digests),
        similar=plan.similar,
    )
    write_ledger(order.cache, ledger)
    library.spool.clear()
    return ledger
