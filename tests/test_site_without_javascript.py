"""Without JavaScript: every program is reachable by links, and what is read is complete."""

from __future__ import annotations

import re

import pytest

from generator.answers.names import title_of
from generator.model import urls
from tests.pages import is_redirect, plain, read_pages
from tests.real import real_library

pytestmark = [pytest.mark.site, pytest.mark.content]


@pytest.fixture(scope="module")
def library():
    return real_library()


@pytest.fixture(scope="module")
def pages(real_site):
    return read_pages(real_site)


def _follow(pages, start="index.html"):
    """How many links away from home each page is."""
    away, waiting = {start: 0}, [start]
    while waiting:
        page = pages[waiting.pop(0)]
        for href in page.links:
            target = page.target(href)
            if target and target[0] in pages and target[0] not in away:
                away[target[0]] = away[page.path] + 1
                waiting.append(target[0])
    return away


def test_every_page_is_reached_from_home(pages, library):
    away = _follow(pages)
    lonely = [path for path, page in pages.items() if path not in away and not is_redirect(page) and path != "404.html"]
    assert lonely == []
    far = {p.slug: away[f"programs/{p.slug}/index.html"] for p in library.programs}
    assert max(far.values()) <= 4, "a program is more than four links from home"


def test_every_profile_holds_each_claim_with_its_evidence(pages, library):
    editorial = library.editorial
    for program in library.programs:
        page = pages[urls.file_of(urls.program(program.slug))]
        more = pages.get(urls.file_of(urls.evidence(program.slug)))  # where one page has no room for all
        links = {*page.links, *(more.links if more else ())}
        text = f"{page.text} {more.text}" if more else page.text
        for claim in (claim for item in library.answers(program).values() for claim in item.claims):
            question = editorial.questions[claim.question]
            assert question.id in page.ids
            assert plain(question.text) in page.text
            assert plain(claim.answer.shown) in text, (program.slug, question.id)
            assert plain(claim.note) in text
            assert claim.source.url in {link.partition("#:~:")[0] for link in links}
            assert plain(claim.source.title) in text


def test_every_profile_shows_its_gaps_as_questions(pages, library):
    editorial = library.editorial
    for program in library.programs:
        page = pages[urls.file_of(urls.program(program.slug))]
        answered = library.answers(program)
        for section in editorial.sections:
            assert f"section-{section.id}" in page.ids
            for question in section.questions:
                if question.id not in answered and not question.personal and question.ask:
                    assert any(plain(words) in page.text for _, words in question.ask), (program.slug, question.id)


def test_curated_comparisons_are_complete(pages, library):
    editorial = library.editorial
    programs = {program.slug: program for program in library.programs}
    for comparison in editorial.comparisons:
        page = pages[urls.file_of(urls.comparison(comparison.slug))]
        for slug in comparison.programs:
            program = programs[slug]
            assert title_of(program, library.context) in page.text
            for id, answered in library.answers(program).items():
                assert id in page.ids
                assert plain(answered.lead.answer.shown) in page.text, (comparison.slug, slug, id)


def test_facet_pages_hold_every_program_that_says_so(pages, library):
    editorial = library.editorial
    for facet in editorial.site.facet_pages:
        listed: set[str] = set()
        number = 1
        while (path := urls.file_of(urls.page(urls.facet_page(facet.group, facet.slug), number))) in pages:
            page = pages[path]
            listed |= {
                found[0].split("/")[1]
                for href in page.links
                if (found := page.target(href)) and "programs/" in found[0]
            }
            number += 1
        for program in library.programs:
            answered = library.answers(program).get(facet.question)
            counted = answered and answered.standing.state not in ("disputed", "listed")
            if counted and set(answered.lead.answer.options) & set(facet.options):
                assert program.slug in listed, (facet.slug, program.slug)


def test_state_specialty_and_institution_pages_hold_their_programs(pages, library):
    for program in library.programs:
        bases = urls.state(program.state), urls.specialty(program.specialty), urls.institution(program.institution)
        for base in bases:
            texts = [page for path, page in pages.items() if re.fullmatch(rf"{base}(page/\d+/)?index\.html", path)]
            assert any(f"../programs/{program.slug}/" in href for page in texts for href in page.links), (
                base,
                program.slug,
            )


def test_the_checklist_and_each_question_page_are_complete(pages, library):
    checklist = pages["checklist/index.html"]
    for question in library.editorial.questions.values():
        assert question.id in checklist.ids
        assert plain(question.text) in checklist.text
        page = pages[urls.file_of(urls.question(question.id))]
        for text in (
            question.text,
            question.why,
            *question.strong,
            *question.weak,
            *(words for _, words in question.ask),
        ):
            assert plain(text) in page.text, (question.id, text)
        for option in question.options:
            assert plain(option.means) in page.text


def test_each_audience_page_holds_its_questions(pages, library):
    for audience in library.editorial.audiences:
        page = pages[urls.file_of(urls.ask(audience.id))]
        for question in library.editorial.questions.values():
            words = dict(question.ask).get(audience.id)
            assert words is None or plain(words) in page.text, (audience.id, question.id)


def test_guides_and_step_lists_are_complete(pages, library):
    editorial = library.editorial
    for guide in editorial.guides:
        page = pages[urls.file_of(urls.guide(guide.slug))]
        for heading in re.findall(r"^##+ (.+)$", guide.body, re.M):
            assert plain(re.sub(r"\[\[[^|\]]+\|([^\]]+)\]\]|[*_`]", r"\1", heading)) in page.text, (guide.slug, heading)
        sentences = [line for line in guide.body.splitlines() if re.fullmatch(r"[A-Z][^\[\]*_`|#]{20,}\.", line)]
        missing = [line for line in sentences if plain(line) not in page.text]
        assert missing == [], guide.slug
    for steplist in editorial.steplists:
        page = pages[urls.file_of(urls.steplist(steplist.slug))]
        for group in steplist.groups:
            for step in group.steps:
                assert step.id in page.ids
                assert plain(step.label) in page.text


@pytest.mark.browser
def test_a_reader_without_javascript_gets_to_the_evidence(browser, site_url):
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url)
    page.locator(".doors a").first.click()
    page.locator("main tbody th a").first.click()
    page.locator(".answers summary").first.click()
    source = page.locator(".answers details[open] [data-part=source] a").first
    assert source.is_visible()
    assert source.get_attribute("href").startswith("http")
    context.close()
