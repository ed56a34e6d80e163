"""Check institutions and programs: the files that hold claims."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from generator.check.bodies import check_body
from generator.check.claims import check_claims
from generator.check.fields import Fields
from generator.check.findings import Findings
from generator.check.identifiers import check_codes
from generator.check.listed_names import Known, check_city, check_institution_name, check_specialty, check_state
from generator.check.question_list import QuestionList
from generator.check.references import Targets, check_name
from generator.check.site import check_slug
from generator.check.sources import check_sources
from generator.check.texts import is_slug
from generator.model.claims import Closing, Institution, Owner, Program, Source, SourceKind, Subject
from generator.model.identifiers import Identifier
from generator.model.problem import Problem
from generator.model.spellings import Spellings
from generator.read.documents import Document

PROGRAM_KEYS = (
    "name",
    "institution",
    "specialty",
    "city",
    "state",
    "website",
    "known_as",
    "aliases",
    "closed",
    "sources",
)
INSTITUTION_KEYS = ("name", "known_as", "aliases", "city", "state", "website", "owner", "employers", "sources")
CLOSED_KEYS, OWNER_KEYS = ("date", "source", "into"), ("kind", "source")
OWNERS = ("public", "nonprofit", "profit", "federal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """What a profile may name: everything that one program's check needs of the rest of the content."""

    listed: QuestionList
    known: Known
    source_kinds: Mapping[str, SourceKind]
    source_kind_ids: Collection[str]
    identifiers: tuple[Identifier, ...]
    targets: Targets
    spellings: Spellings
    today: date


def check_subject(document: Document, lists: Lists) -> tuple[Subject, list[Problem]]:
    """A profile or an institution, by the folder that it stands in, and what is wrong in it."""
    look = check_program if document.path.startswith("content/programs/") else check_institution
    return look(document, lists)


def check_institution(document: Document, lists: Lists) -> tuple[Institution, list[Problem]]:
    """One file of content/institutions, and what is wrong in it."""
    notes = Findings.of(document, lists.today, lists.spellings)
    fields = Fields(document.front, notes, "", _keys(INSTITUTION_KEYS, lists), lists.listed.homes)
    fields.require("name", "city", "state")
    sources = check_sources(fields, lists.source_kinds, lists.source_kind_ids)
    owner = _check_owner(fields, sources)
    institution = Institution(
        slug=check_slug(document, notes),
        path=document.path,
        name=fields.text("name", longest=100),
        known_as=fields.texts("known_as"),
        city=check_city(fields, lists.known),
        state=check_state(fields, lists.known),
        website=fields.link("website"),
        owner=owner,
        employers=fields.texts("employers"),
        sources=tuple(sources.values()),
        claims=check_claims(fields, sources, lists.listed, wide=True, used=owner.source.key if owner else ""),
        aliases=fields.slugs("aliases"),
    )
    return institution, notes.problems


def check_program(document: Document, lists: Lists) -> tuple[Program, list[Problem]]:
    """One profile, and what is wrong in it."""
    notes = Findings.of(document, lists.today, lists.spellings)
    fields = Fields(
        document.front,
        notes,
        "",
        _keys((*PROGRAM_KEYS, *(each.key for each in lists.identifiers)), lists),
        lists.listed.homes,
    )
    fields.require("name", "institution", "specialty", "city", "state")
    sources = check_sources(fields, lists.source_kinds, lists.source_kind_ids)
    slug = check_slug(document, notes)
    closed = _check_closed(fields, slug, sources, lists)
    told = {
        "specialty": check_specialty(fields, lists.known),
        "state": check_state(fields, lists.known),
    }
    program = Program(
        slug=slug,
        path=document.path,
        name=fields.text("name", longest=110),
        institution=check_institution_name(fields, lists.known),
        city=check_city(fields, lists.known),
        **told,
        codes=check_codes(fields, lists.identifiers, told),
        website=fields.link("website"),
        known_as=fields.texts("known_as"),
        aliases=fields.slugs("aliases"),
        sources=tuple(sources.values()),
        claims=check_claims(fields, sources, lists.listed, wide=False, used=closed.source.key if closed else ""),
        closed=closed,
        body=document.body,
        digest=document.digest,
    )
    _check_folder(document, program, lists, notes)
    check_body(document, lists.targets, notes)
    return program, notes.problems


def _check_closed(fields: Fields, slug: str, sources: Mapping[str, Source], lists: Lists) -> Closing | None:
    """Since when a program takes nobody any more, by a source of its own list, and what it became part of."""
    if "closed" not in fields:
        return None
    group = fields.group("closed", CLOSED_KEYS)
    group.require("date", "source")
    day, source = group.date("date"), _find_source(group, sources)
    into = check_name(group, "into", lists.targets.ids["program"], "a program")
    if into == slug:
        must, mend = "must be another program", "name the one that it became part of, or delete it."
        group.notes.add("merged-in-a-circle", group.value("into"), group.at("into"), must, found=into, mend=mend)
    return Closing(date=day, source=source, into=into) if day and source else None


def _check_owner(fields: Fields, sources: Mapping[str, Source]) -> Owner | None:
    """Who owns an institution, by a source of its own list."""
    if "owner" not in fields:
        return None
    group = fields.group("owner", OWNER_KEYS)
    group.require(*OWNER_KEYS)
    kind, source = group.one_of("kind", OWNERS), _find_source(group, sources)
    return Owner(kind=kind, source=source) if kind and source else None


def _find_source(group: Fields, sources: Mapping[str, Source]) -> Source | None:
    """The source that a group names; one that is not in the file's list is noted."""
    key, node, at = group.text("source", free=False), group.value("source"), group.at("source")
    if key and key not in sources:
        must = "must be a key of the sources list of this file"
        group.notes.add("unknown-source", node, at, must, found=key, known=tuple(sources))
    return sources.get(key)


def _keys(own: tuple[str, ...], lists: Lists) -> tuple[str, ...]:
    return (*own, *lists.listed.section_ids, *lists.listed.unread_ids)


def _check_folder(document: Document, program: Program, lists: Lists, notes: Findings) -> None:
    """A file stands in the folder of its state; a state that is no state has been noted already."""
    folder = str(PurePosixPath(document.path).parent)
    right = f"content/programs/{program.state.lower()}"
    if program.state in lists.known.states and folder != right and is_slug(program.state.lower()):
        mend = f"move the file to {right}/, or mend `state`."
        notes.add_at("wrong-folder", 1, 1, "file", f"must stand in {right}/", found=f"{folder}/", mend=mend)
