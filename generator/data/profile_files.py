"""The files of one program: its profile, and what machines read of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from generator.answers.context import Context
from generator.answers.grouping import answers_of
from generator.answers.names import title_of
from generator.answers.summaries import Summaries
from generator.answers.summary import Summary
from generator.answers.views import Link
from generator.data.api import program_json
from generator.data.claims_table import rows_key, write_rows
from generator.data.feeds import program_feed
from generator.history.changes import ChangeLog
from generator.model import urls
from generator.model.digests import digest
from generator.pages.comparisons import curated_for
from generator.pages.page import Files, Materials, Page, render_files
from generator.pages.profile import plan_profile
from generator.pages.similar import Alike


def plan_profiles(
    rows: Sequence[Summary],
    summaries: Summaries,
    similar: Mapping[str, Alike],
    context: Context,
    log: ChangeLog,
    *,
    base: str,
) -> Iterator[Page]:
    """The profiles, each with its data, in the order of `rows`."""
    curated = curated_for(context)
    near = {
        summary.slug: tuple([programs[place] for place in places])
        for specialty, programs in summaries.group("specialty").items()
        for summary, places in zip(programs, similar[specialty][1], strict=True)
    }
    institutions = {slug: _told_by(slug, context, log, base) for slug in {summary.institution for summary in rows}}
    reported, record = context.filed, context.record_key
    for summary in rows:
        path, links, like = summary.path, curated.get(summary.slug, ()), near.get(summary.slug, ())
        filed = (summary.institution, summary.state) in reported and record
        shown = [each.shown for each in like]
        key = digest(institutions[summary.institution], summary.digest, *shown, links, log.of(path), filed)
        make = partial(_make_files, path, summary.digest, like, links, base)
        yield Page(urls.file_of(urls.program(summary.slug)), key, make)


def _told_by(institution: str, context: Context, log: ChangeLog, base: str) -> str:
    """All that the profiles of an institution's programs rest on besides their own files."""
    history = log.of(f"content/institutions/{institution}.yml")
    return digest(base, context.editorial.digest_of(institution), history)


def _make_files(
    path: str,
    file: str,
    near: tuple[Summary, ...],
    curated: tuple[Link, ...],
    base: str,
    materials: Materials,
) -> Files:
    program, context, log = materials.program(path, file), materials.context, materials.log
    answered = answers_of(program, context)
    for head, view in plan_profile(program, answered, context, near, curated, log):
        yield from render_files(head, view, materials)
    json = program_json(program, answered, context)
    feed = program_feed(program, title_of(program, context), context, log).encode() if log.follows else b""
    for name in (program.slug, *program.aliases):
        yield urls.program_json(name), json
        if feed:
            yield urls.program_feed(name), feed
    materials.extract(program)
    rows = rows_key(file, program.institution, context, base)
    materials.shelf.lay(program.slug, rows, write_rows(program, answered, context))
