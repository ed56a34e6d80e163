"""The facets of the list of programs: what readers may choose, and how many programs each choice holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from generator.answers.context import Context
from generator.answers.counting import Part, Spread, facet_parts, settled_of, tell_parts, tells_apart
from generator.answers.evidence import view_rule_change
from generator.answers.filings import list_late
from generator.answers.names import lower_first, region_id, upper_first
from generator.answers.summaries import Summaries
from generator.answers.views import Link
from generator.model import urls
from generator.model.kinds import KINDS
from generator.model.questions import UNASKED, Question
from generator.pages.parts import Choice, Facet, Typed


def list_facets(summaries: Summaries, spreads: Mapping[str, Spread], context: Context) -> tuple[Facet, ...]:
    """The facets of /programs/: the questions that ask to be one and tell programs apart, then specialty and state."""
    found = [
        _facet(number, question, spreads[question.id].parts, context)
        for number, question in enumerate(context.facets)
        if tells_apart(spreads[question.id].combined)
    ]
    by_state = Counter(summaries.column("state"))
    return (
        *found,
        *_filed(summaries, context),
        _specialties(Counter(summaries.column("specialty")), context),
        _regions(by_state, context),
        _states(by_state, context),
    )


def _facet(number: int, question: Question, counts: Mapping[str, Part], context: Context) -> Facet:
    banded = {band.id for band in question.bands}
    choices = [
        Choice(id=id, label=label, count=counts[id].programs, settled=settled_of(id, counts[id]))
        for id, label in facet_parts(question).items()
        if id in counts
    ]
    return Facet(
        id=question.id,
        label=question.label,
        choices=tuple(choice for choice in choices if choice.id not in banded),
        told=tell_parts(question, counts),
        typed=_typed(question, context),
        changes=tuple(link_rule_changes(question, context)),
        open=number < 2,
    )


def _typed(question: Question, context: Context) -> Typed | None:
    """The number that a reader types: his own where the question is held against one, else the least wanted."""
    if question.unit_rule is None:
        return None
    field = next((each for each in context.editorial.fit if question.fit and each.id == question.fit.field), None)
    if field is None:
        return Typed(label=f"At least{', in percent' * KINDS[question.kind].of}", low=0, high=999)
    return Typed(label=f"Mine: {lower_first(field.label)}", low=field.low or 0, high=field.high or 99)


def link_rule_changes(question: Question, context: Context) -> Iterator[Link]:
    """The paragraphs of guides about the rule changes in force that touch a question."""
    for change in context.rule_changes_in_order:
        if question.id in change.touches and change.holds(context.today) and change.guide:
            yield Link(label=upper_first(change.label), url=view_rule_change(change, context).url)


def _filed(summaries: Summaries, context: Context) -> Iterator[Facet]:
    """Whether the institution filed lately; one that is not in the public record is not known, never a no."""
    if context.editorial.record:
        facet = context.editorial.record.rules.facet
        late = list_late(zip(summaries.column("institution"), summaries.column("state"), strict=True), context)
        known = sum(map(bool, late))
        counts = ((facet.option, facet.says, known), (UNASKED, facet.others, len(late) - known))
        choices = tuple(Choice(id=id, label=label, count=count) for id, label, count in counts if count)
        yield Facet(id=facet.id, label=facet.label, choices=choices)


def _specialties(counts: Mapping[str, int], context: Context) -> Facet:
    choices = tuple(
        Choice(id=id, label=specialty.label, count=counts[id], url=urls.specialty(id))
        for id, specialty in context.editorial.specialties.items()
        if id in counts
    )
    return Facet(id="specialty", label=upper_first(context.wording.specialty.one), choices=choices)


def _regions(by_state: Mapping[str, int], context: Context) -> Facet:
    states = context.editorial.states
    counts: Counter[str] = Counter()
    for code, count in by_state.items():
        counts[states[code].region] += count
    labels = dict.fromkeys(state.region for state in states.values() if state.region in counts)
    choices = tuple(Choice(id=region_id(label), label=label, count=counts[label]) for label in labels)
    return Facet(id="region", label=upper_first(context.wording.region.one), choices=choices)


def _states(counts: Mapping[str, int], context: Context) -> Facet:
    choices = tuple(
        Choice(id=code.lower(), label=state.label, count=counts[code], url=urls.state(code))
        for code, state in context.editorial.states.items()
        if code in counts
    )
    return Facet(id="state", label=upper_first(context.wording.state.one), choices=choices)
