"""Pages at old addresses that lead to the new ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from generator.answers.context import Context
from generator.answers.summaries import Summaries
from generator.model import urls
from generator.model.digests import digest
from generator.pages.heads import head_of
from generator.pages.page import Page, html_page
from generator.pages.parts import Head


def plan_redirect(old: str, new: str, title: str, context: Context) -> tuple[Head, RedirectView]:
    """The page at an old address that leads to the new one; a link to it unfurls as the new page."""
    text = f"This page has moved to {title}."
    head = head_of(context, url=old, title=title, description=text, kind="redirect", scripts=("moved-page",))
    return replace(head, canonical=f"{context.editorial.site.base_url}{new}"), RedirectView(target=new, title=title)


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectView:
    target: str
    title: str


def plan_redirects(summaries: Summaries, context: Context) -> Iterator[Page]:
    for old, new, title in list_redirects(summaries, context):
        key = digest("redirect", old, new, title)
        yield html_page(url=old, key=key, plan=partial(plan_redirect, old, new, title), listed=False)


def list_redirects(summaries: Summaries, context: Context) -> Iterator[tuple[str, str, str]]:
    """Old address, new address and title of everything that was renamed."""
    editorial = context.editorial
    for summary in summaries:
        for old in summary.aliases:
            yield urls.program(old), urls.program(summary.slug), summary.title
    for question in editorial.questions.values():
        for old in question.aliases:
            yield urls.question(old), urls.question(question.id), question.label
    for section in editorial.sections:
        for gone in section.retired:
            target = urls.question(gone.instead) if gone.instead else urls.CHECKLIST
            yield urls.question(gone.id), target, f"{gone.label}, no longer asked: {gone.why}"
    for institution in editorial.institutions.values():
        for old in institution.aliases:
            yield urls.institution(old), urls.institution(institution.slug), institution.name
    listed = set(summaries.column("specialty"))  # the others have no page to lead to
    for specialty in editorial.specialties.values():
        for old in specialty.aliases if specialty.id in listed else ():
            yield urls.specialty(old), urls.specialty(specialty.id), specialty.label
    for comparison in editorial.comparisons:
        for old in comparison.aliases:
            yield urls.comparison(old), urls.comparison(comparison.slug), comparison.title
    for guide in editorial.guides:
        for old in guide.aliases:
            yield urls.guide(old), urls.guide(guide.slug), guide.title
    for term in editorial.terms.values():
        for old in term.aliases:
            yield urls.term_page(old), urls.term_page(term.id), term.term
