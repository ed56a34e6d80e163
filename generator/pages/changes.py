"""Plan what readers see of the past: lines on profiles, the pages of changes, and the feeds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from html import escape
from itertools import groupby

import yaml

from generator.answers.context import Context
from generator.answers.summary import Summary
from generator.answers.views import ChangesView, ChangeView, Head, Link
from generator.history.changes import Change, ChangeLog
from generator.history.versions import Edit
from generator.model import urls
from generator.model.claims import Program
from generator.model.digests import digest
from generator.model.kinds import Fault, read_answer
from generator.model.questions import Question
from generator.pages.heads import head_of
from generator.pages.page import Planned
from generator.pages.pager import pager_of

PER_PAGE = 50
IN_FEED = 50  # entries; feed readers ask often, and what is older stands on the pages
MANY = 12  # files of a kind added on one day: more of them are told in one line
LINES = 12  # of one change; the rest is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A change with what it is about: one file, or many that were added together."""

    change: Change
    title: str
    url: str
    count: int = 1


# --- Words ------------------------------------------------------------------------------------------


def day_of(moment: int) -> str:
    """The day of a commit, everywhere the same."""
    return datetime.fromtimestamp(moment, tz=UTC).date().isoformat()


def _time_of(moment: int) -> str:
    return datetime.fromtimestamp(moment, tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def tell_edits(change: Change, context: Context) -> tuple[str, ...]:
    """Each edit in words; questions that are no more are left out."""
    old = {alias: question for question in context.editorial.questions.values() for alias in question.aliases}
    lines = []
    for edit in change.edits:
        question = context.editorial.questions.get(edit.question) or old.get(edit.question)
        if question:
            lines.append(tell_edit(edit, question, context))
    if len(lines) > LINES:
        lines[LINES - 1 :] = [f"and {len(lines) - LINES + 1} more answers"]
    return tuple(lines)


def tell_edit(edit: Edit, question: Question, context: Context) -> str:
    """One edit, such as "Visas: H-1B: Yes → Case by case"."""
    name = f"{context.sections[question.section].label}: {question.label}"
    before, after = _shown(edit.before, question), _shown(edit.after, question)
    if not edit.before:
        return f"{name}: {after} (new)"
    if not edit.after:
        return f"{name}: taken out (was {before})"
    if edit.how == "checked":
        return f"{name}: {after}, checked on the live page"
    if edit.how:
        return f"{name}: {after}, with other evidence"
    return f"{name}: {before} → {after}"


def _shown(texts: Iterable[str], question: Question) -> str:
    return " / ".join(dict.fromkeys(_show_text(text, question) for text in texts))


def _show_text(text: str, question: Question) -> str:
    """An answer as readers know it today; one that no longer fits its question stays as it was written."""
    value, _, strength = text.partition(" (") if text.endswith(("(required)", "(preferred)")) else (text, "", "")
    if question.kind == "list" and question.options:
        items = [yaml.ScalarNode("", item) for item in value.split(", ")]
        read = read_answer(question, yaml.SequenceNode("", items))
    elif question.kind in ("list", "series"):
        return text
    else:
        read = read_answer(question, yaml.ScalarNode("", value))
    shown = value if isinstance(read, Fault) else read.shown
    return f"{shown} ({strength}" if strength else shown


def _tell_kind(change: Change, what: str) -> str:
    if change.kind == "added":
        claims = f" with {change.claims} claim{'' if change.claims == 1 else 's'}" if change.claims else ""
        return f"{what} added{claims}"
    return f"{what} taken out" if change.kind == "removed" else "Text or details revised"


def tell_profile(program: Program, context: Context, log: ChangeLog) -> tuple[ChangeView, ...]:
    """What changed on a profile and in the claims of its institution, newest first."""
    house = f"content/institutions/{program.institution}.yml"
    views = []
    for change in log.only(program.path, house).all():
        wide = change.path == house
        lines = tell_edits(change, context)
        if lines:
            title = f"Institution-wide: {_count(change)}" if wide else _count(change)
            views.append(_view(change, title, "", lines))
        elif not wide:
            views.append(_view(change, _tell_kind(change, "Profile"), "", ()))
    return tuple(views)


def _count(change: Change) -> str:
    return f"{len(change.edits)} answer{'' if len(change.edits) == 1 else 's'} changed"


def _view(change: Change, title: str, url: str, lines: tuple[str, ...]) -> ChangeView:
    return ChangeView(day=day_of(change.moment), title=title, url=url, lines=lines)


# --- Everything that happened --------------------------------------------------------------------------


def list_events(log: ChangeLog, summaries: Iterable[Summary], context: Context) -> list[Event]:
    """What readers may want to know of, newest first; many files of a kind added on one day are one event."""
    subjects = _subjects(log, summaries, context) if log.by_path else {}
    events: list[Event] = []
    known = (change for change in log.all() if change.path in subjects)
    for _, group in groupby(known, key=lambda change: day_of(change.moment)):
        changes = list(group)
        folders = Counter(_folder(change) for change in changes if change.kind == "added")
        told: set[str] = set()
        for change in changes:
            folder = _folder(change)
            title, url = subjects[change.path]
            if change.kind != "added" or folders[folder] <= MANY:
                if change.kind == "added" or change.edits:
                    events.append(Event(change=change, title=title, url=url))
            elif folder not in told:
                told.add(folder)
                many = folders[folder]
                events.append(Event(change=change, title=f"{many:,} {folder}", url=_LISTS[folder], count=many))
    return events


# What stands in a folder of content/, one of it, and the page that lists them all.
_KINDS = {"programs": "Profile", "institutions": "Institution", "comparisons": "Comparison", "guides": "Guide"}
_LISTS = {
    "programs": urls.PROGRAMS,
    "institutions": "institutions/",
    "comparisons": urls.COMPARE,
    "guides": urls.GUIDES,
}


def _folder(change: Change) -> str:
    return change.path.split("/")[1]


def _subjects(log: ChangeLog, summaries: Iterable[Summary], context: Context) -> dict[str, tuple[str, str]]:
    """Title and address of everything that has changed, and has a page."""
    editorial = context.editorial
    found = {
        summary.path: (summary.title, urls.program(summary.slug))
        for summary in summaries
        if summary.path in log.by_path
    }
    found |= {i.path: (i.name, urls.institution(i.slug)) for i in editorial.institutions.values()}
    found |= {c.path: (c.title, urls.comparison(c.slug)) for c in editorial.comparisons}
    found |= {guide.path: (guide.title, urls.guide(guide.slug)) for guide in editorial.guides}
    return found


def view_event(event: Event, context: Context) -> ChangeView:
    """An event as a list shows it."""
    if event.count > 1:
        return _view(event.change, f"{event.title} added", event.url, ())
    lines = tell_edits(event.change, context)
    kind = _KINDS[_folder(event.change)]
    return _view(event.change, event.title, event.url, lines or (_tell_kind(event.change, kind),))


def plan_changes(events: Sequence[Event], context: Context, log: ChangeLog) -> Iterable[Planned]:
    """The pages of all changes, newest first."""
    total = max(1, -(-len(events) // PER_PAGE))
    for number in range(1, total + 1):
        part = tuple(events[(number - 1) * PER_PAGE : number * PER_PAGE])
        key = digest("changes", number, total, part, log.note, context.edition)
        make = partial(_make_changes, number, total, part, log.note)
        yield Planned(url=urls.page(urls.CHANGES, number), key=key, make=make)


def _make_changes(
    number: int, total: int, events: Sequence[Event], note: str, *, context: Context
) -> tuple[Head, ChangesView]:
    head = head_of(
        context,
        url=urls.page(urls.CHANGES, number),
        title="What changed in the directory" + (f", page {number}" if number > 1 else ""),
        description="Which answers about which programs were added or changed, and when, newest first, with a feed to follow.",
        kind="changes",
        crumbs=(Link(label="What changed", url=urls.CHANGES if number > 1 else ""),),
        feed=urls.FEED,
    )
    view = ChangesView(
        heading="What changed",
        lead="Each change of an answer, newest first, as the history of the files tells it.",
        items=tuple(view_event(event, context) for event in events),
        note=note or ("" if events else "Nothing has changed yet."),
        feed_url=urls.FEED,
        pager=pager_of(urls.CHANGES, number, total),
    )
    return head, view


# --- Feeds --------------------------------------------------------------------------------------------


def site_feed(events: Sequence[Event], context: Context) -> str:
    """An Atom feed of the newest changes of all."""
    entries = [(event.change, view_event(event, context)) for event in events[:IN_FEED]]
    site = context.editorial.site
    return _atom(site.title, urls.FEED, urls.CHANGES, entries, context)


def program_feed(program: Program, title: str, context: Context, log: ChangeLog) -> str:
    """An Atom feed of what changed about one program; it stands from the first day of a known history."""
    house = f"content/institutions/{program.institution}.yml"
    changes = log.only(program.path, house).all()
    told = [change for change in changes if change.path == program.path or tell_edits(change, context)]
    entries = list(zip(told, tell_profile(program, context, log), strict=True))[:IN_FEED]
    return _atom(title, urls.program_feed(program.slug), urls.program(program.slug), entries, context)


def _atom(title: str, own: str, page: str, entries: Sequence[tuple[Change, ChangeView]], context: Context) -> str:
    base = context.editorial.site.base_url
    updated = _time_of(entries[0][0].moment) if entries else f"{context.today}T00:00:00Z"
    rows = "".join(_entry(change, view, view.url or page, base) for change, view in entries)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>{_xml(title)}: what changed</title>\n<id>{_xml(base + own)}</id>\n"
        f'<link rel="self" href={_quote(base + own)}/>\n<link href={_quote(base + page)}/>\n'
        f"<updated>{updated}</updated>\n<author><name>{_xml(context.editorial.site.title)}</name></author>\n{rows}</feed>\n"
    )


def _entry(change: Change, view: ChangeView, url: str, base: str) -> str:
    lines = "\n".join(view.lines) or view.title
    moment = _time_of(change.moment)
    return (
        f"<entry><title>{_xml(view.title)}</title><id>{_xml(f'{base}{url}#{change.commit[:12]}')}</id>"
        f"<link href={_quote(base + url)}/><updated>{moment}</updated>"
        f'<content type="text">{_xml(lines)}</content></entry>\n'
    )


def _xml(text: str) -> str:
    return escape("".join(mark for mark in text if mark >= " " or mark in "\t\n"), quote=False)


def _quote(text: str) -> str:
    return f'"{escape(text)}"'
