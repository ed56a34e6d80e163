"""The build on one page: read, check, plan, render, publish.

What was made from unchanged inputs by the last build is kept; everything else is made again,
so a warm build gives the bytes that a cold one gives.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

from generator.answers.context import Context
from generator.answers.extracts import editorial_extracts
from generator.answers.packing import Pack, Summaries
from generator.answers.summary import order_in_lists
from generator.build.beside import beside
from generator.build.inputs import Before, lays_extracts, look_before
from generator.build.ledger import (
    Ledger,
    Made,
    keep,
    lay_by_ledger,
    lay_by_programs,
    read_editorial,
    write_editorial,
)
from generator.build.order import Order
from generator.build.pool import Desk, collect_rarely
from generator.build.programs import check_programs
from generator.build.site import Loaded, plan_whole, render_whole, write_loaded
from generator.check import Checked, check_editorial
from generator.model.digests import code_digest, digest
from generator.model.problem import Problem, in_order
from generator.publish.search_index import FOLDER, index_extracts
from generator.publish.staging import alone, move_in, recover, staging_of, swap_in


@dataclass(slots=True, kw_only=True)
class Report:
    """What came of a build: with any Problem, nothing was published."""

    problems: tuple[Problem, ...] = ()
    programs: int = 0
    files: int = 0
    written: int = 0
    timings: dict[str, float] = field(default_factory=dict)


def build(order: Order, say: Callable[[str], None] = lambda text: None) -> Report:
    """Build the site: read, check, plan, render, publish, and index what people search for."""
    report = Report()
    with alone(order.cache), collect_rarely(), ExitStack() as stack:
        begin = stack.enter_context
        if recover(order.site):  # it may have extracted what was never published
            shutil.rmtree(order.cache / "extracts", ignore_errors=True)
        with _timed(report, "read"):
            before = look_before(order)
            ledger = before.ledger
        if before.same and _index_stands(order, ledger):
            report.programs, report.files = ledger.count, _count_files(ledger)
            return report

        with _timed(report, "check"):
            checked, problems = _check_editorial(order, before)
            if checked is None:
                return _refused(report, problems)
            desk = _lay_desk(order, checked, before.parts)
            kept, spooled, found = check_programs(desk, before, problems, say, order.jobs)
            if problems or found:
                return _refused(report, problems + found)
            state = before.state(kept.column("digest"))

        with _timed(report, "plan"):
            summaries = kept.sorted(order_in_lists)
            write = partial(_write_beside, state, kept, summaries, desk, before)
            loaded = begin(beside(write))
            planned = plan_whole(summaries, desk, before, spooled)

        with _timed(report, "render"):
            made = render_whole(planned, loaded() or write(), desk, ledger, say, order.jobs)

        with _timed(report, "publish"):
            fresh = Ledger(
                state=state, site=str(order.site), count=len(kept), made=made, seen=before.seen_with(kept.column("digest")),
                similar=planned.similar, index=ledger.index,
            )  # fmt: skip
            _publish(order, fresh, ledger)

        if order.index:
            with _timed(report, "index"):
                searched = dict(zip(summaries.column("slug"), summaries.column("search"), strict=True))
                _index(order, desk.context, searched, fresh, say)
        shutil.rmtree(desk.spool)
        report.programs, report.files = len(summaries), _count_files(fresh)
        report.written = sum(each.length for each in _unlike(made, ledger.made))
    return report


@contextmanager
def _timed(report: Report, step: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    report.timings[step] = time.perf_counter() - started


def _refused(report: Report, problems: list[Problem]) -> Report:
    report.problems = in_order(problems)
    return report


def _check_editorial(order: Order, before: Before) -> tuple[Checked | None, list[Problem]]:
    """The editorial content, as it was checked last where none of its files has changed since."""
    files, key = before.files, digest(before.base, *before.editorial.items(), *before.files.programs)
    known = None if files.problems else read_editorial(order.cache, key)
    if isinstance(known, Checked):
        return known, []
    checked, problems = check_editorial(order.root, files, order.today, order.base_url)
    if checked and not problems and before.editorial.items() >= checked.editorial.digests.items():
        write_editorial(order.cache, key, checked)  # unless a file was changed since the key was made
    return checked, problems


def _lay_desk(order: Order, checked: Checked, parts: int) -> Desk:
    """What every worker has in memory, and a fresh spool."""
    spool = order.cache / "spool"
    shutil.rmtree(spool, ignore_errors=True)
    spool.mkdir(parents=True)
    return Desk(
        root=order.root,
        spool=spool,
        staging=staging_of(order.site),
        cache=order.cache,
        extracts=lays_extracts(order),
        lists=checked.lists,
        context=Context(editorial=checked.editorial, today=order.today, cards=order.cards, parts=parts),
    )


def _write_beside(state: str, kept: Pack, summaries: Summaries, desk: Desk, before: Before) -> Loaded:
    """What planning does not wait for: the programs for the next build, and the files that pages load."""
    lay_by_programs(desk.cache, state, kept)
    return write_loaded(summaries, desk, before)


def _publish(order: Order, fresh: Ledger, ledger: Ledger) -> None:
    """Put the site in its place, and from then on believe the new ledger."""
    lay_by = partial(lay_by_ledger, order.cache, fresh)
    if ledger.made:
        with beside(lay_by) as laid_by:
            move_in(order.site, _paths(_unlike(fresh.made, ledger.made)), _list_gone(fresh, ledger))
            _ = laid_by() or lay_by()
    else:
        lay_by()
        swap_in(order.site)
    keep(order.cache)


def _list_gone(fresh: Ledger, ledger: Ledger) -> set[str]:
    """The files that no page has any more."""
    old = ((each, fresh.made.get(path)) for path, each in ledger.made.items())
    # Page by page first: after a change of all pages, a list of all files would take more memory than planning.
    gone = {path for each, now in old if each != now for path in set(each.paths).difference(now.paths if now else ())}
    return gone.difference(_paths(_unlike(fresh.made, ledger.made))) if gone else gone


def _paths(made: Iterable[Made]) -> Iterator[str]:
    return chain.from_iterable(each.paths for each in made)


def _unlike(some: Mapping[str, Made], others: Mapping[str, Made]) -> Iterator[Made]:
    """Those that the others do not hold as they are."""
    return (made for path, made in some.items() if others.get(path) != made)


def _count_files(ledger: Ledger) -> int:
    return sum(made.length for made in ledger.made.values())


def _index_stands(order: Order, ledger: Ledger) -> bool:
    return not order.index or (bool(ledger.index) and (order.site / FOLDER / "pagefind.js").exists())


def _index(
    order: Order, context: Context, searched: Mapping[str, str], ledger: Ledger, say: Callable[[str], None]
) -> None:
    """Run Pagefind again only when what it indexes has changed, once the pages are up.

    `searched` holds, by slug, a hash of what the index holds of each program.
    """
    editorial = list(editorial_extracts(context))
    key = digest(code_digest(), context.parts, *searched.items(), *(extract.digest for extract in editorial))
    if key == ledger.index and _index_stands(order, ledger):
        return
    say("Indexing for search")
    fresh = order.cache / "index"
    index_extracts(order.cache / "extracts", fresh, searched, editorial, context.parts)
    shutil.rmtree(order.site / FOLDER, ignore_errors=True)
    shutil.move(fresh, order.site / FOLDER)
    ledger.index = key
    lay_by_ledger(order.cache, ledger)
    keep(order.cache)
