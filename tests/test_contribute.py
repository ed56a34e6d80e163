"""The way from "this is out of date" to a sound change: links, forms, the reference, and the form in the browser."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from generator.answers.context import Context
from generator.bulk.new_file import program_faults
from generator.check import check_editorial
from generator.check.claims import CLAIM_KEYS
from generator.check.profiles import PROGRAM_KEYS
from generator.check.rule_changes import RULE_CHANGE_KEYS
from generator.check.sources import SOURCE_KEYS
from generator.commands.command_line import main
from generator.data.form import LONGEST_ADDRESS, form_json
from generator.data.issue_forms import FOLDER, make_forms
from generator.model import urls
from generator.model.claims import Claim, Program
from generator.model.kinds import example_claim, read_answer
from generator.model.reading import Fault
from generator.model.rules import RULES
from generator.model.site import Forge
from generator.pages.fields import CLAIM_FIELDS, PROGRAM_FIELDS, RULE_CHANGE_FIELDS, SOURCE_FIELDS
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
    assert json.loads(form_json(context))["forge"]["issue"] == FORGEJO.issue


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
    assert page.count("Change this answer") == page.count("<details id=")
    assert f"?p={program.slug}&amp;question=" in page and f"program={program.slug}" in page


# --- The form in the browser -----------------------------------------------------------------------------


class Phone:
    """A page whose taps and typed characters are counted."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.taps = self.typed = 0

    def tap(self, place: Any) -> None:
        self.taps += 1
        place.click()

    def choose(self, place: Any, option: str) -> None:
        self.taps += 2  # one opens the list, one chooses
        place.select_option(option)

    def type(self, place: Any, text: str, counted: bool = True) -> None:
        self.taps += 1
        self.typed += len(text) if counted else 0
        place.fill(text)

    def sent(self) -> str:
        """The proposals in the prefilled issue; a tap opens it."""
        link = self.page.locator("send-change [data-part=open]")
        self.taps += 1
        address = link.get_attribute("href")
        assert len(address) <= LONGEST_ADDRESS and urlsplit(address).path.endswith("/issues/new")
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        return str(parse_qs(urlsplit(address).query)["proposal"][0])


@pytest.fixture
def phone(page: Any) -> Phone:
    page.set_default_timeout(5000)
    return Phone(page)


def subject(wide: bool = False) -> tuple[Program, Claim, str]:
    """A program, one of its answers (or of its institution's) by a page, and another option for it."""
    library = real_library()
    for program in library.programs:
        house = library.editorial.institutions[program.institution]
        own = {claim.question for claim in program.claims}
        for claim in house.claims if wide else program.claims:
            question = library.editorial.questions[claim.question]
            alone = sum(other.question == claim.question for other in (*program.claims, *house.claims)) == 1
            others = [option.id for option in question.options if option.id != claim.answer.text]
            if question.kind == "choice" and alone and others and wide == (claim.question not in own):
                return program, claim, others[0]
    raise LookupError("no program has such a claim")


def apply(tmp_path: Path, proposals: str, code: int = 0) -> Path:
    """The real content with the proposals taken in, and checked as a whole."""
    if not (tmp_path / "content").exists():
        shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "proposals.yml").write_text(proposals, encoding="utf-8")
    # The browser's day may be later than the day of this test.
    day = (TODAY + timedelta(days=1)).isoformat()
    assert main(["apply", str(tmp_path / "proposals.yml"), "--root", str(tmp_path), "--today", day]) == code
    assert main(["check", "--root", str(tmp_path), "--today", day]) == 0
    return tmp_path


def changed(root: Path, path: str) -> list[str]:
    """The lines of a file that are new."""
    before = (ROOT / path).read_text("utf-8").splitlines()
    return [line.strip() for line in (root / path).read_text("utf-8").splitlines() if line not in before]


def open_answer(phone: Phone, site_url: str, program: Program, question: str) -> None:
    phone.page.goto(f"{site_url}{urls.program(program.slug)}")
    phone.tap(phone.page.locator(f"#{question} > summary"))
    phone.tap(phone.page.locator(f"#{question}").get_by_role("link", name="Change this answer"))
    phone.page.wait_for_selector("claim-editor fieldset")


@pytest.mark.browser
def test_a_wrong_answer_becomes_a_change_within_eight_taps(
    phone: Phone, site_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    program, claim, option = subject()
    open_answer(phone, site_url, program, claim.question)
    page = phone.page
    phone.choose(page.get_by_role("combobox", name="Answer", exact=True), option)
    assert page.locator("send-change [data-part=open]").count() == 0  # what is missing is said
    assert "must have an address" in page.locator("send-change [data-part=missing]").inner_text()
    phone.type(page.get_by_label("Link to the page that says so"), "https://example.org/gme/visa-rules", counted=False)
    phone.tap(page.get_by_label("I opened it today", exact=False))
    proposals = phone.sent()
    assert phone.taps <= 8 and phone.typed <= 30
    root = apply(tmp_path, proposals)
    told = capsys.readouterr().out
    question = real_library().editorial.questions[claim.question]
    assert f"{question.label}: " in told and "→" in told
    lines = changed(root, program.path)
    assert any(f"answer: {option}, source: visa-rules-example-org" in line and "checked: " in line for line in lines)


@pytest.mark.browser
def test_the_same_page_says_another_thing_now(phone: Phone, site_url: str, tmp_path: Path):
    program, claim, option = subject()
    open_answer(phone, site_url, program, claim.question)
    phone.choose(phone.page.get_by_role("combobox", name="Answer", exact=True), option)
    phone.tap(phone.page.get_by_role("button", name="The same page as now"))
    root = apply(tmp_path, phone.sent())
    lines = changed(root, program.path)
    assert lines == [line for line in lines if f"answer: {option}" in line] and len(lines) == 1


@pytest.mark.browser
def test_an_answer_of_an_institution_is_changed_in_place_for_all(phone: Phone, site_url: str, tmp_path: Path):
    program, claim, option = subject(wide=True)
    house = real_library().editorial.institutions[program.institution]
    open_answer(phone, site_url, program, claim.question)
    count = sum(other.institution == house.slug for other in real_library().programs)
    assert f"holds for all {count} programs of {house.name}" in phone.page.inner_text("change-answers")
    phone.choose(phone.page.get_by_role("combobox", name="Answer", exact=True), option)
    phone.tap(phone.page.get_by_role("button", name="The same page as now"))
    root = apply(tmp_path, phone.sent())
    assert phone.taps <= 8
    assert any(f"answer: {option}" in line for line in changed(root, house.path))


@pytest.mark.browser
def test_a_program_confirms_a_season_in_one_walk(phone: Phone, site_url: str, tmp_path: Path):
    program = max(real_library().programs, key=lambda program: len(program.claims))
    page = phone.page
    page.goto(f"{site_url}{urls.program(program.slug)}")
    phone.tap(page.get_by_role("link", name="Is this your program?"))
    page.wait_for_selector("confirm-answers ol > li")
    rows = page.locator("confirm-answers ol > li")
    asked = rows.count()
    phone.tap(rows.nth(0).get_by_label("Dispute", exact=True))
    phone.tap(page.get_by_label("I read them all", exact=False))
    told = page.inner_text("send-change")
    assert f"{asked - 1} of {asked} answers still hold" in told and "disputed" in told
    root = apply(tmp_path, phone.sent())
    assert phone.taps <= 8 and phone.typed <= 30
    lines = changed(root, program.path)
    assert sum("confirmed: confirmed-for-" in line or "source: confirmed-for-" in line for line in lines) >= asked - 1
    assert (
        sum(
            "disputed: " in line
            for path in (program.path, f"content/institutions/{program.institution}.yml")
            for line in changed(root, path)
        )
        == 1
    )


@pytest.mark.browser
def test_a_reply_comes_home_without_names(phone: Phone, site_url: str, tmp_path: Path):
    program, claim, option = subject()
    page = phone.page
    page.goto(f"{site_url}{urls.FORM}?p={program.slug}&as=reply&dated=2026-11-01")
    phone.choose(page.get_by_label("What was the reply about?"), claim.question)
    page.wait_for_selector("claim-editor fieldset")
    phone.choose(page.get_by_role("combobox", name="Answer", exact=True), option)
    proposals = phone.sent()
    assert phone.taps <= 8 and phone.typed == 0
    lines = changed(apply(tmp_path, proposals), program.path)
    assert any("kind: program-reply" in line for line in lines) and any("dated: 2026-11-01" in line for line in lines)


@pytest.mark.browser
def test_a_draft_comes_back_and_can_be_discarded(phone: Phone, site_url: str):
    program, claim, option = subject()
    page = phone.page
    page.goto(f"{site_url}{urls.FORM}?p={program.slug}&question={claim.question}")
    page.get_by_role("combobox", name="Answer", exact=True).select_option(option)
    page.get_by_role("button", name="The same page as now").click()
    before = phone.sent()
    page.reload()
    page.wait_for_selector("send-change [data-part=open]")
    assert phone.sent() == before and "Your draft is back" in page.inner_text("contribute-program")
    page.get_by_role("button", name="Discard it").click()
    page.wait_for_load_state()
    page.wait_for_selector("claim-editor fieldset")
    assert page.locator("send-change [data-part=open]").count() == 0


@pytest.mark.browser
def test_several_changes_of_one_program_go_together(phone: Phone, site_url: str, tmp_path: Path):
    program = next(p for p in real_library().programs if len({claim.question for claim in p.claims}) > 3)
    page = phone.page
    page.goto(f"{site_url}{urls.FORM}?p={program.slug}")
    page.wait_for_selector("change-answers details")
    for summary in page.locator("change-answers details[data-section] > summary").all():
        summary.click()
    page.get_by_role("button", name=re.compile("^Still so")).nth(0).click()
    page.get_by_role("button", name=re.compile("^Take out")).nth(1).click()
    assert page.locator("send-change ul:not([data-part]) li").count() == 2
    apply(tmp_path, phone.sent())


@pytest.mark.browser
def test_what_is_too_long_for_an_address_is_copied(phone: Phone, site_url: str, tmp_path: Path):
    program = max(real_library().programs, key=lambda program: len(program.claims))
    page = phone.page
    page.goto(f"{site_url}{urls.FORM}?p={program.slug}&as=program")
    page.wait_for_selector("confirm-answers ol > li")
    for number, row in enumerate(page.locator("confirm-answers ol > li").all()):
        row.get_by_label("Remove" if number % 2 else "Dispute", exact=True).check()
    page.get_by_label("A public page that shows it", exact=False).fill("https://example.org/" + "long-" * 1100)
    page.get_by_label("I read them all", exact=False).check()
    link = page.locator("send-change [data-part=open]")
    assert len(page.evaluate("document.querySelector('send-change').proposals")) > LONGEST_ADDRESS - 1000
    assert link.inner_text().startswith("Copy it and open") and len(link.get_attribute("href")) < 1000


@pytest.mark.browser
def test_a_new_profile_becomes_a_file(phone: Phone, site_url: str, tmp_path: Path):
    editorial = real_library().editorial
    house, specialty = next(iter(editorial.institutions)), list(editorial.specialties)[-1]
    page = phone.page
    page.goto(f"{site_url}{urls.FORM}?new=1")
    page.get_by_label("The program's own name", exact=False).fill("Example: Residency")
    page.get_by_role("combobox", name="Institution", exact=True).select_option(house)
    page.get_by_role("combobox", name="Specialty", exact=True).select_option(specialty)
    page.get_by_role("textbox", name="City", exact=True).fill("Springfield")
    page.get_by_role("combobox", name="State", exact=True).select_option("OH")
    root = apply(tmp_path, phone.sent())
    [made] = set((root / "content/programs/oh").glob("*.md")) - {
        root / path.relative_to(ROOT) for path in (ROOT / "content/programs/oh").glob("*.md")
    }
    assert made.name.endswith(f"{specialty}.md") and 'name: "Example: Residency"' in made.read_text("utf-8")


@pytest.mark.browser
def test_hostile_text_stays_text_on_its_way(phone: Phone, site_url: str, tmp_path: Path):
    """What is typed reads back as exactly the same, or the check refuses it; the page shows it as text."""
    program, claim, option = subject()
    page = phone.page
    page.goto(f"{site_url}{urls.FORM}?p={program.slug}&question={claim.question}")
    page.get_by_role("combobox", name="Answer", exact=True).select_option(option)
    page.get_by_role("button", name="The same page as now").click()
    page.get_by_text("Title, date, note").click()
    for note in (
        "a: b # c",
        "<img src=x onerror=alert(1)>",
        "'\"\\ [x], {y}",
        "${{ secrets.X }} `id` $(id)",
        "é 💊 – …",
    ):
        page.get_by_label("Note, in your own words").fill(note)
        [proposal] = yaml.load(phone.sent(), yaml.BaseLoader)
        assert proposal["new"]["note"] == note
        assert page.locator("contribute-program img").count() == 0
    page.get_by_label("Note, in your own words").fill("Ask Dr. Smith")
    assert "must not name a person" in page.locator("send-change [data-part=missing]").inner_text()


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
def test_the_browser_holds_answers_to_the_rules_of_the_check(page: Any, site_url: str):
    """Every answer of the real content passes in the browser, and what the check refuses does not."""
    library = real_library()
    page.goto(f"{site_url}{urls.FORM}?p={library.programs[0].slug}")
    page.wait_for_selector("change-answers details")
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


@pytest.mark.browser
@pytest.mark.parametrize("raw", ["{", "[]", '{"changes": 5}', '{"changes": [null]}', '{"claims": [], "sources": []}'])
def test_a_draft_that_cannot_be_read_is_put_aside(phone: Phone, site_url: str, raw: str):
    program, claim, _ = subject()
    page = phone.page
    page.goto(f"{site_url}{urls.CONTRIBUTE}")
    page.evaluate("([key, raw]) => localStorage.setItem(key, raw)", [f"contribute:{program.slug}", raw])
    page.goto(f"{site_url}{urls.FORM}?p={program.slug}&question={claim.question}")
    page.wait_for_selector("claim-editor fieldset")
    assert page.get_by_label("The draft that could not be read").input_value() == raw
    assert page.evaluate("(key) => localStorage.getItem(key)", f"contribute:{program.slug}-rescued") == raw


@pytest.mark.browser
def test_a_closing_is_said_in_four_taps(
    phone: Phone, site_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    program = real_library().programs[0]
    page = phone.page
    page.goto(f"{site_url}{urls.program(program.slug)}")
    phone.tap(page.get_by_role("link", name="Change an answer"))
    phone.tap(page.get_by_text("It closed, or became part of another"))
    phone.type(page.get_by_label("Since (", exact=False), "2026-06")
    phone.type(
        page.get_by_label("Link to the page that tells it"),
        "https://example.org/closed",
        counted=False,
    )
    root = apply(tmp_path, phone.sent())
    assert phone.taps <= 8 and phone.typed <= 30
    assert "closed: none → 2026-06, Closed (example.org)" in capsys.readouterr().out
    assert any(
        line.startswith("closed: {date: 2026-06, source: closed-example-org}") for line in changed(root, program.path)
    )
