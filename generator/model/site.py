"""The site: its settings, the forge where its content is edited, and what its pages offer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Forge:
    """Where the content is edited; patterns hold {path}, {template}, {title}, {fields}, {body}."""

    name: str
    edit: str
    issue: str
    history: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetPage:
    """A facet as a static page: the programs whose answer to one question is among some options."""

    group: str  # the first part of the address
    slug: str
    label: str
    question: str
    options: tuple[str, ...]
    words: tuple[str, ...]  # what people type when they mean it
    lead: str

    def holds(self, parts: Collection[str]) -> bool:
        """Whether a program that stands in some parts of the facet stands on this page."""
        return not set(self.options).isdisjoint(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A search that many readers want, as a link: the query string of /programs/."""

    label: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerColumn:
    """A column of the spreadsheet that readers take away from their list, and whose answers stand in it."""

    label: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerDate:
    """A day that readers keep for each program."""

    id: str
    label: str
    headings: tuple[str, ...] = ()  # what other trackers call its column


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonDate:
    """A day of the season, for the calendar that readers take along."""

    id: str
    label: str
    day: date
    fact: str  # that tells where it comes from


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracker:
    """What readers keep of their programs: the columns of their spreadsheet, and how far each program has come."""

    columns: tuple[TrackerColumn, ...] = ()
    statuses: tuple[tuple[str, str], ...] = ()  # (id, label)
    status_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # what other trackers call a status
    dates: tuple[TrackerDate, ...] = ()
    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # what other trackers call a column
    season: tuple[SeasonDate, ...] = ()
    rank_statuses: tuple[str, ...] = ()  # from which on a program stands in the rank room
    rank_dates: tuple[str, ...] = ()  # the days that bring it there too


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    title: str
    tagline: str
    description: str
    base_url: str
    repository: str
    forge: Forge
    season: str
    email: str = ""  # where changes may be sent without an account at the forge
    season_begins: date  # its first day
    sections: tuple[str, ...]
    facet_pages: tuple[FacetPage, ...] = ()
    searches: tuple[Search, ...] = ()
    per_page: int = 50
    timemap: str = ""  # where an archive lists its copies of {url}

    @property
    def base_path(self) -> str:
        """The path part of the base URL, with a slash at both ends."""
        rest = self.base_url.split("://", 1)[-1]
        path = rest.partition("/")[2].strip("/")
        return f"/{path}/" if path else "/"
