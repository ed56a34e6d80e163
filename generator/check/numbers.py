"""Numbers, dates and addresses: the text of one value becomes what it stands for; faults are noted with what was meant."""

from __future__ import annotations

import datetime
import re

import yaml

from generator.check.findings import Findings
from generator.model.addresses import is_web_address
from generator.model.dates import PartialDate, parse_date
from generator.model.loose_addresses import tell_address
from generator.model.loose_amounts import loosen_amount
from generator.model.loose_dates import tell_date

_AHEAD = datetime.timedelta(days=1)  # where the sun rises first it is already tomorrow
_NUMBER = re.compile(r"-?\d{1,12}(?:,\d{3})*(?:\.\d{1,6})?\Z", re.ASCII)


def read_number(text: str, node: yaml.Node | None, notes: Findings, at: str) -> float | None:
    """A plain number, below zero too."""
    if not _NUMBER.match(text):
        notes.add("bad-number", node, at, "must be a number", found=text)
        return None
    return float(text.replace(",", ""))


def read_whole_number(text: str, node: yaml.Node | None, notes: Findings, at: str) -> int | None:
    """A whole number from zero up."""
    if _is_whole(text):
        return int(text)
    right = loosen_amount(text, "", "").replace(",", "")
    right = right if _is_whole(right) else ""
    mend = f"write {right}." if right else ""
    notes.add("bad-number", node, at, "must be a whole number", found=text, mend=mend, right=right)
    return None


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9


def read_date(text: str, node: yaml.Node | None, notes: Findings, at: str, *, span: bool) -> PartialDate | None:
    """A date that is not in the future; a span of years only where `span` allows it."""
    found = parse_date(text)
    if found is None:
        mend, right = tell_date(text)
        notes.add("bad-date", node, at, "must be a date", found=text, mend=mend, right=right)
        return None
    if found.since is not None and not span:
        must, mend = "must be one date, not a span of years", f"write {min(found.year, notes.today.year)}."
        notes.add("bad-date", node, at, must, found=text, mend=mend)
        return None
    if found.earliest > notes.today + _AHEAD:
        begun = found.since is not None and found.since <= notes.today.year
        mend = f"write {found.since}, the year in which it begins." if begun else ""
        notes.add("future-date", node, at, "must not be in the future", found=text, mend=mend)
        return None
    return found


def read_day(text: str, node: yaml.Node | None, notes: Findings, at: str) -> datetime.date | None:
    """A day, in the past or to come."""
    found = parse_date(text)
    if found is None or found.day is None:
        notes.add("bad-date", node, at, "must be a day", found=text, mend="write 2026-01-27.")
    return found.earliest if found else None


def read_link(text: str, node: yaml.Node | None, notes: Findings, at: str) -> str:
    """An http or https address, "" where it is none."""
    if is_web_address(text):
        return text
    mend, right = tell_address(text)
    notes.add("bad-link", node, at, "must be a web address", found=text, mend=mend, right=right)
    return ""
