"""Plan what the shortlist loads: what readers can tell of themselves, and what programs publish on what it is held against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.answers.context import Context
from generator.answers.evidence import view_rule_change
from generator.answers.names import region_id
from generator.answers.summaries import Summaries
from generator.answers.summary import FitValue
from generator.data.browser import numbered, pack, to_json
from generator.model import urls
from generator.model.questions import Fit, Question, ReaderField, ReaderNote

_YEAR = re.compile(r"\b\d{4}\b")


def fit_json(summaries: Summaries, context: Context) -> bytes:
    """The reader's fields, the rules in force, and a column a question: the numbers of its different answers.

    `start` is the year in which the training would begin, from which derived fields count;
    `regions` are the states of each region, for whoever looks for programs in one.
    """
    fits = list(zip(*summaries.column("fits"), strict=True)) or [()] * len(context.fits)
    years = _YEAR.findall(context.editorial.site.season)
    return to_json(
        {
            "start": int(years[-1]) if years else context.today.year + 1,
            "fields": [_reader_field(field) for field in context.editorial.fit],
            "fits": [_fit_column(question, column) for question, column in zip(context.fits, fits, strict=True)],
            "changes": list(_list_changes(context)),
            "notes": [_note(note) for note in context.editorial.fit_notes],
            "regions": {
                region_id(label): sorted(codes) for label, codes in _group_states(summaries.column("state"), context)
            },
        }
    )


def _reader_field(field: ReaderField) -> dict[str, object]:
    return {
        "id": field.id,
        "label": field.label,
        "kind": field.kind,
        "options": [list(option) for option in field.options],
        "derived": field.derived,
        "low": field.low,
        "high": field.high,
        "unless": dict(field.unless),
        "either": list(field.either),
        "decides": field.decides,
    }


def _list_changes(context: Context) -> Iterator[Mapping[str, object]]:
    """The rule changes in force that touch what readers are held against."""
    held = {question.id for question in context.fits}
    for change in context.rule_changes_in_order:
        touched = sorted(held.intersection(change.touches))
        if touched and change.holds(context.today):
            view = view_rule_change(change, context)
            readers = {field: list(answers) for field, answers in change.readers.items()}
            yield {
                "label": view.heading, "says": view.says, "contested": view.contested, "url": view.url,
                "touches": touched, "readers": readers,
            }  # fmt: skip


def _note(note: ReaderNote) -> Mapping[str, object]:
    """What readers with certain answers must know, whatever a program publishes."""
    return {
        "says": note.says,
        "url": urls.question(note.question),
        "readers": {field: list(answers) for field, answers in note.readers.items()},
    }


def _group_states(codes: Iterable[str], context: Context) -> Iterator[tuple[str, set[str]]]:
    here, states = set(codes), context.editorial.states
    for label in dict.fromkeys(state.region for state in states.values()):
        found = {code for code in here if states[code].region == label}
        if found:
            yield label, found


def _fit_column(question: Question, column: Sequence[FitValue | None]) -> dict[str, object]:
    sets, (_, *numbers) = numbered([None, *column])
    fit = question.fit or Fit(field="", rule="", allows={})
    return {
        "id": question.id,
        "label": question.label,
        "ask": question.ask[0][1] if question.ask else question.text,
        "field": fit.field,
        "rule": fit.rule,
        "allows": {key: list(words) for key, words in fit.allows.items()},
        "prefers": list(fit.prefers),
        "when": {key: list(words) for key, words in fit.when.items()},
        "sets": [_fit_value(value, question) for value in sets],
        "values": pack(numbers),
    }


def _fit_value(value: FitValue | None, question: Question) -> dict[str, object]:
    """What is published, with the words for it; {} where nobody has looked."""
    if value is None:
        return {}
    labels = [option.label for id in value.options if (option := question.option(id))]
    shown = value.shown or ", ".join(labels) or bounds(value, question.unit)
    found: dict[str, object] = {"shown": shown, "mark": value.mark, "settled": value.settled}
    if value.disputed:
        found["disputed"] = True
    if value.options:
        found["options"] = list(value.options)
    if value.low is not None:
        found["low"] = value.low
    if value.high is not None:
        found["high"] = value.high
    if value.strength:
        found["strength"] = value.strength
    return found


def bounds(value: FitValue, unit: str) -> str:
    """A number or a range in words: "5 years", "3–5 years", "at least 1 month", "up to 230"."""
    low = "" if value.low is None else f"{value.low:g}"
    high = "" if value.high is None else f"{value.high:g}"
    text = low if low == high else f"{low}–{high}" if low and high else f"at least {low}" if low else f"up to {high}"
    single = (high or low) == "1" and unit.endswith("s")
    return f"{text} {unit[:-1] if single else unit}".strip()
