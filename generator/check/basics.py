"""Basics: the settings, the words of the field, the places and the people to ask, on which all other checks rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from generator.check.content_reader import ContentReader
from generator.check.lists import check_people, check_specialties, check_spellings, check_states
from generator.check.questions import check_audiences
from generator.check.section_files import check_sections
from generator.check.site import check_site
from generator.check.wording import check_wording
from generator.model.people import People
from generator.model.questions import Audience, Section
from generator.model.site import Site
from generator.model.specialties import Specialty
from generator.model.states import State
from generator.model.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Basics:
    """What stands in the files that come first."""

    site: Site
    wording: Wording
    specialties: Mapping[str, Specialty]
    states: Mapping[str, State]
    audiences: tuple[Audience, ...]
    sections: tuple[Section, ...]


def read_basics(reader: ContentReader, base_url: str) -> Basics | None:
    """None without readable settings and wording; `base_url` replaces that of the settings."""
    spellings = reader.one("spellings", check_spellings)
    reader.spellings = spellings or reader.spellings
    site = reader.one("site", check_site)
    specialties: dict[str, Specialty] | None = reader.one("specialties", check_specialties)
    states: dict[str, State] | None = reader.one("states", check_states)
    audiences: tuple[Audience, ...] | None = reader.one("audiences", check_audiences)
    wording = reader.one("wording", check_wording)
    if site is None or wording is None:
        return None
    people = reader.one("people", partial(check_people, degrees=wording.degrees)) or People(wording.degrees)
    reader.spellings = reader.spellings.with_people(people)
    if base_url:
        site = replace(site, base_url=base_url if base_url.endswith("/") else f"{base_url}/")
    return Basics(
        site=site,
        wording=wording,
        specialties=specialties or {},
        states=states or {},
        audiences=audiences or (),
        sections=check_sections(reader, site, audiences),
    )
