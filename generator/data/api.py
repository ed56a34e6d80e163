"""Open data: every answer with its source and age as JSON, one type a field, described by `schema.py`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.answers.citing import LICENSE, cite
from generator.answers.context import Context
from generator.answers.counting import add_counts
from generator.answers.evidence import cell_of, tell_mark
from generator.answers.grouping import answers_for_all
from generator.answers.leading import Answered, Judged
from generator.answers.names import place_of, title_of
from generator.answers.opening import open_at_words
from generator.answers.summaries import Summaries
from generator.answers.views import Age
from generator.data.browser import to_json
from generator.model import urls
from generator.model.claims import Claim, Institution, Program
from generator.model.identifiers import single
from generator.model.questions import Question, Section
from generator.model.sightings import Sighting

VERSION = "1"
SEEN = ("first_seen", "last_seen", "gone_since", "kept_from", "kept_to", "kept_without")
_UNSEEN: dict[str, object] = dict.fromkeys(SEEN, "")


def index_json(summaries: Summaries, context: Context) -> bytes:
    """Where everything is, under which licence, and how to cite it."""
    site = context.editorial.site
    api = f"{site.base_url}{urls.API}"
    files = (
        ("programs", "programs.json", "program_list", "Every program with how much is known of it and how old that is"),
        ("program", "programs/{slug}.json", "program", "One program: each answer with its claims, sources and ages"),
        ("questions", "questions.json", "question_list", "The questions, their kinds of answer and their options"),
        ("institutions", "institutions.json", "institution_list", "Institutions with the claims that hold for all their programs"),
    )  # fmt: skip
    return to_json(
        {
            "title": site.title,
            "description": site.description,
            "version": VERSION,
            "updated": str(context.today),
            "season": site.season,
            "license": LICENSE,
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
                {"name": name, "url": api + path, "schema": f"#/$defs/{schema}" if schema else "", "what": what}
                for name, path, schema, what in files
            ],
        }
    )


def list_json(summaries: Summaries, context: Context) -> Iterator[bytes]:
    """Every program, with its counts; the answers themselves stand in the file of each."""
    base = context.editorial.site.base_url
    keys = [identifier.key for identifier in single(context.editorial.identifiers)]
    rows = (
        {
            "slug": s.slug,
            "title": s.title,
            "url": f"{base}{urls.program(s.slug)}",
            "api": f"{base}{urls.program_json(s.slug)}",
            "institution": s.institution,
            "specialty": s.specialty,
            "city": s.city,
            "state": s.state,
            **dict(zip(keys, s.codes, strict=True)),
            "aliases": list(s.aliases),
            "counts": {
                "claims": s.counts.claims,
                "answered": s.counts.answered,
                "not_stated": s.counts.silent,
                "recent": s.counts.recent,
                "undated": s.counts.undated,
                "checked": s.counts.checked,
                "old": s.counts.old,
                "disagreements": s.counts.disagreements,
            },
        }
        for s in summaries
    )
    return _list_in_pieces("programs", rows, context)


def program_json(program: Program, answers: Mapping[str, Answered], context: Context) -> bytes:
    """One program with all claims, sources and ages; every field always has the same type."""
    house = context.editorial.institutions.get(program.institution)
    specialty = context.editorial.specialties[program.specialty]
    base = context.editorial.site.base_url
    return to_json(
        {
            "slug": program.slug,
            "url": f"{base}{urls.program(program.slug)}",
            "path": program.path,
            "title": title_of(program, context),
            "name": program.name,
            "institution": {"slug": program.institution, "name": house.name if house else ""},
            "specialty": {"id": specialty.id, "label": specialty.label},
            "city": program.city,
            "state": program.state,
            "region": context.editorial.states[program.state].region,
            "place": place_of(program.city, program.state, context),
            **_codes_json(program, context),
            "website": program.website,
            "aliases": list(program.aliases),
            "closed": str(program.closed.date) if program.closed else "",
            "into": program.closed.into if program.closed else "",
            "answers": [_answered_json(item, context) for item in answers.values()],
            "gaps": [id for id in context.editorial.questions if id not in answers],
            "updated": str(context.today),
        }
    )


def _codes_json(program: Program, context: Context) -> dict[str, object]:
    known = dict(program.codes)
    found = ((each, list(known.get(each.key, ()))) for each in context.editorial.identifiers)
    return {each.key: codes if each.many else "".join(codes) for each, codes in found}


def _answered_json(item: Answered, context: Context) -> dict[str, object]:
    cell = cell_of(item, context)
    return {
        "question": item.question.id,
        "label": item.question.label,
        "section": item.question.section,
        "shown": cell.shown,
        "stated": item.lead.answer.stated,
        "tone": cell.tone,
        "strength": cell.strength,
        "standing": item.standing.state,
        "settled": item.settled,
        "mark": cell.mark,
        "warning": cell.warning,
        "rule_change": item.standing.change,
        "disagree": item.disagree,
        "claims": [_claim_json(judged) for judged in item.judged],
    }


def _claim_json(judged: Judged) -> dict[str, object]:
    claim, standing, age, seen = judged
    answer = claim.answer
    found: dict[str, object] = {
        "answer": answer.text,
        "shown": answer.shown,
        "stated": answer.stated,
        "tone": answer.tone,
        "options": list(answer.options),
        "series": [{"year": year, "number": number} for year, number in answer.series],
        "strength": claim.strength,
        "note": claim.note,
        "standing": standing.state,
        "mark": tell_mark(standing, age),
        "scope": "institution" if claim.institution_wide else "program",
        "line": claim.line,
        "as_of": str(claim.as_of or ""),
        "checked": str(claim.last_checked or ""),
        "age": _age_json(age),
        "words": claim.words,
        "opens": open_at_words(claim, seen),
        "seen": _seen_json(seen),
        "source": _source_json(claim),
    }
    numbers = {"low": answer.low, "high": answer.high, "of": claim.of}
    return found | {name: number for name, number in numbers.items() if number is not None}


def _age_json(age: Age) -> dict[str, object]:
    return {"state": age.state, "short": age.short, "words": age.words}


def _seen_json(seen: Sighting | None) -> dict[str, object]:
    """When a machine saw the words, on the live page and in kept copies of it; never a check by a person."""
    return {name: str(getattr(seen, name) or "") for name in SEEN} if seen else _UNSEEN


def _source_json(claim: Claim) -> dict[str, object]:
    source = claim.source
    return {
        "key": source.key,
        "kind": source.kind,
        "title": source.title,
        "url": source.url,
        "dated": str(source.dated or "undated"),
        "estimated": str(source.estimated or ""),
        "basis": source.basis,
        "checked": str(source.checked or ""),
        "archived": source.archived,
    }


def questions_json(context: Context) -> bytes:
    """The questions in reading order, section by section."""
    sections = [_section_json(section, context) for section in context.editorial.sections]
    return to_json({"updated": str(context.today), "sections": sections})


def _section_json(section: Section, context: Context) -> dict[str, object]:
    return {
        "id": section.id,
        "label": section.label,
        "lead": section.lead,
        "official": section.official,
        "questions": [_question_json(question, context) for question in section.questions],
    }


def _question_json(question: Question, context: Context) -> dict[str, object]:
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


def institutions_json(context: Context) -> Iterator[bytes]:
    """The institutions, each with the claims that hold for all its programs."""
    houses = (_institution_json(house, context) for house in context.editorial.institutions.values())
    return _list_in_pieces("institutions", houses, context)


def _list_in_pieces(name: str, rows: Iterable[object], context: Context) -> Iterator[bytes]:
    """A list row by row: as one value, 100,000 rows would take more memory than the build."""
    yield b'{"updated":%b,%b:[' % (to_json(str(context.today)), to_json(name))
    for number, row in enumerate(rows):
        yield b"," * (number > 0) + to_json(row)
    yield b"]}"


def _institution_json(house: Institution, context: Context) -> dict[str, object]:
    answers = answers_for_all(house, context).values()
    return {
        "slug": house.slug,
        "url": f"{context.editorial.site.base_url}{urls.institution(house.slug)}",
        "path": house.path,
        "name": house.name,
        "known_as": list(house.known_as),
        "city": house.city,
        "state": house.state,
        "website": house.website,
        "aliases": list(house.aliases),
        "answers": [_answered_json(item, context) for item in answers],
    }
