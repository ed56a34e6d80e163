"""Rendering: the Pages that must be made are made, in as many processes as there are cores, and wait beside the site."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import chain

from generator.build.inputs import Inputs, lays_extracts
from generator.build.ledger import Made
from generator.build.library import Library
from generator.build.order import Order
from generator.build.planning import SitePlan
from generator.build.pool import Pool, work_here
from generator.model.claims import Program
from generator.pages.page import Materials, Page
from generator.publish.extracts import lay_extract
from generator.publish.staging import Staging, staging_of
from generator.read.shelf import Shelf
from generator.render.cards import card_of
from generator.render.compiled import CompiledTemplates
from generator.render.renderer import Renderer

CHUNK = 32  # pages a task


def render_site(
    plan: SitePlan, library: Library, inputs: Inputs, order: Order, pool: Pool, say: Callable[[str], None]
) -> dict[str, Made]:
    """Every page of the site as it will be; those whose key is new are made, and wait in the staging folder."""
    known = inputs.ledger.made
    fresh = [page for page in plan.pages if page.path not in known or known[page.path].key != page.key]
    if fresh:
        say(f"Rendering {len(fresh):,} of {len(plan.pages):,} pages")
    make = partial(_make_some, _lay_out(plan, library, inputs, order), Staging(staging_of(order.site)))
    away = pool.share_out(make, [page for page in fresh if not page.here], CHUNK)
    here = work_here(make, [page for page in fresh if page.here], CHUNK)  # while the processes are at the others
    made = dict(chain.from_iterable(chain(here, away)))
    return {page.path: made.get(page.path) or known[page.path] for page in plan.pages}


def _make_some(materials: Materials, staging: Staging, pages: Sequence[Page]) -> list[tuple[str, Made]]:
    return [
        (page.path, Made(page.key, tuple(staging.write(path, content) for path, content in page.make(materials))))
        for page in pages
    ]


def _lay_out(plan: SitePlan, library: Library, inputs: Inputs, order: Order) -> Materials:
    """What pages are made of: prepared once, and once more in each process to which it is sent."""
    templates, compiled = order.root / "templates", CompiledTemplates(order.cache)
    extracts = Staging(order.cache / "extracts")
    renderer = Renderer(templates, library.context, plan.assets, plan.loaded, compiled)
    return Materials(
        context=library.context,
        log=inputs.log,
        program=library.program,
        render=renderer.page,
        draw=partial(card_of, folder=order.cache / "cards"),
        extract=partial(lay_extract, extracts, library.context) if lays_extracts(order) else _leave,
        shelf=Shelf(order.cache / "claims"),
    )


def _leave(program: Program) -> None:
    """Lay nothing by."""


def list_gone(made: Mapping[str, Made], known: Mapping[str, Made]) -> set[str]:
    """The files that no page has any more."""
    old = {file.path for path, each in known.items() if made.get(path) != each for file in each.files}
    return old.difference(file.path for each in made.values() for file in each.files) if old else old


def list_changed(made: Mapping[str, Made], known: Mapping[str, Made]) -> list[str]:
    """The files that were written now."""
    return [file.path for path, each in made.items() if known.get(path) != each for file in each.files]
