"""What a field of the open data may hold, besides its plain type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated

from generator.answers.context import Context
from generator.answers.views import STANDINGS
from generator.model.kinds import TONES


@dataclass(frozen=True, slots=True)
class OneOf:
    """A text that is one of some words, which the content may set."""

    words: Callable[[Context], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Matches:
    """A text of a shape."""

    pattern: str


DATE = r"\d{4}(-\d{4}|-\d{2}(-\d{2})?)?"

Link = Annotated[str, Matches("^https?://")]
MaybeLink = Annotated[str, Matches("^(https?://.*)?$")]
Day = Annotated[str, Matches(r"^\d{4}-\d{2}-\d{2}$")]
MaybeDate = Annotated[str, Matches(f"^({DATE})?$")]  # a year, years, a month or a day; "" where it is not known
QuestionId = Annotated[str, OneOf(lambda context: context.editorial.questions)]
SectionId = Annotated[str, OneOf(lambda context: context.sections)]
SpecialtyId = Annotated[str, OneOf(lambda context: context.editorial.specialties)]
StateCode = Annotated[str, OneOf(lambda context: context.editorial.states)]
Tone = Annotated[str, OneOf(lambda context: TONES)]
StandingId = Annotated[str, OneOf(lambda context: STANDINGS)]


def name_of(record: type) -> str:
    """What the schema calls a record: ListedProgramRecord is its `listed_program`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", record.__name__.removesuffix("Record")).lower()
