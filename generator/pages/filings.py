"""Plan the page of all employers in the public record: by state and year, with a profile here or without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from generator.answers.context import Context
from generator.answers.filings import tell_period
from generator.answers.names import institution_link, state_link
from generator.answers.summaries import Summaries
from generator.answers.views import Link
from generator.model import urls
from generator.model.filings import Filing, FilingRules, FilingYear, Record, same_employer
from generator.pages.heads import head_of
from generator.pages.page import Planned

MOST_YEARS = 4
MOST_NAMED = 3


def plan_filings(summaries: Summaries, context: Context) -> Iterator[Planned]:
    """The page, where there is a record at all."""
    record = context.editorial.record
    if record is None or not record.years:
        return
    rules, years = record.rules, record.years[:MOST_YEARS]
    page = rules.page
    rows = list_rows(record, summaries, context)
    ours = tuple(row for row in rows if row.institutions)
    others = tuple(row for row in rows if not row.institutions)
    head = head_of(
        context,
        url=urls.filings(page.group, page.slug),
        title=page.title,
        description=page.description,
        kind="filings",
        crumbs=(Link(label=page.group.capitalize(), url=f"{page.group}/"), Link(label=page.label, url="")),
        scripts=("sort-table",),
    )
    view = FilingsView(
        heading=page.title,
        lead=page.lead,
        notes=page.notes,
        years=tuple(_tell_year(year, record) for year in years),
        source=Link(label=rules.source_title, url=rules.source_url),
        csv=Link(label="All of it as CSV", url=urls.filings_csv(page.group, page.slug)),
        columns=(
            "Employer",
            context.wording.state.one.capitalize(),
            *(f"Fiscal year {year.year}" for year in years),
            f"{context.wording.specialty.many.capitalize()} that titles name",
        ),
        ours=ours,
        ours_heading=f"With a profile here ({len(ours)})",
        others=others,
        others_heading=f"Without one ({len(others)})",
        states=_list_states(years, context),
    )
    yield head, view


def _tell_year(year: FilingYear, record: Record) -> str:
    rules = record.rules
    text = (
        f"Fiscal year {year.year}: {year.cases:,} {rules.noun[year.cases != 1]}, {tell_period(year.since, year.until)}"
    )
    text += f". {rules.texts['certified' if year.certified else 'filed']}"
    return f"{text} {year.note}".strip()


def list_rows(record: Record, summaries: Summaries, context: Context) -> list[FilingRow]:
    """A row for each employer and state, those with the most in the newest year first."""
    years = record.years[:MOST_YEARS]
    found: dict[tuple[str, str], dict[int, Filing]] = {}
    for year in years:
        for filing in year.filings:
            found.setdefault((same_employer(filing.employer), filing.state), {})[year.year] = filing
    most = max(filing.cases for held in found.values() for filing in held.values())
    places = set(zip(summaries.column("institution"), summaries.column("state"), strict=True))
    places |= {(slug, institution.state) for slug, institution in context.editorial.institutions.items()}
    claimants = context.claimants
    rows = []
    for (name, state), held in found.items():
        slugs = [slug for slug in claimants.get(name, ()) if (slug, state) in places]
        rows.append(_row(held, years, most, slugs, record.rules, context))
    return sorted(rows, key=lambda row: [-number for _, number, _ in row.counts])


def _row(
    held: Mapping[int, Filing],
    years: Sequence[FilingYear],
    most: int,
    slugs: Iterable[str],
    rules: FilingRules,
    context: Context,
) -> FilingRow:
    newest = held[max(held)]
    named: Counter[str] = Counter()
    for filing in held.values():
        named.update(dict(filing.specialties))
    either = sum(filing.either for filing in held.values())
    texts = [f"{label} {number}" for label, number in named.most_common(MOST_NAMED)]
    if either:
        texts.append(rules.texts["either"].replace("{number}", str(either)))
    return FilingRow(
        employer=newest.employer,
        institutions=tuple(institution_link(slug, context) for slug in slugs),
        state=state_link(newest.state, context).label,
        counts=tuple(_count(held.get(year.year), most) for year in years),
        named=", ".join(texts),
    )


def _count(filing: Filing | None, most: int) -> tuple[str, int, str]:
    """What is shown, the number to sort by, and the width of the bar in percent; nothing filed is not a zero."""
    if filing is None:
        return "", 0, "0"
    return f"{filing.cases:,}", filing.cases, f"{100 * filing.cases / most:.1f}"


def _list_states(years: Sequence[FilingYear], context: Context) -> tuple[tuple[str, str, str], ...]:
    """How many each state has in all years shown: its name, the number, and the width of its bar."""
    counts: Counter[str] = Counter()
    for filing in chain.from_iterable(year.filings for year in years):
        counts[filing.state] += filing.cases
    most = max(counts.values())
    return tuple(
        (state_link(code, context).label, f"{number:,}", f"{100 * number / most:.1f}")
        for code, number in counts.most_common()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingRow:
    """An employer in a state."""

    employer: str
    institutions: tuple[Link, ...]
    state: str
    counts: tuple[tuple[str, int, str], ...]  # a year each: what is shown, the number, the width of its bar
    named: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingsView:
    """All employers in the public record."""

    heading: str
    lead: str
    notes: tuple[str, ...]
    years: tuple[str, ...]
    source: Link
    csv: Link
    columns: tuple[str, ...]
    ours: tuple[FilingRow, ...]  # of institutions that have a profile here
    ours_heading: str
    others: tuple[FilingRow, ...]
    others_heading: str
    states: tuple[tuple[str, str, str], ...]
