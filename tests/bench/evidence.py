"""Draw made-up sources, claims and texts for the project's own questions; answers are valid by kind."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from generator.model.questions import Question, Section
from generator.model.reading import NOT_STATED
from tests.bench import words
from tests.bench.drafts import DraftClaim, DraftSource

KINDS = ("program", "institution", "database", "program", "article", "resident-report", "journal", "press")
HEARSAY = ("article", "resident-report")
SILENT = 0.08  # of all answers are "not stated"
BODY_WORDS = 260  # where a body stops growing; most end near 300
AGAIN = 0.08  # of all questions have a second claim
KEY_QUESTION = 0.75  # chance of an answer to a question that is a column or a facet


def draw_sources(random: Random, count: int, host: str, kinds: tuple[str, ...]) -> list[DraftSource]:
    """Sources of a house at `host`; the first two are official ones."""
    return [_draw_source(random, f"s{number}-{kind}", kind, host) for number, kind in enumerate(kinds[:count], 1)]


def _draw_source(random: Random, key: str, kind: str, host: str) -> DraftSource:
    place = host if kind in ("program", "institution") else f"{kind}.example"
    url = f"https://{place}/{random.choice(words.SOURCE_PATHS)}/{random.randrange(10_000)}"
    fields = [("kind", kind), ("title", random.choice(words.SOURCE_TITLES[kind])), ("url", url)]
    chance = random.random()
    if chance < 0.3:
        fields.append(("dated", "undated"))
        if chance < 0.1:
            fields.append(("estimated", str(random.randint(2012, 2023))))
    else:
        fields.append(("dated", _draw_date(random)))
    if random.random() < 0.6:
        fields.append(("basis", random.choice(words.BASES)))
    return DraftSource(key=key, fields=tuple(fields))


def _draw_date(random: Random) -> str:
    """A year, a month or a day, the last ones more often."""
    year = 2026 - min(int(random.expovariate(0.4)), 12)
    shape = random.random()
    if shape < 0.6:
        return str(year)
    month = random.randint(1, 6)
    return f"{year}-{month:02d}" if shape < 0.85 else f"{year}-{month:02d}-{random.randint(1, 28):02d}"


def draw_claims(
    random: Random, sections: tuple[Section, ...], sources: list[DraftSource], lines: int
) -> list[DraftClaim]:
    """Claims in the order of the questions that take about `lines` lines of front matter."""
    official = [source for source in sources if source.kind not in HEARSAY]
    chosen = _choose_questions(random, sections, lines)
    claims: list[DraftClaim] = []
    for section in sections:
        allowed = official if section.official else sources
        for question in section.questions:
            if question.id in chosen:
                claims += _draw_answers(random, question, allowed)
    return claims


def _choose_questions(random: Random, sections: tuple[Section, ...], lines: int) -> set[str]:
    """Key questions first, then others by chance; the sections' own lines are counted too."""
    questions = [question for section in sections for question in section.questions]
    key = [q.id for q in questions if (q.column is not None or q.facet) and random.random() < KEY_QUESTION]
    other = [q.id for q in questions if q.column is None and not q.facet and (not q.personal or random.random() < 0.1)]
    random.shuffle(other)
    room = max(1, round((lines - len(sections)) / (1 + 2 * AGAIN)))
    return set([*key, *other][:room])


def _draw_answers(random: Random, question: Question, sources: list[DraftSource]) -> list[DraftClaim]:
    first = _draw_claim(random, question, random.choice(sources))
    if random.random() >= AGAIN:
        return [first]
    others = [source for source in sources if source is not first.source]
    return [first, _draw_claim(random, question, random.choice(others))] if others else [first]


def _draw_claim(random: Random, question: Question, source: DraftSource) -> DraftClaim:
    claim = DraftClaim(section=question.section, question=question.id, answer=NOT_STATED, source=source)
    if random.random() < SILENT:
        return claim
    rest: list[tuple[str, str]] = []
    if random.random() < 0.4:
        rest.append(("as_of", str(random.randint(2016, 2025))))
    if question.kind == "share" and random.random() < 0.5:
        rest.append(("of", str(random.randint(9, 180))))
    if question.strength and random.random() < 0.6:
        rest.append(("strength", random.choice(("required", "preferred"))))
    if random.random() < 0.35:
        rest.append(("note", random.choice(words.NOTES)))
    return replace(claim, answer=_draw_answer(random, question), rest=tuple(rest))


def _draw_answer(random: Random, question: Question) -> str | tuple[str, ...] | tuple[tuple[int, int], ...]:
    options = [option.id for option in question.options]
    if question.kind == "list":
        return tuple(random.sample(options or words.ITEMS, random.randint(1, min(4, len(options) or 4))))
    if options and (question.kind == "choice" or random.random() < 0.3):
        return random.choice(options)
    match question.kind:
        case "share":
            return _draw_share(random, question, _draw_number(random, question, 100))
        case "count":
            return _draw_count(random, _draw_number(random, question, 30))
        case "money":
            return f"${_make_plausible(question, random.randint(55_000, 82_999)):,}"
        case "date":
            return _draw_date(random)
        case "series":
            first = random.randint(2017, 2022)
            years = range(first, random.randint(first + 1, 2025))
            return tuple((year, _make_plausible(question, random.randint(1, 24))) for year in years)
    return f"{random.choice(words.TEXT_STARTS)}; {random.choice(words.TEXT_ENDS)}"


def _draw_number(random: Random, question: Question, most: int) -> int:
    """A number that falls into one of the question's bands, where it has any, and is plausible with some room."""
    number, plausible = _draw_any_number(random, question, most), question.plausible
    if plausible is None:
        return number
    room = (plausible.high - plausible.low) / 4
    return round(min(max(number, plausible.low + room), plausible.high - room))


def _draw_any_number(random: Random, question: Question, most: int) -> int:
    ends = [end for band in question.bands for end in (band.low, band.high) if end is not None]
    low, high = 1 if ends or question.kind == "count" else most // 4, most
    if question.kind == "count" and ends:
        low, high = max(1, int(min(ends) * 0.9)), int(max(ends) * 1.1)
    return _make_plausible(question, random.randint(low, high))


def _make_plausible(question: Question, number: int) -> int:
    """The number itself, or the nearest one that the question holds for plausible."""
    bounds = question.plausible
    return round(max(bounds.low, min(bounds.high, number))) if bounds else number


def _draw_share(random: Random, question: Question, number: int) -> str:
    shape = random.random()
    if shape < 0.7:
        return f"{number}%"
    if shape < 0.9:
        return f"{random.choice(('about', 'over', 'under', 'up to'))} {number}%"
    return f"{_make_plausible(question, number // 2)}-{number}%"


def _draw_count(random: Random, number: int) -> str:
    return str(number) if random.random() < 0.9 else f"{random.choice(('about', 'up to', 'over'))} {number}"


def draw_body(random: Random) -> str:
    """About 300 words of Markdown with headings, a list, a link and some emphasis; one sentence a line."""
    blocks = [[_draw_sentence(random)]]
    count = len(blocks[0][0].split())
    headings = random.sample(words.HEADINGS, 3)
    while count < BODY_WORDS:
        sentences = [_draw_sentence(random) for _ in range(random.randint(2, 4))]
        count += sum(len(sentence.split()) for sentence in sentences)
        if headings and random.random() < 0.4:
            blocks.append([f"## {headings.pop()}"])
        blocks.append([f"- {sentence}" for sentence in sentences] if random.random() < 0.2 else sentences)
    blocks.append([f"More stands on [the page for applicants](https://applicants.example/{random.randrange(10_000)})."])
    return "\n\n".join("\n".join(block) for block in blocks)


def _draw_sentence(random: Random) -> str:
    subject, saying, reason = (
        random.choice(words.SUBJECTS),
        random.choice(words.SAYINGS),
        random.choice(words.REASONS),
    )
    return f"{subject} {f'**{saying}**' if random.random() < 0.08 else saying}, {reason}."
