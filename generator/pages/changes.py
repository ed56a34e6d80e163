"""Plan what readers see of the past: lines on profiles, the pages of changes, and the feeds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from generator.answers.context import Context
from generator.answers.names import upper_first
from generator.answers.summary import Summary
from generator.answers.views import Link
from generator.history.changes import Change, ChangeLog
from generator.history.wording import day_of, tell_edits
from generator.model import urls
from generator.model.claims import Program
from generator.model.digests import digest
from generator.model.wording import Noun, count
from generator.pages.heads import head_of
from generator.pages.page import Page, html_page
from generator.pages.pager import cut, numbered, pager_of
from generator.pages.parts import Head, Pager

PER_PAGE = 50
MANY = 12  # files of a kind added on one day: more of them are told in one line


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A change with what it is about: one file, or many that were added together."""

    change: Change
    title: str
    url: str
    count: int = 1


def _tell_kind(change: Change, what: str) -> str:
    if change.kind == "added":
        claims = f", then with {count(change.claims, 'claim')} of its own" if change.claims else ""
        return f"{what} added{claims}"
    return f"{what} taken out" if change.kind == "removed" else "Text or details revised"


def tell_profile(program: Program, context: Context, log: ChangeLog) -> Iterator[tuple[Change, ChangeView]]:
    """What changed on a profile and in the claims of its institution, newest first, and how that is told."""
    wide_path = f"content/institutions/{program.institution}.yml"
    for change in log.only(program.path, wide_path).all():
        wide = change.path == wide_path
        lines = tell_edits(change, context)
        if lines:
            title = f"{upper_first(context.wording.wide)}: {_count(change)}" if wide else _count(change)
            yield change, _view(change, title, "", lines)
        elif not wide:
            yield change, _view(change, _tell_kind(change, "Profile"), "", ())


def _count(change: Change) -> str:
    return f"{count(len(change.edits), 'answer')} changed"


def _view(change: Change, title: str, url: str, lines: tuple[str, ...]) -> ChangeView:
    return ChangeView(day=day_of(change.moment), title=title, url=url, lines=lines)


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
                events.append(
                    Event(
                        change=change, title=f"{many:,} {_kinds(context)[folder].many}", url=_LISTS[folder], count=many
                    )
                )
    return events


# What stands in a folder of content/, and the page that lists it all.
_LISTS = {
    "programs": urls.PROGRAMS,
    "institutions": urls.INSTITUTIONS,
    "comparisons": urls.COMPARE,
    "guides": urls.GUIDES,
}


def _kinds(context: Context) -> dict[str, Noun]:
    institution = context.wording.institution
    return {
        "programs": Noun(one="Profile", many="programs"),
        "institutions": Noun(one=upper_first(institution.one), many=institution.many),
        "comparisons": Noun(one="Comparison", many="comparisons"),
        "guides": Noun(one="Guide", many="guides"),
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
    kind = _kinds(context)[_folder(event.change)].one
    return _view(event.change, event.title, event.url, lines or (_tell_kind(event.change, kind),))


def plan_changes(events: Sequence[Event], context: Context, log: ChangeLog) -> Iterable[Page]:
    """The pages of all changes, newest first."""
    for number, total, part in cut(tuple(events), PER_PAGE):
        key = digest("changes", number, total, part, log.note, context.edition)
        make = partial(_make_changes, number, total, part, log.note)
        yield html_page(url=urls.page(urls.CHANGES, number), key=key, plan=make)


def _make_changes(
    number: int, total: int, events: Sequence[Event], note: str, *, context: Context
) -> tuple[Head, ChangesView]:
    head = head_of(
        context,
        url=urls.page(urls.CHANGES, number),
        title=numbered("What changed in the directory", number),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """Something that changed, for readers."""

    day: str
    title: str
    url: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesView:
    """What changed in the whole directory, newest first."""

    heading: str
    lead: str
    items: tuple[ChangeView, ...]
    note: str
    feed_url: str
    pager: Pager | None
