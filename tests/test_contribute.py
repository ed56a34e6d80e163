"""The way from "this is out of date" to a sound change: links, forms, the reference, and the form in the browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from generator.answers.context import Context
from generator.bulk.new_file import program_faults
from generator.check import check_editorial, check_program
from generator.check.claims import CLAIM_KEYS
from generator.check.profiles import PROGRAM_KEYS
from generator.check.rule_changes import RULE_CHANGE_KEYS
from generator.check.sources import SOURCE_KEYS
from generator.data.form import form_json
from generator.data.issue_forms import FOLDER, make_forms
from generator.model import urls
from generator.model.claims import Program
from generator.model.kinds import example_claim, read_answer
from generator.model.reading import Fault
from generator.model.rules import RULES
from generator.model.site import Forge
from generator.pages.reference import CLAIM_FIELDS, PROGRAM_FIELDS, RULE_CHANGE_FIELDS, SOURCE_FIELDS
from generator.read.documents import Document, parse_document
from generator.read.folders import list_content
from tests.conftest import ROOT, TODAY
from tests.faults import SMALL
from tests.real import real_library

# --- Issue forms --------------------------------------------------------------------------------------


def test_the_issue_forms_are_up_to_date():
    for path, text in make_forms(real_library().editorial).items():
        assert (ROOT / path).read_text("utf-8") == text, "run `python -m generator forms`"


def test_links_fill_in_fields_that_the_forms_have():
    context = real_library().context
    question = next(iter(context.editorial.questions))
    link = urlsplit(context.issue_href("report-a-change", "x: y", program="x", question=question))
    asked = parse_qs(link.query)
    form = yaml.safe_load((ROOT / FOLDER / asked["template"][0]).read_text("utf-8"))
    kinds = {field["id"]: field["type"] for field in form["body"] if "id" in field}
    filled = set(asked) - {"template", "title"}
    assert filled == {"program", "question"}
    assert {kinds[id] for id in filled} == {"input"}  # forges fill in texts only, never choices


def test_every_question_can_be_chosen_in_a_report():
    form = yaml.safe_load((ROOT / FOLDER / "report-a-change.yml").read_text("utf-8"))
    options = next(field["attributes"]["options"] for field in form["body"] if field.get("id") == "topic")
    ids = [match[1] for option in options if (match := re.search(r"\(([a-z0-9-]+)\)$", option))]
    assert ids == list(real_library().editorial.questions)


# --- Forges --------------------------------------------------------------------------------------------

FORGEJO = Forge(
    name="Codeberg",
    edit="https://codeberg.org/example/directory/_edit/main/{path}",
    new="https://codeberg.org/example/directory/_new/main/{folder}",
    issue="https://codeberg.org/example/directory/issues/new?title={title}&body={body}",
    history="https://codeberg.org/example/directory/commits/branch/main/{path}",
)


def test_another_forge_gets_its_own_links():
    editorial = real_library().editorial
    context = Context(editorial=replace(editorial, site=replace(editorial.site, forge=FORGEJO)), today=TODAY)
    path = "content/programs/oh/example.md"
    assert context.edit_href(path) == f"https://codeberg.org/example/directory/_edit/main/{path}"
    assert context.history_href(path).endswith(f"/commits/branch/main/{path}")
    link = urlsplit(context.issue_href("report-a-change", "A & B", program="x", question="y"))
    assert parse_qs(link.query) == {"title": ["A & B"], "body": ["program: x\nquestion: y"]}
    assert "{" not in next(iter(context.report_hrefs.values()))
    assert json.loads(form_json(context))["forge"]["edit"] == FORGEJO.edit


# --- The reference ---------------------------------------------------------------------------------------


def test_the_reference_knows_every_key_that_check_knows():
    assert tuple(PROGRAM_FIELDS) == PROGRAM_KEYS
    assert tuple(SOURCE_FIELDS) == SOURCE_KEYS
    assert tuple(CLAIM_FIELDS) == CLAIM_KEYS
    assert tuple(RULE_CHANGE_FIELDS) == RULE_CHANGE_KEYS


@pytest.mark.parametrize("root", [ROOT, SMALL])
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
        assert program_faults(path, text, checked.lists) == [], question.id


@pytest.mark.site
def test_every_question_and_every_code_has_its_place(real_site: Path):
    fields = (real_site / urls.FIELDS / "index.html").read_text("utf-8")
    for question in real_library().editorial.questions:
        assert f'id="{question}"' in fields
    for code in RULES:
        assert (real_site / urls.problem(code) / "index.html").is_file()


@pytest.mark.site
def test_each_gap_and_each_answer_can_be_mended_from_the_profile(real_site: Path):
    program = real_library().programs[0]
    page = (real_site / urls.program(program.slug) / "index.html").read_text("utf-8")
    assert "PROGRAM-SLUG" not in page
    assert page.count("Add an answer with the form") == page.count('<ul class="gaps">') > 0
    assert page.count("Change it with the form") == page.count("<details id=") + 1
    assert f"?p={program.slug}&amp;question=" in page and f"program={program.slug}" in page


# --- The form in the browser -----------------------------------------------------------------------------


def check_text(path: str, text: str) -> Program:
    """The Program of a text that must pass the check."""
    checked, _ = check_editorial(ROOT, list_content(ROOT), TODAY)
    document = parse_document(path, text.encode())
    assert checked and isinstance(document, Document), document
    program, problems = check_program(document, checked.lists)
    assert [problem.as_text() for problem in problems] == []
    return program


def subject() -> tuple[Program, str, str]:
    """A program with a one-line claim on a choice that has a source of several claims: (program, question, option)."""
    library = real_library()
    for program in library.programs:
        for claim in program.claims:
            question = library.editorial.questions[claim.question]
            alone = sum(other.question == claim.question for other in program.claims) == 1
            shared = sum(other.source.key == claim.source.key for other in program.claims) > 1
            others = [option.id for option in question.options if option.id != claim.answer.text]
            if question.kind == "choice" and alone and shared and others and len(program.sources) > 1:
                return program, claim.question, others[0]
    raise LookupError("no program has such a claim")


@pytest.fixture
def opened(page: Any, site_url: str) -> Callable[[str], Any]:
    def open_form(query: str) -> Any:
        page.set_default_timeout(5000)
        page.goto(f"{site_url}{urls.FORM}{query}")
        page.wait_for_selector("profile-change > *", state="attached")
        return page

    return open_form


def result(page: Any) -> str:
    text = page.evaluate("document.querySelector('profile-change').made")
    assert isinstance(text, str)
    return text


@pytest.mark.browser
def test_nothing_changes_before_somebody_changes_something(opened: Callable[[str], Any]):
    for program in real_library().programs[::10]:
        page = opened(f"?p={program.slug}")
        assert result(page) == (ROOT / program.path).read_text("utf-8"), program.slug


@pytest.mark.browser
def test_one_answer_and_its_source_change_those_lines_alone(opened: Callable[[str], Any]):
    program, question, option = subject()
    before = (ROOT / program.path).read_text("utf-8")
    claim = next(claim for claim in program.claims if claim.question == question)
    other = next(source for source in program.sources if source.key != claim.source.key)
    page = opened(f"?p={program.slug}&question={question}")
    box = page.locator(f"#form-{question} fieldset")
    box.get_by_role("combobox", name="Answer", exact=True).select_option(option)
    box.get_by_role("combobox", name="Which page says so").select_option(other.key)
    after = result(page)
    changed = check_text(program.path, after)
    found = next(claim for claim in changed.claims if claim.question == question)
    assert (found.answer.text, found.source.key) == (option, other.key)
    old, new = before.splitlines(), after.splitlines()
    assert len(old) == len(new)
    assert [number for number, (a, b) in enumerate(zip(old, new, strict=True), 1) if a != b] == [claim.line]
    assert page.locator("profile-change del").count() == page.locator("profile-change ins").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")  # the difference scrolls on its own


@pytest.mark.browser
def test_a_new_source_a_draft_and_a_reload(opened: Callable[[str], Any]):
    program, question, option = subject()
    page = opened(f"?p={program.slug}&question={question}")
    box = page.locator(f"#form-{question} fieldset")
    box.get_by_role("combobox", name="Answer", exact=True).select_option(option)
    box.get_by_role("combobox", name="Which page says so").select_option("+")
    box.get_by_label("Title of the page").fill("Visas: what we sponsor")
    assert page.locator("profile-change li").count() > 0  # what is missing is said
    assert page.locator("profile-change [data-part=open]").count() == 0
    box.get_by_label("Address of the page").fill("https://example.org/visas")
    box.get_by_role("combobox", name="Whose page it is").select_option("program")
    box.get_by_label("Date that the page shows", exact=False).fill("2026-09")
    box.get_by_label("I opened the page", exact=False).check()
    page.wait_for_selector("profile-change [data-part=open]")
    after = result(page)
    assert page.evaluate("document.querySelector('[data-part=open]').href").endswith(f"/edit/main/{program.path}")
    page.reload()
    page.wait_for_selector("profile-change [data-part=open]")
    assert result(page) == after
    assert "Your draft is back" in page.inner_text("contribute-program")
    found = {line for line in after.splitlines() if line not in (ROOT / program.path).read_text("utf-8").splitlines()}
    assert any("Visas: what we sponsor" in line for line in found)
    # The browser's day may be later than the day of this test, so the check is held to the file without it.
    changed = check_text(program.path, re.sub(r"\n    checked: [\d-]+|, checked: [\d-]+", "", after))
    assert any(source.title == "Visas: what we sponsor" for source in changed.sources)


@pytest.mark.browser
def test_an_answer_is_added_in_reading_order_and_taken_out_again(opened: Callable[[str], Any]):
    library = real_library()
    program = next(p for p in library.programs if p.claims)
    known = {claim.question for claim in program.claims}
    added = [
        q for q in library.editorial.questions.values() if q.kind == "choice" and q.id not in known and not q.personal
    ]
    before = (ROOT / program.path).read_text("utf-8")
    for question in (added[0], added[-1]):
        page = opened(f"?p={program.slug}&question={question.id}")
        box = page.locator(f"#form-{question.id} fieldset")
        box.get_by_role("combobox", name="Answer", exact=True).select_option(question.options[0].id)
        official = [source.key for source in program.sources if source.kind in ("program", "institution")]
        box.get_by_role("combobox", name="Which page says so").select_option(official[0])
        after = result(page)
        assert question.id in {claim.question for claim in check_text(program.path, after).claims}
        assert len(after.splitlines()) - len(before.splitlines()) in (1, 2)
        box.get_by_role("button", name="Leave it out").click()
        assert result(page) == before


@pytest.mark.browser
def test_taking_out_the_last_claim_of_a_source_takes_out_the_source(opened: Callable[[str], Any]):
    program = next(
        p for p in real_library().programs
        if len(p.sources) > 1 and any(sum(c.source.key == s.key for c in p.claims) == 1 for s in p.sources)
    )  # fmt: skip
    key = next(s.key for s in program.sources if sum(c.source.key == s.key for c in program.claims) == 1)
    claim = next(claim for claim in program.claims if claim.source.key == key)
    page = opened(f"?p={program.slug}&question={claim.question}")
    place = page.locator(f"#form-{claim.question}")
    title = claim.source.title
    if place.get_by_role("button", name="Done").count():
        place.get_by_role("button", name="Done").click()
    place.locator("p", has_text=title).get_by_role("button", name=re.compile("^Take out")).first.click()
    changed = check_text(program.path, result(page))
    assert key not in {source.key for source in changed.sources}
    assert len(changed.claims) == len(program.claims) - 1


@pytest.mark.browser
def test_a_new_profile_is_written_whole(opened: Callable[[str], Any]):
    editorial = real_library().editorial
    house, specialty = next(iter(editorial.institutions)), list(editorial.specialties)[-1]
    page = opened("?new=1")
    page.get_by_label("The program's own name", exact=False).fill("Example Residency")
    page.get_by_role("combobox", name="Institution", exact=True).select_option(house)
    page.get_by_role("combobox", name="Specialty", exact=True).select_option(specialty)
    page.get_by_role("textbox", name="City", exact=True).fill("Springfield")
    page.get_by_role("combobox", name="State", exact=True).select_option("OH")
    page.wait_for_selector("profile-change [data-part=open]")
    link = urlsplit(page.evaluate("document.querySelector('[data-part=open]').href"))
    asked = parse_qs(link.query)
    assert asked["value"] == [result(page)]
    assert link.path.endswith("/new/main/content/programs/oh") and asked["filename"][0].endswith(f"{specialty}.md")
    check_text(f"content/programs/oh/{asked['filename'][0]}", result(page))


@pytest.mark.browser
def test_what_the_address_asks_for_wrongly_is_said(page: Any, site_url: str):
    page.goto(f"{site_url}{urls.FORM}?p=<script>&question=nothing")
    page.wait_for_selector("program-picker input")
    assert "There is no program of that name here" in page.inner_text("contribute-program")


@pytest.mark.browser
def test_without_javascript_the_page_names_the_other_ways(browser: Any, site_url: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}{urls.FORM}")
    assert "Report a change instead" in page.inner_text("main")
    context.close()


@pytest.mark.browser
def test_the_browser_holds_answers_to_the_rules_of_the_check(opened: Callable[[str], Any]):
    """Every answer of the real content passes in the browser, and what the check refuses does not."""
    library = real_library()
    page = opened(f"?p={library.programs[0].slug}")
    answers = sorted({
        (claim.question, claim.answer.text)
        for program in library.programs
        for claim in program.claims
        if library.editorial.questions[claim.question].kind not in ("list", "series")
    })  # fmt: skip
    wrong = [
        (q.id, text)
        for q in library.editorial.questions.values()
        for text in ("", "perhaps 5ish", "-3", "7-5", "420%", "2026-13")
    ]
    refused = [
        (id, text) for id, text in wrong
        if isinstance(read_answer(library.editorial.questions[id], yaml.ScalarNode("", text)), Fault)
        and library.editorial.questions[id].kind not in ("list", "series")
    ]  # fmt: skip
    script = """(asked) => { const form = document.querySelector('contribute-program');
        return asked.filter(([id, text]) => form.rules.answerWrong(form.questions.get(id), text)); }"""
    assert page.evaluate(script, answers) == []
    assert len(page.evaluate(script, refused)) == len(refused)
