"""The listings there are: all programs, and those of a state, a specialty or an institution; cut into pages when long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.answers.context import Context
from generator.answers.names import lower_first, place_of, specialty_link, state_link, tell_programs, upper_first
from generator.answers.summaries import Summaries
from generator.answers.views import Link, RuleChangeView
from generator.model import urls
from generator.model.wording import fill
from generator.pages.pager import cut
from generator.pages.parts import Facet
from generator.pages.previews import institution_title
from generator.pages.searches import Searches

ENOUGH_TO_SEARCH = 5


class Listing(NamedTuple):
    """Which programs a listing holds, before it is cut into pages. A build makes all of them anew, some thousands."""

    url: str
    heading: str
    title: str
    lead: str
    description: str
    programs: Summaries
    crumb: Link
    columns: tuple[int, ...] = ()  # which of the key questions stand in the table
    note: str = ""
    parts: str = ""  # all parts of the answer that the list is about, which sum to all programs
    changes: tuple[RuleChangeView, ...] = ()  # what may stop it
    institution: str = ""
    filters: bool = False
    others: tuple[Link, ...] = ()
    others_label: str = ""
    searches: tuple[Link, ...] = ()
    closed: tuple[Link, ...] = ()  # programs that are counted apart


class ListingPage(NamedTuple):
    """One page of a listing: all that is needed to plan it, and no more."""

    listing: Listing  # with the programs of this page alone
    number: int
    pages: int
    total: int
    facets: tuple[Facet, ...] = ()

    @property
    def url(self) -> str:
        """The address of this page."""
        return urls.page(self.listing.url, self.number)


def list_listings(summaries: Summaries, closed: Summaries, searches: Searches, context: Context) -> Iterator[Listing]:
    """Every listing but those of facet pages, the full one first."""
    gone = tuple(Link(label=summary.title, url=urls.program(summary.slug)) for summary in closed)
    yield _all_programs(summaries, context)._replace(closed=gone)
    yield from _states(summaries, searches, context)
    yield from _specialties(summaries, searches, context)
    yield from _institutions(summaries, context)


def cut_pages(listing: Listing, per_page: int, facets: tuple[Facet, ...]) -> Iterator[ListingPage]:
    """The pages of a listing; an empty listing has one, which says so."""
    total = len(listing.programs)
    for number, pages, chosen in cut(listing.programs, per_page):
        part = listing._replace(programs=chosen, filters=listing.filters and number == 1)
        first = facets if number == 1 else ()
        yield ListingPage(listing=part, number=number, pages=pages, total=total, facets=first)


def _all_programs(summaries: Summaries, context: Context) -> Listing:
    return Listing(
        url=urls.PROGRAMS,
        heading="Programs",
        title=context.wording.programs_title,
        lead="Choose what matters to you. A program whose answer nobody has collected is never counted as a no.",
        description=context.wording.programs_description,
        programs=summaries,
        crumb=Link(label="Programs", url=""),
        filters=True,
    )


def _states(summaries: Summaries, searches: Searches, context: Context) -> Iterator[Listing]:
    groups, wording = summaries.group("state"), context.wording
    links = tuple(state_link(code, context) for code in sorted(groups, key=lambda c: state_link(c, context).label))
    for code, programs in groups.items():
        label = state_link(code, context).label
        yield Listing(
            url=urls.state(code),
            heading=f"Programs in {label}",
            title=fill(wording.state_title, place=label),
            lead=fill(wording.listing_lead, **_told(programs, label)),
            description=fill(wording.listing_description, **_told(programs, label)),
            programs=programs,
            crumb=Link(label=upper_first(wording.state.many), url=urls.STATES),
            others=links,
            others_label=f"Other {wording.state.many}",
            searches=_offered(searches, programs, f"state={code.lower()}"),
        )


def _told(programs: Summaries, place: str) -> dict[str, str]:
    """What the texts about a list hold."""
    return {"programs": tell_programs(len(programs)), "place": place}


def _offered(searches: Searches, programs: Summaries, within: str) -> tuple[Link, ...]:
    """The searches that many readers want, within one state or specialty; a short list needs none."""
    return searches.offer(programs, within) if len(programs) >= ENOUGH_TO_SEARCH else ()


def _specialties(summaries: Summaries, searches: Searches, context: Context) -> Iterator[Listing]:
    groups, wording = summaries.group("specialty"), context.wording
    links = tuple(specialty_link(id, context) for id in context.editorial.specialties if id in groups)
    for id, programs in groups.items():
        label = specialty_link(id, context).label
        yield Listing(
            url=urls.specialty(id),
            heading=label,
            title=fill(wording.specialty_title, specialty=label),
            lead=fill(wording.listing_lead, **_told(programs, lower_first(label))),
            description=fill(wording.listing_description, **_told(programs, lower_first(label))),
            programs=programs,
            crumb=Link(label=upper_first(wording.specialty.many), url=urls.SPECIALTIES),
            note=context.editorial.specialties[id].note,
            others=links,
            others_label=f"Other {wording.specialty.many}",
            searches=_offered(searches, programs, f"specialty={id}"),
        )


def _institutions(summaries: Summaries, context: Context) -> Iterator[Listing]:
    groups = summaries.group("institution")
    for slug, institution in context.editorial.institutions.items():
        programs = groups.get(slug) or summaries.take(())
        place = place_of(institution.city, institution.state, context)
        yield Listing(
            url=urls.institution(slug),
            heading=institution.name,
            title=institution_title(institution, context),
            lead=f"{tell_programs(len(programs))} listed here. {place}.",
            description=f"Policies that hold {context.wording.wide} at {institution.name}, and {tell_programs(len(programs))}, with sources.",
            programs=programs,
            crumb=Link(label=upper_first(context.wording.institution.many), url=urls.INSTITUTIONS),
            institution=slug,
        )
