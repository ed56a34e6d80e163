"""Check institutions and programs: the files that hold claims."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from generator.check.claims import QuestionList, check_claims, check_sources
from generator.check.references import Targets, check_body
from generator.fields import SLUG, Fields, Notes, Spellings
from generator.model import Institution, Program, Specialty, State
from generator.problem import Problem
from generator.read import Document

PROGRAM_KEYS = (
    *("name", "institution", "specialty", "city", "state", "acgme", "nrmp", "website"),
    *("known_as", "aliases", "sources"),
)
INSTITUTION_KEYS = ("name", "known_as", "aliases", "city", "state", "website", "sources")
_ACGME = re.compile(r"\d{10}\Z")
_NRMP = re.compile(r"\d{7}[A-Z]\d\Z")
_PLACEHOLDER = re.compile(r"(\d)\1{9}|0?123456789\d?|9876543210")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """What a profile may name: everything that one program's check needs of the rest of the content."""

    listed: QuestionList
    specialties: Mapping[str, Specialty]
    states: Mapping[str, State]
    institutions: Collection[str]
    targets: Targets
    spellings: Spellings
    today: date


def check_institution(document: Document, lists: Lists) -> tuple[Institution, list[Problem]]:
    """One file of content/institutions, and what is wrong in it."""
    notes = _notes(document, lists)
    fields = Fields(document.front, notes, "", (*INSTITUTION_KEYS, *lists.listed.section_ids))
    fields.require("name", "city", "state")
    sources = check_sources(fields)
    institution = Institution(
        slug=_check_slug(document, notes),
        path=document.path,
        name=fields.text("name", longest=100),
        known_as=fields.texts("known_as"),
        city=fields.text("city", longest=60),
        state=_check_state(fields, lists),
        website=fields.link("website"),
        sources=tuple(sources.values()),
        claims=check_claims(fields, sources, lists.listed, wide=True),
        aliases=fields.slugs("aliases"),
    )
    return institution, notes.problems


def check_program(document: Document, lists: Lists) -> tuple[Program, list[Problem]]:
    """One profile, and what is wrong in it."""
    notes = _notes(document, lists)
    fields = Fields(document.front, notes, "", (*PROGRAM_KEYS, *lists.listed.section_ids))
    fields.require("name", "institution", "specialty", "city", "state")
    sources = check_sources(fields)
    program = Program(
        slug=_check_slug(document, notes),
        path=document.path,
        name=fields.text("name", longest=110),
        institution=_check_institution_name(fields, lists),
        specialty=_check_listed(fields, "specialty", "unknown-specialty", lists.specialties),
        city=fields.text("city", longest=60),
        state=_check_state(fields, lists),
        acgme=_check_acgme(fields),
        nrmp=_check_nrmp(fields),
        website=fields.link("website"),
        known_as=fields.texts("known_as"),
        aliases=fields.slugs("aliases"),
        sources=tuple(sources.values()),
        claims=check_claims(fields, sources, lists.listed, wide=False),
        body=document.body,
        digest=document.digest,
    )
    _check_folder(document, program, notes)
    check_body(document, lists.targets, notes)
    return program, notes.problems


def _notes(document: Document, lists: Lists) -> Notes:
    return Notes(document.path, today=lists.today, offset=document.offset, spellings=lists.spellings)


def _check_slug(document: Document, notes: Notes) -> str:
    slug = PurePosixPath(document.path).stem
    if not SLUG.match(slug):
        mend = "rename the file, all in small letters with hyphens."
        notes.add("bad-id", None, "file name", "must be an id (a-z, 0-9, hyphens)", found=slug, mend=mend)
    return slug


def _check_institution_name(fields: Fields, lists: Lists) -> str:
    slug = fields.text("institution", free=False)
    if slug and slug not in lists.institutions:
        mend = f"write content/institutions/{slug}.yml first (`python -m generator new institution`)."
        must = "must be the name of a file in content/institutions"
        known = lists.institutions
        fields.notes.add(
            "missing-institution", fields.value("institution"), "institution", must, found=slug, known=known, mend=mend
        )
    return slug


def _check_listed(fields: Fields, key: str, code: str, known: Collection[str]) -> str:
    text = fields.text(key, free=False)
    if text and text not in known:
        must = "must be a key of content/specialties.yml"
        fields.notes.add(code, fields.value(key), key, must, found=text, known=known)
    return text


def _check_state(fields: Fields, lists: Lists) -> str:
    code = fields.text("state", free=False)
    if code and code not in lists.states:
        must = "must be the two capital letters of a state, such as OH"
        mend = "see content/states.yml."
        fields.notes.add("unknown-place", fields.value("state"), "state", must, found=code, mend=mend)
    return code


def _check_acgme(fields: Fields) -> str:
    code = fields.text("acgme", free=False)
    if not code:
        return ""
    if not _ACGME.match(code):
        fields.notes.add(
            "bad-number", fields.value("acgme"), "acgme", "must be the ten digits of the ACGME code", found=code
        )
    elif _PLACEHOLDER.match(code):
        fields.notes.add("placeholder", fields.value("acgme"), "acgme", "must be the real ACGME code", found=code)
    return code


def _check_nrmp(fields: Fields) -> tuple[str, ...]:
    codes = fields.texts("nrmp", free=False)
    for code in codes:
        if not _NRMP.match(code):
            must = "must be an NRMP code such as 3116140C1"
            fields.notes.add("bad-number", fields.value("nrmp"), "nrmp", must, found=code)
    return codes


def _check_folder(document: Document, program: Program, notes: Notes) -> None:
    folder = PurePosixPath(document.path).parent.name
    if program.state and folder != program.state.lower():
        must = f"must stand in content/programs/{program.state.lower()}/"
        notes.add("wrong-folder", None, "file", must, found=folder, mend="move the file there, or mend `state`.")
