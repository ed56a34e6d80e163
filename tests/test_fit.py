"""content/fit.yml: what readers can tell of themselves, checked against the rules that use it; and the words for rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.answers.summary import FitValue
from generator.check.findings import Findings
from generator.check.fit import check_fit, check_unless
from generator.data.browser import pack
from generator.data.fit import bounds
from generator.model.questions import Fit, Option, Question, Section
from generator.read.documents import Document, read_document

FIELDS = """\
notes:
  - {says: Ask., question: takes, readers: {visa: [a], citizen: [other]}}
steps:
  - {id: who, label: Who?, fields: [citizen, visa]}
fields:
  citizen: {label: Citizen?, kind: choice, options: {us: "Yes", other: "No"}}
  visa: {label: Visa, kind: choice, options: {a: A}, unless: {citizen: us}}
  year: {label: Year, kind: number, min: 1950, max: 2050}
  years: {label: Years, kind: number, derived: year}
"""


def question(rule: Fit) -> Question:
    return Question(
        id="takes", section="visa", label="Takes", text="Does it?", kind="choice", old_after=12, why="", fit=rule,
        options=(Option(id="yes", label="Yes", tone="good"),),
    )  # fmt: skip


def check(tmp_path: Path, text: str, rule: Fit | None = None):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "fit.yml").write_text(text, encoding="utf-8")
    document = read_document(tmp_path, "content/fit.yml")
    assert isinstance(document, Document)
    notes = Findings(document.path, today=date(2026, 11, 21), offset=document.offset)
    asked = question(rule or Fit(field="visa", rule="allows", allows={"a": ("yes",)}))
    fields, steps, told = check_fit(document, notes, {asked.id: asked}, [asked.id])
    assert [step.id for step in steps] == ["who"]
    assert [note.says for note in told] == ["Ask."]
    return fields, notes.problems


def test_sound_fields_are_read_in_their_order(tmp_path: Path):
    fields, problems = check(tmp_path, FIELDS)
    assert problems == []
    assert [field.id for field in fields] == ["citizen", "visa", "year", "years"]
    assert fields[1].unless == {"citizen": "us"}
    assert (fields[2].low, fields[2].high, fields[3].derived) == (1950, 2050, "year")


@pytest.mark.parametrize(
    ("old", "new", "where", "found"),
    [
        ("derived: year", "derived: yeer", "fields.years.derived", "yeer"),
        ("{citizen: us}", "{citizen: uk}", "fields.visa.unless.citizen", "uk"),
        ("{citizen: us}", "{nation: us}", "fields.visa.unless.nation", "nation"),
        ("kind: number, min", "kind: numbr, min", "fields.year.kind", "numbr"),
        ("fields: [citizen, visa]", "fields: [citizen, visas]", "steps[1].fields", "visas"),
        ("fields: [citizen, visa]", "fields: [citizen, years]", "steps[1].fields", "years"),
        ("unless: {citizen: us}}", "unless: {citizen: us}, either: [b]}", "fields.visa.either", "b"),
        ("question: takes", "question: gives", "notes[1].question", "gives"),
        ("{visa: [a], citizen", "{visa: [b], citizen", "notes[1].readers.visa", "b"),
        ("{visa: [a], citizen", "{visum: [a], citizen", "notes[1].readers.visum", "visum"),
    ],
)
def test_ties_to_what_is_not_there(tmp_path: Path, old: str, new: str, where: str, found: str):
    _, problems = check(tmp_path, FIELDS.replace(old, new))
    assert (where, found) in [(problem.where, problem.found) for problem in problems]


@pytest.mark.parametrize(
    ("rule", "where", "found"),
    [
        (Fit(field="visum", rule="allows", allows={}), "takes.fit.field", "visum"),
        (Fit(field="visa", rule="allows", allows={"b": ("yes",)}), "takes.fit.allows.b", "b"),
        (Fit(field="visa", rule="allows", allows={"a": ("maybe",)}), "takes.fit.allows.a", "maybe"),
        (Fit(field="visa", rule="allows", allows={}, prefers=("maybe",)), "takes.fit.prefers", "maybe"),
        (Fit(field="visa", rule="allows", allows={}, when={"citizen": ("uk",)}), "takes.fit.when.citizen", "uk"),
        (Fit(field="visa", rule="allows", allows={}, when={"nation": ("us",)}), "takes.fit.when", "nation"),
    ],
)
def test_rules_of_questions_name_what_is_there(tmp_path: Path, rule: Fit, where: str, found: str):
    _, problems = check(tmp_path, FIELDS, rule)
    assert [(p.path, p.where, p.found) for p in problems] == [("content/questions/visa.yml", where, found)]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (5, 5, "5 years"),
        (3, 5, "3–5 years"),
        (1, None, "at least 1 year"),
        (None, 3, "up to 3 years"),
        (1, 1, "1 year"),
    ],
)
def test_the_words_for_a_number(low: float | None, high: float | None, words: str):
    assert bounds(FitValue(low=low, high=high), "years") == words


def test_a_packed_column_is_plain_json():
    letters = pack(range(3000))
    assert len(set(letters)) == 3000
    assert not set(letters) & set('"\\')


def test_a_section_is_not_for_readers_who_said_so(tmp_path: Path):
    fields, _ = check(tmp_path, FIELDS)

    def section(unless: dict[str, str]) -> Section:
        return Section(id="visa", label="Visa", lead="", official=True, unless=unless, questions=())

    assert check_unless([section({"citizen": "us"}), section({})], fields) == []
    problems = check_unless([section({"nation": "us"}), section({"citizen": "uk"})], fields)
    assert [(p.where, p.found) for p in problems] == [("unless.nation", "nation"), ("unless.citizen", "uk")]
