"""The kinds of answer: how each is read from its text, and how it is shown.

Kinds are Python and few; questions are content and many. `KINDS` is the one list of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from generator.model.claims import Answer, Claim
from generator.model.dates import parse_date, suggest_date
from generator.model.problem import nearest
from generator.model.questions import Band, Question

TONES = ("good", "mixed", "bad", "neutral")
STRENGTHS = ("required", "preferred")
NOT_STATED = "not stated"

PROGRAM, REPLY = "program", "program-reply"  # kinds of source that the rules themselves know

_NUMBER = r"\d{1,3}(?:,\d{3}){1,3}(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?"
AMOUNT = re.compile(
    rf"(?P<word>about |over |under |up to |at least |at most )?\$?(?P<low>{_NUMBER})(?:\s?[-–]\s?\$?(?P<high>{_NUMBER}))?\s?%?\Z",
    re.ASCII,
)
YEAR = re.compile(r"(?:19|20|21)\d\d\Z", re.ASCII)
_SERIES_NUMBER = re.compile(rf"(?:{_NUMBER})\Z", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a value is no answer to its question: a Problem without its place."""

    code: str
    must: str
    found: str = ""
    allowed: tuple[str, ...] = ()
    nearest: str = ""
    mend: str = ""
    right: str = ""


def read_answer(question: Question, node: yaml.Node) -> Answer | Fault:
    """Read the value of a claim by the kind of its question."""
    if isinstance(node, yaml.ScalarNode):
        text = " ".join(str(node.value).split())
        if not text:
            return Fault(code="no-answer", must="must not be empty", mend="leave the claim out where nothing is known.")
        if text.lower() == NOT_STATED:
            return Answer(text=NOT_STATED, shown="Not stated", stated=False)
        if question.kind not in ("list", "series"):
            return KINDS[question.kind](question, text)
        if question.kind == "list":
            return _read_list(question, (text,))
    if question.kind == "list" and _is_plain_list(node):
        return _read_list(question, tuple(" ".join(str(item.value).split()) for item in node.value))
    if question.kind == "series" and isinstance(node, yaml.MappingNode):
        return _read_series(question, node)
    return Fault(code="wrong-shape", must=f"must be {SHAPES[question.kind]}")


def _is_plain_list(node: yaml.Node) -> bool:
    return isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value)


SHAPES = {
    "choice": "one of the question's options",
    "share": "a share such as 42%, about 80% or 30-60%",
    "count": "a whole number such as 5, about 16 or 3-5",
    "money": "an amount such as $68,000",
    "date": "a date such as 2026-09-24",
    "text": "one short text",
    "list": "a list such as [a, b]",
    "series": "a year and a number on each line, such as {2023: 5, 2024: 7}",
}


def _read_choice(question: Question, text: str) -> Answer | Fault:
    option = question.option(text)
    if option is None:
        return _no_option(question, text)
    return Answer(text=text, shown=option.label, tone=option.tone, options=(option.id,))


def _read_amount(question: Question, text: str) -> Answer | Fault:
    option = question.option(text)
    if option is not None:
        return Answer(text=text, shown=option.label, tone=option.tone, options=(option.id,))
    match = AMOUNT.match(text)
    if not match or (question.kind == "share") != text.endswith("%") or (question.kind != "money" and "$" in text):
        allowed = tuple(option.id for option in question.options)
        words = f", or one of: {', '.join(allowed)}" if allowed else ""
        return Fault(code="bad-number", must=f"must be {SHAPES[question.kind]}{words}", found=text)
    low, high = _bounds(match)
    if high is not None and low is not None and high < low:
        return Fault(code="bad-number", must="must run from the smaller to the larger number", found=text)
    if question.kind == "share" and max(low or 0, high or 0) > 100:
        return Fault(code="bad-number", must="must be at most 100%", found=text)
    return Answer(text=text, shown=_show_amount(question, text, high), low=low, high=high)


def _bounds(match: re.Match[str]) -> tuple[float | None, float | None]:
    word = (match["word"] or "").strip()
    low = float(match["low"].replace(",", ""))
    if match["high"]:
        return low, float(match["high"].replace(",", ""))
    if word in ("over", "at least"):
        return low, None
    if word in ("under", "up to", "at most"):
        return None, low
    return low, low


def _show_amount(question: Question, text: str, high: float | None) -> str:
    if question.kind != "count" or not question.unit:
        return text.replace("-", "–")
    unit = question.unit[:-1] if high == 1 and question.unit.endswith("s") else question.unit
    return f"{text.replace('-', '–')} {unit}"


def _read_date(question: Question, text: str) -> Answer | Fault:
    option = question.option(text)
    if option is not None:
        return Answer(text=text, shown=option.label, tone=option.tone, options=(option.id,))
    if parse_date(text) is None:
        right = suggest_date(text)
        mend = f"write {right}." if right else "write 2026-09-24 or 2026-09."
        return Fault(code="bad-date", must=f"must be {SHAPES['date']}", found=text, mend=mend, right=right)
    return Answer(text=text, shown=text)


LONGEST_TEXT = 200


def _read_text(question: Question, text: str) -> Answer | Fault:
    if len(text) > LONGEST_TEXT:
        must = f"must be at most {LONGEST_TEXT} characters ({len(text)} now)"
        return Fault(code="bad-text", must=must, found=text, mend="say it shorter; details go into the note.")
    return Answer(text=text, shown=text[0].upper() + text[1:])


def _read_list(question: Question, items: tuple[str, ...]) -> Answer | Fault:
    if not items or not all(items):
        must = "must hold at least one item, none of them empty"
        return Fault(code="no-answer", must=must, mend="leave the claim out where nothing is known.")
    if not question.options:
        shown = "; ".join(items)
        if len(shown) > 2 * LONGEST_TEXT:
            return Fault(code="bad-text", must=f"must be at most {2 * LONGEST_TEXT} characters in all", found=shown)
        return Answer(text=", ".join(items), shown=shown[0].upper() + shown[1:])
    found = [question.option(item) for item in items]
    for item, option in zip(items, found, strict=True):
        if option is None:
            return _no_option(question, item)
    options = tuple(option for option in found if option)
    tones = {option.tone for option in options}
    return Answer(
        text=", ".join(items),
        shown="; ".join(option.label for option in options),
        tone=tones.pop() if len(tones) == 1 else "neutral",
        options=tuple(dict.fromkeys(option.id for option in options)),
    )


def _read_series(question: Question, node: yaml.MappingNode) -> Answer | Fault:
    series: dict[int, float] = {}
    for key, value in node.value:
        year, number = str(key.value).strip(), str(value.value).strip().rstrip("%")
        plain = isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)
        if not plain or not YEAR.match(year) or not _SERIES_NUMBER.match(number) or int(year) in series:
            found = f"{year}: {number}" if plain else ""
            return Fault(code="bad-number", must=f"must be {SHAPES['series']}, each year once", found=found)
        series[int(year)] = float(number.replace(",", ""))
    if not series:
        return Fault(code="no-answer", must="must hold at least one year")
    points = tuple(sorted(series.items()))
    sign = "%" if question.unit == "%" else ""
    shown = ", ".join(f"{number:g}{sign} ({year})" for year, number in reversed(points))
    return Answer(text=shown, shown=shown, series=points, low=points[-1][1], high=points[-1][1])


def _no_option(question: Question, text: str) -> Fault:
    allowed = tuple(option.id for option in question.options)
    return Fault(
        code="bad-option",
        must="must be one of the question's options",
        found=text,
        allowed=(*allowed, NOT_STATED),
        nearest=nearest(text, (*allowed, NOT_STATED)),
    )


KINDS: dict[str, Callable[[Question, str], Answer | Fault]] = {
    "choice": _read_choice,
    "share": _read_amount,
    "count": _read_amount,
    "money": _read_amount,
    "date": _read_date,
    "text": _read_text,
    "list": lambda question, text: _read_list(question, (text,)),
    "series": lambda question, text: Fault(code="wrong-shape", must=f"must be {SHAPES['series']}", found=text),
}


def bands_of(question: Question, answer: Answer) -> tuple[str, ...]:
    """The facet values that an answer falls under: its options, or the first band that holds its number."""
    if not answer.stated:
        return ()
    if answer.options:
        return answer.options
    number = answer.high if answer.high is not None else answer.low
    if number is None:
        return ()
    return next(((band.id,) for band in question.bands if _within(band, number)), ())


def _within(band: Band, number: float) -> bool:
    return (band.low is None or number >= band.low) and (band.high is None or number <= band.high)


def differ(question: Question, one: Claim, other: Claim) -> bool:
    """Whether two claims on a question contradict each other.

    Free texts and lists add to each other, so they never do; a silence contradicts nothing.
    """
    first, second = one.answer, other.answer
    if question.kind in ("text", "list") or not (first.stated and second.stated):
        return False
    if one.strength and other.strength and one.strength != other.strength:
        return True
    if first.series or second.series:
        years = dict(second.series)
        return any(year in years and years[year] != number for year, number in first.series)
    if first.low is None and first.high is None and second.low is None and second.high is None:
        return len(first.options) == len(second.options) == 1 and first.options != second.options
    if first.options or second.options:
        return first.options != second.options
    return _apart(first, second)


def _apart(first: Answer, second: Answer) -> bool:
    lows = [answer.low for answer in (first, second) if answer.low is not None]
    highs = [answer.high for answer in (first, second) if answer.high is not None]
    return bool(lows and highs) and max(lows) > min(highs)
