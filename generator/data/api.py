"""Open data: programs and institutions as JSON, every answer with its source and age, as `answer_records.py` says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.answers.context import Context
from generator.answers.evidence import cell_of, tell_mark
from generator.answers.grouping import answers_for_all
from generator.answers.leading import Answered, Judged
from generator.answers.names import place_of, title_of
from generator.answers.opening import open_at_words
from generator.answers.summaries import Summaries
from generator.answers.summary import Summary
from generator.answers.views import Age
from generator.data.answer_records import (
    AgeRecord,
    AnsweredRecord,
    ClaimRecord,
    InstitutionRecord,
    ListedProgramRecord,
    ProgramRecord,
    SeenRecord,
    SourceRecord,
)
from generator.data.browser import to_json
from generator.model import urls
from generator.model.claims import Claim, Institution, Program
from generator.model.identifiers import single
from generator.model.sightings import Sighting


def list_json(summaries: Summaries, context: Context) -> Iterator[bytes]:
    """Every program, with its counts; the answers themselves stand in the file of each."""
    base = context.editorial.site.base_url
    keys = [identifier.key for identifier in single(context.editorial.identifiers)]
    rows = ({**_listed_json(s, base), **dict(zip(keys, s.codes, strict=True))} for s in summaries)
    return _list_in_pieces("programs", rows, context)


def _listed_json(summary: Summary, base: str) -> ListedProgramRecord:
    counts = summary.counts
    return {
        "slug": summary.slug,
        "title": summary.title,
        "url": f"{base}{urls.program(summary.slug)}",
        "api": f"{base}{urls.program_json(summary.slug)}",
        "institution": summary.institution,
        "specialty": summary.specialty,
        "city": summary.city,
        "state": summary.state,
        "aliases": list(summary.aliases),
        "counts": {
            "claims": counts.claims,
            "answered": counts.answered,
            "not_stated": counts.silent,
            "recent": counts.recent,
            "undated": counts.undated,
            "checked": counts.checked,
            "old": counts.old,
            "disagreements": counts.disagreements,
        },
    }


def program_json(program: Program, answers: Mapping[str, Answered], context: Context) -> bytes:
    """One program with all claims, sources and ages; every field always has the same type."""
    return to_json({**_program_json(program, answers, context), **_codes_json(program, context)})


def _program_json(program: Program, answers: Mapping[str, Answered], context: Context) -> ProgramRecord:
    institution = context.editorial.institutions.get(program.institution)
    specialty = context.editorial.specialties[program.specialty]
    base = context.editorial.site.base_url
    return {
        "slug": program.slug,
        "url": f"{base}{urls.program(program.slug)}",
        "path": program.path,
        "title": title_of(program, context),
        "name": program.name,
        "institution": {"slug": program.institution, "name": institution.name if institution else ""},
        "specialty": {"id": specialty.id, "label": specialty.label},
        "city": program.city,
        "state": program.state,
        "region": context.editorial.states[program.state].region,
        "place": place_of(program.city, program.state, context),
        "website": program.website,
        "aliases": list(program.aliases),
        "closed": str(program.closed.date) if program.closed else "",
        "into": program.closed.into if program.closed else "",
        "answers": [_answered_json(item, context) for item in answers.values()],
        "gaps": [id for id in context.editorial.questions if id not in answers],
        "updated": str(context.today),
    }


def _codes_json(program: Program, context: Context) -> dict[str, str | list[str]]:
    known = dict(program.codes)
    found = ((each, list(known.get(each.key, ()))) for each in context.editorial.identifiers)
    return {each.key: codes if each.many else "".join(codes) for each, codes in found}


def _answered_json(item: Answered, context: Context) -> AnsweredRecord:
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


def _claim_json(judged: Judged) -> ClaimRecord:
    claim, standing, age, seen = judged
    answer = claim.answer
    found: ClaimRecord = {
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
        "seen": _seen_json(seen) if seen else _UNSEEN,
        "source": _source_json(claim),
    }
    if answer.low is not None:
        found["low"] = answer.low
    if answer.high is not None:
        found["high"] = answer.high
    if claim.of is not None:
        found["of"] = claim.of
    return found


def _age_json(age: Age) -> AgeRecord:
    return {"state": age.state, "short": age.short, "words": age.words}


def _seen_json(seen: Sighting) -> SeenRecord:
    return {
        "first_seen": str(seen.first_seen or ""),
        "last_seen": str(seen.last_seen or ""),
        "gone_since": str(seen.gone_since or ""),
        "kept_from": str(seen.kept_from or ""),
        "kept_to": str(seen.kept_to or ""),
        "kept_without": str(seen.kept_without or ""),
    }


_UNSEEN = _seen_json(Sighting(words=""))


def _source_json(claim: Claim) -> SourceRecord:
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


def institutions_json(context: Context) -> Iterator[bytes]:
    """The institutions, each with the claims that hold for all its programs."""
    rows = (_institution_json(institution, context) for institution in context.editorial.institutions.values())
    return _list_in_pieces("institutions", rows, context)


def _list_in_pieces(name: str, rows: Iterable[object], context: Context) -> Iterator[bytes]:
    """A list row by row: as one value, 100,000 rows would take more memory than the build."""
    yield b'{"updated":%b,%b:[' % (to_json(str(context.today)), to_json(name))
    for number, row in enumerate(rows):
        yield b"," * (number > 0) + to_json(row)
    yield b"]}"


def _institution_json(institution: Institution, context: Context) -> InstitutionRecord:
    answers = answers_for_all(institution, context).values()
    return {
        "slug": institution.slug,
        "url": f"{context.editorial.site.base_url}{urls.institution(institution.slug)}",
        "path": institution.path,
        "name": institution.name,
        "known_as": list(institution.known_as),
        "city": institution.city,
        "state": institution.state,
        "website": institution.website,
        "aliases": list(institution.aliases),
        "answers": [_answered_json(item, context) for item in answers],
    }
