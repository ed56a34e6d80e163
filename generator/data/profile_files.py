"""The files of one program: its profile, and what machines read of it."""

from __future__ import annotations

from functools import partial

from generator.answers.grouping import answers_of
from generator.answers.summaries import Summaries
from generator.answers.summary import Summary
from generator.answers.views import Link
from generator.data.api import program_json
from generator.data.feeds import program_feed
from generator.model import urls
from generator.pages.page import Files, Materials, Page, render_files
from generator.pages.profile import plan_profile


def profile_page(summary: Summary, key: str, near: Summaries, curated: tuple[Link, ...]) -> Page:
    """A profile; `near` are the programs to compare it with, `curated` the comparisons that hold it."""
    url = urls.program(summary.slug)
    return Page(urls.file_of(url), key, partial(_make_files, summary.path, near, curated))


def _make_files(path: str, near: Summaries, curated: tuple[Link, ...], materials: Materials) -> Files:
    program, context, log = materials.program(path), materials.context, materials.log
    answered = answers_of(program, context)
    head, view = plan_profile(program, answered, context, near, curated, log)
    yield from render_files(head, view, materials)
    json = program_json(program, answered, context)
    feed = program_feed(program, view.title, context, log).encode() if log.follows else b""
    for name in (program.slug, *program.aliases):
        yield urls.program_json(name), json
        if feed:
            yield urls.program_feed(name), feed
    yield urls.program_source(program.slug), materials.source(program)
    materials.extract(program)
