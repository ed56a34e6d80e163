"""The evidence of a profile that has more of it than a profile can carry: the rule, and the page on which it stands.

A profile may weigh 15 KB (gzip) however many claims there are. All questions stand there with their answers in any case,
about 12 KB; as much evidence as there is room for stands below them, and all of it one link a question away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from generator.answers.context import Context
from generator.answers.views import ClaimView, Link
from generator.model import urls
from generator.model.claims import Program
from generator.model.wording import count
from generator.pages.heads import head_of
from generator.pages.parts import Head
from generator.pages.previews import evidence_title
from generator.pages.seasons import SeasonGrid
from generator.pages.sections import Row, SectionView

ROOM = 10_000  # characters of text, answers and evidence, what is repeated counted once: about 3.4 KB (gzip)

Sections = tuple[SectionView, ...]


def fold_evidence(sections: Sections, keys: Collection[str], body: str, url: str) -> tuple[Sections, Sections]:
    """The sections of a profile, and those of its page of evidence at `url`; none where the profile has room for all.

    `keys` are the ids of the key questions, and `body` is the text that takes room as well.
    """
    rows = [row for section in sections for row in section.rows]
    taken = len(body) + sum(len(cell.shown) + len(cell.mark) for row in rows for cell in row.heads)
    kept = _choose(rows, keys, ROOM - taken)
    folded = {row.id for row in rows if kept[row.id] < len(row.told)}
    if not folded:
        return sections, ()
    shown = [replace(each, rows=tuple(_cut(row, kept[row.id], url) for row in each.rows)) for each in sections]
    rest = [replace(each, rows=_open(each.rows, folded), count="", gaps=(), filed=None) for each in sections]
    return tuple(shown), tuple(section for section in rest if section.rows)


def _choose(rows: Sequence[Row], keys: Collection[str], room: int) -> Counter[str]:
    """How many claims of each question stay: what leads or is disputed before what is older, key questions first."""
    turns = [
        (0 if row.disagree else place, row.id not in keys, row.id, claim)
        for row in rows
        for place, (_, _, claim) in enumerate(row.told)
    ]
    kept: Counter[str] = Counter()
    seen: set[str] = set()
    for _, _, id, claim in sorted(turns, key=lambda turn: turn[:2]):
        fresh = _texts(claim) - seen
        room -= sum(map(len, fresh))
        if room < 0:
            break
        seen |= fresh
        kept[id] += 1
    return kept


def _texts(claim: ClaimView) -> set[str]:
    """The long texts of a claim; the page and the words on it apart, since many claims rest on one page."""
    page, _, words = claim.source_href.partition("#")
    told = {claim.shown, claim.means, claim.note, claim.wide, claim.source_title, claim.words}
    return told | {page, words, claim.evidence}


def _cut(row: Row, kept: int, url: str) -> Row:
    """A row with as many claims as are kept, and the way to all of them."""
    claims = len(row.told)
    if kept == claims:
        return row
    label = f"All evidence for this answer: {count(claims, 'claim')}"
    return row._replace(told=row.told[:kept], whole=Link(label=label, url=f"{url}#{row.id}"))


def _open(rows: Sequence[Row], folded: Collection[str]) -> tuple[Row, ...]:
    return tuple(row._replace(opened=True, filed=None) for row in rows if row.id in folded)


def plan_evidence(
    program: Program,
    title: str,
    crumbs: tuple[Link, ...],
    sections: Sections,
    seasons: SeasonGrid | None,
    context: Context,
) -> tuple[Head, EvidenceView]:
    """The page of evidence of one program; `crumbs` lead to its profile."""
    profile = Link(label=title, url=urls.program(program.slug))
    head = head_of(
        context,
        url=urls.evidence(program.slug),
        title=evidence_title(program, context),
        description=f"Claims about {title} that its profile has no room for, with their sources and dates.",
        kind="evidence",
        crumbs=(*crumbs, profile, Link(label="Evidence", url="")),
    )
    edit_href = context.edit_href(program.path)
    return head, EvidenceView(profile=profile, sections=sections, seasons=seasons, edit_href=edit_href)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """All claims on the questions for which a profile has no room, and what was said in which season."""

    profile: Link
    sections: Sections
    seasons: SeasonGrid | None
    edit_href: str
