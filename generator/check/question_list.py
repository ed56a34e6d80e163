"""The list of questions, prepared for reading many files against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.model.claims import Answer, SourceKind
from generator.model.questions import Question, Section
from generator.model.reading import Fault


@dataclass(slots=True, kw_only=True)
class QuestionList:
    """The questions by section, and the answers read so far (the same few texts come again and again)."""

    questions: Mapping[str, Question]
    homes: Mapping[str, str]  # the section of each question
    section_ids: tuple[str, ...]
    unread_ids: tuple[str, ...]  # sections whose file is broken: what stands in them is not looked at
    question_ids: Mapping[str, tuple[str, ...]]
    official: frozenset[str]
    hearsay: frozenset[str]  # kinds of source
    order: Mapping[str, int]
    answers: dict[tuple[str, str], Answer | Fault] = field(default_factory=dict)


def list_questions(sections: Sequence[Section], unread: Iterable[str], kinds: Iterable[SourceKind]) -> QuestionList:
    """Prepare the sections for reading many files against them."""
    questions = {question.id: question for section in sections for question in section.questions}
    return QuestionList(
        questions=questions,
        homes={question.id: question.section for question in questions.values()},
        section_ids=tuple(section.id for section in sections),
        unread_ids=tuple(unread),
        question_ids={section.id: tuple(q.id for q in section.questions) for section in sections},
        official=frozenset(section.id for section in sections if section.official),
        hearsay=frozenset(kind.id for kind in kinds if kind.hearsay),
        order={id: number for number, id in enumerate(questions)},
    )
