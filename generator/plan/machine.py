"""Plan what machines read: programs.json for facets, one JSON file a program, the CSV, feed and sitemap.

Numbers and names stand in columns, so that 13,000 programs stay a small download (design §7).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from generator import urls
from generator.assets import hashed_name
from generator.changes import ChangeLog
from generator.model import Claim, Program
from generator.plan.context import Context
from generator.plan.evidence import Answered, age_of, answer_questions, claims_of
from generator.plan.names import place_of, title_of
from generator.summary import FitValue, Summary

_DEFUSE = ("=", "+", "-", "@", "\t", "\r")


def to_json(value: object) -> str:
    """Compact JSON, keys in the order given."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def programs_json(summaries: Sequence[Summary], context: Context) -> str:
    """Names and places of all programs, a column each; houses and titles by number in a list of their own."""
    houses = _numbered(summary.institution for summary in summaries)
    specialties = _numbered(summary.specialty for summary in summaries)
    editorial = context.editorial
    return to_json(
        {
            "institutions": [
                editorial.institutions[slug].name if slug in editorial.institutions else slug for slug in houses
            ],
            "specialties": [
                [id, editorial.specialties[id].label, editorial.specialties[id].short] for id in specialties
            ],
            "states": {code: editorial.states[code].label for code in sorted({s.state for s in summaries})},
            "slug": [summary.slug for summary in summaries],
            "institution": [houses[summary.institution] for summary in summaries],
            "specialty": [specialties[summary.specialty] for summary in summaries],
            "detail": {str(n): summary.detail for n, summary in enumerate(summaries) if summary.detail},
            "city": [summary.city for summary in summaries],
            "state": [summary.state for summary in summaries],
            "words": {str(n): _words(s, context) for n, s in enumerate(summaries) if _words(s, context)},
            "aliases": {alias: n for n, summary in enumerate(summaries) for alias in summary.aliases},
        }
    )


def _words(summary: Summary, context: Context) -> str:
    """Other names that people type for a program, its house or its city."""
    state = context.editorial.states.get(summary.state)
    house = context.editorial.institutions.get(summary.institution)
    cities = state.cities.get(summary.city, ()) if state else ()
    return " ".join((*summary.known_as, *(house.known_as if house else ()), *cities))


def facets_json(summaries: Sequence[Summary], context: Context) -> str:
    """Each facet's values, a column a facet: the number of a combination in `sets`; 0 is "not known"."""
    facets = []
    for place, question in enumerate(context.facets):
        sets: dict[tuple[str, ...], int] = {(): 0}
        column = [sets.setdefault(summary.facets[place], len(sets)) for summary in summaries]
        labels = [
            *((o.id, o.label, o.tone) for o in question.options),
            *((b.id, b.label, "neutral") for b in question.bands),
        ]
        facets.append(
            {
                "id": question.id,
                "label": question.label,
                "options": labels,
                "sets": [list(s) for s in sets],
                "values": column,
            }
        )
    return to_json({"facets": facets})


def fit_json(summaries: Sequence[Summary], context: Context) -> str:
    """What programs publish on the questions that a reader's situation is held against."""
    fits = []
    for place, question in enumerate(context.fits):
        if question.fit is None:
            continue
        sets: dict[FitValue | None, int] = {None: 0}
        column = [sets.setdefault(summary.fits[place], len(sets)) for summary in summaries]
        fits.append(
            {
                "id": question.id,
                "label": question.label,
                "ask": question.ask[0][1] if question.ask else question.text,
                "field": question.fit.field,
                "rule": question.fit.rule,
                "allows": {key: list(words) for key, words in question.fit.allows.items()},
                "options": [[option.id, option.label] for option in question.options],
                "sets": [_fit(value) for value in sets],
                "values": column,
            }
        )
    return to_json({"fits": fits})


def _fit(value: FitValue | None) -> dict[str, object]:
    if value is None:
        return {}
    found: dict[str, object] = {}
    if value.options:
        found["options"] = list(value.options)
    if value.low is not None:
        found["low"] = value.low
    if value.high is not None:
        found["high"] = value.high
    if value.strength:
        found["strength"] = value.strength
    return found


def _numbered(keys: Iterable[str]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for key in keys:
        numbers.setdefault(key, len(numbers))
    return numbers


def program_json(program: Program, context: Context) -> str:
    """One program with all claims, sources and ages; every field always has the same type."""
    house = context.editorial.institutions.get(program.institution)
    specialty = context.editorial.specialties[program.specialty]
    answered = list(answer_questions(context, claims_of(program, house)))
    known = {item.question.id for item in answered}
    return to_json(
        {
            "slug": program.slug,
            "url": f"{context.editorial.site.base_url}{urls.program(program.slug)}",
            "path": program.path,
            "title": title_of(program, context),
            "name": program.name,
            "institution": {"slug": program.institution, "name": house.name if house else ""},
            "specialty": {"id": specialty.id, "label": specialty.label},
            "city": program.city,
            "state": program.state,
            "region": context.editorial.states[program.state].region,
            "place": place_of(program.city, program.state, context),
            "acgme": program.acgme,
            "nrmp": list(program.nrmp),
            "website": program.website,
            "aliases": list(program.aliases),
            "answers": [_answered_json(item, context) for item in answered],
            "gaps": [id for id in context.editorial.questions if id not in known],
            "updated": str(context.today),
        }
    )


def _answered_json(item: Answered, context: Context) -> dict[str, object]:
    return {
        "question": item.question.id,
        "section": item.question.section,
        "disagree": item.disagree,
        "claims": [_claim_json(claim, item, context) for claim in (item.lead, *item.others)],
    }


def _claim_json(claim: Claim, item: Answered, context: Context) -> dict[str, object]:
    answer, source = claim.answer, claim.source
    age = age_of(claim, item.question, context.today)
    found: dict[str, object] = {
        "answer": answer.text,
        "shown": answer.shown,
        "stated": answer.stated,
        "tone": answer.tone,
        "options": list(answer.options),
        "series": [{"year": year, "number": number} for year, number in answer.series],
        "strength": claim.strength,
        "note": claim.note,
        "scope": "institution" if claim.institution_wide else "program",
        "as_of": str(claim.as_of or ""),
        "age": {"state": age.state, "short": age.short, "words": age.words},
        "source": {
            "key": source.key,
            "kind": source.kind,
            "title": source.title,
            "url": source.url,
            "dated": str(source.dated or "undated"),
            "checked": str(source.checked or ""),
        },
    }
    if answer.low is not None:
        found["low"] = answer.low
    if answer.high is not None:
        found["high"] = answer.high
    if claim.of is not None:
        found["of"] = claim.of
    return found


CSV_HEAD = ("slug", "title", "institution", "specialty", "city", "state", "acgme", "url")


def programs_csv(summaries: Sequence[Summary], context: Context) -> str:
    """All programs with the key questions' answers, one row each, safe to open in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*CSV_HEAD, *(name for q in context.columns for name in (q.id, f"{q.id} age"))])
    for summary in summaries:
        cells = [text for cell in summary.cells for text in (cell.shown, cell.age.short if cell.age else "")]
        row = [
            summary.slug, summary.title, summary.institution_name, summary.specialty, summary.city, summary.state,
            summary.acgme, f"{context.editorial.site.base_url}{urls.program(summary.slug)}", *cells,
        ]  # fmt: skip
        writer.writerow([defuse(text) for text in row])
    return out.getvalue()


def defuse(text: str) -> str:
    """A text that a spreadsheet shows instead of running it as a formula."""
    return f"'{text}" if text.startswith(_DEFUSE) else text


def sitemap(addresses: Iterable[str], context: Context) -> str:
    """Every page for search engines."""
    base = context.editorial.site.base_url
    rows = "\n".join(f"<url><loc>{escape(base + url)}</loc></url>" for url in addresses)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{space}">\n{rows}\n</urlset>\n'


LONGEST_SITEMAP = 40_000  # addresses; the protocol allows 50,000


def machine_files(
    summaries: Sequence[Summary], context: Context, addresses: Sequence[str], log: ChangeLog
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Files for machines by path, and the hashed names of those that pages load."""
    data = {
        "programs": programs_json(summaries, context).encode(),
        "facets": facets_json(summaries, context).encode(),
        "fit": fit_json(summaries, context).encode(),
    }
    names = {name: hashed_name(name, "json", content) for name, content in data.items()}
    files = {names[name]: content for name, content in data.items()}
    files["programs.json"] = data["programs"]
    files[urls.CSV] = programs_csv(summaries, context).encode()
    files |= sitemaps(addresses, context)
    files["robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {context.editorial.site.base_url}sitemap.xml\n".encode()
    return files, names


def sitemaps(addresses: Sequence[str], context: Context) -> dict[str, bytes]:
    """One sitemap, or an index of several where there are too many addresses for one."""
    if len(addresses) <= LONGEST_SITEMAP:
        return {"sitemap.xml": sitemap(addresses, context).encode()}
    parts = [addresses[start : start + LONGEST_SITEMAP] for start in range(0, len(addresses), LONGEST_SITEMAP)]
    files = {f"sitemap-{number}.xml": sitemap(part, context).encode() for number, part in enumerate(parts, 1)}
    base = context.editorial.site.base_url
    rows = "\n".join(f"<sitemap><loc>{escape(base + name)}</loc></sitemap>" for name in files)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    files["sitemap.xml"] = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="{space}">\n{rows}\n</sitemapindex>\n'.encode()
    )
    return files
