"""content/stages.yml: the moments of a season, and which questions are for which."""

from __future__ import annotations

from generator.check.findings import Findings
from generator.check.questions import check_stages
from generator.model.problem import Problem
from generator.model.questions import Question, Stage
from generator.read.documents import parse_document
from tests.conftest import SMALL_TODAY

TEXT = "first: {label: First, lead: Begin here., asks: [clerk], reads: [rules]}\nlast: {label: Last, lead: End here.}\n"


def check(text: str) -> tuple[tuple[Stage, ...], list[tuple[str, str]]]:
    document = parse_document("content/stages.yml", text.encode())
    assert not isinstance(document, Problem)
    notes = Findings("content/stages.yml", today=SMALL_TODAY, offset=document.offset)
    return check_stages(document, notes, ("clerk",), ("rules",)), [(p.where, p.found) for p in notes.problems]


def test_a_stage_names_whom_one_meets_and_what_one_reads():
    stages, problems = check(TEXT)
    assert problems == []
    assert [(stage.id, stage.asks, stage.reads) for stage in stages] == [
        ("first", ("clerk",), ("rules",)),
        ("last", (), ()),
    ]
    assert check(TEXT.replace("[clerk]", "[clark]"))[1] == [("first.asks", "clark")]
    assert check(TEXT.replace("[rules]", "[rulez]"))[1] == [("first.reads", "rulez")]


def test_a_question_is_for_whom_one_meets_or_for_what_a_page_can_say():
    stage = Stage(id="first", label="", lead="", asks=("clerk",), reads=("rules",))

    def question(section: str, personal: bool, *asks: str) -> Question:
        return Question(
            id="q", section=section, label="", text="", kind="text", old_after=12, why="",
            personal=personal, ask=tuple((who, "?") for who in asks),
        )  # fmt: skip

    assert stage.holds(question("other", True, "clerk"))
    assert stage.holds(question("rules", False))
    assert not stage.holds(question("rules", True))
    assert not stage.holds(question("other", False, "boss"))
