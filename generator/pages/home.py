"""Plan the home page: what this is, the first question of every reader, how complete and how old the directory is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.answers.context import Context
from generator.answers.counting import Counts, add_counts
from generator.answers.summaries import Summaries
from generator.answers.views import Link
from generator.history.changes import ChangeLog
from generator.model import urls
from generator.model.questions import PARTS
from generator.model.wording import fill
from generator.pages.changes import ChangeView, Event, view_event
from generator.pages.completeness import tell_key_answers
from generator.pages.facet_pages import Chosen
from generator.pages.guides import guide_link
from generator.pages.heads import head_of
from generator.pages.parts import Choice, Facet, Head, Picture
from generator.pages.searches import Searches

NEWEST = 5  # changes that the home page tells of


def plan_home(
    summaries: Summaries,
    chosen: Sequence[Chosen],
    facets: Sequence[Facet],
    searches: Searches,
    events: Sequence[Event],
    context: Context,
    log: ChangeLog,
) -> tuple[Head, HomeView]:
    """The first page of the site."""
    site, wording = context.editorial.site, context.wording
    counts = add_counts(summaries.column("counts"))
    changes = tuple(view_event(event, context) for event in events[:NEWEST])
    by_id = {facet.id: facet for facet in facets}
    view = HomeView(
        heading=site.tagline,
        lead=wording.home_lead,
        search_label=wording.search_label,
        doors_heading=wording.home_doors,
        doors=tuple(_doors(by_id, chosen)),
        start=(wording.home_start, wording.home_start_text),
        print=Link(label=wording.home_print, url=urls.CHECKLIST),
        specialties_heading=f"By {wording.specialty.one}",
        states_heading=f"By {wording.state.one}",
        specialties=by_id["specialty"].choices,
        states=by_id["state"].choices,
        figures=tuple(_figures(len(summaries), counts)),
        honest=tell_honestly(counts),
        comparisons=tuple(_comparisons(context)),
        guides=tuple(guide_link(guide) for guide in context.editorial.guides[:6]),
        searches=searches.offer(summaries),
        asks=tuple(Link(label=a.label, url=urls.ask(a.id), note=a.when) for a in context.editorial.audiences),
        changes=changes,
        changes_note=log.note if not changes else "",
    )
    return _head(context), view


def _head(context: Context) -> Head:
    site = context.editorial.site
    foot = site.base_url.split("://")[-1].strip("/")
    return head_of(
        context,
        url=urls.HOME,
        title=fill(context.wording.home_title, site=site.title),
        description=site.description,
        kind="home",
        feed=urls.FEED,
        picture=Picture(eyebrow="", title=site.title, text=site.tagline, foot=foot),
        subject={"@type": "WebSite", "name": site.title, "url": site.base_url},
    )


def _figures(programs: int, counts: Counts) -> Iterator[Figure]:
    yield Figure(number=f"{programs:,}", label="programs")
    yield Figure(number=f"{counts.claims:,}", label="claims, each with its source")
    yield Figure(number=f"{counts.recent:,}", label="dated within the last two years")
    yield Figure(number=f"{counts.undated:,}", label="from pages that show no date")
    yield Figure(number=f"{counts.checked:,}", label="checked on the live page by a person")


def _comparisons(context: Context) -> Iterator[Link]:
    for each in context.editorial.comparisons[:6]:
        yield Link(label=each.title, url=urls.comparison(each.slug), note=each.summary)


def _doors(facets: Mapping[str, Facet], chosen: Sequence[Chosen]) -> Iterator[Facet]:
    """The facet pages of the site, grouped by their question, each with the number of programs it lists."""
    for id in dict.fromkeys(each.page.question for each in chosen):
        choices = tuple(_door(each) for each in chosen if each.page.question == id)
        yield replace(facets[id], choices=choices)


def _door(chosen: Chosen) -> Choice:
    page = chosen.page
    return Choice(
        id=page.slug,
        label=page.label,
        count=len(chosen.programs),
        settled=chosen.settled if PARTS.keys().isdisjoint(page.options) else None,
        url=urls.facet_page(page.group, page.slug),
    )


def tell_honestly(counts: Counts) -> tuple[str, ...]:
    """How complete and how old the directory is, in sentences."""
    if not counts.claims:
        return ("Nothing has been collected yet.",)
    share = round(100 * counts.undated / counts.claims)
    first = f"Of {counts.claims:,} claims, {counts.recent:,} carry a date of the last two years, and {counts.undated:,} ({share}%) come from pages that show no date."
    if counts.checked:
        second = f"{counts.checked:,} {'was' if counts.checked == 1 else 'were'} checked on the live page by a person."
    else:
        second = "None has been checked on the live page by a person yet, so confirm each rule with the program before you rely on it."
    third = f"In {counts.disagreements:,} answers the sources disagree, and both are shown."
    return first, tell_key_answers(counts), second, third


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    number: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    heading: str
    lead: str
    search_label: str
    doors_heading: str
    doors: tuple[Facet, ...]  # the facets that have pages of their own
    start: tuple[str, str]  # the first step of how to use the site: heading and text
    print: Link  # the checklist
    specialties_heading: str
    states_heading: str
    specialties: tuple[Choice, ...]
    states: tuple[Choice, ...]
    figures: tuple[Figure, ...]
    honest: tuple[str, ...]  # how complete and how old the directory is, in sentences
    comparisons: tuple[Link, ...]
    guides: tuple[Link, ...]
    searches: tuple[Link, ...]  # searches that many readers want
    asks: tuple[Link, ...]  # the questions by whom to ask
    changes: tuple[ChangeView, ...]
    changes_note: str
