"""What readers come for, walked on a phone: each answer within three taps from home."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.real import real_library

pytestmark = [pytest.mark.site, pytest.mark.browser]


def _say(program, question):
    """The options that a program's answer to a question names; none where sources disagree, or a listing alone says so."""
    answered = real_library().answers(program).get(question)
    if answered is None or answered.standing.state in ("disputed", "listed"):
        return set()
    return set(answered.lead.answer.options)


def test_internal_medicine_in_new_york_with_j1_and_without_us_experience(page, site_url):
    expected = {
        program.slug
        for program in real_library().programs
        if (program.specialty, program.state) == ("internal-medicine", "NY")
        and "yes" in _say(program, "j1")
        and {"not-required", "helpful", "preferred"} & _say(program, "usce")
    }
    assert expected
    from playwright.sync_api import expect

    page.goto(site_url)
    page.get_by_role("link", name="New York", exact=True).click()
    page.get_by_role("link", name=re.compile("Internal medicine: J-1, U.S. clinical experience not required")).click()
    query = parse_qs(urlsplit(page.url).query)
    assert (query["state"], query["specialty"], query["j1"]) == (["ny"], ["internal-medicine"], ["yes"])
    for name, values in query.items():
        for value in values:
            expect(page.locator(f'input[name="{name}"][value="{value}"]')).to_be_checked()
    expect(page.locator("program-filter [data-part=count][role=status]")).to_contain_text(f"{len(expected)} ")
    shown = page.locator("program-filter tbody tr[data-slug]:visible")
    assert {shown.nth(n).get_attribute("data-slug") for n in range(shown.count())} == expected


def test_what_to_ask_a_current_resident_about_h1b(page, site_url):
    page.goto(site_url)
    page.locator("main").get_by_role("link", name="Current IMG resident", exact=True).click()
    words = dict(real_library().editorial.questions["h1b-holders"].ask)["resident"]
    assert page.get_by_text(words).is_visible()
    page.get_by_role("link", name=real_library().editorial.questions["h1b-holders"].label, exact=True).click()
    assert urlsplit(page.url).path.endswith("/checklist/h1b-holders/")
    assert page.get_by_text(words).is_visible()
    assert page.get_by_role("heading", name="What to listen for").is_visible()
