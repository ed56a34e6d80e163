"""Check that every page has an address of its own, and every place on it an anchor of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from generator.model import urls
from generator.model.editorial import Editorial, StepList
from generator.model.problem import Problem

SITE = "content/site.yml"
Placed = tuple[str, str, str]  # an address or anchor, the file that asks for it, and what it is there


def check_addresses(editorial: Editorial) -> list[Problem]:
    """Two pages of one address would replace each other without a word.

    Ids of one kind are compared elsewhere, and profiles stand in a folder that is theirs alone.
    """
    must = "must have an address that no other page has"
    found = [_repeated(each, must) for each in _find_repeated(_addresses(editorial))]
    for page in editorial.site.facet_pages:
        if page.group in urls.RESERVED:
            named = f"facet_pages {page.group}/{page.slug}"
            mend = "call the group by another word."
            must = "must not stand in a folder of the site's own"
            found.append(
                Problem(code="repeated-id", path=SITE, where=named, must=must, found=f"{page.group}/", mend=mend)
            )
    return found


def check_anchors(editorial: Editorial) -> list[Problem]:
    """Two places of one name on a page, of which a link would find the first alone.

    Ids of one kind are compared elsewhere; here it is about those that meet others.
    """
    must = "must have a name that nothing else on its page has"
    pages = [list(_question_anchors(editorial)), list(_term_anchors(editorial)), list(_flow_anchors(editorial))]
    pages += [list(_step_anchors(steplist)) for steplist in editorial.steplists]
    return [_repeated(each, must) for page in pages for each in _find_repeated(page, urls.ANCHORS)]


def list_addresses(editorial: Editorial, ids: Mapping[str, Collection[str]]) -> frozenset[str]:
    """Every address that a search may lead to; `ids` are all permanent ids by kind."""
    kinds = {
        "program": urls.program, "institution": urls.institution, "comparison": urls.comparison, "guide": urls.guide,
        "question": urls.question, "term": urls.term_page, "specialty": urls.specialty, "checklist": urls.steplist,
    }  # fmt: skip
    found = {address(id) for kind, address in kinds.items() for id in ids.get(kind, ())}
    found.update(urls.ask(audience.id) for audience in editorial.audiences)
    return frozenset({*found, *urls.PAGES.values(), urls.ASKS, *(address for address, _, _ in _addresses(editorial))})


def _addresses(editorial: Editorial) -> Iterator[Placed]:
    for state in editorial.states.values():
        yield urls.state(state.code), "content/states.yml", state.code
    for page in editorial.site.facet_pages:
        yield urls.facet_page(page.group, page.slug), SITE, f"facet_pages {page.group}/{page.slug}"
    if editorial.record:
        record = editorial.record.rules.page
        yield urls.filings(record.group, record.slug), "content/filings.yml", f"page {record.group}/{record.slug}"
    for guide in editorial.guides:
        for slug in (guide.slug, *guide.aliases):
            yield urls.guide(slug), guide.path, f"guide {slug}"
    for steplist in editorial.steplists:
        yield urls.steplist(steplist.slug), steplist.path, f"checklist {steplist.slug}"


def _question_anchors(editorial: Editorial) -> Iterator[Placed]:
    places = {section.id: f"content/questions/{section.id}.yml" for section in editorial.sections}
    yield from ((f"section-{id}", path, f"section {id}") for id, path in places.items())
    questions = editorial.questions.values()
    named = {id: places[question.section] for question in questions for id in (question.id, *question.aliases)}
    yield from ((id, path, f"question {id}") for id, path in named.items())


def _term_anchors(editorial: Editorial) -> Iterator[Placed]:
    named = dict.fromkeys(id for term in editorial.terms.values() for id in (term.id, *term.aliases))
    yield from ((id, "content/glossary.yml", f"term {id}") for id in named)


def _flow_anchors(editorial: Editorial) -> Iterator[Placed]:
    flow = editorial.flow
    ids = [*(step.id for step in flow.steps), *(end.id for end in flow.ends)] if flow else []
    yield from ((id, "content/flow.yml", f"step {id}") for id in ids)


def _step_anchors(steplist: StepList) -> Iterator[Placed]:
    yield from ((group.id, steplist.path, f"group {group.id}") for group in steplist.groups)
    steps = [step for group in steplist.groups for step in group.steps]
    named = dict.fromkeys(id for step in steps for id in (step.id, *step.aliases))
    yield from ((id, steplist.path, f"step {id}") for id in named)


def _find_repeated(places: Iterable[Placed], taken: Iterable[str] = ()) -> Iterator[Placed]:
    seen = set(taken)
    for place in places:
        if place[0] in seen and place[0]:
            yield place
        seen.add(place[0])


def _repeated(place: Placed, must: str) -> Problem:
    address, path, what = place
    mend = "give one of the two another id."
    return Problem(code="repeated-id", path=path, where=what, must=must, found=address, mend=mend)
