"""The way from "this is out of date" to a sound change: links, the forms of the forge, and the reference."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from generator.answers.context import Context
from generator.bulk.new_file import check_new
from generator.check import check_editorial, check_program
from generator.check.claims import CLAIM_KEYS
from generator.check.profiles import PROGRAM_KEYS
from generator.check.rule_changes import RULE_CHANGE_KEYS
from generator.check.sources import SOURCE_KEYS
from generator.data.form import form_json
from generator.data.issue_forms import FOLDER, make_forms, write_forms
from generator.model import urls
from generator.model.kinds import example_claim
from generator.model.rules import RULES
from generator.model.site import Forge
from generator.pages.fields import CLAIM_FIELDS, PROGRAM_FIELDS, RULE_CHANGE_FIELDS, SOURCE_FIELDS
from generator.read.folders import list_content
from tests.conftest import ROOT, SMALL_TODAY, TODAY
from tests.faults import SMALL
from tests.real import small_library

# --- Issue forms --------------------------------------------------------------------------------------


def test_the_committed_forms_are_those_that_are_made():
    # What they hold follows the content once main has it (upkeep.yml), so no change of content has to hold it too.
    made = make_forms(small_library().editorial)
    assert {path.name for path in (ROOT / FOLDER).iterdir()} == {Path(path).name for path in made}


def test_forms_are_written_where_they_differ_and_once(tmp_path: Path):
    editorial = small_library().editorial
    assert sorted(write_forms(tmp_path, editorial)) == sorted(make_forms(editorial))
    assert list(write_forms(tmp_path, editorial)) == []


def test_links_fill_in_fields_that_the_forms_have():
    context = small_library().context
    question = next(iter(context.editorial.questions))
    link = urlsplit(context.issue_href("report-a-change", "x: y", program="x", question=question))
    asked = parse_qs(link.query)
    form = _form(asked["template"][0])
    kinds = {field["id"]: field["type"] for field in form["body"] if "id" in field}
    filled = set(asked) - {"template", "title"}
    assert filled == {"program", "question"}
    assert {kinds[id] for id in filled} == {"input"}  # forges fill in texts only, never choices


def test_every_question_can_be_chosen_in_a_report():
    form = _form("report-a-change.yml")
    options = next(field["attributes"]["options"] for field in form["body"] if field.get("id") == "topic")
    ids = [match[1] for option in options if (match := re.search(r"\(([a-z0-9-]+)\)$", option))]
    assert ids == list(small_library().editorial.questions)


def _form(name: str) -> Any:
    return yaml.safe_load(make_forms(small_library().editorial)[f"{FOLDER}/{name}"])


# --- Forges --------------------------------------------------------------------------------------------

FORGEJO = Forge(
    name="Codeberg",
    edit="https://codeberg.org/example/directory/_edit/main/{path}",
    issue="https://codeberg.org/example/directory/issues/new?title={title}&body={body}",
    history="https://codeberg.org/example/directory/commits/branch/main/{path}",
)


def test_another_forge_gets_its_own_links():
    editorial = small_library().editorial
    context = Context(editorial=replace(editorial, site=replace(editorial.site, forge=FORGEJO)), today=SMALL_TODAY)
    path = "content/programs/nb/example.md"
    assert context.edit_href(path) == f"https://codeberg.org/example/directory/_edit/main/{path}"
    assert context.history_href(path).endswith(f"/commits/branch/main/{path}")
    link = urlsplit(context.issue_href("report-a-change", "A & B", program="x", question="y"))
    assert parse_qs(link.query) == {"title": ["A & B"], "body": ["program: x\nquestion: y"]}
    assert "{" not in next(iter(context.report_hrefs.values()))
    assert json.loads(form_json(context))["forge"]["issue"] == FORGEJO.issue


# --- The reference ---------------------------------------------------------------------------------------


def test_the_reference_knows_every_key_that_check_knows():
    assert tuple(PROGRAM_FIELDS) == PROGRAM_KEYS
    assert tuple(SOURCE_FIELDS) == SOURCE_KEYS
    assert tuple(CLAIM_FIELDS) == CLAIM_KEYS
    assert tuple(RULE_CHANGE_FIELDS) == RULE_CHANGE_KEYS


@pytest.mark.parametrize("root", [SMALL, pytest.param(ROOT, marks=pytest.mark.content)], ids=["small", "real"])
def test_every_example_passes_the_check_as_a_whole_claim(root: Path):
    checked, _ = check_editorial(root, list_content(root), TODAY)
    assert checked is not None
    own, (house, *_) = checked.editorial, checked.editorial.institutions.values()
    head = (
        f"name: X\ninstitution: {house.slug}\nspecialty: {next(iter(own.specialties))}\ncity: X\nstate: {house.state}\n"
    )
    source = "sources:\n  faq: {kind: program, title: FAQ, url: https://example.org/, dated: 2025}\n"
    for question in own.questions.values():
        text = f"---\n{head}{source}{question.section}:\n  {example_claim(question)}\n---\n"
        path = f"content/programs/{house.state.lower()}/x.md"
        assert check_new(path, text, checked.lists, check_program) == [], question.id


def test_every_question_and_every_code_has_its_place(small_site: Path):
    fields = (small_site / urls.FIELDS / "index.html").read_text("utf-8")
    for question in small_library().editorial.questions:
        assert f'id="{question}"' in fields
    for code in RULES:
        assert (small_site / urls.problem(code) / "index.html").is_file()


def test_each_gap_and_each_answer_can_be_mended_from_the_profile(small_site: Path):
    program = small_library().programs[0]
    page = (small_site / urls.program(program.slug) / "index.html").read_text("utf-8")
    assert "PROGRAM-SLUG" not in page
    assert page.count("Add an answer with the form") == page.count('<ul class="gaps">') > 0
    assert page.count("Change this answer") == page.count("<details id=")
    assert f"?p={program.slug}&amp;question=" in page and f"program={program.slug}" in page
