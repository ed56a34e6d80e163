"""A program's answers: its own claims and those of its whole institution, question by question."""

from __future__ import annotations

from collections.abc import Iterable

from generator.answers.context import Context
from generator.answers.leading import Answered, Ground, lead
from generator.model.claims import Claim, Institution, Program


def answers_of(program: Program, context: Context) -> dict[str, Answered]:
    """A program's answers by question, in reading order."""
    institution = context.editorial.institutions.get(program.institution)
    claims = program.claims + (institution.claims if institution else ())
    ground = context.ground(program.institution, program.state)
    return answer_questions(context, claims, ground)


def answers_for_all(institution: Institution, context: Context) -> dict[str, Answered]:
    """What holds for all programs of an institution, by question."""
    ground = context.ground(institution.slug, institution.state)
    return answer_questions(context, institution.claims, ground)


def answer_questions(context: Context, claims: Iterable[Claim], ground: Ground) -> dict[str, Answered]:
    """What claims answer by question, in reading order, each with its leading claim first."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.question, []).append(claim)
    questions, order = context.editorial.questions, context.question_order
    return {id: lead(questions[id], groups[id], ground) for id in sorted(groups, key=order.__getitem__)}
