"""Check the settings of the site, and that what a file is called is an id."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from generator.check.fields import Fields
from generator.check.findings import Findings
from generator.check.references import check_name, check_names
from generator.check.texts import BAD_ID, OF_WINDOWS, is_slug, slug_of
from generator.model.addresses import is_web_address, tell_base_url
from generator.model.dates import months_before
from generator.model.limits import LONGEST_ADDRESS
from generator.model.questions import DISPUTED, SILENT, Question
from generator.model.site import FacetPage, Forge, Search, Site
from generator.read.documents import Document

_REQUIRED = ("title", "tagline", "description", "base_url", "repository", "forge", "season", "sections")
SITE_KEYS = (*_REQUIRED, "season_begins", "email", "per_page", "facet_pages", "searches", "timemap")
FORGE_KEYS = ("name", "edit", "issue", "history")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_FORGE_MARK = re.compile(r"\{[a-z]+\}")


def check_slug(document: Document, notes: Findings) -> str:
    """The id of a thing that has a file of its own: the file's name."""
    slug = PurePosixPath(document.path).stem
    if OF_WINDOWS.match(slug):
        must, mend = "must not be a name that Windows keeps for itself", "give the file another name."
        notes.add_at("bad-id", 1, 1, "file name", must, found=slug, mend=mend)
    elif not is_slug(slug):
        ending = PurePosixPath(document.path).suffix
        right = slug_of(slug.removesuffix(ending))
        mend = f"rename the file to {right}{ending}." if right else "rename the file, in small letters with hyphens."
        notes.add_at("bad-id", 1, 1, "file name", BAD_ID, found=slug, mend=mend)
    return slug


def check_site(document: Document, notes: Findings) -> Site:
    """content/site.yml."""
    fields = Fields(document.front, notes, "", SITE_KEYS)
    fields.require(*_REQUIRED)
    forge = fields.group("forge", FORGE_KEYS)
    forge.require(*FORGE_KEYS)
    base_url = _check_base_url(fields)
    begins = fields.date("season_begins")
    return Site(
        title=fields.text("title", longest=60),
        tagline=fields.text("tagline"),
        description=fields.text("description", longest=150),
        base_url=base_url if base_url.endswith("/") else f"{base_url}/",
        repository=fields.link("repository").rstrip("/"),
        forge=Forge(
            name=forge.text("name", free=False),
            edit=_forge_link(forge, "edit"),
            issue=_forge_link(forge, "issue"),
            history=_forge_link(forge, "history"),
        ),
        season=fields.text("season"),
        email=_check_email(fields),
        season_begins=begins.earliest if begins else months_before(notes.today, 12),
        sections=tuple(dict.fromkeys(fields.slugs("sections"))),
        facet_pages=tuple(_check_facet_page(page) for page in fields.groups("facet_pages", FACET_PAGE_KEYS)),
        searches=tuple(
            Search(label=search.text("label"), query=search.text("query", free=False))
            for search in fields.groups("searches", ("label", "query"))
        ),
        per_page=fields.whole_number("per_page") or 50,
        timemap=_forge_link(fields, "timemap"),
    )


def _check_base_url(fields: Fields) -> str:
    """Where the site begins; held to the same as the option --base-url."""
    text = fields.text("base_url", longest=LONGEST_ADDRESS, free=False)
    must = tell_base_url(text) if text else ""
    if must:
        mend = "write the address at which readers open the site."
        fields.notes.add("bad-link", fields.value("base_url"), "base_url", must, found=text, mend=mend)
    return text


def _check_email(fields: Fields) -> str:
    """Where changes may be sent by e-mail: an office's address; "" where there is none."""
    text = fields.text("email", free=False)
    if text and not _EMAIL.fullmatch(text):
        fields.notes.add("bad-link", fields.value("email"), "email", "must be one e-mail address", found=text)
        return ""
    return text


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


def check_facet_pages(document: Document, notes: Findings, questions: Mapping[str, Question]) -> None:
    """Each page of facets is about a question that exists, and about some of its options."""
    for page in Fields(document.front, Findings(document.path, today=notes.today)).groups("facet_pages"):
        lone = Fields(page.node, notes, page.where)
        name = check_name(lone, "question", questions, "a question")
        if name:
            options = (*(option.id for option in questions[name].options), DISPUTED, SILENT)
            check_names(lone, "options", options, f"an option of {name}")


def _forge_link(fields: Fields, key: str) -> str:
    text = fields.text(key, free=False)
    if text and not is_web_address(_FORGE_MARK.sub("", text)):
        must, mend = "must be an https address", "begin it with https://"
        fields.notes.add("bad-link", fields.value(key), fields.at(key), must, found=text, mend=mend)
    return text
