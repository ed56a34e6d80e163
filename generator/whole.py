"""The whole site: what will be a file, what must be made again, and what is no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

from generator import urls
from generator.assets import Assets, gather_assets
from generator.cache import Ledger, Made, digest
from generator.changes import ChangeLog
from generator.plan.comparisons import curated_for
from generator.plan.context import Context
from generator.plan.heads import card_path
from generator.plan.listings import choose_similar
from generator.plan.machine import machine_files
from generator.plan.pages import plan_pages
from generator.plan.planned import Planned
from generator.publish import Staging
from generator.render import Renderer
from generator.summary import Summary
from generator.workers import (
    CHUNK,
    Desk,
    Files,
    ProfileTask,
    make_comparison,
    map_tasks,
    prepare_rendering,
    render_planned,
    render_profiles,
)

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedProfile:
    """A profile to be: its task, the files it makes, and the key of what they are made from."""

    task: ProfileTask
    files: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """Everything that will be a file of the site."""

    profiles: tuple[PlannedProfile, ...]
    pages: tuple[Planned, ...]
    files: Mapping[str, bytes]  # small ones, made already
    assets: Assets
    names: Mapping[str, str]  # the hashed names of the programs' JSON


def plan_whole(
    summaries: Sequence[Summary],
    context: Context,
    log: ChangeLog,
    *,
    base: str,
    templates: Path,
    spooled: Mapping[str, int],
) -> Whole:
    """Plan every file; `base` is the key of what every page depends on."""
    pages = (*plan_pages(summaries, context, log), *_plan_comparisons(summaries, context))
    profiles = tuple(_plan_profiles(summaries, context, log, base, spooled))
    listed = [page.url for page in pages if page.listed] + [urls.program(summary.slug) for summary in summaries]
    files, names = machine_files(summaries, context, sorted(listed), log)
    data = digest(*sorted(names.values()))
    keyed = tuple(page.keyed(base, data if page.data else "") for page in pages)
    return Whole(profiles=profiles, pages=keyed, files=files, assets=gather_assets(templates), names=names)


def _plan_profiles(
    summaries: Sequence[Summary], context: Context, log: ChangeLog, base: str, spooled: Mapping[str, int]
) -> Iterator[PlannedProfile]:
    similar = choose_similar(summaries, context)
    curated = curated_for(context)
    houses = context.editorial.digests
    marks = {s.slug: s.digest + houses.get(f"content/institutions/{s.institution}.yml", "") for s in summaries}
    for summary in summaries:
        near, links = similar[summary.slug], curated.get(summary.slug, ())
        own = log.only(summary.path, f"content/institutions/{summary.institution}.yml")
        yield PlannedProfile(
            task=ProfileTask(path=summary.path, number=spooled.get(summary.path), similar=near, curated=links, log=own),
            files=_files_of(summary, context, log.follows),
            key=digest(base, marks[summary.slug], *(other.shown for other in near), links, own.by_path),
        )


def _files_of(summary: Summary, context: Context, feed: bool) -> tuple[str, ...]:
    files = urls.files_of_program(summary.slug, summary.aliases, feed=feed)
    return (*files, card_path(urls.program(summary.slug))) if context.cards else files


def _plan_comparisons(summaries: Sequence[Summary], context: Context) -> Iterator[Planned]:
    by_slug = {summary.slug: summary for summary in summaries}
    digests = context.editorial.digests
    for comparison in context.editorial.comparisons:
        held = [by_slug[slug] for slug in comparison.programs]
        houses = [digests.get(f"content/institutions/{summary.institution}.yml", "") for summary in held]
        key = digest("comparison", digests[comparison.path], *(summary.digest for summary in held), *houses)
        make = partial(make_comparison, comparison, [summary.path for summary in held])
        yield Planned(url=urls.comparison(comparison.slug), key=key, make=make, card=context.cards)


def render_whole(
    whole: Whole, desk: Desk, ledger: Ledger, say: Callable[[str], None], jobs: int | None
) -> tuple[dict[str, Made], list[str]]:
    """Write what must be made again to the staging folder.

    Returns every file of the site as it will be, and the paths of those that were written now.
    """
    made: dict[str, Made] = {}
    profiles = [p for p in whole.profiles if not _keep(ledger, made, p.files, p.key)]
    pages = [p for p in whole.pages if not _keep(ledger, made, p.files, p.key)]
    if profiles or pages:
        say(f"Rendering {len(profiles):,} profiles and {len(pages):,} other pages")
        prepare_rendering(Renderer(desk.root / "templates", desk.context, whole.assets, whole.names))
    # Chunks of the spool stay together, so that each worker opens a spool file once.
    profiles.sort(key=lambda profile: (profile.task.number is None, profile.task.number or 0, profile.task.path))
    keys = {path: profile.key for profile in profiles for path in profile.files}
    keys |= {path: page.key for page in pages for path in page.files}
    written: list[str] = []
    for files in _render(desk, profiles, pages, jobs):
        for path, how in files:
            made[path] = Made(keys[path], how)
            written.append(path)
    staging = Staging(desk.staging)
    for path, content in (*whole.files.items(), *whole.assets.files.items()):
        key = blake2b(content, digest_size=16).hexdigest()
        if not _keep(ledger, made, (path,), key):
            made[path] = Made(key, staging.write(path, content))
            written.append(path)
    return made, written


def _render(
    desk: Desk, profiles: Sequence[PlannedProfile], pages: Sequence[Planned], jobs: int | None
) -> Iterator[Files]:
    tasks = [[profile.task for profile in chunk] for chunk in _chunks(profiles, CHUNK)]
    yield from map_tasks(desk, render_profiles, tasks, size=len(profiles), jobs=jobs)
    yield from map_tasks(desk, render_planned, list(_chunks(pages, CHUNK // 4)), size=len(pages), jobs=jobs)


def _chunks(items: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _keep(ledger: Ledger, made: dict[str, Made], paths: Sequence[str], key: str) -> bool:
    """Take over files whose key is what it was; the ledger knows only files that are untouched."""
    known = [ledger.files.get(path) for path in paths]
    if not all(found is not None and found.key == key for found in known):
        return False
    made.update((path, found) for path, found in zip(paths, known, strict=True) if found)
    return True
