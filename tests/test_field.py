"""The generator knows no field: what readers see of one is content, in another directory as in ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LISTED = ROOT / "tests" / "field_words.txt"  # ids, codes and abbreviations
# Words of our field that no content spells out as a list; case counts where a small word is one of ours too.
WORDS = (
    r"(?i:visas?|residen(?:t|ts|cy|cies)|hospitals?|medical|medicine|doctors?|physicians?|fellowships?|surgery|clinics?"
    r"|immigra(?:nt|nts|tion)|applicants?|cleveland|ohio|texas|h-?1bs?|j-?1s?)"
    r"|IMGs?|U\.S\."
)
# What these words mean where they are no words of a field.
ALLOWED = re.compile(r"PATTERN_KEYS|re\.Match")


def _texts() -> Iterator[tuple[str, str]]:
    for folder in ("generator", "templates"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".html", ".js", ".css", ".svg"):
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def _found(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path}:{number}: {match[0]}"
        for path, text in _texts()
        for number, line in enumerate(text.splitlines(), 1)
        for match in pattern.finditer(ALLOWED.sub("", line))
    ]


def test_no_code_and_no_template_names_a_word_of_our_field() -> None:
    assert _found(re.compile(rf"(?<![\w-])(?:{WORDS})(?![\w])")) == []


def test_no_code_and_no_template_names_a_question_a_code_or_an_abbreviation_of_our_field() -> None:
    """The words stand in a list of their own: whoever adds a question need not know how the generator is written."""
    words = [line for line in LISTED.read_text("utf-8").splitlines() if not line.startswith("#")]
    longest_first = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    assert _found(re.compile(rf"(?<![\w-])(?:{longest_first})(?![\w-])")) == []


@pytest.mark.parametrize("line", ["sponsor H-1B", "a J-1", "one resident", "for IMGs", "U.S. programs", "Visa"])
def test_the_scan_finds_what_it_looks_for(line: str) -> None:
    assert re.search(rf"(?<![\w-])(?:{WORDS})(?![\w])", line)


# A page's own words and addresses, and what else is called so.
NO_INSTITUTION = re.compile(
    r"words: .*|https?://\S+|[\w-]+-houses?\b|\bhouse-[\w-]+|^offices: .*"
    r"|(?i:open[ -]houses?|house[ -]?(?:staff|officers?)|in-house|white house|house of representatives)"
)


@pytest.mark.content
def test_the_content_calls_no_institution_a_house() -> None:
    """It is an institution, a hospital or a university (design §3); `house` is what its people say among themselves."""
    content = [path for ending in ("yml", "md") for path in sorted((ROOT / "content").rglob(f"*.{ending}"))]
    said = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in content
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"(?i)\bhouses?\b", NO_INSTITUTION.sub("", line))
    ]
    assert content
    assert said == []
