"""Made-up tables in the layouts in which the government publishes its record, as xlsx and as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

_POC = (
    *("LAST_NAME", "FIRST_NAME", "MIDDLE_NAME", "JOB_TITLE", "ADDRESS1", "ADDRESS2", "CITY", "STATE"),
    *("POSTAL_CODE", "COUNTRY", "PROVINCE", "PHONE", "PHONE_EXT", "EMAIL"),
)
_HEAD = (
    *("CASE_NUMBER", "CASE_STATUS", "RECEIVED_DATE", "DECISION_DATE", "ORIGINAL_CERT_DATE", "VISA_CLASS", "JOB_TITLE"),
    *("SOC_CODE", "SOC_TITLE", "FULL_TIME_POSITION", "BEGIN_DATE", "END_DATE", "TOTAL_WORKER_POSITIONS"),
    *("NEW_EMPLOYMENT", "CONTINUED_EMPLOYMENT", "CHANGE_PREVIOUS_EMPLOYMENT", "NEW_CONCURRENT_EMPLOYMENT"),
    *("CHANGE_EMPLOYER", "AMENDED_PETITION", "EMPLOYER_NAME", "TRADE_NAME_DBA", "EMPLOYER_ADDRESS1"),
    *("EMPLOYER_ADDRESS2", "EMPLOYER_CITY", "EMPLOYER_STATE", "EMPLOYER_POSTAL_CODE", "EMPLOYER_COUNTRY"),
    *("EMPLOYER_PROVINCE", "EMPLOYER_PHONE", "EMPLOYER_PHONE_EXT"),
)
_TAIL = (
    *("NAICS_CODE", *(f"EMPLOYER_POC_{part}" for part in _POC), "AGENT_REPRESENTING_EMPLOYER"),
    *(f"AGENT_ATTORNEY_{part}" for part in (*_POC[:3], *_POC[4:])),
    *("LAWFIRM_NAME_BUSINESS_NAME", "STATE_OF_HIGHEST_COURT", "NAME_OF_HIGHEST_STATE_COURT", "WORKSITE_WORKERS"),
    *("SECONDARY_ENTITY", "SECONDARY_ENTITY_BUSINESS_NAME", "WORKSITE_ADDRESS1", "WORKSITE_ADDRESS2", "WORKSITE_CITY"),
    *("WORKSITE_COUNTY", "WORKSITE_STATE", "WORKSITE_POSTAL_CODE", "WAGE_RATE_OF_PAY_FROM", "WAGE_RATE_OF_PAY_TO"),
    *("WAGE_UNIT_OF_PAY", "PREVAILING_WAGE", "PW_UNIT_OF_PAY", "PW_TRACKING_NUMBER", "PW_WAGE_LEVEL", "PW_OES_YEAR"),
    *("PW_OTHER_SOURCE", "PW_OTHER_YEAR", "PW_SURVEY_PUBLISHER", "PW_SURVEY_NAME", "TOTAL_WORKSITE_LOCATIONS"),
    *("AGREE_TO_LC_STATEMENT", "H-1B_DEPENDENT", "WILLFUL_VIOLATOR", "SUPPORT_H1B", "STATUTORY_BASIS"),
    *("APPENDIX_A_ATTACHED", "PUBLIC_DISCLOSURE"),
    *(f"PREPARER_{part}" for part in ("LAST_NAME", "FIRST_NAME", "MIDDLE_INITIAL", "BUSINESS_NAME", "EMAIL")),
)
_SITES = ("CITY", "STATE", "COUNTY", "POSTAL_CODE", "WAGE_RATE_OF_PAY_FROM", "WAGE_RATE_OF_PAY_TO", "PREVAILING_WAGE")
# What a column is called in the years in which it had another name.
OLDER = {
    2019: {
        "RECEIVED_DATE": "CASE_SUBMITTED",
        "BEGIN_DATE": "PERIOD_OF_EMPLOYMENT_START_DATE",
        "TOTAL_WORKER_POSITIONS": "TOTAL_WORKER_POSITIONS",
        "WORKSITE_STATE": "WORKSITE_STATE_1",
    },
    2018: {
        "RECEIVED_DATE": "CASE_SUBMITTED",
        "BEGIN_DATE": "EMPLOYMENT_START_DATE",
        "SOC_TITLE": "SOC_NAME",
        "TOTAL_WORKER_POSITIONS": "TOTAL_WORKERS",
    },
}


def columns_of(year: float) -> tuple[str, ...]:
    """The columns of a fiscal year; 2024.75 is the year's fourth quarter, from which it has one more."""
    if year < 2019:
        plain = [OLDER[2018].get(name, name) for name in (*_HEAD, *_TAIL)]
        return (*plain[:51], "WORKSITE_STATE")
    if year < 2020:
        sites = [f"WORKSITE_{part}_{number}" for number in range(1, 11) for part in _SITES]
        newer = [OLDER[2019].get(name, name) for name in (*_HEAD, *_TAIL)]
        return tuple(dict.fromkeys((*newer, *sites)))
    fein = ("EMPLOYER_FEIN",) if year >= 2024.75 else ()
    firm = ("LAWFIRM_BUSINESS_FEIN",) if year >= 2025.75 else ()
    at = _TAIL.index("LAWFIRM_NAME_BUSINESS_NAME") + 1
    return (*_HEAD, *fein, *_TAIL[:at], *firm, *_TAIL[at:])


def lay_out(row: Mapping[str, str | int], columns: Sequence[str], year: float) -> list[str | int]:
    """A row by the newest names, in the columns of a year."""
    older = OLDER.get(int(year), {})
    named = {older.get(name, name): value for name, value in row.items()}
    return [named.get(column, "") for column in columns]


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> Path:
    """A CSV file as a spreadsheet program saves it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([columns, *rows])
    return path


def write_xlsx(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> Path:
    """A workbook of one sheet: texts are shared, numbers stand in their cells, empty cells are left out."""
    shared: dict[str, int] = {}
    letters = [_letters(number) for number in range(len(columns))]
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as book:
        book.writestr("[Content_Types].xml", _CONTENT_TYPES)
        book.writestr("_rels/.rels", _RELS.format(kind="officeDocument", target="xl/workbook.xml"))
        book.writestr("xl/workbook.xml", _WORKBOOK)
        book.writestr("xl/_rels/workbook.xml.rels", _RELS.format(kind="worksheet", target="worksheets/sheet1.xml"))
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for number, row in enumerate(_chain(columns, rows), 1):
                cells = "".join(
                    f'<c r="{letter}{number}"><v>{value}</v></c>'
                    if isinstance(value, int)
                    else f'<c r="{letter}{number}" t="s"><v>{shared.setdefault(value, len(shared))}</v></c>'
                    for letter, value in zip(letters, row, strict=True)
                    if value != ""
                )
                sheet.write(f'<row r="{number}" spans="1:{len(columns)}">{cells}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        with book.open("xl/sharedStrings.xml", "w", force_zip64=True) as strings:
            strings.write(f'{_XML}<sst xmlns="{_MAIN}" uniqueCount="{len(shared)}">'.encode())
            for text in shared:
                strings.write(f'<si><t xml:space="preserve">{escape(text)}</t></si>'.encode())
            strings.write(b"</sst>")
    return path


def _chain(columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> Iterable[Sequence[str | int]]:
    yield columns
    yield from rows


def _letters(number: int) -> str:
    """The name of a column: A, B, … Z, AA."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT_TYPES = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
_RELS = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/{{kind}}" Target="{{target}}"/></Relationships>'
)
_WORKBOOK = (
    f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="LCA" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
