"""The whole site: what will be a file, and what must be made again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import NamedTuple

from generator.answers.context import Context
from generator.answers.packing import Summaries
from generator.build.beside import beside
from generator.build.inputs import Before
from generator.build.ledger import CompiledTemplates, Ledger, Made
from generator.build.pool import (
    CHUNK,
    Desk,
    Pages,
    ProfileTask,
    Task,
    Work,
    make_comparison,
    prepare_rendering,
    render_planned,
    render_profiles,
    run_tasks,
)
from generator.data.files import plan_loaded, plan_open_data
from generator.data.machine_file import MachineFile, ready
from generator.history.changes import ChangeLog
from generator.model import urls
from generator.model.digests import digest
from generator.pages.all_pages import plan_pages
from generator.pages.changes import list_events
from generator.pages.comparisons import curated_for
from generator.pages.page import Planned
from generator.pages.similar import Alike, choose_similar
from generator.publish.staging import Staging, Written
from generator.render.assets import Assets, gather_assets
from generator.render.renderer import Renderer


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """Everything that will be a file of the site."""

    profiles: Iterable[ProfileTask]  # planned one by one, since most are only looked at to be kept
    pages: tuple[Planned, ...]
    files: Sequence[MachineFile]
    assets: Assets
    similar: dict[str, Alike]  # for the next build
    log: ChangeLog


def plan_whole(summaries: Summaries, desk: Desk, before: Before, spooled: Mapping[str, int]) -> Whole:
    """Plan every file; `spooled` are the places of the programs that were checked now."""
    context, log, base = desk.context, before.log, before.base
    groups = summaries.group("specialty")
    similar = choose_similar(groups, context, before.ledger.similar, base)
    events = list_events(log, summaries, context)
    pages = (*plan_pages(summaries, events, context, log), *_plan_comparisons(summaries, context))
    listed = [page.url for page in pages if page.listed]
    assets = gather_assets(desk.root / "templates")
    return Whole(
        profiles=_plan_profiles(groups, similar, context, log, base, spooled),
        pages=tuple(page.keyed(base) for page in pages),
        files=[
            *plan_open_data(summaries, context, listed, events, base=base),
            *(ready(path, content) for path, content in assets.files.items()),
        ],
        assets=assets,
        similar=similar,
        log=log,
    )


def _plan_profiles(
    groups: Mapping[str, Summaries],
    similar: Mapping[str, Alike],
    context: Context,
    log: ChangeLog,
    base: str,
    spooled: Mapping[str, int],
) -> Iterator[ProfileTask]:
    curated = curated_for(context)
    houses = {slug: context.editorial.digest_of(slug) for slug in context.editorial.institutions}
    for id, programs in groups.items():
        shown = programs.column("shown")
        for place, (summary, near) in enumerate(zip(programs, similar[id][1], strict=True)):
            path, links = summary.path, curated.get(summary.slug, ())
            history = log.of(path), log.of(f"content/institutions/{summary.institution}.yml")
            others = [shown[other] for other in near]
            filed = (summary.institution, summary.state) in context.filed and context.record_key
            key = digest(base, summary.digest, houses[summary.institution], *others, links, history, filed)
            page = urls.file_of(urls.program(summary.slug))
            yield ProfileTask(page, key, programs, place, near, spooled.get(path), links)


def _plan_comparisons(summaries: Summaries, context: Context) -> Iterator[Planned]:
    chosen = {slug for comparison in context.editorial.comparisons for slug in comparison.programs}
    places = (place for place, slug in enumerate(summaries.column("slug")) if slug in chosen)
    by_slug = {summary.slug: summary for summary in summaries.take(places)}
    digests = context.editorial.digests
    for comparison in context.editorial.comparisons:
        held = [by_slug[slug] for slug in comparison.programs]
        houses = [context.editorial.digest_of(summary.institution) for summary in held]
        key = digest("comparison", digests[comparison.path], *(summary.digest for summary in held), *houses)
        make = partial(make_comparison, comparison, [summary.path for summary in held])
        yield Planned(url=urls.comparison(comparison.slug), key=key, make=make)


class Loaded(NamedTuple):
    """What pages load."""

    names: dict[str, str]  # the address of each, with a hash of what it holds
    made: dict[str, Made]


def write_loaded(summaries: Summaries, desk: Desk, before: Before) -> Loaded:
    """Write what pages load to the staging folder. Pages need its names, and can be planned beside it."""
    ledger = before.ledger
    known = {made.key: path for path, made in ledger.made.items() if path.startswith("assets/")}
    files, names = plan_loaded(summaries, desk.context, base=before.base, known=known)
    made: dict[str, Made] = {}
    files = [file for file in files if not _keep(ledger, made, file)]
    made.update(_note(zip(files, _write_files(files, desk), strict=True)))
    return Loaded(names, made)


def render_whole(
    whole: Whole, loaded: Loaded, desk: Desk, ledger: Ledger, say: Callable[[str], None], jobs: int | None
) -> dict[str, Made]:
    """Write what must be made again to the staging folder; every page of the site as it will be."""
    made = dict(loaded.made)
    names = digest(*sorted(loaded.names.values()))
    files = [file for file in whole.files if not _keep(ledger, made, file)]
    # Some of them tell of all programs and take as long as many pages, so they are written beside them.
    write_files = partial(_write_files, files, desk)
    with beside(write_files) as wait_for_files:
        profiles = [task for task in whole.profiles if not _keep(ledger, made, task)]
        # Chunks of the spool stay together, so that each worker opens a spool file once.
        profiles.sort(key=lambda task: (task.number is None, task.number or 0))
        pages = [page.keyed(names) if page.data else page for page in whole.pages]
        pages = [page for page in pages if not _keep(ledger, made, page)]
        if profiles or pages:
            say(f"Rendering {len(profiles):,} profiles and {len(pages):,} other pages")
        work = Work(profiles=profiles, pages=pages, log=whole.log)
        made.update(_note(_render(whole.assets, loaded.names, desk, work, jobs)))
        made.update(_note(zip(files, wait_for_files() or write_files(), strict=True)))
    return made


def _note(
    pages: Iterable[tuple[ProfileTask | Planned | MachineFile, dict[str, Written]]],
) -> Iterator[tuple[str, Made]]:
    return ((one.path, Made.of(one.key, written)) for one, written in pages)


def _render(
    assets: Assets, names: Mapping[str, str], desk: Desk, work: Work, jobs: int | None
) -> Iterator[tuple[ProfileTask | Planned, dict[str, Written]]]:
    compiled = CompiledTemplates(desk.cache)
    renderer = Renderer(desk.root / "templates", desk.context, assets, names, compiled)
    prepare_rendering(renderer, work)
    tasks: list[Task[Pages]] = [(render_profiles, part) for part in _chunks(len(work.profiles), CHUNK)]
    tasks += [(render_planned, part) for part in _chunks(len(work.pages), CHUNK // 4)]
    results = run_tasks(desk, tasks, size=len(work.profiles) + len(work.pages), jobs=jobs)
    return zip(chain[ProfileTask | Planned](work.profiles, work.pages), chain.from_iterable(results), strict=True)


def _write_files(files: Sequence[MachineFile], desk: Desk) -> Pages:
    staging = Staging(desk.staging)
    return [{file.path: staging.write(file.path, file.make())} for file in files]


def _chunks(length: int, size: int) -> Iterator[range]:
    for start in range(0, length, size):
        yield range(start, min(start + size, length))


def _keep(ledger: Ledger, made: dict[str, Made], one: ProfileTask | Planned | MachineFile) -> bool:
    """Take over a page whose key is what it was; the ledger knows only pages that are untouched."""
    known = ledger.made.get(one.path)
    if known is None or known.key != one.key:
        return False
    made[one.path] = known
    return True
