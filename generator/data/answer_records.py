"""The records of programs and institutions in the open data: each field once, with its type and what it means.

`api.py` fills them, and mypy holds it to them; `schema.py` makes the JSON Schema of them.
Beside their own fields, a program and a program in the list have one for each identifier of the content.
"""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from generator.data.record_fields import (
    DATE,
    Day,
    Link,
    Matches,
    MaybeDate,
    MaybeLink,
    OneOf,
    QuestionId,
    SectionId,
    SpecialtyId,
    StandingId,
    StateCode,
    Tone,
)
from generator.model.kinds import STRENGTHS


class SourceRecord(TypedDict):
    """A page or a report that somebody read."""

    key: Annotated[str, "its key in the file that names it"]
    kind: Annotated[str, OneOf(lambda context: context.source_labels), "whose page it is"]
    title: Annotated[str, "what the page calls itself"]
    url: Annotated[MaybeLink, "its address; empty for what somebody said"]
    dated: Annotated[str, Matches(f"^(undated|{DATE})$"), "the date that the page shows"]
    estimated: Annotated[MaybeDate, "the year that clues suggest, where it shows none"]
    basis: Annotated[str, "how the date is known, or what clue tells the age"]
    checked: Annotated[MaybeDate, "when a person last opened it and found its claims there"]
    archived: Annotated[MaybeLink, "a copy that an archive keeps"]


class AgeRecord(TypedDict):
    """How old a claim is."""

    state: Annotated[str, OneOf(lambda context: ("fresh", "old", "undated")), "as its question judges it"]
    short: Annotated[str, "in a word or two"]
    words: Annotated[str, "as part of a sentence"]


class SeenRecord(TypedDict):
    """When a machine saw a claim's words, on the live page and in kept copies of it; never a check by a person."""

    first_seen: Annotated[MaybeDate, "the first look that found them"]
    last_seen: Annotated[MaybeDate, "the last look that found them"]
    gone_since: Annotated[MaybeDate, "the first of two looks that no longer found them"]
    kept_from: Annotated[MaybeDate, "the first kept copy that holds them"]
    kept_to: Annotated[MaybeDate, "the last one"]
    kept_without: Annotated[MaybeDate, "the newest older copy that lacks them"]


class PointRecord(TypedDict):
    """A number of one year."""

    year: Annotated[int, "the year"]
    number: Annotated[float, "its number"]


class ClaimRecord(TypedDict):
    """What one source says on a question."""

    answer: Annotated[str, "as it stands in the file"]
    shown: Annotated[str, "as readers see it"]
    stated: Annotated[bool, "false where somebody looked and the source does not say"]
    tone: Annotated[Tone, "whether it speaks for or against the reader"]
    options: Annotated[list[str], "the options of the question that it names"]
    series: Annotated[list[PointRecord], "its numbers by year"]
    strength: Annotated[str, OneOf(lambda context: ("", *STRENGTHS)), "whether it is required or preferred"]
    note: Annotated[str, "what a reader must know beside it"]
    standing: Annotated[StandingId, "how far one may lean on it today"]
    mark: Annotated[str, "its age and standing in a few words"]
    scope: Annotated[str, OneOf(lambda context: ("program", "institution")), "for whom it holds"]
    line: Annotated[int, "where it stands in its file"]
    as_of: Annotated[MaybeDate, "what time it is about"]
    checked: Annotated[MaybeDate, "when a person last found it on the live page, or the program confirmed it"]
    age: Annotated[AgeRecord, "how old it is"]
    words: Annotated[str, "the words of the page that carry it"]
    opens: Annotated[str, "the address of the page, at those words"]
    seen: Annotated[SeenRecord, "when a machine saw those words"]
    source: Annotated[SourceRecord, "who says so"]
    low: NotRequired[Annotated[float, "the number, or the lower end of a range"]]
    high: NotRequired[Annotated[float, "the number, or the upper end of a range"]]
    of: NotRequired[Annotated[int, "of how many people a share is"]]


class AnsweredRecord(TypedDict):
    """A question that has a claim."""

    question: Annotated[QuestionId, "its id"]
    label: Annotated[str, "its name"]
    section: Annotated[SectionId, "the section that it stands in"]
    shown: Annotated[str, "the answer as readers see it; both sides where sources disagree"]
    stated: Annotated[bool, "false where somebody looked and the source does not say"]
    tone: Annotated[Tone, "whether it speaks for or against the reader"]
    strength: Annotated[str, "required, preferred or empty"]
    standing: Annotated[StandingId, "how far one may lean on it today"]
    settled: Annotated[bool, "whether one can use it as it is; any other is a question to ask"]
    mark: Annotated[str, "its age and standing in a few words"]
    warning: Annotated[str, "what came after it, and what follows"]
    rule_change: Annotated[str, "the id of the rule change that overtook it"]
    disagree: Annotated[bool, "whether sources disagree and no date settles it"]
    claims: Annotated[list[ClaimRecord], "what each source says, the leading one first"]


class NamedRecord(TypedDict):
    """An institution by its name."""

    slug: Annotated[str, "its id"]
    name: Annotated[str, "its name"]


class LabeledRecord(TypedDict):
    """A specialty by its name."""

    id: Annotated[SpecialtyId, "its id"]
    label: Annotated[str, "its name"]


class ProgramRecord(TypedDict):
    """One program with all its answers."""

    slug: Annotated[str, "its id"]
    url: Annotated[Link, "its page"]
    path: Annotated[str, "its file in the repository"]
    title: Annotated[str, "institution and specialty, as readers name it"]
    name: Annotated[str, "what it calls itself"]
    institution: Annotated[NamedRecord, "who sponsors it"]
    specialty: Annotated[LabeledRecord, "what it trains in"]
    city: Annotated[str, "where it is"]
    state: Annotated[StateCode, "where it is"]
    region: Annotated[str, "where it is"]
    place: Annotated[str, "city and state in words"]
    website: Annotated[str, "its own page"]
    aliases: Annotated[list[str], "ids that it had before"]
    closed: Annotated[str, "since when it takes nobody any more"]
    into: Annotated[str, "the id of the program that it became part of"]
    answers: Annotated[list[AnsweredRecord], "the questions that have a claim, in reading order"]
    gaps: Annotated[list[QuestionId], "the questions that nobody has collected an answer to"]
    updated: Annotated[Day, "the day that ages count from"]


class CountsRecord(TypedDict):
    """How much is known of a program, and how old that is."""

    claims: Annotated[int, "how many claims there are"]
    answered: Annotated[int, "questions with an answer"]
    not_stated: Annotated[int, "questions to which the source says nothing"]
    recent: Annotated[int, "claims dated in the last two years"]
    undated: Annotated[int, "claims without a date"]
    checked: Annotated[int, "claims that a person has checked on the live page"]
    old: Annotated[int, "leading claims past the age that their question sets"]
    disagreements: Annotated[int, "questions on which sources disagree"]


class ListedProgramRecord(TypedDict):
    """A program in the list of all; its answers stand in its own file."""

    slug: Annotated[str, "its id"]
    title: Annotated[str, "institution and specialty, as readers name it"]
    url: Annotated[Link, "its page"]
    api: Annotated[Link, "its own file"]
    institution: Annotated[str, "the id of its institution"]
    specialty: Annotated[SpecialtyId, "what it trains in"]
    city: Annotated[str, "where it is"]
    state: Annotated[StateCode, "where it is"]
    aliases: Annotated[list[str], "ids that it had before"]
    counts: Annotated[CountsRecord, "how much is known of it"]


class ProgramListRecord(TypedDict):
    """Every program with how much is known of it and how old that is."""

    updated: Annotated[Day, "the day that ages count from"]
    programs: Annotated[list[ListedProgramRecord], "those that take somebody"]


class InstitutionRecord(TypedDict):
    """An institution with the answers that hold for all its programs."""

    slug: Annotated[str, "its id"]
    url: Annotated[Link, "its page"]
    path: Annotated[str, "its file in the repository"]
    name: Annotated[str, "its name"]
    known_as: Annotated[list[str], "other names that people use"]
    city: Annotated[str, "where it is"]
    state: Annotated[StateCode, "where it is"]
    website: Annotated[str, "its own page"]
    aliases: Annotated[list[str], "ids that it had before"]
    answers: Annotated[list[AnsweredRecord], "the questions that have a claim, in reading order"]


class InstitutionListRecord(TypedDict):
    """Institutions with the claims that hold for all their programs."""

    updated: Annotated[Day, "the day that ages count from"]
    institutions: Annotated[list[InstitutionRecord], "all of them"]
