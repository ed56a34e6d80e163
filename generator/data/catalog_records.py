"""The records of the questions and of the index in the open data: each field once, as in `answer_records.py`."""

from __future__ import annotations

from typing import Annotated, TypedDict

from generator.data.record_fields import Day, Link, OneOf, QuestionId, SectionId, Tone
from generator.model.kinds import KINDS


class OptionRecord(TypedDict):
    """A word that may answer a question."""

    id: Annotated[str, "as it stands in a file"]
    label: Annotated[str, "as readers see it"]
    tone: Annotated[Tone, "whether it speaks for or against the reader"]
    means: Annotated[str, "what it means"]


class AskRecord(TypedDict):
    """How to ask somebody."""

    audience: Annotated[str, OneOf(lambda context: context.audiences), "whom"]
    words: Annotated[str, "in which words"]


class QuestionRecord(TypedDict):
    """One thing to find out about a program."""

    id: Annotated[QuestionId, "its id, which never changes"]
    url: Annotated[Link, "its page"]
    label: Annotated[str, "its name"]
    question: Annotated[str, "the question itself"]
    kind: Annotated[str, OneOf(lambda context: KINDS), "what kind of answer it has"]
    unit: Annotated[str, "what a number counts"]
    strength: Annotated[bool, "whether an answer can be required or preferred"]
    options: Annotated[list[OptionRecord], "what may answer it"]
    old_after_months: Annotated[int, "when an answer counts as old"]
    column: Annotated[int, "its place among the key questions; 0 where it is none"]
    facet: Annotated[bool, "whether the list of programs can be narrowed by it"]
    personal: Annotated[bool, "whether only the reader can answer it"]
    why: Annotated[str, "why it matters"]
    ask: Annotated[list[AskRecord], "how to ask it, and whom"]
    strong: Annotated[list[str], "what a strong answer sounds like"]
    weak: Annotated[list[str], "what a weak answer sounds like"]
    aliases: Annotated[list[str], "ids that it had before"]


class SectionRecord(TypedDict):
    """Questions that belong together."""

    id: Annotated[SectionId, "its id"]
    label: Annotated[str, "its name"]
    lead: Annotated[str, "what it is about"]
    official: Annotated[bool, "whether hearsay alone answers nothing in it"]
    questions: Annotated[list[QuestionRecord], "in reading order"]


class QuestionListRecord(TypedDict):
    """The questions, their kinds of answer and their options."""

    updated: Annotated[Day, "the day of this build"]
    sections: Annotated[list[SectionRecord], "in reading order"]


class LicenseRecord(TypedDict):
    """Under what terms all this may be used."""

    name: Annotated[str, "its name"]
    url: Annotated[Link, "its text"]


class FileRecord(TypedDict):
    """A file, or one for each program."""

    name: Annotated[str, "what it is called here"]
    url: Annotated[Link, "its address; {slug} stands for the id of a program"]
    schema: Annotated[str, "the part of the schema that describes it"]
    what: Annotated[str, "what it holds"]


class IndexRecord(TypedDict):
    """Where everything is, under which license, and how to cite it."""

    title: Annotated[str, "the directory's name"]
    description: Annotated[str, "what it is"]
    version: Annotated[str, "of the shape of these files"]
    updated: Annotated[Day, "the day that ages count from"]
    season: Annotated[str, "the season that it speaks of"]
    license: Annotated[LicenseRecord, "under what terms all this may be used"]
    cite: Annotated[str, "how to cite it"]
    caution: Annotated[str, "what to keep in mind"]
    method: Annotated[Link, "how it is made"]
    about: Annotated[Link, "these files in words"]
    schema: Annotated[Link, "the schema of these files"]
    csv: Annotated[Link, "the key questions of all programs as a table"]
    feed: Annotated[Link, "what changed"]
    programs: Annotated[int, "how many programs there are"]
    claims: Annotated[int, "how many claims they have"]
    files: Annotated[list[FileRecord], "all files"]
