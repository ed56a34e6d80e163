"""Check what editors write: comparisons, guides, glossary, step lists."""

from __future__ import annotations

from collections.abc import Collection

from generator.check.bodies import check_body, check_figures
from generator.check.fields import Fields, listed_ids
from generator.check.findings import Findings
from generator.check.references import Targets, check_name, check_names
from generator.check.site import check_slug
from generator.model.editorial import Comparison, Guide, Step, StepGroup, StepList, Term
from generator.read.documents import Document

LONGEST_TITLE = 60  # what a forum or a messenger shows of a title
LONGEST_SUMMARY = 160


def check_comparison(document: Document, notes: Findings, targets: Targets) -> Comparison:
    """One file of content/comparisons: two to six programs side by side."""
    fields = Fields(document.front, notes, "", ("title", "summary", "programs", "aliases"))
    fields.require("title", "summary", "programs")
    named = len(fields.items("programs"))
    programs = check_names(fields, "programs", targets.ids["program"], "a program")
    twice = next((program for program in programs if programs.count(program) > 1), "")
    if "programs" in fields and (not 2 <= named <= 6 or twice):
        must, found = "must be two to six programs, each once", f"{twice} more than once" if twice else f"{named} named"
        notes.add("wrong-shape", fields.key("programs"), "programs", must, found=found)
    check_body(document, targets, notes)
    return Comparison(
        slug=check_slug(document, notes),
        path=document.path,
        title=fields.text("title", longest=LONGEST_TITLE),
        summary=fields.text("summary", longest=LONGEST_SUMMARY),
        programs=programs,
        body=document.body,
        aliases=fields.slugs("aliases"),
    )


def check_guide(document: Document, notes: Findings, targets: Targets) -> Guide:
    """One file of content/guides."""
    fields = Fields(document.front, notes, "", ("title", "summary", "order", "known_as", "aliases"))
    fields.require("title", "summary", "order")
    check_body(document, targets, notes)
    check_figures(document, notes)
    return Guide(
        slug=check_slug(document, notes),
        path=document.path,
        title=fields.text("title", longest=LONGEST_TITLE),
        summary=fields.text("summary", longest=LONGEST_SUMMARY),
        order=fields.whole_number("order") or 0,
        body=document.body,
        known_as=fields.texts("known_as", free=False),
        aliases=fields.slugs("aliases"),
    )


def check_glossary(document: Document, notes: Findings) -> dict[str, Term]:
    """content/glossary.yml."""
    fields = Fields(document.front, notes)
    found = {}
    known = frozenset(fields)
    for id in listed_ids(fields):
        group = fields.group(id, ("term", "full", "meaning", "known_as", "see", "aliases"))
        group.require("term", "meaning")
        found[id] = Term(
            id=id,
            term=group.text("term", free=False),
            full=group.text("full", free=False),
            meaning=group.text("meaning", longest=700),
            known_as=group.texts("known_as", free=False),
            see=check_names(group, "see", known, "a glossary term"),
            aliases=group.slugs("aliases"),
        )
    return found


def check_steplist(document: Document, notes: Findings, guides: Collection[str], facts: Collection[str]) -> StepList:
    """One file of content/checklists."""
    fields = Fields(document.front, notes, "", ("title", "summary", "groups"))
    fields.require("title", "summary", "groups")
    groups = []
    for group in fields.groups("groups", ("id", "label", "lead", "steps")):
        group.require("id", "label", "steps")
        steps = tuple(_check_step(step, guides, facts) for step in group.groups("steps", STEP_KEYS))
        groups.append(StepGroup(id=group.slug("id"), label=group.text("label"), lead=group.text("lead"), steps=steps))
    return StepList(
        slug=check_slug(document, notes),
        path=document.path,
        title=fields.text("title", longest=LONGEST_TITLE),
        summary=fields.text("summary", longest=LONGEST_SUMMARY),
        groups=tuple(groups),
    )


STEP_KEYS = ("id", "label", "why", "when", "guide", "facts", "aliases")


def _check_step(fields: Fields, guides: Collection[str], facts: Collection[str]) -> Step:
    fields.require("id", "label", "why")
    return Step(
        id=fields.slug("id"),
        label=fields.text("label"),
        why=fields.text("why", longest=500),
        when=fields.text("when"),
        guide=check_name(fields, "guide", guides, "a guide"),
        facts=check_names(fields, "facts", facts, "a fact"),
        aliases=fields.slugs("aliases"),
    )
