"""From claims to what readers see of them: age, order, disagreement, and every word about the evidence."""

from __future__ import annotations

from functools import lru_cache

from generator.answers.context import Context
from generator.answers.leading import Answered, age_of
from generator.answers.names import upper_first
from generator.answers.views import Age, Cell, ClaimView
from generator.model.claims import Claim
from generator.model.dates import PartialDate
from generator.model.questions import Question

SMALL_GROUP = 30  # below this, one person moves a share by more than three points


def cell_of(answered: Answered, context: Context) -> Cell:
    """One program's answer as a table cell."""
    claim = answered.lead
    return Cell(
        state="answered" if claim.answer.stated else "not-stated",
        shown=claim.answer.shown,
        tone=claim.answer.tone,
        strength=claim.strength,
        age=answered.age,
        disagree=answered.disagree,
        wide=claim.institution_wide,
    )


def claim_view(claim: Claim, question: Question, context: Context, house: str) -> ClaimView:
    """A claim with all its evidence; `house` names the institution for institution-wide claims."""
    answer, source = claim.answer, claim.source
    option = question.option(answer.options[0]) if len(answer.options) == 1 else None
    age = age_of(claim, question, context.today)
    return ClaimView(
        shown=answer.shown,
        tone=answer.tone,
        stated=answer.stated,
        means=option.means if option else "" if answer.stated else "Somebody looked: the source does not say.",
        strength=claim.strength,
        note=claim.note,
        of=_of(claim, question),
        small=claim.of is not None and claim.of < SMALL_GROUP,
        series=tuple((str(year), f"{number:g}") for year, number in answer.series),
        wide=f"{upper_first(context.wording.wide)}: holds for all programs of {house}"
        if claim.institution_wide
        else "",
        source_title=source.title,
        source_href=source.url,
        source_kind=context.source_labels[source.kind],
        age_mark=_age_mark(age, claim, context),
        evidence=_evidence(claim, age, context),
    )


def _age_mark(age: Age, claim: Claim, context: Context) -> str:
    """The age beside an answer, and what else a reader should see before opening it."""
    mark = f"{age.short}, old" if age.state == "old" else age.short
    if age.checked:
        mark += ", checked"
    return f"{mark}, {context.wording.wide}" if claim.institution_wide else mark


def _evidence(claim: Claim, age: Age, context: Context) -> str:
    """The kind of source, its date, the age of the answer, and whether anybody looked at the live page."""
    source = claim.source
    dates = (source.dated, source.estimated, claim.last_checked, claim.as_of)
    label = context.source_labels[source.kind]
    return _tell_evidence(bool(source.url), label, source.basis, age.words, *dates)


@lru_cache(maxsize=8192)  # most claims of a program rest on few pages
def _tell_evidence(
    page: bool,
    kind: str,
    basis: str,
    age: str,
    dated: PartialDate | None,
    estimated: PartialDate | None,
    checked: PartialDate | None,
    as_of: PartialDate | None,
) -> str:
    looked = f"Checked on the live page {checked}" if checked else "Not checked on the live page yet"
    if not page:
        return f"{kind}. Said {dated or 'at an unknown time'}, without a page. Age of this answer: {age}."
    text = f"Page dated {dated}" if dated else "The page shows no date"
    if estimated:
        text += f"; clues suggest about {estimated}"
    if as_of and as_of != dated:
        text += f"; the statement is about {as_of}"
    if basis:
        text += f" ({basis})"
    return f"{kind}. {text}. Age of this answer: {age}. {looked}."


def _of(claim: Claim, question: Question) -> str:
    if claim.of is None:
        return ""
    text = f"of {claim.of}"
    if question.kind == "share" and 0 < claim.of < SMALL_GROUP:
        text += f"; a small group, where one person moves the share by {100 / claim.of:.0f} points"
    return text
