"""Plan the shortlist: questions about the reader, and the page in which programs are held against the answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.answers.context import Context
from generator.answers.names import region_id
from generator.answers.summaries import Summaries
from generator.answers.views import Link
from generator.model import urls
from generator.model.questions import ReaderField
from generator.pages.heads import head_of
from generator.pages.page import Planned

# Each needs those before it.
SCRIPTS = ("compare-tray", "my-list-button", "program-columns", "fit-verdict", "fit-card", "short-list")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortlistField:
    """Something to answer, as radio buttons, a number or a choice in a list."""

    id: str
    label: str
    help: str
    kind: str  # radio, number or list
    options: tuple[tuple[str, str], ...]
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortlistStep:
    """One question: what stands on one screen of a phone."""

    id: str
    label: str
    number: int
    fields: tuple[ShortlistField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortlistView:
    """The questions; programs and verdicts are found in the browser."""

    heading: str
    lead: str
    steps: tuple[ShortlistStep, ...]
    without: tuple[Link, ...]


def plan_shortlist(summaries: Summaries, context: Context) -> Iterator[Planned]:
    """The shortlist, where the content has questions for it."""
    if not context.editorial.fit_steps:
        return
    head = head_of(
        context,
        url=urls.SHORTLIST,
        title="Shortlist: which programs fit you",
        description="Answer a few questions; see which programs you meet, what you miss, and what to ask. Nothing is sent.",
        kind="shortlist",
        crumbs=(Link(label="Shortlist", url=""),),
        scripts=SCRIPTS,
    )
    fields = {field.id: field for field in context.editorial.fit}
    steps = tuple(
        ShortlistStep(
            id=step.id,
            label=step.label,
            number=number,
            fields=tuple(_field(fields[id], summaries, context) for id in step.fields),
        )
        for number, step in enumerate(context.editorial.fit_steps, 1)
    )
    lead = "Answer what you like. It stays in this browser until you clear it; nothing is sent, and nothing is a score."
    without = (
        Link(label="All programs", url=urls.PROGRAMS, note="with what each publishes"),
        Link(label="The checklist to print", url=urls.CHECKLIST),
    )
    yield head, ShortlistView(heading="Shortlist in a minute", lead=lead, steps=steps, without=without)


def _field(field: ReaderField, summaries: Summaries, context: Context) -> ShortlistField:
    kind = {"choice": "radio", "number": "number"}.get(field.kind, "list")
    options = field.options
    if field.kind == "specialty":
        here = set(summaries.column("specialty"))
        options = tuple((id, each.label) for id, each in context.editorial.specialties.items() if id in here)
    if field.kind == "place":
        options = tuple(_places(summaries, context))
    return ShortlistField(
        id=field.id,
        label=field.label,
        help=field.help,
        kind=kind,
        options=options,
        low=field.low or 0,
        high=field.high or 0,
    )


def _places(summaries: Summaries, context: Context) -> Iterator[tuple[str, str]]:
    """Regions, then states, those with programs alone."""
    codes, states = set(summaries.column("state")), context.editorial.states
    for label in dict.fromkeys(states[code].region for code in sorted(codes)):
        yield region_id(label), label
    yield from ((code, states[code].label) for code in sorted(codes, key=lambda code: states[code].label))
