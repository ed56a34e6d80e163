"""Plan the pages of one answer: one list, or where it would be long, a list a state.

A list of 6,000 programs in numbered pages helps nobody, and one changed answer would move all rows after it.
A list a state can be linked to for good.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import compress

from generator.answers.context import Context
from generator.answers.counting import ASK, Spread, tell_parts
from generator.answers.evidence import view_rule_change
from generator.answers.names import facet_page_link, filings_links, lower_first, state_link, tell_programs
from generator.answers.summaries import Summaries
from generator.answers.views import Link, RuleChangeView
from generator.model import urls
from generator.model.questions import PARTS
from generator.model.site import FacetPage
from generator.model.wording import fill
from generator.pages.heads import head_of
from generator.pages.indexes import IndexView
from generator.pages.listings import Listing
from generator.pages.page import Planned

LONG = 5  # pages; a list of more is cut by state


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The programs of one answer, those whose answer can be leaned on first."""

    page: FacetPage
    programs: Summaries
    settled: int  # how many stand first
    parts: str  # all parts of the answer, which sum to all programs


def choose_programs(summaries: Summaries, spreads: Mapping[str, Spread], context: Context) -> tuple[Chosen, ...]:
    """The programs of each answer that has a page."""
    return tuple(
        _choose(page, summaries, spreads[page.question], context) for page in context.editorial.site.facet_pages
    )


def _choose(page: FacetPage, summaries: Summaries, spread: Spread, context: Context) -> Chosen:
    values = {value for value in spread.combined if page.holds(value)}
    later = {value for value in values if value[0] == ASK}
    first, last = (
        list(compress(summaries, map(wanted.__contains__, spread.column))) for wanted in (values - later, later)
    )
    parts = tell_parts(context.editorial.questions[page.question], spread.parts)
    return Chosen(page=page, programs=Summaries([*first, *last]), settled=len(first), parts=parts)


def list_facet_pages(chosen: Iterable[Chosen], context: Context) -> Iterator[Listing]:
    """The lists of each answer."""
    for each in chosen:
        if _is_long(each, context):
            yield from (_list(part, context, code) for code, part in _by_state(each))
        else:
            yield _list(each, context)


def _by_state(chosen: Chosen) -> Iterator[tuple[str, Chosen]]:
    settled = Counter(chosen.programs.column("state")[: chosen.settled])
    for code, programs in chosen.programs.group("state").items():
        yield code, replace(chosen, programs=programs, settled=settled[code])


def plan_facet_pages(chosen: Iterable[Chosen], context: Context) -> Iterator[Planned]:
    """The way to the lists of each answer that is cut by state."""
    yield from (_plan_states(each, context) for each in chosen if _is_long(each, context))


def _is_long(chosen: Chosen, context: Context) -> bool:
    return len(chosen.programs) > LONG * context.editorial.site.per_page


def _list(chosen: Chosen, context: Context, code: str = "") -> Listing:
    page = chosen.page
    where = f" in {state_link(code, context).label}" if code else ""
    count = tell_programs(len(chosen.programs))
    siblings = [other for other in context.editorial.site.facet_pages if other.group == page.group]
    state = f"&state={code.lower()}" if code else ""
    query = "&".join(f"{page.question}={option}" for option in page.options) + state
    nouns = context.wording
    more = f"{nouns.specialty.one} and more" if code else f"{nouns.specialty.one}, {nouns.state.one} and more"
    return Listing(
        url=urls.facet_state(page.group, page.slug, code) if code else urls.facet_page(page.group, page.slug),
        heading=f"Programs that {lower_first(page.label)}{where}",
        title=fill(context.wording.facet_title, do=f"{lower_first(page.label)}{where}"),
        lead=page.lead,
        note=_note(chosen),
        parts="" if code else _tell_all(chosen, context),
        changes=tuple(_rule_changes(page, context, code)),
        description=f"{page.lead} {count}{where}, each with source and age.",
        programs=chosen.programs,
        crumb=facet_page_link(page) if code else Link(label=page.group.capitalize(), url=f"{page.group}/"),
        others=(*(facet_page_link(other) for other in siblings), *filings_links(page.group, context)),
        others_label=page.group.capitalize(),
        searches=(Link(label=f"Narrow this list by {more}", url=f"{urls.PROGRAMS}?{query}"),),
    )


def _tell_all(chosen: Chosen, context: Context) -> str:
    """Every part of the answer, by what each program's leading claim says."""
    label = context.editorial.questions[chosen.page.question].label
    return f"{label}, by the answer shown first: {chosen.parts}. Unknown is not no."


def _note(chosen: Chosen) -> str:
    """How many of the answers can be leaned on; a part of disputes or of silence has none to lean on."""
    if not PARTS.keys().isdisjoint(chosen.page.options):
        return ""
    rest = len(chosen.programs) - chosen.settled
    first = f"{chosen.settled:,} of these answers {'is' if chosen.settled == 1 else 'are'} current, and stand first."
    return (
        f"{first} The other {rest:,} are old, undated or older than a rule that touches them: ask again."
        if rest
        else first
    )


def _rule_changes(page: FacetPage, context: Context, code: str) -> Iterator[RuleChangeView]:
    """The rule changes in force that touch the answers of a page, in one state or in all."""
    for change in context.rule_changes_in_order:
        options = change.touches.get(page.question)
        touched = options is not None and (not options or page.holds(options))
        if touched and change.holds(context.today) and (not code or not change.states or code in change.states):
            yield view_rule_change(change, context)


def _plan_states(chosen: Chosen, context: Context) -> Planned:
    """A long list's first page: how many programs in which state."""
    page = chosen.page
    title, state = f"Programs that {lower_first(page.label)}", context.wording.state.one
    counts = Counter(chosen.programs.column("state"))
    regions: dict[str, list[Link]] = {}
    for label, code in sorted((state_link(code, context).label, code) for code in counts):
        url, count = urls.facet_state(page.group, page.slug, code), counts[code]
        link = Link(label=label, url=url, note=tell_programs(count))
        regions.setdefault(context.editorial.states[code].region, []).append(link)
    head = head_of(
        context,
        url=urls.facet_page(page.group, page.slug),
        title=fill(context.wording.facet_title, do=lower_first(page.label)),
        description=f"{page.lead} {tell_programs(len(chosen.programs))}, {state} by {state}, each with source and age.",
        kind="index",
        crumbs=(Link(label=page.group.capitalize(), url=f"{page.group}/"), Link(label=page.label, url="")),
    )
    lead = (
        f"{page.lead} {tell_programs(len(chosen.programs))}, {state} by {state}. "
        f"{_tell_all(chosen, context)} {_note(chosen)}".strip()
    )
    siblings = (facet_page_link(other) for other in context.editorial.site.facet_pages if other.group == page.group)
    others = tuple(link for link in siblings if link.url != head.url)
    groups = (*((region, tuple(links)) for region, links in sorted(regions.items())), (page.group.capitalize(), others))
    return head, IndexView(heading=title, lead=lead, groups=groups if others else groups[:-1])
