"""Plan the list of programs where most of the key questions wait."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.answers.context import Context
from generator.answers.summaries import Summaries
from generator.answers.views import STANDINGS, Link
from generator.model import urls
from generator.pages.heads import head_of
from generator.pages.page import Page, Planned
from generator.pages.pager import numbered, pager_of
from generator.pages.review_lists import MISSING, MOST, SOUND, cut_list, key_questions, mend_url, tell_limit
from generator.pages.review_view import ReviewRow, ReviewView

PROGRAMS = f"{urls.REVIEW}programs/"


def plan_program_review(summaries: Summaries, context: Context) -> Iterator[Page]:
    """The pages of the list."""
    yield from cut_list(PROGRAMS, *_rank_programs(summaries, context), _program_page, context.edition)


def _rank_programs(summaries: Summaries, context: Context) -> tuple[int, list[Needy]]:
    """How many programs have a key question that waits, and those where most do."""
    bits = {1 << context.question_order[question.id]: question.id for question in key_questions(context)}
    asked = sum(bits)
    sound = [place for place, state in enumerate(STANDINGS) if state in SOUND]
    waits = [asked & ~sum(stand[place] for place in sound) for stand in summaries.column("standings")]
    counts = [found.bit_count() for found in waits]
    least = max([1, *sorted(counts)[-MOST:][:1]])  # only those that may be listed are put in order
    ranked = sorted(
        (-count, s.title, s.slug, place)
        for place, (count, s) in enumerate(zip(counts, summaries, strict=True))
        if count >= least
    )
    return sum(map(bool, counts)), [
        Needy(
            slug=s.slug,
            title=s.title,
            missing=(asked & ~s.answered).bit_count(),
            unsure=(waits[place] & s.answered).bit_count(),
            first=next(id for bit, id in bits.items() if waits[place] & bit),
        )
        for *_, place in ranked[:MOST]
        for s in (summaries[place],)
    ]


def _program_page(number: int, total: int, count: int, programs: Sequence[Needy], *, context: Context) -> Planned:
    head = head_of(
        context,
        url=urls.page(PROGRAMS, number),
        title=numbered("To review, program by program", number),
        description="Programs where most of the key questions are missing, or answered in a way that nobody can lean on, each with the link that mends it.",
        kind="review",
        crumbs=(Link(label="What is old or missing", url=urls.REVIEW), Link(label="Program by program", url="")),
    )
    asked = len(key_questions(context))
    rows = tuple(
        ReviewRow(
            link=Link(label=needy.title, url=urls.program(needy.slug)),
            cells=(f"{needy.missing}", f"{needy.unsure}"),
            mend=Link(label=context.editorial.questions[needy.first].label, url=mend_url(needy.slug, needy.first)),
        )
        for needy in programs
    )
    view = ReviewView(
        heading="To review, program by program",
        lead=f"How many of the {asked} key questions wait, and the most-read one among them.",
        notes=(f"{count:,} programs have something to mend.", *tell_limit(count)),
        columns=("Program", MISSING, "To ask again", "Begin with"),
        rows=rows,
        pager=pager_of(PROGRAMS, number, total),
        links=(Link(label="All questions", url=urls.REVIEW),),
    )
    return head, view


class Needy(NamedTuple):
    """A program and how many of the key questions wait."""

    slug: str
    title: str
    missing: int
    unsure: int  # answered, and not to lean on
    first: str  # the most-read question among them
