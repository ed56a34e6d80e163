"""The public record of filings as a table for spreadsheets."""

from __future__ import annotations

import csv
import io

from generator.answers.context import Context
from generator.data.spreadsheet import defuse
from generator.model.filings import Filing, FilingYear, Record, same_employer

HEAD = (
    *("fiscal_year", "employer", "state", "institutions", "cases", "positions", "new", "either", "specialties"),
    *("titles", "first_start", "last_start", "since", "until", "certified", "source"),
)


def filings_csv(record: Record, context: Context) -> bytes:
    """A row for each employer, state and fiscal year; what the record does not tell is empty."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEAD)
    for year in record.years:
        for filing in year.filings:
            slugs = context.claimants.get(same_employer(filing.employer), ())
            writer.writerow(map(defuse, (*_cells(year, filing, slugs), record.rules.source_url)))
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
