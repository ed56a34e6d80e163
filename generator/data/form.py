"""What the form that changes a program needs in the browser: the questions and the rules, as the check has them."""

from __future__ import annotations

import re
from collections.abc import Collection

from generator.answers.context import Context
from generator.check.claims import CLAIM_KEYS
from generator.check.sources import SOURCE_KEYS
from generator.data.browser import to_json
from generator.model import addresses, dates, hidden, reading
from generator.model.identifiers import single
from generator.model.kinds import KINDS, STRENGTHS
from generator.model.limits import FEWEST_WORDS, LONGEST_WORDS, MOST_WORDS
from generator.model.people import titled
from generator.model.questions import Question

LONGEST_ADDRESS = 6000  # bytes of a prefilled address; forges refuse much longer ones
# What a text may be at most: check refuses longer ones once they are sent.
LIMITS = {
    "text": reading.LONGEST_TEXT,
    "list": 2 * reading.LONGEST_TEXT,
    "note": 200,
    "title": 200,
    "longestWords": LONGEST_WORDS,
}


def form_json(context: Context) -> bytes:
    """The questions by section, and every rule that the browser can hold an answer to."""
    editorial = context.editorial
    forge, nouns = editorial.site.forge, editorial.wording
    return to_json(
        {
            "sections": [
                {
                    "id": section.id,
                    "label": section.label,
                    "official": section.official,
                    "questions": [_question(question) for question in section.questions],
                }
                for section in editorial.sections
            ],
            "sourceKinds": list(context.source_labels.items()),
            "hearsay": [kind.id for kind in editorial.source_kinds.values() if kind.hearsay],
            "spoken": [kind.id for kind in editorial.source_kinds.values() if kind.spoken],
            "strengths": STRENGTHS,
            "notStated": reading.NOT_STATED,
            "shapes": {name: kind.shape for name, kind in KINDS.items()},
            "claimKeys": CLAIM_KEYS,
            "sourceKeys": SOURCE_KEYS,
            "limits": {**LIMITS, "words": (FEWEST_WORDS, MOST_WORDS)},
            "patterns": _patterns(editorial.wording.degrees),
            "forge": {"name": forge.name, "issue": forge.issue, "longest": LONGEST_ADDRESS},
            "email": editorial.site.email,
            "season": editorial.site.season,
            "specialties": [[specialty.id, specialty.label] for specialty in editorial.specialties.values()],
            "nouns": {"institution": nouns.institution.one, "specialty": nouns.specialty.one, "state": nouns.state.one},
            "identifiers": [[each.key, each.label, each.shape, each.pattern] for each in single(editorial.identifiers)],
            "states": [[state.code, state.label] for state in editorial.states.values()],
            "institutions": [[institution.slug, institution.name] for institution in editorial.institutions.values()],
        }
    )


def _question(question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "label": question.label,
        "text": question.text,
        "kind": question.kind,
        "unit": question.unit,
        "strength": question.strength,
        "personal": question.personal,
        "options": [[option.id, option.label] for option in question.options],
    }


def _patterns(degrees: Collection[str]) -> dict[str, str]:
    """What a text must match, as the check has it; a `person` or anything `hidden` must stand nowhere in it."""
    return {
        "amount": to_javascript(reading.AMOUNT),
        "year": to_javascript(reading.YEAR),
        "date": to_javascript(dates.DATE),
        "years": to_javascript(dates.YEARS),
        "link": to_javascript(addresses.ADDRESS),
        "person": to_javascript(titled(degrees), anywhere=True),
        "hidden": to_javascript(hidden.HIDDEN, anywhere=True),
    }


def to_javascript(pattern: re.Pattern[str], *, anywhere: bool = False) -> str:
    """A pattern that matches from the start of a text, or `anywhere` in it, as JavaScript writes it."""
    text = re.sub(r"\\U00([0-9a-f]{6})", r"\\u{\1}", pattern.pattern.replace("(?P<", "(?<").replace("\\Z", "$"))
    return text if anywhere else f"^(?:{text})"
