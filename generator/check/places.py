"""Check the site's settings and the lists of places and specialties."""

from __future__ import annotations

import re
from datetime import date

import yaml

from generator.fields import Fields, Notes, Spellings
from generator.model import FacetPage, Forge, Search, Site, Specialty, State
from generator.read import Document

SITE_KEYS = (
    *("title", "tagline", "description", "base_url", "repository", "branch", "forge", "season", "sections"),
    *("per_page", "facet_pages", "searches"),
)
FORGE_KEYS = ("name", "edit", "new", "issue", "history")
_FORGE_LINK = re.compile(r"https://[^\s]+\Z")


def check_spellings(document: Document, today: date) -> Spellings:
    """content/spellings.yml: what search would miss, and the right spelling."""
    node = document.front
    if not isinstance(node, yaml.MappingNode):
        return Spellings({})
    return Spellings({str(key.value): str(value.value) for key, value in node.value})


def check_site(document: Document, notes: Notes) -> Site:
    """content/site.yml."""
    fields = Fields(document.front, notes, "", SITE_KEYS)
    fields.require(*(key for key in SITE_KEYS if key not in ("per_page", "facet_pages", "searches")))
    forge = fields.group("forge", FORGE_KEYS)
    forge.require(*FORGE_KEYS)
    base_url = fields.link("base_url")
    return Site(
        title=fields.text("title", longest=60),
        tagline=fields.text("tagline"),
        description=fields.text("description", longest=150),
        base_url=base_url if base_url.endswith("/") else f"{base_url}/",
        repository=fields.link("repository").rstrip("/"),
        branch=fields.text("branch", free=False),
        forge=Forge(
            name=forge.text("name", free=False),
            edit=_forge_link(forge, "edit"),
            new=_forge_link(forge, "new"),
            issue=_forge_link(forge, "issue"),
            history=_forge_link(forge, "history"),
        ),
        season=fields.text("season"),
        sections=fields.slugs("sections"),
        facet_pages=tuple(_check_facet_page(page) for page in fields.groups("facet_pages", FACET_PAGE_KEYS)),
        searches=tuple(
            Search(label=search.text("label"), query=search.text("query", free=False))
            for search in fields.groups("searches", ("label", "query"))
        ),
        per_page=fields.whole("per_page") or 50,
    )


FACET_PAGE_KEYS = ("group", "slug", "label", "question", "options", "words", "lead")


def _check_facet_page(fields: Fields) -> FacetPage:
    fields.require(*FACET_PAGE_KEYS)
    return FacetPage(
        group=fields.slug("group"),
        slug=fields.slug("slug"),
        label=fields.text("label"),
        question=fields.slug("question"),
        options=fields.slugs("options"),
        words=fields.texts("words", free=False),
        lead=fields.text("lead"),
    )


def _forge_link(fields: Fields, key: str) -> str:
    text = fields.text(key, free=False)
    if text and not _FORGE_LINK.match(text):
        fields.notes.add("bad-link", fields.value(key), fields.at(key), "must be an https address", found=text)
    return text


def check_specialties(document: Document, notes: Notes) -> dict[str, Specialty]:
    """content/specialties.yml."""
    fields = Fields(document.front, notes)
    found = {}
    for id in fields:
        group = fields.group(id, ("label", "short", "known_as", "note", "aliases"))
        group.require("label", "short")
        found[id] = Specialty(
            id=id,
            label=group.text("label"),
            short=group.text("short"),
            known_as=group.texts("known_as"),
            note=group.text("note"),
            aliases=group.slugs("aliases"),
        )
    return found


def check_states(document: Document, notes: Notes) -> dict[str, State]:
    """content/states.yml."""
    fields = Fields(document.front, notes)
    found = {}
    for code in fields:
        group = fields.group(code, ("label", "region", "cities"))
        group.require("label", "region")
        cities = group.group("cities")
        found[code] = State(
            code=code,
            label=group.text("label"),
            region=group.text("region"),
            cities={city: cities.texts(city) for city in cities},
        )
    return found
