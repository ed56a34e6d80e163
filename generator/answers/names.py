"""The names and links of the things that have a page, the same everywhere."""

from __future__ import annotations

import re

from generator.answers.context import Context
from generator.answers.views import Link
from generator.model import urls
from generator.model.claims import Program
from generator.model.site import FacetPage
from generator.model.wording import count

_ABBREVIATION = re.compile(r"\S+[A-Z0-9]")  # a first word that holds a further capital, or a number
_DETAIL = re.compile(r"\(([^)]+)\)\s*\Z")


def title_of(program: Program, context: Context) -> str:
    """The name under which readers know a program: institution, specialty, and what tells it from its sisters."""
    institution = context.editorial.institutions.get(program.institution)
    specialty = context.editorial.specialties.get(program.specialty)
    title = f"{institution.name if institution else program.name}: {specialty.label if specialty else ''}"
    detail = detail_of(program)
    title = f"{title} ({detail})" if detail else title
    return f"{title}, closed" if program.closed else title


def detail_of(program: Program) -> str:
    """The part in brackets at the end of a program's own name, such as a place."""
    match = _DETAIL.search(program.name)
    return match[1] if match else ""


def specialty_link(id: str, context: Context) -> Link:
    """A specialty by its label."""
    specialty = context.editorial.specialties.get(id)
    return Link(label=specialty.label if specialty else id, url=urls.specialty(id))


def state_link(code: str, context: Context) -> Link:
    """A state by its name."""
    state = context.editorial.states.get(code)
    return Link(label=state.label if state else code, url=urls.state(code))


def region_id(label: str) -> str:
    """A region as the address of the list of programs names it."""
    return label.lower().replace(" ", "-")


def institution_link(slug: str, context: Context) -> Link:
    """An institution by its name."""
    institution = context.editorial.institutions.get(slug)
    return Link(label=institution.name if institution else slug, url=urls.institution(slug))


def facet_page_link(page: FacetPage) -> Link:
    """The page of a facet's answer."""
    return Link(label=page.label, url=urls.facet_page(page.group, page.slug))


def filings_links(group: str, context: Context) -> tuple[Link, ...]:
    """The page of the public record, where it stands in this group of pages."""
    record = context.editorial.record
    if record is None or record.rules.page.group != group or not record.years:
        return ()
    page = record.rules.page
    return (Link(label=page.label, url=urls.filings(page.group, page.slug), note=page.lead),)


def lower_first(text: str) -> str:
    """A label as it stands in the middle of a sentence: "Take them" becomes "take them", but "UN offices" stays.

    templates/scripts/program-columns.js does the same.
    """
    return text if _ABBREVIATION.match(text) else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """A word as it stands at the beginning of a sentence or alone: "states" becomes "States"."""
    return text[:1].upper() + text[1:]


def tell_programs(number: int) -> str:
    """A number of programs in words."""
    return count(number, "program")


def place_of(city: str, code: str, context: Context) -> str:
    """A city and its state, as one would write them."""
    state = context.editorial.states.get(code)
    return f"{city}, {state.label if state else code}"
