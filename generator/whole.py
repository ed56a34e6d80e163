"""The whole site: what will be a file, what must be made again, and what is no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from generator import urls
from generator.assets import Assets, gather_assets
from generator.beside import beside
from generator.cache import Alike, CompiledTemplates, Ledger, Made
from generator.changes import ChangeLog
from generator.digests import digest
from generator.plan.comparisons import curated_for
from generator.plan.context import Context
from generator.plan.history import list_events
from generator.plan.machine import MachineFile, plan_machine_files, ready
from generator.plan.pages import plan_pages
from generator.plan.planned import Planned
from generator.plan.similar import choose_similar
from generator.publish import Staging, Written
from generator.render import Renderer
from generator.summary import Summary
from generator.workers import (
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """Everything that will be a file of the site."""

    profiles: Iterable[ProfileTask]  # planned one by one, since most are only looked at to be kept
    pages: tuple[Planned, ...]
    files: Sequence[MachineFile]
    assets: Assets
    names: Mapping[str, str]  # the hashed names of the programs' JSON
    similar: dict[str, Alike]  # for the next build
    log: ChangeLog


def plan_whole(
    summaries: Sequence[Summary],
    context: Context,
    log: ChangeLog,
    *,
    base: str,
    templates: Path,
    spooled: Mapping[str, int],
    ledger: Ledger,
) -> Whole:
    """Plan every file; `base` is the key of what every page depends on."""
    similar, pairs = choose_similar(summaries, context, ledger.similar, base)
    events = list_events(log, summaries, context)
    pages = (*plan_pages(summaries, events, context, log), *_plan_comparisons(summaries, context))
    listed = [page.url for page in pages if page.listed] + [urls.program(summary.slug) for summary in summaries]
    known = {made.key: path for path, made in ledger.made.items() if path.startswith("assets/")}
    files, names = plan_machine_files(summaries, context, sorted(listed), events, base=base, known=known)
    assets = gather_assets(templates)
    loaded = digest(*sorted(names.values()))
    return Whole(
        profiles=_plan_profiles(pairs, context, log, base, spooled),
        pages=tuple(page.keyed(base, loaded if page.data else "") for page in pages),
        files=[*files, *(ready(path, content) for path, content in assets.files.items())],
        assets=assets,
        names=names,
        similar=similar,
        log=log,
    )


def _plan_profiles(
    pairs: Iterable[tuple[Summary, tuple[Summary, ...]]],
    context: Context,
    log: ChangeLog,
    base: str,
    spooled: Mapping[str, int],
) -> Iterator[ProfileTask]:
    curated = curated_for(context)
    houses = {
        slug: context.editorial.digests.get(house.path, "") for slug, house in context.editorial.institutions.items()
    }
    for summary, near in pairs:
        path, links = summary.path, curated.get(summary.slug, ())
        history = log.of(path), log.of(f"content/institutions/{summary.institution}.yml")
        shown = [other.shown for other in near]
        yield ProfileTask(
            page=urls.file_of(urls.program(summary.slug)),
            key=digest(base, summary.digest, houses[summary.institution], *shown, links, history),
            path=path,
            number=spooled.get(path),
            similar=near,
            curated=links,
        )


def _plan_comparisons(summaries: Sequence[Summary], context: Context) -> Iterator[Planned]:
    by_slug = {summary.slug: summary for summary in summaries}
    digests = context.editorial.digests
    for comparison in context.editorial.comparisons:
        held = [by_slug[slug] for slug in comparison.programs]
        houses = [digests.get(f"content/institutions/{summary.institution}.yml", "") for summary in held]
        key = digest("comparison", digests[comparison.path], *(summary.digest for summary in held), *houses)
        make = partial(make_comparison, comparison, [summary.path for summary in held])
        yield Planned(url=urls.comparison(comparison.slug), key=key, make=make)


def render_whole(
    whole: Whole, desk: Desk, ledger: Ledger, say: Callable[[str], None], jobs: int | None
) -> tuple[dict[str, Made], list[str]]:
    """Write what must be made again to the staging folder.

    Returns every page of the site as it will be, and the paths of those that were made now.
    """
    made: dict[str, Made] = {}
    files = [file for file in whole.files if not _keep(ledger, made, file.path, file.key)]
    # Some of them tell of all programs and take as long as many pages, so they are written beside them.
    write_files = partial(_write_files, files, desk)
    with beside(write_files) as wait_for_files:
        profiles = [profile for profile in whole.profiles if not _keep(ledger, made, profile.page, profile.key)]
        # Chunks of the spool stay together, so that each worker opens a spool file once.
        profiles.sort(key=lambda profile: (profile.number is None, profile.number or 0, profile.page))
        pages = [page for page in whole.pages if not _keep(ledger, made, page.path, page.key)]
        if profiles or pages:
            say(f"Rendering {len(profiles):,} profiles and {len(pages):,} other pages")
        keys = {profile.page: profile.key for profile in profiles}
        keys |= {planned.path: planned.key for group in (pages, files) for planned in group}
        work = Work(profiles=profiles, pages=pages, log=whole.log)
        made.update(_note(keys, chain.from_iterable(_render(whole, desk, work, jobs))))
        made.update(_note(keys, wait_for_files() or write_files()))
    return made, list(keys)


def _render(whole: Whole, desk: Desk, work: Work, jobs: int | None) -> Iterator[Pages]:
    compiled = CompiledTemplates(desk.cache)
    renderer = Renderer(desk.root / "templates", desk.context, whole.assets, whole.names, compiled)
    prepare_rendering(renderer, work)
    tasks: list[Task[Pages]] = [(render_profiles, part) for part in _chunks(len(work.profiles), CHUNK)]
    tasks += [(render_planned, part) for part in _chunks(len(work.pages), CHUNK // 4)]
    yield from run_tasks(desk, tasks, size=len(work.profiles) + len(work.pages), jobs=jobs)


def _note(keys: Mapping[str, str], pages: Iterable[dict[str, Written]]) -> Iterator[tuple[str, Made]]:
    """Each page with its files, by the first of them."""
    for files in pages:
        path = next(iter(files))
        yield path, Made.of(keys[path], files)


def _write_files(files: Sequence[MachineFile], desk: Desk) -> Pages:
    staging = Staging(desk.staging)
    return [{file.path: staging.write(file.path, file.content())} for file in files]


def _chunks(length: int, size: int) -> Iterator[range]:
    for start in range(0, length, size):
        yield range(start, min(start + size, length))


def _keep(ledger: Ledger, made: dict[str, Made], path: str, key: str) -> bool:
    """Take over a page whose key is what it was; the ledger knows only pages that are untouched."""
    known = ledger.made.get(path)
    if known is None or known.key != key:
        return False
    made[path] = known
    return True
