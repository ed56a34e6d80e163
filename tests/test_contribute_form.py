"""The form in the browser: few taps become a sound change, a draft comes back, and hostile text stays text."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from generator.commands.command_line import main
from generator.data.form import LONGEST_ADDRESS
from generator.model import urls
from generator.model.claims import Claim, Program
from generator.model.kinds import read_answer
from generator.model.reading import Fault
from tests.conftest import TODAY
from tests.faults import SMALL, copy_small
from tests.real import real_library, small_library


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
    library = small_library()
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
    """The content with the proposals taken in, and checked as a whole."""
    if not (tmp_path / "content").exists():
        copy_small(tmp_path)
    (tmp_path / "proposals.yml").write_text(proposals, encoding="utf-8")
    # The browser's day is the real one, and may be later than the day of this test.
    day = (TODAY + timedelta(days=1)).isoformat()
    assert main(["apply", str(tmp_path / "proposals.yml"), "--root", str(tmp_path), "--today", day]) == code
    assert main(["check", "--root", str(tmp_path), "--today", day]) == 0
    return tmp_path


def changed(root: Path, path: str) -> list[str]:
    """The lines of a file that are new."""
    before = (SMALL / path).read_text("utf-8").splitlines()
    return [line.strip() for line in (root / path).read_text("utf-8").splitlines() if line not in before]


def open_answer(phone: Phone, small_url: str, program: Program, question: str) -> None:
    phone.page.goto(f"{small_url}{urls.program(program.slug)}")
    phone.tap(phone.page.locator(f"#{question} > summary"))
    phone.tap(phone.page.locator(f"#{question}").get_by_role("link", name="Change this answer"))
    phone.page.wait_for_selector("claim-editor fieldset")


@pytest.mark.browser
def test_a_wrong_answer_becomes_a_change_within_eight_taps(
    phone: Phone, small_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    program, claim, option = subject()
    open_answer(phone, small_url, program, claim.question)
    page = phone.page
    phone.choose(page.get_by_role("combobox", name="Answer", exact=True), option)
    assert page.locator("send-change [data-part=open]").count() == 0  # what is missing is said
    assert "must have an address" in page.locator("send-change [data-part=missing]").inner_text()
    phone.type(
        page.get_by_label("Link to the page that says so"), "https://example.org/office/contract-rules", counted=False
    )
    phone.tap(page.get_by_label("I opened it today", exact=False))
    proposals = phone.sent()
    assert phone.taps <= 8 and phone.typed <= 30
    root = apply(tmp_path, proposals)
    told = capsys.readouterr().out
    question = small_library().editorial.questions[claim.question]
    assert f"{question.label}: " in told and "→" in told
    lines = changed(root, program.path)
    assert any(
        f"answer: {option}, source: contract-rules-example-org" in line and "checked: " in line for line in lines
    )


@pytest.mark.browser
def test_the_same_page_says_another_thing_now(phone: Phone, small_url: str, tmp_path: Path):
    program, claim, option = subject()
    open_answer(phone, small_url, program, claim.question)
    phone.choose(phone.page.get_by_role("combobox", name="Answer", exact=True), option)
    phone.tap(phone.page.get_by_role("button", name="The same page as now"))
    root = apply(tmp_path, phone.sent())
    lines = changed(root, program.path)
    assert lines == [line for line in lines if f"answer: {option}" in line] and len(lines) == 1


@pytest.mark.browser
def test_an_answer_of_an_institution_is_changed_in_place_for_all(phone: Phone, small_url: str, tmp_path: Path):
    program, claim, option = subject(wide=True)
    house = small_library().editorial.institutions[program.institution]
    open_answer(phone, small_url, program, claim.question)
    count = sum(other.institution == house.slug for other in small_library().programs)
    assert f"holds for all {count} programs of {house.name}" in phone.page.inner_text("change-answers")
    phone.choose(phone.page.get_by_role("combobox", name="Answer", exact=True), option)
    phone.tap(phone.page.get_by_role("button", name="The same page as now"))
    root = apply(tmp_path, phone.sent())
    assert phone.taps <= 8
    assert any(f"answer: {option}" in line for line in changed(root, house.path))


@pytest.mark.browser
def test_a_program_confirms_a_season_in_one_walk(phone: Phone, small_url: str, tmp_path: Path):
    program = max(small_library().programs, key=lambda program: len(program.claims))
    page = phone.page
    page.goto(f"{small_url}{urls.program(program.slug)}")
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
def test_a_reply_comes_home_without_names(phone: Phone, small_url: str, tmp_path: Path):
    program, claim, option = subject()
    page = phone.page
    page.goto(f"{small_url}{urls.FORM}?p={program.slug}&as=reply&dated=2026-11-01")
    phone.choose(page.get_by_label("What was the reply about?"), claim.question)
    page.wait_for_selector("claim-editor fieldset")
    phone.choose(page.get_by_role("combobox", name="Answer", exact=True), option)
    proposals = phone.sent()
    assert phone.taps <= 8 and phone.typed == 0
    lines = changed(apply(tmp_path, proposals), program.path)
    assert any("kind: program-reply" in line for line in lines) and any("dated: 2026-11-01" in line for line in lines)


@pytest.mark.browser
def test_a_draft_comes_back_and_can_be_discarded(phone: Phone, small_url: str):
    program, claim, option = subject()
    page = phone.page
    page.goto(f"{small_url}{urls.FORM}?p={program.slug}&question={claim.question}")
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
def test_several_changes_of_one_program_go_together(phone: Phone, small_url: str, tmp_path: Path):
    program = max(small_library().programs, key=lambda program: len(program.claims))
    page = phone.page
    page.goto(f"{small_url}{urls.FORM}?p={program.slug}")
    page.wait_for_selector("change-answers details")
    for summary in page.locator("change-answers details[data-section] > summary").all():
        summary.click()
    page.get_by_role("button", name=re.compile("^Still so")).nth(0).click()
    page.get_by_role("button", name=re.compile("^Take out")).nth(1).click()
    assert page.locator("send-change ul:not([data-part]) li").count() == 2
    apply(tmp_path, phone.sent())


@pytest.mark.browser
def test_what_is_too_long_for_an_address_is_copied(phone: Phone, small_url: str, tmp_path: Path):
    program = max(small_library().programs, key=lambda program: len(program.claims))
    page = phone.page
    page.goto(f"{small_url}{urls.FORM}?p={program.slug}&as=program")
    page.wait_for_selector("confirm-answers ol > li")
    for number, row in enumerate(page.locator("confirm-answers ol > li").all()):
        row.get_by_label("Remove" if number % 2 else "Dispute", exact=True).check()
    page.get_by_label("A public page that shows it", exact=False).fill("https://example.org/" + "long-" * 1100)
    page.get_by_label("I read them all", exact=False).check()
    link = page.locator("send-change [data-part=open]")
    assert len(page.evaluate("document.querySelector('send-change').proposals")) > LONGEST_ADDRESS - 1000
    assert link.inner_text().startswith("Copy it and open") and len(link.get_attribute("href")) < 1000


@pytest.mark.browser
def test_a_new_profile_becomes_a_file(phone: Phone, small_url: str, tmp_path: Path):
    editorial = small_library().editorial
    house, specialty = next(iter(editorial.institutions)), list(editorial.specialties)[-1]
    page = phone.page
    page.goto(f"{small_url}{urls.FORM}?new=1")
    page.get_by_label("The program's own name", exact=False).fill("Example: Apprenticeship")
    page.get_by_role("combobox", name="Workshop", exact=True).select_option(house)
    page.get_by_role("combobox", name="Trade", exact=True).select_option(specialty)
    page.get_by_role("textbox", name="City", exact=True).fill("Springfield")
    page.get_by_role("combobox", name="Bank", exact=True).select_option("NB")
    root = apply(tmp_path, phone.sent())
    [made] = set((root / "content/programs/nb").glob("*.md")) - {
        root / path.relative_to(SMALL) for path in (SMALL / "content/programs/nb").glob("*.md")
    }
    assert made.name.endswith(f"{specialty}.md") and 'name: "Example: Apprenticeship"' in made.read_text("utf-8")


@pytest.mark.browser
def test_hostile_text_stays_text_on_its_way(phone: Phone, small_url: str, tmp_path: Path):
    """What is typed reads back as exactly the same, or the check refuses it; the page shows it as text."""
    program, claim, option = subject()
    page = phone.page
    page.goto(f"{small_url}{urls.FORM}?p={program.slug}&question={claim.question}")
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
def test_what_the_address_asks_for_wrongly_is_said(page: Any, small_url: str):
    page.goto(f"{small_url}{urls.FORM}?p=<script>&question=nothing")
    page.wait_for_selector("program-picker input")
    assert "There is no program of that name here" in page.inner_text("contribute-program")


@pytest.mark.browser
def test_without_javascript_the_page_names_the_other_ways(browser: Any, small_url: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{small_url}{urls.FORM}")
    assert "Report a change instead" in page.inner_text("main")
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("which", ["small", pytest.param("real", marks=[pytest.mark.site, pytest.mark.content])])
def test_the_browser_holds_answers_to_the_rules_of_the_check(page: Any, which: str, request: pytest.FixtureRequest):
    """Every answer of the content passes in the browser, and what the check refuses does not."""
    library = small_library() if which == "small" else real_library()
    address = request.getfixturevalue("small_url" if which == "small" else "site_url")
    page.goto(f"{address}{urls.FORM}?p={library.programs[0].slug}")
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
def test_a_draft_that_cannot_be_read_is_put_aside(phone: Phone, small_url: str, raw: str):
    program, claim, _ = subject()
    page = phone.page
    page.goto(f"{small_url}{urls.CONTRIBUTE}")
    page.evaluate("([key, raw]) => localStorage.setItem(key, raw)", [f"contribute:{program.slug}", raw])
    page.goto(f"{small_url}{urls.FORM}?p={program.slug}&question={claim.question}")
    page.wait_for_selector("claim-editor fieldset")
    assert page.get_by_label("The draft that could not be read").input_value() == raw
    assert page.evaluate("(key) => localStorage.getItem(key)", f"contribute:{program.slug}-rescued") == raw


@pytest.mark.browser
def test_a_closing_is_said_in_four_taps(
    phone: Phone, small_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    program = small_library().programs[0]
    page = phone.page
    page.goto(f"{small_url}{urls.program(program.slug)}")
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


def test_the_form_counts_what_is_answered_as_the_profile_does(page, small_url):
    slug = "mill-yard-joinery"
    page.goto(f"{small_url}programs/{slug}/")
    told = page.locator(".answers > p small").all_inner_texts()
    page.goto(f"{small_url}contribute/program/?p={slug}")
    sections = page.locator("details[data-section] > summary")
    sections.first.wait_for()
    assert re.findall(r"\d+ of \d+ answered", " ".join(sections.all_inner_texts())) == told
