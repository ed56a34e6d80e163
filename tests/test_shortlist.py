"""The shortlist: what a reader tells of himself held against what programs publish, in a browser and beside a second reckoning."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from generator.answers.leading import Answered
from generator.model.questions import Question
from tests.real import Library, real_library

pytestmark = [pytest.mark.site, pytest.mark.browser]

# The applicant: graduated in 2017, Step 2 CK 238, one failed attempt, needs a visa and takes either, no experience, no Step 3.
APPLICANT = {
    "citizenship": "other", "entry-list": "no", "visa-need": "either", "graduation-year": "2017", "step-2-ck": "238", "attempts": "2",
    "usce-kind": "none", "step-3": "no",
}  # fmt: skip
GROUPS = (
    "Meet what they publish",
    "Meet, but miss a preference",
    "Open, and what they said before fits",
    "Open, and what they said before fits but for a preference",
    "Open, with nothing published",
    "Open, and an older rule is against you",
    "Do not meet",
)


def open_shortlist(page: Any, site_url: str, answers: dict[str, str] | None = None, hash: str = "") -> None:
    page.goto(f"{site_url}404.html")
    if answers is not None:
        page.evaluate(
            "text => localStorage.setItem(`${document.documentElement.dataset.storage}-fit/1`, text)",
            json.dumps(answers, separators=(",", ":")),
        )
    page.goto(f"{site_url}shortlist/{hash}")
    page.wait_for_selector("short-list form:not([hidden])", state="attached")
    page.wait_for_load_state("networkidle")


def stored(page: Any) -> Any:
    return json.loads(
        page.evaluate("localStorage.getItem(`${document.documentElement.dataset.storage}-fit/1`)") or "{}"
    )


def told(page: Any) -> dict[str, int]:
    """Each group with the number that its heading tells."""
    headings = page.locator("short-list h3").all_inner_texts()
    return {label: int(number) for label, _, number in (heading.rpartition(": ") for heading in headings)}


# --- A second reckoning, from the claims themselves -------------------------------------------------


def weigh(question: Question, item: Answered | None, value: str | float) -> str:
    """met, wished, missed; fits, wanted, against where the answer is no longer current; unknown."""
    if item is None or not item.lead.answer.stated or item.disagree or question.fit is None:
        return "unknown"
    answer, wish = item.lead.answer, item.lead.strength == "preferred"
    if question.fit.rule == "allows":
        meets = bool(set(answer.options) & set(question.fit.allows[str(value)]))
        wish = wish or bool(set(answer.options) & set(question.fit.prefers))
    elif answer.low is None and answer.high is None:
        meets = True
    else:
        low = answer.high if answer.low is None else answer.low
        high = low if answer.high is None else answer.high
        assert low is not None and high is not None
        meets = float(value) <= low if question.fit.rule == "at-most" else float(value) >= high
        passed = float(value) > high if question.fit.rule == "at-most" else float(value) < low
        if not meets and not passed:
            return "unknown"
    if meets:
        return "met" if item.settled else "fits"
    if wish:
        return "wished" if item.settled else "wanted"
    return "missed" if item.settled else "against"


def reckon(library: Library, values: dict[str, str | float], either: set[str]) -> dict[str, int]:
    """How many programs stand in each group."""
    best = ["met", "fits", "unknown", "wanted", "against", "wished", "missed"]
    counts = dict.fromkeys(GROUPS, 0)
    asked = [
        question
        for question in library.context.fits
        if (fit := question.fit) and fit.field in values
        and (fit.rule != "allows" or values[fit.field] in fit.allows)
        and all(values.get(field) in answers for field, answers in fit.when.items())
    ]  # fmt: skip
    for program in library.programs:
        answers = library.answers(program)
        kinds: list[tuple[str, str]] = [
            (question.fit.field, weigh(question, answers.get(question.id), values[question.fit.field]))
            for question in asked
            if question.fit
        ]
        found = [kind for field, kind in kinds if field not in either]
        for field in either:
            own = [kind for other, kind in kinds if other == field]
            found += [kind for kind in own if kind == min(own, key=best.index)]
        has = set(found)
        group = (
            6 if "missed" in has else 5 if "against" in has else 1 if "wished" in has else 0 if "met" in has
            else 3 if "wanted" in has else 2 if "fits" in has else 4
        )  # fmt: skip
        counts[GROUPS[group]] += 1
    return {label: count for label, count in counts.items() if count}


@pytest.mark.parametrize("visa", ["either", "j-1", "h-1b", "none"])
def test_groups_agree_with_a_second_reckoning(page: Any, site_url: str, visa: str):
    open_shortlist(page, site_url, APPLICANT | {"visa-need": visa}, "#programs")
    page.wait_for_selector("fit-card")
    start = int(re.findall(r"\d{4}", real_library().editorial.site.season)[-1])
    values: dict[str, str | float] = {
        "visa-need": visa, "years-since-graduation": start - 2017, "step-2-ck": 238, "attempts": 2, "usce-kind": "none",
        "step-3": "no",
    }  # fmt: skip
    expected = reckon(real_library(), values, {"visa-need"} if visa == "either" else set())
    assert told(page) == expected
    assert sum(expected.values()) == len(real_library().programs)


def test_each_reason_is_what_the_profile_says(page: Any, site_url: str):
    open_shortlist(page, site_url, APPLICANT, "#programs")
    page.wait_for_selector("fit-card")
    by_slug = {program.slug: program for program in real_library().programs}
    cards = page.locator("fit-card:visible")
    assert cards.count() >= 5
    for number in range(5):
        for link in cards.nth(number).locator("[data-part=reasons] a").all():
            slug, id = re.search(r"programs/([^/]+)/#(.+)$", link.get_attribute("href")).groups()  # type: ignore[union-attr]
            item = real_library().answers(by_slug[slug])[id]
            line = link.locator("xpath=..").inner_text()
            assert item.lead.answer.shown in line
            assert ("old" in line or "undated" in line or "before" in line or "still" in line) or item.settled


# --- The applicant of the house ----------------------------------------------------------------------


class Finger:
    """Counts taps."""

    def __init__(self, page: Any) -> None:
        self.page, self.taps = page, 0

    def tap(self, target: Any) -> None:
        target.click()
        self.taps += 1

    def answer(self, field: str, value: str) -> None:
        control = self.page.locator(f"[data-current] [name={field}]")
        if control.first.get_attribute("type") == "radio":
            self.tap(self.page.locator(f"[data-current] label:has([name={field}][value={value}])"))
        else:
            self.tap(control)
            self.page.keyboard.type(value)

    def on(self) -> None:
        self.tap(self.page.locator("[data-current] [data-way=on]"))


def test_from_home_to_five_programs_in_25_taps_and_6_screens(page: Any, site_url: str):
    """The seven questions are one screen each; what is read is home, and the screens that hold five programs."""
    page.goto(site_url)
    finger = Finger(page)
    way = page.locator("main").get_by_role("link", name=re.compile("Shortlist"))
    assert way.bounding_box()["y"] < 844, "home shows it without scrolling"
    finger.tap(way)
    page.wait_for_load_state("networkidle")
    for fields in (step.fields for step in real_library().editorial.fit_steps):
        for field in fields:
            if (field in APPLICANT and APPLICANT[field] != "no") or field == "step-3":
                finger.answer(field, APPLICANT[field])
        assert page.evaluate("document.querySelector('[data-current]').getBoundingClientRect().height") < 844
        finger.on()
    page.wait_for_selector("fit-card")
    first = page.locator("#shortlist-results").bounding_box()["y"]
    for number in range(5):
        card = page.locator("fit-card:visible").nth(number)
        assert card.locator("[data-part=verdict]").inner_text()
        assert card.locator("[data-part=reasons] li").count() >= 1
        finger.tap(card.locator("save-program button").first)
    last = page.locator("fit-card:visible").nth(4).bounding_box()
    screens = 1 + -(-(last["y"] + last["height"] - first) // 844)
    assert finger.taps <= 25 and screens <= 6, (finger.taps, screens)
    page.goto(f"{site_url}my-list/")
    page.wait_for_selector("fit-verdict a")
    assert page.locator("fit-verdict a").count() == 5


def test_the_same_by_keyboard(page: Any, site_url: str):
    page.goto(f"{site_url}shortlist/")
    page.wait_for_load_state("networkidle")
    steps = real_library().editorial.fit_steps
    for place, step in enumerate(steps):
        page.wait_for_selector(f"#{step.id}[data-current]")
        if place:
            assert page.evaluate("document.activeElement.closest('fieldset')?.id") == step.id
        else:
            page.locator(f"#{step.id} legend").focus()
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "radio":
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Space")
        elif page.evaluate("document.activeElement.type") == "number":
            page.keyboard.type(page.evaluate("document.activeElement.min"))
        while page.evaluate("document.activeElement.dataset.way") != "on":
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    page.wait_for_selector("fit-card")
    assert page.evaluate("document.activeElement.id") == "shortlist-results"
    while page.evaluate("document.activeElement.closest('save-program') === null"):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator("save-program[on]").count() == 1


# --- What stays, and what leaves ---------------------------------------------------------------------


def test_a_citizen_is_not_asked_for_a_visa(page: Any, site_url: str):
    open_shortlist(page, site_url, {})
    page.locator("[name=citizenship][value=us]").check()
    page.locator("[data-current] [data-way=on]").click()
    current = page.locator("[data-current]")
    assert current.get_attribute("id") != "visa" and not page.locator("[name=visa-need]").first.is_visible()
    assert "Question 2 of 6" in current.inner_text()
    page.go_back()
    page.wait_for_selector("#who[data-current]")


def test_answers_stay_until_they_are_cleared(page: Any, site_url: str):
    open_shortlist(page, site_url, {})
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("[name=visa-need][value=j-1]").check()
    page.locator("[name=attempts]").fill("44")
    assert (
        "Attempts on any one Step: a whole number from 1 to 9."
        in page.locator("short-list [data-part=said]").inner_text()
    )
    page.locator("[name=attempts]").fill("2")
    page.reload()
    page.wait_for_load_state("networkidle")
    assert stored(page) == {"visa-need": "j-1", "attempts": "2"}
    assert page.locator("[name=visa-need][value=j-1]").is_checked()
    page.get_by_role("button", name="Clear my answers").click()
    page.wait_for_timeout(50)
    assert stored(page) == {}


@pytest.mark.parametrize(
    "text", ["{", "7", "null", "[1]", '{"visa-need":"<b>","step-2-ck":"9e99","__proto__":{"a":1}}']
)
def test_crafted_storage_does_nothing(page: Any, site_url: str, text: str):
    page.goto(f"{site_url}404.html")
    page.evaluate("text => localStorage.setItem(`${document.documentElement.dataset.storage}-fit/1`, text)", text)
    page.goto(f"{site_url}shortlist/#programs")
    page.wait_for_load_state("networkidle")
    assert page.get_by_text("Answer at least one question").is_visible()
    assert page.locator("short-list b").count() == 0


def test_rules_in_force_are_said_to_whom_they_concern(page: Any, site_url: str):
    context = real_library().context
    concerned = [change for change in context.editorial.rule_changes if change.readers and change.holds(context.today)]
    for change in concerned:
        ((field, answers),) = change.readers.items()
        for answer, expected in ((answers[0], True), ("no", False)):
            open_shortlist(page, site_url, APPLICANT | {field: answer}, "#programs")
            page.wait_for_selector("fit-card")
            assert (change.says in page.locator("[data-part=notes]").text_content()) is expected


def test_place_and_specialty_narrow_the_programs(page: Any, site_url: str):
    open_shortlist(page, site_url, APPLICANT | {"specialty": "psychiatry", "place": "northeast"}, "#programs")
    page.wait_for_selector("fit-card")
    states = {code for code, state in real_library().editorial.states.items() if state.region == "Northeast"}
    wanted = [p for p in real_library().programs if p.specialty == "psychiatry" and p.state in states]
    assert sum(told(page).values()) == len(wanted)
    left = len(real_library().programs) - len(wanted)
    assert f"{left} programs left out by place or specialty" in page.locator("[data-part=again]").inner_text()


def test_what_cannot_be_loaded_is_said(browser: Any, site_url: str):
    context = browser.new_context()
    opened = context.new_page()
    opened.route("**/assets/fit.*.json", lambda route: route.abort())
    opened.goto(f"{site_url}shortlist/")
    opened.get_by_text("The programs could not be loaded").wait_for()
    context.close()


def test_without_javascript_it_says_so(browser: Any, site_url: str):
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{site_url}shortlist/")
    assert "needs JavaScript" in opened.locator("noscript").first.inner_text()
    assert opened.get_by_role("link", name="All programs").first.is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 820, 1280])
@pytest.mark.parametrize("hash", ["", "#exams", "#programs"])
def test_axe_finds_nothing(page: Any, site_url: str, scheme: str, width: int, hash: str):
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    open_shortlist(page, site_url, APPLICANT, hash)
    page.evaluate("document.querySelectorAll('short-list details').forEach((each) => { each.open = true; })")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
