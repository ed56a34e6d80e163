"""Plan the editorial pages: guides, glossary, step lists, the decision flow, the patterns, and plain texts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.answers.context import Context
from generator.answers.views import (
    FlowStepView,
    FlowView,
    GlossaryView,
    GuideView,
    Head,
    IndexView,
    Link,
    PatternsView,
    RedirectView,
    StepListView,
    StepView,
    TermPageView,
    TermView,
    TextView,
    ToolView,
)
from generator.model import urls
from generator.model.editorial import Guide, StepList, Term
from generator.model.kinds import SOURCE_KINDS
from generator.pages.heads import head_of
from generator.pages.previews import fit_title, picture_guide


def plan_guides(context: Context) -> Iterator[tuple[Head, object]]:
    """Every guide, and the page that lists them with the step lists, the flow and the patterns."""
    guides = context.editorial.guides
    yield _guide_index(context)
    for guide in guides:
        yield _guide(guide, context)
    for steplist in context.editorial.steplists:
        yield _steplist(steplist, context)


def guide_link(guide: Guide) -> Link:
    """A guide by its title."""
    return Link(label=guide.title, url=urls.guide(guide.slug), note=guide.summary)


def _guide_index(context: Context) -> tuple[Head, IndexView]:
    editorial = context.editorial
    tools = [Link(label=s.title, url=urls.steplist(s.slug), note=s.summary) for s in editorial.steplists]
    if editorial.flow:
        tools.append(Link(label=editorial.flow.title, url=urls.FLOW, note=editorial.flow.summary))
    if editorial.patterns:
        tools.append(Link(label=editorial.patterns.title, url=urls.PATTERNS, note=editorial.patterns.summary))
    tools.append(Link(label="Glossary", url=urls.GLOSSARY, note="The words and abbreviations of the field."))
    head = head_of(
        context,
        url=urls.GUIDES,
        title="Guides for international medical graduates",
        description="Visas, eligibility, costs, the calendar, interviews and lists: each guide answers one question, with dated sources.",
        kind="guides",
        crumbs=(Link(label="Guides", url=""),),
    )
    groups = (
        ("Guides", tuple(guide_link(guide) for guide in editorial.guides)),
        ("Tools and references", tuple(tools)),
    )
    lead = "Each answers one question. Every figure names its year and its source."
    return head, IndexView(heading="Guides", lead=lead, groups=groups, layout="rows")


def _guide(guide: Guide, context: Context) -> tuple[Head, GuideView]:
    head = head_of(
        context,
        url=urls.guide(guide.slug),
        title=guide.title,
        description=guide.summary,
        kind="guide",
        crumbs=(Link(label="Guides", url=urls.GUIDES), Link(label=guide.title, url="")),
        scripts=("cost-calculator", "copy-link") if "[[costs]]" in guide.body else ("copy-link",),
        subject={"@type": "Article", "headline": guide.title},
        picture=picture_guide(guide, context),
    )
    view = GuideView(
        heading=guide.title,
        summary=guide.summary,
        body=guide.body,
        contents=(),
        edit_href=context.edit_href(guide.path),
        others=tuple(guide_link(other) for other in context.editorial.guides if other.slug != guide.slug)[:8],
        facts_note="",
    )
    return head, view


def _steplist(steplist: StepList, context: Context) -> tuple[Head, StepListView]:
    titles = {guide.slug: guide.title for guide in context.editorial.guides}
    groups = tuple(
        (
            group.id,
            group.label,
            group.lead,
            tuple(
                StepView(
                    id=step.id,
                    label=step.label,
                    why=step.why,
                    when=step.when,
                    guide=Link(label=titles[step.guide], url=urls.guide(step.guide)) if step.guide in titles else None,
                    facts=step.facts,
                    aliases=step.aliases,
                )
                for step in group.steps
            ),
        )
        for group in steplist.groups
    )
    head = head_of(
        context,
        url=urls.steplist(steplist.slug),
        title=steplist.title,
        description=steplist.summary,
        kind="steplist",
        crumbs=(Link(label="Guides", url=urls.GUIDES), Link(label=steplist.title, url="")),
        scripts=("my-list-button", "step-progress", "copy-link"),
        picture=picture_guide(steplist, context),
    )
    view = StepListView(
        slug=steplist.slug,
        heading=steplist.title,
        summary=steplist.summary,
        count=sum(len(group[3]) for group in groups),
        groups=groups,
        edit_href=context.edit_href(steplist.path),
    )
    return head, view


def plan_glossary(context: Context) -> tuple[Head, GlossaryView]:
    """All terms on one page, each with its anchor."""
    terms = context.editorial.terms
    views = tuple(
        TermView(
            id=term.id,
            term=term.term,
            full=term.full,
            meaning=term.meaning,
            url=urls.term_page(term.id),
            see=tuple(Link(label=terms[id].term, url=urls.term(id)) for id in term.see),
            aliases=term.aliases,
        )
        for term in sorted(terms.values(), key=lambda term: term.term.lower())
    )
    head = head_of(
        context,
        url=urls.GLOSSARY,
        title="Glossary: the words of U.S. residency",
        description="ECFMG, SOAP, cap-exempt, PGY-1 and more: the words and abbreviations an IMG meets, in plain English.",
        kind="glossary",
        crumbs=(Link(label="Glossary", url=""),),
        scripts=("copy-link",),
    )
    lead = "The words and abbreviations that programs, forums and forms use, in plain English."
    return head, GlossaryView(heading="Glossary", lead=lead, terms=views)


def plan_terms(context: Context) -> Iterator[tuple[Head, TermPageView]]:
    """A small page for each term, for linking."""
    terms = context.editorial.terms
    for term in terms.values():
        yield _term(term, tuple(Link(label=terms[id].term, url=urls.term_page(id)) for id in term.see), context)


def _term(term: Term, see: tuple[Link, ...], context: Context) -> tuple[Head, TermPageView]:
    spelt = f"{term.term}: {term.full}" if term.full else term.term
    head = head_of(
        context,
        url=urls.term_page(term.id),
        title=fit_title(f"{name}, explained for IMGs" for name in (spelt, term.term)),
        description=f"{term.full}. {term.meaning}" if term.full else term.meaning,
        kind="term",
        crumbs=(Link(label="Glossary", url=urls.GLOSSARY), Link(label=term.term, url="")),
        scripts=("copy-link",),
        subject={"@type": "DefinedTerm", "name": term.term, "description": term.meaning},
    )
    view = TermPageView(
        term=term.term,
        full=term.full,
        meaning=term.meaning,
        known_as=", ".join(term.known_as),
        see=see,
        edit_href=context.edit_href("content/glossary.yml"),
    )
    return head, view


def plan_flow(context: Context) -> tuple[Head, FlowView] | None:
    """The decision flow as a diagram and as text."""
    flow = context.editorial.flow
    if flow is None:
        return None
    ends = {end.id: end.label for end in flow.ends}
    numbers = {step.id: f"Step {number}" for number, step in enumerate(flow.steps, 1)}
    steps = tuple(
        FlowStepView(
            id=step.id,
            number=number,
            ask=step.ask,
            questions=tuple(
                Link(label=context.editorial.questions[id].label, url=urls.question(id)) for id in step.questions
            ),
            yes=ends.get(step.yes) or numbers[step.yes],
            no=ends.get(step.no) or numbers[step.no],
            no_end=step.no in ends,
        )
        for number, step in enumerate(flow.steps, 1)
    )
    head = head_of(
        context,
        url=urls.FLOW,
        title=flow.title,
        description=flow.summary,
        kind="flow",
        crumbs=(Link(label="Guides", url=urls.GUIDES), Link(label=flow.title, url="")),
    )
    listed = tuple((end.id, end.label, end.meaning) for end in flow.ends)
    return head, FlowView(heading=flow.title, lead=flow.summary, steps=steps, ends=listed)


def plan_patterns(context: Context) -> tuple[Head, PatternsView] | None:
    """The patterns of one author, as a heuristic with its inputs."""
    patterns = context.editorial.patterns
    if patterns is None:
        return None
    head = head_of(
        context,
        url=urls.PATTERNS,
        title=patterns.title,
        description=patterns.summary,
        kind="patterns",
        crumbs=(Link(label="Guides", url=urls.GUIDES), Link(label=patterns.title, url="")),
    )
    view = PatternsView(
        heading=patterns.title,
        lead=patterns.summary,
        caution=patterns.caution,
        columns=("Pattern", "IMG share", "Visas", "Step 2 CK", "Fellowship", "Reads as"),
        rows=tuple((r.label, r.img_share, r.visas, r.step2, r.fellowship, r.reads_as) for r in patterns.rows),
        inputs=tuple(
            Link(label=context.editorial.questions[id].label, url=urls.question(id)) for id in patterns.inputs
        ),
    )
    return head, view


def plan_texts(context: Context) -> Iterator[tuple[Head, object]]:
    """Method, contribute, my list and 404."""
    yield _method(context)
    yield _not_found(context)
    yield _my_list(context)


def _method(context: Context) -> tuple[Head, TextView]:
    kinds = "\n".join(f"{number}. {label}" for number, label in enumerate(SOURCE_KINDS.values(), 1))
    ages = "\n".join(f"- {section.label}: {_ages(section.questions)}" for section in context.editorial.sections)
    body = METHOD.format(kinds=kinds, ages=ages)
    head = head_of(
        context,
        url=urls.METHOD,
        title="How we decide what to show",
        description="What counts as a source, how age is counted, what unknown means, and what the directory never does.",
        kind="text",
        crumbs=(Link(label="Method", url=""),),
    )
    lead = "What you see here is what a source said, with the source and its age. We report; we do not vouch."
    return head, TextView(heading="Method", lead=lead, body=body)


def _ages(questions: Sequence[object]) -> str:
    months = sorted({int(getattr(question, "old_after", 0)) for question in questions})
    return " to ".join(str(month) for month in dict.fromkeys((months[0], months[-1]))) + " months"


METHOD = """
## What a claim is

A claim is an answer to one question, by a source, as of a date.
Nothing is shown without one.
We use the word claim because we report what a page said; we cannot promise that it is still so.

## Three states, never mixed

- **Answered**: a source says so.
- **Not stated**: somebody read the source and it does not say.
- **Not collected yet**: nobody has looked, or nobody has written it down here.

Unknown is never shown as "no", and never hidden.
A filter always says how many programs it leaves out because the answer is unknown.

## Kinds of source, best first

{kinds}

A third-party article or a resident's report alone never answers a visa or eligibility question.

## Age

A claim's age counts from the day when a person checked it on the live page; else from the date that the statement is about; else from the page's own date.
A page that shows no date is called undated, and its claims too.
Where clues on an undated page suggest a year, we say so, and it stays undated.
After some time a claim is called old. How long that takes depends on the question:

{ages}

## When sources disagree

A program's own claim stands before an institution-wide one, then the newer before the older, then the better kind of source.
Where two sources contradict each other and no date settles it, both are shown with the words "Sources disagree".
Nothing is resolved silently.

## What is listed

Any residency that the ACGME accredits may be listed, and being listed is no praise.
There is no ranking, no paid placement, no score, no cookie and no tracker.
Individuals are never named.
A percentage is shown with its number and years where they are known, and a small class is marked, since one resident can move the figure.

## What this is not

This is not legal advice, and visa rules change within a season.
Confirm with the program before you pay for an application.

## Mistakes

Each answer has a link to report a change, and each program has a right of reply.
Every change is kept in the history of its file.
"""


def _not_found(context: Context) -> tuple[Head, TextView]:
    head = head_of(
        context,
        url=urls.NOT_FOUND,
        title="Page not found",
        description="This page does not exist here. Search, or start from the list of programs.",
        kind="text",
    )
    links = (
        Link(label="All programs", url=urls.PROGRAMS),
        Link(label="The checklist", url=urls.CHECKLIST),
        Link(label="Guides", url=urls.GUIDES),
        Link(label="Home", url=urls.HOME),
    )
    lead = "Addresses here are kept for years, so the link may be mistyped. These pages lead on:"
    return head, TextView(heading="Page not found", lead=lead, links=links)


def _my_list(context: Context) -> tuple[Head, ToolView]:
    head = head_of(
        context,
        url=urls.MY_LIST,
        title="My list: track your applications",
        description="Your own list of programs with notes, tiers and answers. It stays in your browser; nothing is sent anywhere.",
        kind="my-list",
        crumbs=(Link(label="My list", url=""),),
        scripts=("my-list-button", "my-list-store", "my-list"),
    )
    view = ToolView(
        heading="My list",
        lead="Programs you are thinking of, with your own notes and answers. It stays in this browser; nothing is sent anywhere.",
        config=_my_list_config(context),
        without=(
            Link(label="All programs", url=urls.PROGRAMS),
            Link(label="The checklist to print", url=urls.CHECKLIST),
        ),
    )
    return head, view


def _my_list_config(context: Context) -> str:
    """Which answers the list shows, which the spreadsheet holds, and what the questions are and were called."""
    editorial = context.editorial
    config = {
        "columns": [question.id for question in context.columns],
        "tracker": [[column.label, list(column.questions)] for column in editorial.tracker],
        "questions": [[q.id, q.label, list(q.aliases)] for q in editorial.questions.values()],
    }
    return json.dumps(config, ensure_ascii=False, separators=(",", ":"))


def plan_redirect(old: str, new: str, title: str, context: Context) -> tuple[Head, RedirectView]:
    """The page at an old address that leads to the new one; a link to it unfurls as the new page."""
    text = f"This page has moved to {title}."
    head = head_of(context, url=old, title=title, description=text, kind="redirect", scripts=("moved-page",))
    return replace(head, canonical=f"{context.editorial.site.base_url}{new}"), RedirectView(target=new, title=title)
