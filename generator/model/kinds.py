"""The kinds of answer: one record each, from which follows all that is said and checked of it.

Kinds are Python and few; questions are content and many. `KINDS` is the one list of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import yaml

from generator.model.claims import Answer, Claim
from generator.model.questions import Band, Question
from generator.model.reading import (
    NOT_STATED,
    Fault,
    is_plain_list,
    read_amount,
    read_choice,
    read_date,
    read_list,
    read_series,
    read_text,
)

TONES = ("good", "mixed", "bad", "neutral")
STRENGTHS = ("required", "preferred")
PROGRAM, REPLY = "program", "program-reply"  # kinds of source that the rules themselves know


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of answer. `example` stands in a file as it is, `read` takes a node that holds something."""

    shape: str  # in words, after "must be" and "the answer is"
    example: str
    read: Callable[[Question, yaml.Node], Answer | Fault]
    node: type[yaml.Node] = yaml.ScalarNode  # how it is written; a plain text too, where it is a list
    options: str = "may"  # "must": nothing but options; "may": options beside it; "items": what it is a list of
    number: bool = False  # a facet on it needs bands
    sign: str = ""  # what stands with its number
    words: bool = False  # a contributor's own words: no facet, and searched for what no text may hold
    adds: bool = False  # the answers of two sources add to each other and never contradict
    of: bool = False  # a share of some people, whose number belongs to the claim


KINDS = {
    "choice": Kind(shape="one of the question's options", example="yes", read=read_choice, options="must"),
    "share": Kind(
        shape="a share such as 42%, about 80% or 30-60%",
        example="42%",
        read=partial(read_amount, sign="%"),
        number=True,
        sign="%",
        of=True,
    ),
    "count": Kind(shape="a whole number such as 5, about 16 or 3-5", example="5", read=read_amount, number=True),
    "money": Kind(
        shape="an amount such as $68,000",
        example='"$68,000"',  # the comma would end it otherwise
        read=partial(read_amount, sign="$"),
        number=True,
        sign="$",
    ),
    "date": Kind(shape="a date such as 2026-09-24", example="2026-09-24", read=read_date),
    "text": Kind(shape="one short text", example="A few words of your own", read=read_text, words=True, adds=True),
    "list": Kind(
        shape="a list such as [a, b]",
        example="[one thing, another]",
        read=read_list,
        node=yaml.SequenceNode,
        options="items",
        words=True,
        adds=True,
    ),
    "series": Kind(
        shape="a year and a number on each line, such as {2023: 5, 2024: 7}",
        example="{2023: 5, 2024: 7}",
        read=read_series,
        node=yaml.MappingNode,
        number=True,
    ),
}


def read_answer(question: Question, node: yaml.Node) -> Answer | Fault:
    """Read the value of a claim by the kind of its question."""
    kind = KINDS[question.kind]
    if isinstance(node, yaml.ScalarNode):
        text = " ".join(str(node.value).split())
        if not text:
            return Fault(code="no-answer", must="must not be empty", mend="leave the claim out where nothing is known.")
        if text.lower() == NOT_STATED:
            return Answer(text=NOT_STATED, shown="Not stated", stated=False)
    elif not isinstance(node, kind.node) or (isinstance(node, yaml.SequenceNode) and not is_plain_list(node)):
        return Fault(code="wrong-shape", must=f"must be {kind.shape}")
    found = kind.read(question, node)
    return replace(found, must=found.must.format(shape=kind.shape)) if isinstance(found, Fault) else found


def read_again(question: Question, text: str) -> Answer | None:
    """An answer from the text that it was kept as; None where that text alone does not tell it."""
    kind, node = KINDS[question.kind], yaml.ScalarNode("", text)
    if holds_items(question) and question.options:
        items = [yaml.ScalarNode("", item) for item in text.split(", ")]
        found = read_answer(question, yaml.SequenceNode("", items))
    elif kind.node is yaml.ScalarNode:
        found = read_answer(question, node)
    else:
        return None
    return None if isinstance(found, Fault) else found


def holds_items(question: Question) -> bool:
    """Whether an answer is a list, which in one text stands with commas between its items."""
    return KINDS[question.kind].options == "items"


def tell_allowed(question: Question) -> str:
    """What may be written as an answer, in words."""
    kind, words = KINDS[question.kind], ", ".join(option.id for option in question.options)
    text = _with_unit(kind.shape, question.unit)
    if words:
        chosen = {"must": f"one of {words}", "items": f"a list of some of {words}"}
        text = chosen.get(kind.options, f"{text}, or one of {words}")
    strength = f"; it may have a strength, {' or '.join(STRENGTHS)}" if question.strength else ""
    return f"{text}; or {NOT_STATED}{strength}"


def _with_unit(text: str, unit: str) -> str:
    return f"{text}, in {'percent' if unit == '%' else unit}" if unit else text


def example_claim(question: Question) -> str:
    """A claim as it stands in a profile, under its section; check finds nothing wrong with it."""
    kind, answer = KINDS[question.kind], _example(question)
    if question.options and kind.options == "must":
        answer = question.options[0].id
    elif question.options and kind.options == "items":
        answer = f"[{', '.join(option.id for option in question.options[:2])}]"
    more = ", of: 120, as_of: 2025" if kind.of else ""
    more += f", strength: {STRENGTHS[0]}" if question.strength else ""
    return f"{question.id}: {{answer: {answer}, source: faq{more}}}"


def _example(question: Question) -> str:
    """The example of the kind, or a number from the middle of what is plausible."""
    kind, plausible = KINDS[question.kind], question.plausible
    if plausible is None or not kind.example.isdigit() or plausible.holds(float(kind.example)):
        return kind.example
    return f"{(plausible.low + plausible.high) // 2:g}"


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
    if KINDS[question.kind].adds or not (first.stated and second.stated):
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
