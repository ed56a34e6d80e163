"""Atom feeds of what changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from itertools import islice

from generator.answers.context import Context
from generator.history.changes import Change, ChangeLog
from generator.model import urls
from generator.model.claims import Program
from generator.model.hidden import show_hidden
from generator.pages.changes import ChangeView, Event, tell_profile, view_event

IN_FEED = 50  # entries; feed readers ask often, and what is older stands on the pages


def _time_of(moment: int) -> str:
    return datetime.fromtimestamp(moment, tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def site_feed(events: Sequence[Event], context: Context) -> str:
    """An Atom feed of the newest changes of all."""
    entries = [(event.change, view_event(event, context)) for event in events[:IN_FEED]]
    site = context.editorial.site
    return _atom(site.title, urls.FEED, urls.CHANGES, entries, context)


def program_feed(program: Program, title: str, context: Context, log: ChangeLog) -> str:
    """An Atom feed of what changed about one program; it stands from the first day of a known history."""
    entries = list(islice(tell_profile(program, context, log), IN_FEED))
    return _atom(title, urls.program_feed(program.slug), urls.program(program.slug), entries, context)


def _atom(title: str, own: str, page: str, entries: Sequence[tuple[Change, ChangeView]], context: Context) -> str:
    base = context.editorial.site.base_url
    updated = _time_of(entries[0][0].moment) if entries else f"{context.today}T00:00:00Z"
    rows = "".join(_entry(change, view, view.url or page, base) for change, view in entries)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>{escape_xml(title)}: what changed</title>\n<id>{escape_xml(base + own)}</id>\n"
        f'<link rel="self" href={_quote(base + own)}/>\n<link href={_quote(base + page)}/>\n'
        f"<updated>{updated}</updated>\n<author><name>{escape_xml(context.editorial.site.title)}</name></author>\n{rows}</feed>\n"
    )


def _entry(change: Change, view: ChangeView, url: str, base: str) -> str:
    lines = "\n".join(view.lines) or view.title
    moment = _time_of(change.moment)
    return (
        f"<entry><title>{escape_xml(view.title)}</title><id>{escape_xml(f'{base}{url}#{change.commit[:12]}')}</id>"
        f"<link href={_quote(base + url)}/><updated>{moment}</updated>"
        f'<content type="text">{escape_xml(lines)}</content></entry>\n'
    )


def escape_xml(text: str) -> str:
    """A text as XML holds it, with what no XML may hold spelled out."""
    return escape(show_hidden(text), quote=False)


def _quote(text: str) -> str:
    return f'"{escape(show_hidden(text))}"'
