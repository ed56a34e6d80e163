"""Plan the reference of the check: every message, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.answers.context import Context
from generator.answers.views import Link
from generator.model import urls
from generator.model.kinds import KINDS
from generator.model.rules import RULES
from generator.model.wording import fill, name_program
from generator.pages.heads import CONTRIBUTE, head_of
from generator.pages.page import Planned
from generator.pages.parts import TextView


def plan_problems(context: Context) -> Iterator[Planned]:
    """The list of messages, and a page for each."""
    yield _problems(context)
    marks = _marks(context)
    for code in RULES:
        yield _problem(code, marks, context)


def _problems(context: Context) -> Planned:
    head = head_of(
        context,
        url=urls.PROBLEMS,
        title="Every message of the check",
        description="Each thing that the check can find in a file, why it matters, and an example of wrong and right.",
        kind="text",
        crumbs=(CONTRIBUTE, Link(label="Messages of the check", url="")),
    )
    links = tuple(Link(label=rule.title, url=urls.problem(code), note=code) for code, rule in RULES.items())
    lead = "The check reads each file and says what does not fit, where, and how to mend it. The code at the end of a message leads to one of these pages."
    return head, TextView(heading="Every message of the check", lead=lead, links=links)


def _problem(code: str, marks: Mapping[str, str], context: Context) -> Planned:
    rule = RULES[code]
    head = head_of(
        context,
        url=urls.problem(code),
        title=f"{rule.title} ({code})",
        description=f"What the check means by {code}, why it matters, and how to mend it.",
        kind="problem",
        crumbs=(CONTRIBUTE, Link(label="Messages of the check", url=urls.PROBLEMS), Link(label=code, url="")),
    )
    view = ProblemView(
        heading=rule.title,
        code=code,
        why=fill(rule.why, **marks),
        wrong=fill(rule.wrong, **marks),
        right=fill(rule.right, **marks),
        all_url=urls.PROBLEMS,
    )
    return head, view


def _marks(context: Context) -> dict[str, str]:
    """What the examples of the rules speak of: a question with options, its section, a place and a specialty."""
    editorial = context.editorial
    question = next(each for each in editorial.questions.values() if KINDS[each.kind].options == "must")
    specialty, states = next(iter(editorial.specialties.values())), list(editorial.states.values())
    state, options, sections = states[0], question.options, [section.id for section in editorial.sections]
    return {
        "section": question.section,
        "misspelt_section": _misspell(question.section),
        "later_section": sections[-1],
        "official": ", ".join(section.label for section in editorial.sections if section.official),
        "question": question.id,
        "misspelt_question": _misspell(question.id),
        "option": options[0].id,
        "other_option": options[-1].id,
        "name": name_program(context.wording, specialty.label),
        "specialty": specialty.id,
        "misspelt_specialty": _misspell(specialty.id),
        "state": state.code,
        "state_label": state.label,
        "folder": state.code.lower(),
        "other_folder": states[-1].code.lower(),
        "identifier": next((each.key for each in editorial.identifiers), "website"),
    }


def _misspell(id: str) -> str:
    return f"{id[:2]}{id[3:]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemView:
    """A code of the check: what it means and how to mend it."""

    heading: str
    code: str
    why: str
    wrong: str
    right: str
    all_url: str
