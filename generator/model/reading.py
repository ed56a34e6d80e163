"""Reading: the text of an answer becomes its value, by a function for each way of writing one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import yaml

from generator.model.claims import Answer
from generator.model.dates import parse_date
from generator.model.loose_amounts import loosen_amount
from generator.model.loose_dates import tell_date
from generator.model.nearest import nearest
from generator.model.questions import Option, Question

NOT_STATED = "not stated"
LONGEST_TEXT = 200

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


SHAPE = "must be {shape}"  # what the kind of the question says, which `read_answer` fills in


def is_plain_list(node: yaml.Node) -> bool:
    """Whether a node is a list of plain texts."""
    return isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value)


def read_choice(question: Question, node: yaml.Node) -> Answer | Fault:
    """One of the question's options."""
    text = _text(node)
    return _as_option(question, text) or _no_option(question, text)


def read_amount(question: Question, node: yaml.Node, *, sign: str = "") -> Answer | Fault:
    """A number or a range, or one of the words of the question; `sign` is what must or may stand with it."""
    text = _text(node)
    option = _as_option(question, text)
    if option:
        return option
    match = _match_amount(text, sign)
    if not match:
        return _no_amount(question, text, sign)
    low, high = _bounds(match)
    if high is not None and low is not None and high < low:
        return Fault(code="bad-number", must="must run from the smaller to the larger number", found=text)
    if sign == "%" and max(low or 0, high or 0) > 100:
        return Fault(code="bad-number", must="must be at most 100%", found=text)
    unlikely = judge_numbers(question, text, (low, high))
    if unlikely:
        return unlikely
    return Answer(text=text, shown=_show_amount(text, high, "" if sign else question.unit), low=low, high=high)


def _match_amount(text: str, sign: str) -> re.Match[str] | None:
    match = AMOUNT.match(text)
    return match if match and (sign == "%") == text.endswith("%") and (sign == "$" or "$" not in text) else None


def _no_amount(question: Question, text: str, sign: str) -> Fault:
    """No number of this kind; with the one that was probably meant."""
    option = _near_option(question, text)
    right = option.id if option else loosen_amount(text, question.unit, sign)
    if not option and (right == text or not _match_amount(right, sign)):
        right = ""
    words = ", ".join(option.id for option in question.options)
    must = SHAPE + (f", or one of: {words}" if words else "")
    return Fault(code="bad-number", must=must, found=text, mend=f"write {right}." if right else "", right=right)


def judge_numbers(question: Question, text: str, numbers: Iterable[float | None]) -> Fault | None:
    """What is said of an answer outside the range that is plausible for its question."""
    plausible = question.plausible
    if plausible is None or all(number is None or plausible.holds(number) for number in numbers):
        return None
    return Fault(
        code="unlikely-number", must=f"must be a plausible number, {plausible.shown}", found=text, mend=plausible.hint
    )


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


def _show_amount(text: str, high: float | None, unit: str) -> str:
    single = high == 1 and unit.endswith("s")
    return f"{text.replace('-', '–')} {unit[:-1] if single else unit}".rstrip()


def read_date(question: Question, node: yaml.Node) -> Answer | Fault:
    """A date, or one of the words of the question."""
    text = _text(node)
    option = _as_option(question, text)
    if option:
        return option
    if parse_date(text) is None:
        mend, right = tell_date(text)
        return Fault(code="bad-date", must=SHAPE, found=text, mend=mend, right=right)
    return Answer(text=text, shown=text)


def read_text(question: Question, node: yaml.Node) -> Answer | Fault:
    """One short text in a contributor's own words."""
    text = _text(node)
    if len(text) > LONGEST_TEXT:
        must = f"must be at most {LONGEST_TEXT} characters ({len(text)} now)"
        return Fault(code="bad-text", must=must, found=text, mend="say it shorter; details go into the note.")
    return Answer(text=text, shown=text[0].upper() + text[1:])


def read_list(question: Question, node: yaml.Node) -> Answer | Fault:
    """Several options, or several texts where the question has no options; one alone is a list of one."""
    items = tuple(map(_text, node.value)) if isinstance(node, yaml.SequenceNode) else (_text(node),)
    if not items or not all(items):
        must = "must hold at least one item, none of them empty"
        return Fault(code="no-answer", must=must, mend="leave the claim out where nothing is known.")
    if not question.options:
        shown = "; ".join(items)
        if len(shown) > 2 * LONGEST_TEXT:
            return Fault(code="bad-text", must=f"must be at most {2 * LONGEST_TEXT} characters in all", found=shown)
        return Answer(text=", ".join(items), shown=shown[0].upper() + shown[1:])
    options: list[Option] = []
    for item in items:
        option = question.option(item)
        if option is None:
            return _no_option(question, item)
        options.append(option)
    tones = {option.tone for option in options}
    return Answer(
        text=", ".join(items),
        shown="; ".join(option.label for option in options),
        tone=tones.pop() if len(tones) == 1 else "neutral",
        options=tuple(dict.fromkeys(option.id for option in options)),
    )


def read_series(question: Question, node: yaml.Node) -> Answer | Fault:
    """A number for each of some years."""
    if not isinstance(node, yaml.MappingNode):
        return Fault(code="wrong-shape", must=SHAPE, found=_text(node))
    series: dict[int, float] = {}
    for key, value in node.value:
        year, number = str(key.value).strip(), str(value.value).strip().rstrip("%")
        plain = isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)
        if not plain or not YEAR.match(year) or not _SERIES_NUMBER.match(number) or int(year) in series:
            found = f"{year}: {number}" if plain else ""
            return Fault(code="bad-number", must=f"{SHAPE}, each year once", found=found)
        series[int(year)] = float(number.replace(",", ""))
    if not series:
        return Fault(code="no-answer", must="must hold at least one year")
    points = tuple(sorted(series.items()))
    unlikely = judge_numbers(question, ", ".join(f"{number:g}" for _, number in points), series.values())
    if unlikely:
        return unlikely
    sign = "%" if question.unit == "%" else ""
    shown = ", ".join(f"{number:g}{sign} ({year})" for year, number in reversed(points))
    return Answer(text=shown, shown=shown, series=points, low=points[-1][1], high=points[-1][1])


def _text(node: yaml.Node) -> str:
    return " ".join(str(node.value).split())


def _as_option(question: Question, text: str) -> Answer | None:
    option = question.option(text)
    return Answer(text=text, shown=option.label, tone=option.tone, options=(option.id,)) if option else None


def _no_option(question: Question, text: str) -> Fault:
    """No option of this question; with the one that is meant, where only its letters or spaces differ."""
    allowed = (*(option.id for option in question.options), NOT_STATED)
    option = _near_option(question, text)
    right = option.id if option else NOT_STATED if _fold(text) == _fold(NOT_STATED) else ""
    return Fault(
        code="bad-option",
        must="must be one of the question's options",
        found=text,
        allowed=() if right else allowed,
        nearest="" if right else nearest(text, allowed),
        mend=f"write {right}." if right else "",
        right=right,
    )


def _near_option(question: Question, text: str) -> Option | None:
    """The one option whose id or label is the same but for capitals, spaces and quotes."""
    folded = _fold(text)
    found = [option for option in question.options if folded in (_fold(option.id), _fold(option.label))]
    return found[0] if len(found) == 1 else None


def _fold(text: str) -> str:
    return re.sub(r"[\s_-]+", "-", text.strip(" .“”‘’\"'").casefold())
