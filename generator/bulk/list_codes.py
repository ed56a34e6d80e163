"""List codes: the code that a cell of a list holds, however a spreadsheet program wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.model.identifiers import Identifier, Tell

_WRAPPED = re.compile(r'\A=?["\']*(.*?)["\']*\Z')
_DIGITS = re.compile(r"(\d+)(?:\.0*)?\Z", re.ASCII)
_ROUNDED = re.compile(r"\d(?:\.\d+)?E\+?\d+\Z", re.ASCII | re.IGNORECASE)


def read_code(cell: str, identifier: Identifier) -> str:
    """The code in a cell, without what spreadsheet programs add; "" where it is none of this shape."""
    text = _WRAPPED.sub(r"\1", cell.strip()).strip()
    for code in (text, text.removesuffix(".0"), text.replace("-", "")):
        if re.fullmatch(identifier.pattern, code, re.ASCII):
            return code
    return ""


def restore_code(written: str, identifier: Identifier, told: Mapping[str, str]) -> str:
    """A code that lost a zero at its beginning; "" where what its digits tell does not bear it out.

    `told` are the fields of its program that letters of a code can tell.
    """
    code = _with_zero(written, identifier)
    pairs = [(tell.part(code), letters) for tell, letters in _expected(identifier, told)] if code else []
    return code if pairs and all(part == letters for part, letters in pairs) else ""


def _expected(identifier: Identifier, told: Mapping[str, str]) -> Iterator[tuple[Tell, str]]:
    for tell in identifier.tells:
        letters = tell.means.get(told.get(tell.field, ""), "")
        if letters:
            yield tell, letters


def _with_zero(written: str, identifier: Identifier) -> str:
    digits = _DIGITS.match(written)
    code = f"0{digits[1]}" if digits else ""
    return code if re.fullmatch(identifier.pattern, code, re.ASCII) else ""


def tell_loss(written: str, identifier: Identifier) -> str:
    """What a spreadsheet program may have done to a code, "" where it shows no sign of it."""
    if _ROUNDED.match(written):
        return "A spreadsheet rounded it: make its column text, and write the code again."
    if _with_zero(written, identifier):
        return "A spreadsheet may have taken its first zero: make its column text, and write the code again."
    return ""


def told_by_code(field: str, codes: Mapping[str, str], identifiers: Iterable[Identifier]) -> str:
    """What the codes of a program tell of a field; where several are written alike, the one listed first."""
    for identifier in identifiers:
        for tell in identifier.tells:
            if tell.field == field:
                part = tell.part(codes.get(identifier.key, ""))
                found = next((value for value, letters in tell.means.items() if letters == part), "")
                if found:
                    return found
    return ""
