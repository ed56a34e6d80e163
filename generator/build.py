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
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath

from generator.beside import beside
from generator.cache import (
    Ledger,
    Made,
    keep,
    lay_by_ledger,
    lay_by_programs,
    read_editorial,
    read_ledger,
    read_programs,
    write_editorial,
)
from generator.cards import drawn_by
from generator.changes import ChangeLog, read_log
from generator.check import Checked, check_editorial, check_programs_together
from generator.digests import code_digest, digest, folder_digest
from generator.extracts import count_parts, editorial_extracts
from generator.packing import Pack, Summaries
from generator.plan.context import Context
from generator.problem import Problem, in_order
from generator.programs import check_programs
from generator.publish import Written, alone, is_untouched, move_in, recover, staging_of, swap_in
from generator.read import ContentFiles, Seen, hash_files, list_content, look_again
from generator.search import FOLDER, index_extracts, list_extracts
from generator.whole import Loaded, plan_whole, render_whole, write_loaded
from generator.workers import Desk, collect_rarely

# Files of content/ that profiles do not depend on: a change there leaves them as they are.
ASIDE = ("facts", "charts", "glossary", "flow", "patterns", "costs", "fit", "tracker")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to build, from where, to where."""

    root: Path
    site: Path
    cache: Path
    today: date
    index: bool = True  # make the search index, or leave what there is of it
    extracts: bool = True  # lay by what the index is made from, for this build or a later one
    cards: bool = False
    base_url: str = ""
    jobs: int | None = None


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
        recover(order.site)
        with _timed(report, "read"):
            files = list_content(order.root)
            ledger = _of_site(order, read_ledger(order.cache))
            look = partial(_look_around, order, files, ledger)
            looked = begin(beside(look))
            log = read_log(order.root, order.cache)
            parts = count_parts(len(files.programs))
            base = _base_key(order, files, log, parts)
            editorial = digest(*hash_files(order.root, files.editorial).items())
            known = read_programs(order.cache, ledger)
            whole, changed = looked() or look()
            seen = {path: changed.get(path) or ledger.seen[path] for path in files.programs}
            same = ledger.state == _state(base, editorial, seen, log)
        if same and whole and _index_stands(order, ledger):
            report.programs, report.files = ledger.count, _count_files(ledger)
            return report

        with _timed(report, "check"):
            if not whole or not known:
                ledger, known = Ledger(), Pack()
            checked, problems = _check_editorial(order, files, digest(base, editorial, *files.programs))
            if checked is None:
                return _refused(report, problems)
            desk = _lay_desk(order, checked, parts)
            digests = {path: look.digest for path, look in seen.items()}
            kept, spooled, found = check_programs(desk, files, digests, known, base, say, order.jobs)
            problems += found
            problems += check_programs_together(order.root, checked.editorial, _names(kept, files), problems)
            if problems:
                return _refused(report, problems)
            seen = {
                path: look if look.digest else look._replace(digest=summary.digest)
                for (path, look), summary in zip(seen.items(), kept, strict=True)
            }
            state = _state(base, editorial, seen, log)

        with _timed(report, "plan"):
            summaries = kept.sorted(lambda s: (s.state, s.city, s.title, s.slug))
            write = partial(_write_beside, order, state, kept, summaries, desk, ledger, base)
            loaded = begin(beside(write))
            templates = order.root / "templates"
            planned = plan_whole(
                summaries, desk.context, log, base=base, templates=templates, spooled=spooled, ledger=ledger
            )

        with _timed(report, "render"):
            made = render_whole(planned, loaded() or write(), desk, ledger, say, order.jobs)

        with _timed(report, "publish"):
            fresh = Ledger(
                state=state, site=str(order.site), count=len(kept), made=made, seen=seen,
                similar=planned.similar, index=ledger.index,
            )  # fmt: skip
            written_down = begin(beside(partial(lay_by_ledger, order.cache, fresh)))
            written = _paths(_unlike(made, ledger.made))
            if ledger.made:
                move_in(order.site, written, set(_paths(_unlike(ledger.made, made))).difference(written))
            else:
                swap_in(order.site)
            written_down()
            keep(order.cache)

        if order.index:
            with _timed(report, "index"):
                searched = dict(zip(summaries.column("slug"), summaries.column("search"), strict=True))
                _index(order, desk.context, searched, fresh, say)
        shutil.rmtree(desk.spool)
        report.programs, report.files = len(summaries), _count_files(fresh)
        report.written = len(written)
    return report


@contextmanager
def _timed(report: Report, step: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    report.timings[step] = time.perf_counter() - started


def _refused(report: Report, problems: list[Problem]) -> Report:
    report.problems = in_order(problems)
    return report


def _check_editorial(order: Order, files: ContentFiles, key: str) -> tuple[Checked | None, list[Problem]]:
    """The editorial content, as it was checked last where none of its files has changed since."""
    known = None if files.problems else read_editorial(order.cache, key)
    if isinstance(known, Checked):
        return known, []
    checked, problems = check_editorial(order.root, files, order.today, order.base_url)
    if checked and not problems:
        write_editorial(order.cache, key, checked)
    return checked, problems


def _base_key(order: Order, files: ContentFiles, log: ChangeLog, parts: int) -> str:
    """What every page depends on: code, templates, today, settings, and the questions and lists."""
    shared = hash_files(order.root, (*files.single, *files.questions))
    for name in ASIDE:
        shared.pop(f"content/{name}.yml", None)
    templates = folder_digest(order.root / "templates")
    settings = (order.today, order.base_url, drawn_by() if order.cards else "", log.note, parts)
    return digest(code_digest(), templates, *settings, *sorted(shared.items()))


def _state(base: str, editorial: str, seen: Mapping[str, Seen], log: ChangeLog) -> str:
    """All that a build rests on, as one hash."""
    return digest(base, editorial, log.digest, *seen, *(look.digest for look in seen.values()))


def _of_site(order: Order, ledger: Ledger) -> Ledger:
    """The ledger, if it speaks of this site, and what the search index is made from is there; else an empty one."""
    ready = not _lays_extracts(order) or len(list_extracts(order.cache / "extracts")) >= ledger.count
    return ledger if ledger.site == str(order.site) and ready else Ledger()


def _lays_extracts(order: Order) -> bool:
    """Once there are extracts, they are kept up to date, since the next build may need them."""
    return order.extracts or bool(list_extracts(order.cache / "extracts"))


def _look_around(order: Order, files: ContentFiles, ledger: Ledger) -> tuple[bool, dict[str, Seen]]:
    """Whether the site is as it was written, and the profiles that are not as they were last seen.

    These are 50,000 files for 13,000 programs, which takes as long as reading what is known of them.
    """
    whole = is_untouched(order.site, _written(ledger))
    return whole, look_again(order.root, files.programs, ledger.seen, read=bool(ledger.made))


def _write_beside(
    order: Order, state: str, kept: Pack, summaries: Summaries, desk: Desk, ledger: Ledger, base: str
) -> Loaded:
    """What planning does not wait for: the programs for the next build, and the files that pages load."""
    lay_by_programs(order.cache, state, kept)
    return write_loaded(summaries, desk, ledger, base)


def _written(ledger: Ledger) -> Iterator[tuple[str, Written]]:
    return chain.from_iterable(made.files for made in ledger.made.values())


def _paths(made: Iterable[Made]) -> list[str]:
    return [path for each in made for path in each.paths]


def _unlike(some: Mapping[str, Made], others: Mapping[str, Made]) -> Iterator[Made]:
    """Those that the others do not hold as they are."""
    return (made for path, made in some.items() if others.get(path) != made)


def _count_files(ledger: Ledger) -> int:
    return sum(made.length for made in ledger.made.values())


def _index_stands(order: Order, ledger: Ledger) -> bool:
    return not order.index or (bool(ledger.index) and (order.site / FOLDER / "pagefind.js").exists())


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
        extracts=_lays_extracts(order),
        lists=checked.lists,
        context=Context(editorial=checked.editorial, today=order.today, cards=order.cards, parts=parts),
    )


def _names(kept: Pack, files: ContentFiles) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Slug, path and old slugs of each program; of a broken one, what its file name says."""
    sound = iter(kept)
    summary = next(sound, None)
    for path in files.programs:
        if summary and summary.path == path:
            yield summary.slug, path, summary.aliases
            summary = next(sound, None)
        else:
            yield PurePosixPath(path).stem, path, ()


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
