"""Plan what a pasted link shows: a title that fits, the answers with their age in one sentence, and a picture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.answers.context import Context
from generator.answers.evidence import sides_of
from generator.answers.leading import Answered
from generator.answers.names import detail_of, lower_first, place_of, title_of
from generator.answers.views import NOT_COLLECTED, Cell
from generator.model.claims import Institution, Program
from generator.model.editorial import Comparison, Guide, StepList
from generator.model.questions import Question
from generator.pages.heads import LONGEST_DESCRIPTION, LONGEST_TITLE, shorten_words
from generator.pages.parts import Picture, PictureAnswer

_BRACKET = re.compile(r"\s*\([^)]*\)\s*\Z")
_ROOM_FOR_PAGE = len(", page 99")

Answers = Mapping[str, Answered]

# --- Titles -----------------------------------------------------------------------------------------


def program_title(program: Program, context: Context) -> str:
    """The first of these that fits: the full name, the institution without its brackets, what people call it.

    A shortened institution gets its place; what stands in brackets stays, since it tells sister programs apart.
    What the page answers is said behind it, where there is room.
    """
    endings = (*context.wording.profile_endings, "")
    return fit_title(f"{title}{end}" for title in _program_titles(program, context) for end in endings)


def evidence_title(program: Program, context: Context) -> str:
    """That of the page with the evidence that the profile has no room for."""
    return fit_title(f"Evidence: {title}" for title in _program_titles(program, context))


def _program_titles(program: Program, context: Context) -> Iterator[str]:
    yield title_of(program, context)
    institution = context.editorial.institutions.get(program.institution)
    specialty = context.editorial.specialties[program.specialty]
    detail = detail_of(program)
    for field in (specialty.label, specialty.short):
        for short in _short_names(institution):
            yield f"{short}: {field} ({detail})" if detail else f"{short}: {field}, {program.city}, {program.state}"
        yield f"{detail}: {field}" if detail else f"{program.name}, {program.city}, {program.state}"
    yield title_of(program, context)


def institution_title(institution: Institution, context: Context) -> str:
    """The first that fits, with room for the number of a later page."""
    endings = context.wording.institution_titles
    names = (institution.name, *_short_names(institution))
    return fit_title((f"{name}: {end}" for name in names for end in endings), LONGEST_TITLE - _ROOM_FOR_PAGE)


def _short_names(institution: Institution | None) -> Iterator[str]:
    """Shorter names of an institution, the most like its full one first, then in the order of `known_as`."""
    if institution is None:
        return
    bare = _BRACKET.sub("", institution.name)
    if bare != institution.name:
        yield bare
    yield from institution.known_as


def fit_title(titles: Iterator[str], longest: int = LONGEST_TITLE) -> str:
    """The first title that fits; the last one cut between words where none does."""
    last = ""
    for last in titles:
        if len(last) <= longest:
            return last
    return shorten_words(last, longest)


# --- Descriptions -----------------------------------------------------------------------------------


def describe_program(program: Program, answered: Answers, context: Context) -> str:
    """The first key questions with age and disagreement, then the place, then what else fits."""
    first = first_columns(context)
    if any(question.id in answered for question in first):
        text = "; ".join(_say(question, answered, context) for question in first) + "."
        if len(text) > LONGEST_DESCRIPTION:
            text = "; ".join(_say(question, answered, context, brief=True) for question in first) + "."
    else:
        text = f"{' and '.join(question.label for question in first)}: not collected yet, so ask the program."
    rest = (_say(q, answered, context) + "." for q in context.columns if q not in first and q.id in answered)
    for part in (f"{place_of(program.city, program.state, context)}.", *rest):
        if len(text) + 1 + len(part) <= LONGEST_DESCRIPTION:
            text += f" {part}"
    return text


def first_columns(context: Context) -> tuple[Question, ...]:
    """The key questions of the section that the first of them belongs to: what readers ask before all else."""
    return tuple(question for question in context.columns if question.section == context.columns[0].section)


def _say(question: Question, answered: Answers, context: Context, *, brief: bool = False) -> str:
    item = answered.get(question.id)
    if item is None:
        return f"{question.label}: {lower_first(NOT_COLLECTED)}"
    sides = sides_of(item, context)[: 1 if brief else None]
    said = " or ".join(f"{side.said} ({_age(side, brief=brief)})" for side in sides)
    return f"{question.label}: {'sources disagree, ' if item.disagree else ''}{said}"


def _age(side: Cell, *, brief: bool = False) -> str:
    """Age and standing; an answer that a rule has overtaken is never shown without that."""
    if not brief:
        return f"{side.mark}, {side.warning}" if side.warning else side.mark
    if side.warning:
        return "ask again"
    first, _, rest = side.mark.partition(", ")
    return f"{first}, old" if rest.startswith("old") else first


# --- Pictures ---------------------------------------------------------------------------------------


def picture_program(program: Program, answered: Answers, context: Context) -> Picture:
    """A program's name and place, and the first key questions with age."""
    return Picture(
        eyebrow=context.wording.picture_program,
        title=title_of(program, context),
        text=place_of(program.city, program.state, context),
        answers=tuple(
            answer for question in first_columns(context) for answer in _pictured(question, answered, context)
        ),
        foot=context.editorial.site.title,
    )


def _pictured(question: Question, answered: Answers, context: Context) -> Iterator[PictureAnswer]:
    item = answered.get(question.id)
    if item is None:
        yield PictureAnswer(label=question.label, shown=NOT_COLLECTED)
        return
    sides = sides_of(item, context)[:2]
    for number, side in enumerate(sides):
        yield PictureAnswer(
            label="" if number else question.label,
            shown=side.said,
            age=_age(side, brief=True),
            tone=side.tone if side.settled else "neutral",
            note="sources disagree" if item.disagree and number == len(sides) - 1 else "",
        )


def picture_comparison(comparison: Comparison, context: Context) -> Picture:
    """What is compared, and why."""
    eyebrow = f"{len(comparison.programs)} programs side by side"
    return Picture(eyebrow=eyebrow, title=comparison.title, text=comparison.summary, foot=context.editorial.site.title)


def picture_question(question: Question, context: Context) -> Picture:
    """A question of the checklist."""
    eyebrow = f"What to ask: {context.sections[question.section].label}"
    return Picture(eyebrow=eyebrow, title=question.label, text=question.text, foot=context.editorial.site.title)


def picture_guide(guide: Guide | StepList, context: Context) -> Picture:
    """A guide and what it answers."""
    return Picture(eyebrow="Guide", title=guide.title, text=guide.summary, foot=context.editorial.site.title)
