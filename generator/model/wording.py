"""Wording: what readers read that is about the field, and so belongs to the content (content/wording.yml).

Everything else the generator says itself: it knows programs, institutions, specialties and states, and no field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

MARK = re.compile(r"\{([a-z_]+)\}")
_SIGN = re.compile(r"[!-/:-@\[-`{-~]")  # each means itself behind a backslash
# The pages of content/pages, and the {marks} that each may hold.
TEXT_PAGES = {"method": ("kinds", "ages"), "contribute": ("forge", "example", "reply")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """What the field calls a thing, in the middle of a sentence."""

    one: str
    many: str


def _text(*marks: str, longest: int = 400) -> str:
    """A text of the content, and the {marks} that it may hold; check and the reference follow from it."""
    found: str = field(metadata={"marks": marks, "longest": longest})
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The nouns of the field, and each text that speaks of it. Every field is a key of content/wording.yml."""

    institution: Noun
    specialty: Noun
    state: Noun
    region: Noun
    wide: str = _text(longest=40)  # said of what holds for all programs of an institution
    degrees: tuple[str, ...]  # letters behind a name, by which check finds a named person
    state_shape: str = _text()  # what a state's key looks like
    storage: str = _text(longest=40)  # begins the names under which browsers keep what is the reader's own
    caution: str = _text()  # at the foot of each page
    search_label: str = _text()
    search_hint: str = _text(longest=60)

    home_title: str = _text("site")
    home_lead: str = _text()
    home_doors: str = _text()
    home_start: str = _text()
    home_start_text: str = _text()
    home_print: str = _text(longest=80)  # the link to the checklist: print it, and for what

    programs_title: str = _text()
    programs_description: str = _text()
    listing_lead: str = _text("programs", "place")
    listing_description: str = _text("programs", "place")
    state_title: str = _text("place")
    specialty_title: str = _text("specialty")
    institution_titles: tuple[str, ...]  # what may follow an institution's name, the longest first
    profile_endings: tuple[str, ...]  # what may follow a program's name in the title of its profile, the longest first
    facet_title: str = _text("do")
    index_lead: str = _text()
    index_description: str = _text("title")

    compare_title: str = _text()
    checklist_title: str = _text()
    checklist_description: str = _text("count")
    checklist_lead: str = _text()
    meeting_mode: str = _text(longest=40)  # one question a screen, where one meets those who answer
    question_title: str = _text("question")
    asks_description: str = _text()
    guides_title: str = _text()
    guides_description: str = _text()
    glossary_title: str = _text()
    glossary_description: str = _text()
    term_title: str = _text("term")
    rank_title: str = _text()
    rank_description: str = _text()
    rank_lead: str = _text()
    rank_empty: str = _text()  # where nothing stands in the order yet
    picture_program: str = _text()  # above a program's name on its preview picture

    program_type: str = _text()  # what schema.org is told that a program is
    provider_type: str = _text()  # the type of an institution at schema.org

    program_name: str = _text("specialty")  # of a program whose own name nobody wrote
    listed: str = _text()  # what may be listed here
    example_slug: str = _text()
    example_institution: str = _text()
    first_wanted: str = _text()  # what a report of a new program should tell first
    tracks: tuple[str, ...]  # words that lists add to a specialty for a part of the same program
    headings: Mapping[str, tuple[str, ...]]  # other headings under which lists have a column


def name_program(wording: Wording, specialty: str) -> str:
    """The name of a program whose own name nobody wrote, as a title."""
    return fill(wording.program_name, specialty=specialty.title())


def fill(text: str, **values: object) -> str:
    """A text of the content with its {marks} filled in; any other brace stays as it is."""
    return MARK.sub(lambda mark: str(values.get(mark[1], mark[0])), text)


def as_it_stands(text: str) -> str:
    """A plain text as Markdown that shows it sign by sign, whatever it holds."""
    return _SIGN.sub(r"\\\g<0>", text)


def count(number: int, noun: str) -> str:
    """A number and its noun: 1 file, 2 files."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
