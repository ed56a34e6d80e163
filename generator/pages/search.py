"""Plan the results page: one list for everything that a search can mean."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from generator.answers.context import Context
from generator.answers.names import upper_first
from generator.answers.views import Link
from generator.model import urls
from generator.pages.heads import head_of
from generator.pages.page import Planned

SCRIPTS = (  # each needs those before it; the last two may come later
    *("program-columns", "search-words", "program-texts", "search-hit", "search-results"),
    *("compare-tray", "my-list-button"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """The results page before anything is searched: its form, and where to go without JavaScript."""

    heading: str
    columns_json: str  # heads of the programs' answers
    contribute: Link  # where somebody adds what is not here
    without: tuple[Link, ...]


def plan_search(context: Context, columns: Sequence[int]) -> Planned:
    """The page that Enter in any search box leads to; `columns` are the places of the answers that programs show."""
    head = head_of(
        context,
        url=urls.SEARCH,
        title="Search: programs, questions, guides and words",
        description="Search programs, places, questions, guides and words of the directory in one list.",
        kind="search",
        crumbs=(Link(label="Search", url=""),),
        scripts=SCRIPTS,
    )
    wording = context.wording
    without = (
        Link(label="All programs", url=urls.PROGRAMS, note="with their key answers"),
        Link(label=upper_first(wording.institution.many), url=urls.INSTITUTIONS, note="by name"),
        Link(label=upper_first(wording.state.many), url=urls.STATES),
        Link(label=upper_first(wording.specialty.many), url=urls.SPECIALTIES),
        Link(label="The checklist", url=urls.CHECKLIST, note="every question"),
        Link(label="Guides", url=urls.GUIDES),
        Link(label="Glossary", url=urls.GLOSSARY, note="words and abbreviations"),
    )
    view = SearchView(
        heading="Search",
        columns_json=json.dumps([context.column_heads[place].label for place in columns], ensure_ascii=False),
        contribute=Link(label="Add a program", url=urls.FORM),
        without=without,
    )
    return head, view
