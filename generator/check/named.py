"""Named: everything that other files name by its id, and what a profile may name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.check.basics import Basics
from generator.check.content_reader import ContentReader
from generator.check.editorial import check_glossary
from generator.check.facts import check_charts, check_facts
from generator.check.identifiers import check_identifiers
from generator.check.known_names import names_of_listed
from generator.check.listed_names import Known
from generator.check.lists import check_source_kinds
from generator.check.profiles import Lists
from generator.check.question_list import list_questions
from generator.check.references import UNREAD, Targets
from generator.check.site import check_facet_pages
from generator.model import urls
from generator.model.claims import SourceKind
from generator.model.editorial import Chart, Fact, Term
from generator.model.questions import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The things with ids; a Collection beside them is UNREAD where their file could not be read."""

    questions: Mapping[str, Question]
    unread: tuple[str, ...]  # sections whose questions nobody knows
    asked: Collection[str]  # ids of questions
    terms: Mapping[str, Term]
    facts: Mapping[str, Fact]
    quotable: Collection[str]  # ids of facts
    numbers: Collection[str]  # ids of facts that have a number
    charts: Mapping[str, Chart]
    kinds: Mapping[str, SourceKind]
    places: Collection[str]  # codes of states
    specialties: Collection[str]
    targets: Targets


def read_named(reader: ContentReader, basics: Basics) -> Named:
    """Read the files whose ids others name."""
    unread = _unread_sections(reader, basics)
    questions = {question.id: question for section in basics.sections for question in section.questions}
    asked: Collection[str] = UNREAD if unread else frozenset(questions)
    if not unread:  # a second look, now that the questions are known
        reader.one("site", lambda document, notes: check_facet_pages(document, notes, questions))
    terms: dict[str, Term] = reader.one("glossary", check_glossary) or {}
    facts: dict[str, Fact] = reader.one("facts", check_facts) or {}
    numbers = reader.ids("facts", (fact.id for fact in facts.values() if fact.number is not None))
    charts: dict[str, Chart] = (
        reader.one("charts", lambda document, notes: check_charts(document, notes, numbers)) or {}
    )
    kinds: dict[str, SourceKind] = reader.one("source-kinds", check_source_kinds) or {}
    return Named(
        questions=questions,
        unread=unread,
        asked=asked,
        terms=terms,
        facts=facts,
        quotable=reader.ids("facts", facts),
        numbers=numbers,
        charts=charts,
        kinds=kinds,
        places=reader.ids("states", basics.states),
        specialties=reader.ids("specialties", basics.specialties),
        targets=_list_targets(reader, asked, terms, facts, charts),
    )


def _unread_sections(reader: ContentReader, basics: Basics) -> tuple[str, ...]:
    on_disk = (PurePosixPath(path).stem for path in reader.files.questions)
    return tuple(sorted({*on_disk, *basics.site.sections} - {section.id for section in basics.sections}))


def _list_targets(
    reader: ContentReader,
    asked: Collection[str],
    terms: Collection[str],
    facts: Collection[str],
    charts: Collection[str],
) -> Targets:
    of_files = ("program", "institution", "comparison", "guide", "checklist")
    return Targets(
        ids={
            **{kind: frozenset(reader.slugs[f"{kind}s"]) for kind in of_files},
            "question": asked,
            "term": reader.ids("glossary", terms),
            "fact": reader.ids("facts", facts),
            "chart": reader.ids("charts", charts),
            "page": urls.PAGES,
            "costs": ("",),
        }
    )


def list_for_profiles(reader: ContentReader, basics: Basics, named: Named) -> Lists:
    """What a profile may name."""
    told = {"state": named.places, "specialty": named.specialties}
    return Lists(
        listed=list_questions(basics.sections, named.unread, named.kinds.values()),
        known=Known(
            institutions=frozenset(reader.slugs["institutions"]),
            specialties=named.specialties,
            states=named.places,
            state_shape=basics.wording.state_shape,
            names=names_of_listed(basics.specialties.values(), basics.states.values()),
        ),
        source_kinds=named.kinds,
        source_kind_ids=reader.ids("source-kinds", named.kinds),
        identifiers=reader.one("identifiers", lambda document, notes: check_identifiers(document, notes, told)) or (),
        targets=named.targets,
        spellings=reader.spellings,
        today=reader.today,
    )
