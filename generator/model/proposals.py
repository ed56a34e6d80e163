"""Proposals: a small change to one file of the content, as whoever saw something wrong writes it down.

docs/proposals.md describes the text; `Plain` is how what stands in a file is held for comparing and changing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"

PROPOSAL_KEYS = ("file", "question", "field", "now", "new", "source", "keep", "by")
# What several proposals share stands once: their own parts below `changes`, and answers that still hold below `confirm`.
SHARED_KEYS = ("file", "source", "by", "changes", "confirm")
SPEAKERS = ("reader", "insider", "program")
NONE = "none"  # nothing stands there, or nothing shall
PROFILE = "profile"  # the field by which a proposal begins a file
HERE = "source"  # in `confirmed`: the source that stands beside it
OF_SOURCE = "sources."  # before the key of a source: the field by which a proposal changes it
CUT = "…"  # ends a long answer that a proposal saw and does not spell out


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What shall change in one file: the claims of one question, or one field.

    `now` is what whoever proposes it saw there and `new` what it should be; None is nothing at all.
    `source` is a key of the file's sources list or a page in full, "" where the source stays as it is.
    """

    path: str
    question: str = ""
    field: str = ""  # such as website, or sources.faq for a source of the file
    now: Plain | None = None
    new: Plain | None = None
    source: str | Mapping[str, str] = ""
    keep: bool = False  # what is there now stays, as history
    by: str = SPEAKERS[0]
    line: int = 1  # where it begins in its text

    @property
    def about(self) -> str:
        """What it changes, in a few words."""
        return f"{self.path}: {self.question or self.field}"
