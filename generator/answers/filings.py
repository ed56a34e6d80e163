"""What the public record says of an institution, beside what its pages say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.answers.context import Context
from generator.answers.filed import Filed
from generator.answers.leading import Answered
from generator.answers.views import FiledView
from generator.model import urls
from generator.model.dates import MONTHS, PartialDate, months_between
from generator.model.filings import FilingRules, FilingYear, same_employer, sum_known
from generator.model.wording import fill

MOST_TOLD = 3  # years on a profile, and specialties in a sentence


def is_late(year: FilingYear, rules: FilingRules, today: date) -> bool:
    """Whether a year of the record still counts as late."""
    return months_between(year.until.latest, today) < rules.lately


def list_late(places: Iterable[tuple[str, str]], context: Context) -> list[tuple[str, ...]]:
    """The facet of filings: for each institution and state its option, or () where nothing is known."""
    record = context.editorial.record
    if record is None:
        return []
    filed, option = context.filed, (record.rules.facet.option,)
    late = {key for key, years in filed.items() if is_late(years[0].year, record.rules, context.today)}
    return [option if place in late else () for place in places]


def tell_period(since: PartialDate, until: PartialDate) -> str:
    """The months that a record covers: "October 2024 to March 2025"."""
    first, last = (f"{MONTHS[(day.month or 1) - 1]} {day.year}" for day in (since, until))
    return first if first == last else f"{first} to {last}"


def tell_filed(place: tuple[str, str], specialty: str, answered: Answered | None, context: Context) -> FiledView | None:
    """The record of an institution in a state, as it stands beside the answer to the question that it is about.

    Without a specialty it is told for the institution as a whole.
    """
    editorial, years = context.editorial, context.filed.get(place, ())
    if not years or editorial.record is None:
        return None
    rules = editorial.record.rules
    ours = (each.label for each in rules.table.specialties if specialty and each.specialty == specialty)
    label = next(ours, "")
    return FiledView(
        lines=tuple(_tell_year(filed, label, rules) for filed in years[:MOST_TOLD]),
        against=_tell_contradiction(years[0], label, answered, rules),
        notes=tuple(filter(None, (_tell_shared(years, place[0], context), rules.texts["support"]))),
        page=rules.page.label,
        url=urls.filings(rules.page.group, rules.page.slug),
        source_title=rules.source_title,
        source_href=rules.source_url,
    )


def _tell_contradiction(filed: Filed, label: str, answered: Answered | None, rules: FilingRules) -> str:
    """What to say where the answer is a no; nothing where every title names another specialty."""
    if answered is None or not set(answered.lead.answer.options) & set(rules.against):
        return ""
    named = filed.specialties
    if not label or named[label]:
        return rules.texts["contradiction"]
    return rules.texts["perhaps"] if named.total() < filed.cases else ""


def _tell_year(filed: Filed, label: str, rules: FilingRules) -> str:
    texts, cases, year = rules.texts, filed.cases, filed.year
    said = fill(
        texts["said"],
        count=f"{cases:,} {rules.noun[cases != 1]}",
        period=tell_period(year.since, year.until),
        year=year.year,
        employer=_join([filing.employer for filing in filed.filings]),
    )
    either, new = sum(filing.either for filing in filed.filings), sum_known(filing.new for filing in filed.filings)
    parts = [_tell_specialty(filed, label, rules)]
    if either:
        parts.append(fill(texts["either"], number=f"{either:,}"))
    if new is not None:
        parts.append(fill(texts["new"], number=f"{new:,}"))
    return f"{said}; {', '.join(parts)}. {texts['certified' if year.certified else 'filed']}"


def _join(words: list[str]) -> str:
    """A, B and C."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def _tell_specialty(filed: Filed, label: str, rules: FilingRules) -> str:
    """What the titles say of the specialty of the profile, or of all."""
    named = filed.specialties
    if not named:
        titles = list(dict.fromkeys(title for filing in filed.filings for title in filing.titles))
        return fill(rules.texts["no_specialty"], titles=", ".join(f"“{title}”" for title in titles[:2]))
    if label and named[label]:
        return fill(rules.texts["specialty"], number=f"{named[label]:,}", specialty=label)
    most = [fill(rules.texts["specialty"], number=f"{n:,}", specialty=each) for each, n in named.most_common(MOST_TOLD)]
    if not label:
        return ", ".join(most)
    others = ", ".join(f"{each} {number:,}" for each, number in named.most_common(MOST_TOLD))
    return fill(rules.texts["other_specialties"], specialty=label, others=others)


def _tell_shared(years: tuple[Filed, ...], slug: str, context: Context) -> str:
    """The other institutions that file under the same names."""
    editorial, claimants = context.editorial, context.claimants
    names = {same_employer(filing.employer) for filed in years for filing in filed.filings}
    others = dict.fromkeys(other for name in names for other in claimants.get(name, ()) if other != slug)
    if not others or editorial.record is None:
        return ""
    named = ", ".join(editorial.institutions[other].name for other in others)
    return fill(editorial.record.rules.texts["shared"], others=named)
