"""The open data about itself: its index, and the questions with their options."""

from __future__ import annotations

from generator.answers.citing import FILES, LICENSE, cite
from generator.answers.context import Context
from generator.answers.counting import add_counts
from generator.answers.summaries import Summaries
from generator.data.answer_records import InstitutionListRecord, ProgramListRecord, ProgramRecord
from generator.data.browser import to_json
from generator.data.catalog_records import IndexRecord, QuestionListRecord, QuestionRecord, SectionRecord
from generator.data.record_fields import name_of
from generator.model import urls
from generator.model.questions import Question, Section

VERSION = "1"
RECORDS: dict[str, type] = {  # what each file of the open data is
    "programs": ProgramListRecord,
    "program": ProgramRecord,
    "questions": QuestionListRecord,
    "institutions": InstitutionListRecord,
}


def index_json(summaries: Summaries, context: Context) -> bytes:
    """Where everything is, under which licence, and how to cite it."""
    site = context.editorial.site
    api = f"{site.base_url}{urls.API}"
    index: IndexRecord = {
        "title": site.title,
        "description": site.description,
        "version": VERSION,
        "updated": str(context.today),
        "season": site.season,
        "license": {"name": LICENSE["name"], "url": LICENSE["url"]},
        "cite": cite(context),
        "caution": "Each answer is what a source said, with its age. Confirm with the program before you rely on it.",
        "method": f"{site.base_url}{urls.METHOD}",
        "about": f"{site.base_url}{urls.DATA}",
        "schema": f"{api}schema.json",
        "csv": f"{site.base_url}{urls.CSV}",
        "feed": f"{site.base_url}{urls.FEED}",
        "programs": len(summaries),
        "claims": add_counts(summaries.column("counts")).claims,
        "files": [
            {"name": name, "url": api + path, "schema": f"#/$defs/{name_of(RECORDS[name])}", "what": what}
            for name, (path, what) in FILES.items()
        ],
    }
    return to_json(index)


def questions_json(context: Context) -> bytes:
    """The questions in reading order, section by section."""
    sections = [_section_json(section, context) for section in context.editorial.sections]
    questions: QuestionListRecord = {"updated": str(context.today), "sections": sections}
    return to_json(questions)


def _section_json(section: Section, context: Context) -> SectionRecord:
    return {
        "id": section.id,
        "label": section.label,
        "lead": section.lead,
        "official": section.official,
        "questions": [_question_json(question, context) for question in section.questions],
    }


def _question_json(question: Question, context: Context) -> QuestionRecord:
    return {
        "id": question.id,
        "url": f"{context.editorial.site.base_url}{urls.question(question.id)}",
        "label": question.label,
        "question": question.text,
        "kind": question.kind,
        "unit": question.unit,
        "strength": question.strength,
        "options": [{"id": o.id, "label": o.label, "tone": o.tone, "means": o.means} for o in question.options],
        "old_after_months": question.old_after,
        "column": question.column or 0,
        "facet": question.facet,
        "personal": question.personal,
        "why": question.why,
        "ask": [{"audience": audience, "words": words} for audience, words in question.ask],
        "strong": list(question.strong),
        "weak": list(question.weak),
        "aliases": list(question.aliases),
    }
