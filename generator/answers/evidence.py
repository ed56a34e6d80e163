"""From claims to what readers see of them: age, order, disagreement, and every word about the evidence."""

from __future__ import annotations

from functools import lru_cache

from generator.answers.context import Context
from generator.answers.leading import Answered, Judged, age_of
from generator.answers.names import upper_first
from generator.answers.opening import open_at_words
from generator.answers.views import STANDINGS, Age, Cell, ClaimView, RuleChangeView, Standing
from generator.model import urls
from generator.model.claims import Claim
from generator.model.dates import PartialDate
from generator.model.kinds import KINDS, REPLY
from generator.model.questions import Question
from generator.model.rule_changes import RuleChange
from generator.model.sightings import Sighting

SMALL_GROUP = 30  # below this, one person moves a share by more than three points


def cell_of(item: Answered, context: Context) -> Cell:
    """One program's answer as a table cell; both sides where sources disagree."""
    cell = _cell(item.lead, item.bearer, item.standing, item, context)
    if not item.disagree:
        return cell
    sides = dict.fromkeys(_said(claim) for claim in (item.lead, *item.against))
    return cell._replace(shown=" or ".join(sides), tone="mixed", strength="")


def sides_of(item: Answered, context: Context) -> tuple[Cell, ...]:
    """The answer as a profile heads it: alone, or where sources disagree, each side with its own age."""
    if not item.disagree:
        return (cell_of(item, context),)
    claims = {_said(claim): claim for claim in reversed((item.lead, *item.against))}
    cells = (_cell(claim, claim, _own_standing(claim, item), item, context) for claim in reversed(claims.values()))
    return tuple([cell._replace(standing="side") for cell in cells])


def _cell(claim: Claim, bearer: Claim, standing: Standing, item: Answered, context: Context) -> Cell:
    return Cell(
        state="answered" if claim.answer.stated else "not-stated",
        shown=f"{_alone(claim)} says: {claim.answer.shown}" if standing.state == "listed" else claim.answer.shown,
        tone=claim.answer.tone,
        strength=claim.strength,
        standing=standing.state,
        mark=_mark(bearer, standing, item, context),
        warning=_OBJECTED if claim.disputed else warn(standing, context),
    )


def _alone(claim: Claim) -> str:
    return "A reply" if claim.source.kind == REPLY else "A listing"


def _said(claim: Claim) -> str:
    return f"{claim.answer.shown} {claim.strength}".strip()


def _own_standing(claim: Claim, item: Answered) -> Standing:
    return item.judged[item.claims.index(claim)].standing


def _mark(bearer: Claim, standing: Standing, item: Answered, context: Context) -> str:
    """Age and standing as they stand beside an answer: "2012, old", "undated and 2026, 2 pages agree"."""
    age = item.age if bearer is item.bearer else age_of(bearer, item.question, context.today)
    mark = tell_mark(standing, age)
    agreeing = item.agreeing if bearer is item.bearer else ()
    pages = {claim.source.url: claim for claim in (item.lead, *agreeing)} if agreeing else {}
    if len(pages) > 1:
        years = dict.fromkeys(str(c.date.year) if c.date else "undated" for c in (bearer, *pages.values()))
        mark = f"{mark.replace(age.short, ' and '.join(years), 1)}, {len(pages)} pages agree"
    return f"{mark}, {context.wording.wide}" if bearer.institution_wide else mark


@lru_cache(maxsize=2048)
def tell_mark(standing: Standing, age: Age) -> str:
    """Age and standing in the few words that fit under an answer."""
    old = f"{age.short}, old" if age.state == "old" else age.short
    match standing.state:
        case "confirmed":
            return f"confirmed {standing.day}"
        case "there":
            return f"{age.short}, still on the page {standing.day}"
        case "gone":
            return f"{age.short}, no longer on the page since {standing.day}"
        case "disputed" if standing.day:
            return f"{old}, the program says since {standing.day} that it does not hold"
        case "listed":
            return f"{age.short}, said nowhere else"
        case _:
            return f"{old}, checked" if age.checked else old


_SILENT_MEANS = "Not stated here means: Somebody looked, and the source does not say."
_OBJECTED = "the program disputes this answer"


def warn(standing: Standing, context: Context) -> str:
    """The rule change that came after an answer, and what follows from it; "" where there is none."""
    return f"before {context.rule_changes[standing.change].label}: ask again" if standing.change else ""


def claim_views(item: Answered, context: Context, institution: str) -> tuple[ClaimView, ...]:
    """The claims on a question with all their evidence, the leading one first."""
    return tuple([_view(judged, item.question, context, institution) for judged in item.judged])


def _view(judged: Judged, question: Question, context: Context, institution: str) -> ClaimView:
    """A claim with all its evidence; `institution` is the name of that whose programs a wide claim holds for."""
    claim, standing, age, seen = judged
    answer, source = claim.answer, claim.source
    option = question.option(answer.options[0]) if len(answer.options) == 1 else None
    return ClaimView(
        shown=_said(claim),
        means=f"{option.label} here means: {option.means}" if option else "" if answer.stated else _SILENT_MEANS,
        note=claim.note,
        words=claim.words,
        of=_of(claim, question),
        small=claim.of is not None and claim.of < SMALL_GROUP,
        series=tuple((str(year), f"{number:g}") for year, number in answer.series),
        wide=f"{upper_first(context.wording.wide)}: holds for all programs of {institution}"
        if claim.institution_wide
        else "",
        source_title=source.title,
        source_href=open_at_words(claim, seen),
        stands=tell_standing(standing),
        evidence=_evidence(claim, age, context),
        kept=_tell_kept(seen),
        kept_href=source.archived,
        reply=tell_reply(claim),
    )


def _evidence(claim: Claim, age: Age, context: Context) -> str:
    """The kind of source, its date, the age of the answer, and whether anybody looked at the live page."""
    source = claim.source
    said = claim.confirmed is not None and claim.confirmed.dated == claim.last_checked
    dates = (source.dated, source.estimated, None if said else claim.last_checked, claim.as_of)
    label = context.source_labels[source.kind]
    return _tell_evidence(bool(source.url), label, source.basis, age.words, *dates)


@lru_cache(maxsize=1024)  # most claims of a program rest on few pages
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
    told = "" if age.startswith("undated") else f" Age of this answer: {age}."  # that it shows no date says it already
    return f"{kind}. {text}.{told} {looked}."


def _tell_kept(seen: Sighting | None) -> str:
    """In which kept copies of the page the words stand, by month: between two copies nobody knows."""
    if not seen or not seen.kept_from or not seen.kept_to:
        return ""
    first, last = f"{seen.kept_from:%Y-%m}", f"{seen.kept_to:%Y-%m}"
    told = f"from {first} to {last}" if first != last else f"of {first}"
    earlier = f", and not yet in that of {seen.kept_without:%Y-%m}" if seen.kept_without else ""
    return f"Seen in kept copies {told}{earlier}."


def tell_reply(claim: Claim) -> str:
    """What the program itself said of a claim here: that it still holds, or that it does not."""
    if claim.disputed:
        return f"The program disputes this answer since {claim.disputed}."
    if claim.confirmed:
        return f"Confirmed by the program {claim.confirmed.dated}."
    return ""


def tell_standing(standing: Standing) -> str:
    """How a claim stands, as a sentence; "" where its age says all, or the rule change above it."""
    label, means = STANDINGS[standing.state]
    if standing.state in ("confirmed", "there", "gone"):
        return f"{label}{' since' if standing.state == 'gone' else ','} {standing.day}."
    return f"{label}. {means}" if standing.state == "listed" else ""


def tell_rule_changes(item: Answered, context: Context) -> tuple[RuleChangeView, ...]:
    """The rule changes that touch an answer, those that are younger than it first."""
    overtaken = {judged.standing.change for judged in item.judged}
    changes = sorted(item.changes, key=lambda change: change.id not in overtaken)
    return tuple([view_rule_change(change, context, overtakes=change.id in overtaken) for change in changes])


def view_rule_change(change: RuleChange, context: Context, *, overtakes: bool = False) -> RuleChangeView:
    """A rule change as readers see it; `overtakes` says that what stands beside it is older."""
    guide, _, anchor = change.guide.partition("#")
    guides = {each.slug: each.title for each in context.editorial.guides}
    label = upper_first(change.label)
    return RuleChangeView(
        heading=f"Said before {change.label} ({change.since}): ask again."
        if overtakes
        else f"{label} ({change.since}).",
        says=change.says,
        contested=change.contested,
        ask=change.ask if change.overtakes else "",
        url=f"{urls.guide(guide)}#{anchor}" if anchor else urls.guide(guide) if guide else "",
        label=guides.get(guide, ""),
        source_title=change.source_title,
        source_date=str(change.source_date or ""),
        source_href=change.source_url,
    )


def _of(claim: Claim, question: Question) -> str:
    if claim.of is None:
        return ""
    text = f"of {claim.of}"
    if KINDS[question.kind].of and 0 < claim.of < SMALL_GROUP:
        text += f"; a small group, where one person moves the share by {100 / claim.of:.0f} points"
    return text
