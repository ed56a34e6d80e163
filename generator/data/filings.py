"""The public record of filings as a table for spreadsheets."""

from __future__ import annotations

import csv
import io

from generator.answers.context import Context
from generator.data.spreadsheet import defuse
from generator.model.filings import Filing, FilingYear, same_employer

HEAD = (
    *("fiscal_year", "employer", "state", "institutions", "cases", "positions", "new", "either", "specialties"),
    *("titles", "first_start", "last_start", "since", "until", "certified", "source"),
)


def filings_csv(context: Context) -> bytes:
    """A row for each employer, state and fiscal year; what the record does not tell is empty."""
    record = context.editorial.record
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEAD)
    claimants = context.claimants
    for year in record.years if record else ():
        for filing in year.filings:
            slugs = claimants.get(same_employer(filing.employer), ())
            writer.writerow(
                [defuse(cell) for cell in (*_cells(year, filing, slugs), record.rules.source_url if record else "")]
            )
    return text.getvalue().encode()


def _cells(year: FilingYear, filing: Filing, slugs: tuple[str, ...]) -> tuple[str, ...]:
    return (
        str(year.year),
        filing.employer,
        filing.state,
        " ".join(slugs),
        str(filing.cases),
        _known(filing.positions),
        _known(filing.new),
        str(filing.either),
        "; ".join(f"{label}: {number}" for label, number in filing.specialties),
        "; ".join(filing.titles),
        _known(filing.first),
        _known(filing.last),
        str(year.since),
        str(year.until),
        "yes" if year.certified else "not told",
    )


def _known(value: object) -> str:
    return "" if value is None else str(value)
