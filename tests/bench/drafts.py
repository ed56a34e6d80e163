"""Made-up programs, institutions and claims as they will be written, and how they are written."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

_NEEDS_QUOTES = re.compile(r"""^[\s\-?:,\[\]{}#&*!|>'"%@`]|: |:$| #|[,\[\]{}]|\s$""")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSource:
    """A source as it will be written: every value is text."""

    key: str
    fields: tuple[tuple[str, str], ...]

    @property
    def kind(self) -> str:
        return self.fields[0][1]

    @property
    def lines(self) -> int:
        return 1 + len(self.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftClaim:
    """A claim as it will be written; `answer` is a text, a list of texts, or years with numbers."""

    section: str
    question: str
    answer: str | tuple[str, ...] | tuple[tuple[int, int], ...]
    source: DraftSource
    rest: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftHouse:
    """An institution as it will be written."""

    slug: str
    fields: tuple[tuple[str, str], ...]
    sources: tuple[DraftSource, ...]
    claims: tuple[DraftClaim, ...]
    programs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftProfile:
    """A program as it will be written."""

    slug: str
    state: str
    fields: tuple[tuple[str, str], ...]
    sources: tuple[DraftSource, ...]
    claims: tuple[DraftClaim, ...]
    body: str


def front_matter(draft: DraftProfile | DraftHouse) -> str:
    """The fields, sources and claims as YAML; lists among the plain fields stand as they are."""
    lines = [f"{key}: {value if value.startswith('[') else quoted(value)}" for key, value in draft.fields]
    lines.append("sources:")
    for source in draft.sources:
        lines.append(f"  {source.key}:")
        lines += [f"    {key}: {quoted(value)}" for key, value in source.fields]
    for section, questions in group_claims(draft.claims).items():
        lines.append(f"{section}:")
        for question, claims in questions.items():
            if len(claims) == 1:
                lines.append(f"  {question}: {_flow(claims[0])}")
            else:
                lines += [f"  {question}:", *(f"    - {_flow(claim)}" for claim in claims)]
    return "\n".join(lines) + "\n"


def group_claims(claims: tuple[DraftClaim, ...]) -> dict[str, dict[str, list[DraftClaim]]]:
    """Claims by section and question."""
    groups: dict[str, dict[str, list[DraftClaim]]] = {}
    for claim in claims:
        groups.setdefault(claim.section, {}).setdefault(claim.question, []).append(claim)
    return groups


def _flow(claim: DraftClaim) -> str:
    answer = claim.answer
    if isinstance(answer, str):
        text = quoted(answer)
    elif isinstance(answer[0], tuple):
        text = "{" + ", ".join(f"{year}: {number}" for year, number in answer) + "}"
    else:
        text = "[" + ", ".join(quoted(str(item)) for item in answer) + "]"
    rest = "".join(f", {key}: {quoted(value)}" for key, value in claim.rest)
    return f"{{answer: {text}, source: {claim.source.key}{rest}}}"


def quoted(text: str) -> str:
    """A YAML scalar for flow style, in double quotes only where it needs them."""
    return json.dumps(text, ensure_ascii=False) if _NEEDS_QUOTES.search(text) else text
