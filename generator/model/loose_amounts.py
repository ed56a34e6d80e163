"""Numbers as people type them, and the one amount that each can mean as we write it."""

from __future__ import annotations

import re

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SIGNS = {
    ">": "over ",
    "≥": "at least ",
    ">=": "at least ",
    "<": "under ",
    "≤": "up to ",
    "<=": "up to ",
    "~": "about ",
}
_PREFIX = re.compile(r"(?:>=|<=|[>≥<≤~])\s?(?=\d)")
_ABOUT = re.compile(r"(?:approximately|approx\.?|around|circa|ca\.|roughly)\s", re.IGNORECASE)
_LEAST = re.compile(r"(?:minimum|min\.?|not less than|no less than)(?: of)?\s", re.IGNORECASE)
_MOST = re.compile(r"(?:maximum|max\.?|not more than|no more than)(?: of)?\s", re.IGNORECASE)
_RANGE = re.compile(r"(\d)\s?(?:—|−|to|through)\s?(?=\$?\d)")
_PLUS = re.compile(r"(\d)\s?(?:\+|or more)$")
_PERCENT = re.compile(r"(\d)\s?(?:percent|per cent|pct)\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"(\d{1,4}(?:\.\d)?)\s?[kK]\b")
_DOLLARS = re.compile(r"(?:\bUS\s?(?=\$)|\bUSD\s?|\s?\bUSD|\s?\bdollars?)\b|\bUS(?=\$)")


def loosen_amount(text: str, unit: str, sign: str) -> str:
    """A number without what we do not write: its unit, words for signs, signs for words."""
    text = _without_unit(text, unit).replace("‑", "-")
    if text.lower() in _WORDS:
        text = str(_WORDS.index(text.lower()))
    text = _PREFIX.sub(lambda found: _SIGNS[found[0].strip()], text, count=1)
    text = _ABOUT.sub("about ", text, count=1)
    text = _LEAST.sub("at least ", text, count=1)
    text = _MOST.sub("at most ", text, count=1)
    text = _RANGE.sub(r"\1-", text)
    text = _PLUS.sub(lambda found: found[1], f"at least {text}") if _PLUS.search(text) else text
    if sign == "%":
        text = _PERCENT.sub(r"\1%", text)
        return text if "%" in text or not text[-1:].isdigit() or "." in text else f"{text}%"
    if sign == "$":
        text = _THOUSANDS.sub(lambda found: f"{round(float(found[1]) * 1000):,}", _DOLLARS.sub("", text))
    return text[:1].lower() + text[1:]


def _without_unit(text: str, unit: str) -> str:
    one = unit[:-1] if unit.endswith("s") else unit
    for word in (unit, one):
        if word and len(text) > len(word) and text[-len(word) :].casefold() == word.casefold():
            return text[: -len(word)].rstrip(" -")
    return text
