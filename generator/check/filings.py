"""Check the public record of filings, and the rules by which it is read and shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

from generator.check.fields import Fields
from generator.check.findings import Findings
from generator.check.references import check_name, check_names
from generator.check.wording import check_marks
from generator.model.dates import PartialDate, parse_date
from generator.model.filings import (
    COLUMNS,
    TEXTS,
    Filing,
    FilingFacet,
    FilingPage,
    FilingRules,
    FilingYear,
    NamedSpecialty,
    TableRules,
    TitleRules,
)
from generator.model.questions import Question
from generator.read.documents import Document

TABLE_KEYS = ("year_begins", "columns", "class", "case", "status", "occupations", "titles", "specialties")
RULE_KEYS = ("question", "against", "lately", "page", "facet", "noun", "source", *TEXTS, *TABLE_KEYS)
_PAGE_REQUIRED = ("group", "slug", "label", "title", "lead", "description", "notes")
PAGE_KEYS = (*_PAGE_REQUIRED, "known_as")
YEAR_KEYS = ("since", "until", "certified", "files", "note", "filings")
FILING_KEYS = ("employer", "state", "cases", "positions", "new", "either", "specialties", "titles", "first", "last")
_UNKNOWN = PartialDate(year=1900)


def check_filing_rules(
    document: Document,
    notes: Findings,
    questions: Mapping[str, Question],
    asked: Collection[str],
    specialties: Collection[str],
) -> FilingRules:
    """content/filings.yml; `asked` and `specialties` are the ids that may be named, any where their file is broken."""
    fields = Fields(document.front, notes, "", RULE_KEYS)
    fields.require(*RULE_KEYS)
    question = questions.get(check_name(fields, "question", asked, "a question"))
    options = tuple(option.id for option in question.options) if question else ()
    source = fields.group("source", ("title", "url"))
    facet = fields.group("facet", ("id", "label", "option", "says", "others"))
    facet.require("id", "label", "option", "says", "others")
    noun = fields.texts("noun", longest=60)
    if len(noun) != 2:
        notes.add("wrong-shape", fields.value("noun"), "noun", "must be two texts: for one, and for more")
    return FilingRules(
        question=question.id if question else "",
        against=check_names(fields, "against", options, "an option of the question") if question else (),
        lately=fields.whole_number("lately") or 0,
        page=_check_page(fields.group("page", PAGE_KEYS)),
        facet=FilingFacet(
            id=facet.slug("id"),
            label=facet.text("label"),
            option=facet.slug("option"),
            says=facet.text("says"),
            others=facet.text("others"),
        ),
        noun=(noun[0], noun[-1]) if noun else ("", ""),
        texts={key: _check_sentence(fields, key) for key in TEXTS},
        source_title=source.text("title"),
        source_url=source.link("url"),
        table=_check_table(fields, specialties),
    )


def _check_page(fields: Fields) -> FilingPage:
    fields.require(*_PAGE_REQUIRED)
    return FilingPage(
        group=fields.slug("group"),
        slug=fields.slug("slug"),
        label=fields.text("label", longest=40),
        title=fields.text("title", longest=60),
        lead=fields.text("lead"),
        description=fields.text("description", longest=160),
        notes=fields.texts("notes", longest=400),
        known_as=fields.texts("known_as", free=False),
    )


def _check_sentence(fields: Fields, key: str) -> str:
    text = fields.text(key)
    check_marks(fields, key, text, TEXTS[key])
    return text


def _check_table(fields: Fields, specialties: Collection[str]) -> TableRules:
    columns = fields.group("columns", COLUMNS)
    columns.require(*COLUMNS[:3])
    occupations = fields.group("occupations", ("begin", "never"))
    titles = fields.group("titles", ("mean", "either", "never"))
    titles.require("mean")
    month = fields.whole_number("year_begins")
    if month is not None and not 1 <= month <= 12:
        fields.notes.add("bad-number", fields.value("year_begins"), "year_begins", "must be a month, 1 to 12")
    return TableRules(
        year_begins=month or 1,
        columns=columns.texts_by_key(),
        kind=fields.text("class", free=False),
        case=fields.text("case", free=False),
        status=fields.text("status", free=False),
        occupations=occupations.texts("begin", free=False),
        other_occupations=occupations.texts("never", free=False),
        titles=TitleRules(**{key: titles.texts(key, free=False) for key in ("mean", "either", "never")}),
        specialties=tuple(
            NamedSpecialty(
                label=each.text("label"),
                specialty=check_name(each, "specialty", specialties, "a specialty"),
                words=each.texts("words", free=False),
            )
            for each in fields.groups("specialties", ("label", "specialty", "words"))
        ),
    )


def check_filing_year(document: Document, notes: Findings) -> FilingYear:
    """One file of content/filings, named after its fiscal year; the machine writes it."""
    fields = Fields(document.front, notes, "", YEAR_KEYS)
    fields.require(*(key for key in YEAR_KEYS if key != "note"))
    stem = PurePosixPath(document.path).stem
    if not (len(stem) == 4 and stem.isdigit()):
        notes.add_at("bad-id", 1, 1, "file name", "must be a fiscal year, such as 2025.yml", found=stem)
    return FilingYear(
        year=int(stem) if stem.isdigit() else 0,
        path=document.path,
        since=fields.date("since") or _UNKNOWN,
        until=fields.date("until") or _UNKNOWN,
        certified=fields.flag("certified"),
        files=fields.texts("files", free=False),
        note=fields.text("note"),
        filings=tuple(_check_filing(each) for each in fields.groups("filings", FILING_KEYS)),
    )


def _check_filing(fields: Fields) -> Filing:
    fields.require("employer", "state", "cases")
    specialties = fields.group("specialties")
    return Filing(
        employer=fields.text("employer", free=False),
        state=fields.text("state", free=False),
        cases=fields.whole_number("cases") or 0,
        positions=fields.whole_number("positions"),
        new=fields.whole_number("new"),
        either=fields.whole_number("either") or 0,
        specialties=tuple((label, specialties.whole_number(label) or 0) for label in specialties),
        titles=fields.texts("titles", free=False),
        first=_read_start(fields, "first"),
        last=_read_start(fields, "last"),
    )


def _read_start(fields: Fields, key: str) -> PartialDate | None:
    """A day on which work was to begin, which may lie ahead."""
    text = fields.text(key, free=False)
    return parse_date(text) if text else None
