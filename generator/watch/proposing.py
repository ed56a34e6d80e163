"""Proposing: what a page was found to say, as proposals (docs/proposals.md) against what a file says now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.model.claims import Claim, Program
from generator.model.finding import Found
from generator.model.kinds import holds_items
from generator.model.questions import Question
from generator.proposals.writing import write_flow
from generator.watch.drafting import PageDraft

_BASIS = "The date in the data of the page"


def propose(page: PageDraft, found: Found, question: Question, path: str, kind: str, program: Program | None) -> str:
    """The proposal of one answer, as YAML; "" where the file says so already, from this page."""
    known = [claim for claim in program.claims if claim.question == question.id] if program else []
    if any(claim.source.url == page.url and _says(claim, found) for claim in known):
        return ""
    proposal: dict[str, object] = {"file": path, "question": question.id, "now": _now(known)}
    proposal |= {"new": dict(_new(found, question)), "source": dict(_source(page, kind))}
    if known:
        proposal["keep"] = "true"
    return dump(proposal)


def _says(claim: Claim, found: Found) -> bool:
    return claim.answer.text.replace(" ", "") == found.answer.replace(" ", "") and claim.strength == found.strength


def _now(known: list[Claim]) -> object:
    if not known:
        return "none"
    return {"answer": known[0].answer.text, "source": known[0].source.key}


def _new(found: Found, question: Question) -> Iterator[tuple[str, object]]:
    yield "answer", found.answer.split(", ") if holds_items(question) else found.answer
    if found.strength:
        yield "strength", found.strength
    if found.words:
        yield "words", found.words


def _source(page: PageDraft, kind: str) -> Iterator[tuple[str, str]]:
    yield from (("kind", kind), ("title", page.title[:200]), ("url", page.url), ("dated", "undated"))
    if page.dated:
        yield from (("estimated", page.dated), ("basis", _BASIS))


def dump(proposal: Mapping[str, object]) -> str:
    """A proposal as an item of a list, its groups on one line each."""
    return "- " + "\n  ".join(f"{key}: {write_flow(value)}" for key, value in proposal.items()) + "\n"
