"""Findings: where the Problems of one file are collected while it is read."""

from __future__ import annotations

from collections.abc import Collection, Set
from datetime import date

import yaml

from generator.model.hidden import find_hidden
from generator.model.limits import MOST_PROBLEMS
from generator.model.nearest import nearest
from generator.model.problem import Edit, Problem
from generator.model.spellings import Spellings
from generator.read.documents import Document

CUT = "!cut"  # marks a text that was cut in two and is whole again
_LONGEST_FOUND = 200
_MOST_KNOWN = 40


class Findings:
    """The Problems of one file, and what its texts are held against."""

    __slots__ = ("last", "offset", "path", "problems", "spellings", "today")

    def __init__(
        self, path: str, *, today: date, offset: int = 0, spellings: Spellings | None = None, last: int = 0
    ) -> None:
        """`last` is the last line of the file, where it is known."""
        self.path = path
        self.offset = offset
        self.last = last
        self.today = today
        self.spellings = spellings or Spellings({})
        self.problems: list[Problem] = []

    @classmethod
    def of(cls, document: Document, today: date, spellings: Spellings) -> Findings:
        """Where the Problems of a whole file go."""
        return cls(document.path, today=today, offset=document.offset, spellings=spellings, last=document.lines)

    def line(self, node: yaml.Node) -> int:
        """The line of a node in the file, from 1."""
        line = int(node.start_mark.line) + 1 + self.offset
        return min(line, self.last) if self.last else line

    def add(
        self,
        code: str,
        node: yaml.Node | None,
        where: str,
        must: str,
        *,
        found: str = "",
        known: Collection[str] = (),
        mend: str = "",
        right: str = "",
        edit: Edit | None = None,
    ) -> None:
        """Note a Problem at a node; `known` gives the allowed answers and the nearest one."""
        if node is not None and node.tag == CUT:
            return  # it has been noted that a comma cut this text
        line = self.line(node) if node else 1 + self.offset
        column = int(node.start_mark.column) + 1 if node else 1
        self.add_at(code, line, column, where, must, found=found, known=known, mend=mend, right=right, edit=edit)

    def add_at(
        self,
        code: str,
        line: int,
        column: int,
        where: str,
        must: str,
        *,
        found: str = "",
        known: Collection[str] = (),
        mend: str = "",
        right: str = "",
        edit: Edit | None = None,
    ) -> None:
        """Note a Problem at a place of the file that is no node."""
        # What is beyond the most is only counted, and looking for the nearest of many words takes its time.
        near = nearest(found, known) if found and known and len(self.problems) < MOST_PROBLEMS else ""
        self.problems.append(
            Problem(
                code=code,
                path=self.path,
                line=line,
                column=column,
                where=where,
                must=must,
                found=found[:_LONGEST_FOUND],
                allowed=_in_order(known) if len(known) <= _MOST_KNOWN else (),
                nearest=near if near != found else "",
                mend=mend,
                right=right,
                edit=edit,
            )
        )

    def check_text(
        self,
        text: str,
        node: yaml.Node | None,
        where: str,
        *,
        body_line: int = 0,
        ours: bool = True,
        names: bool = True,
    ) -> None:
        """Refuse what no text may hold: hidden characters, and what readers read, misspellings and named people.

        A line of a Markdown body has no node but its number, `body_line`.
        A text that is not `ours` keeps its spelling; without `names`, what looks like a person is left alone.
        """

        people = self.spellings.people
        wrong, person = self.spellings.wrong_in(text) if ours else None, people.find(text) if names else None
        mail = people.find_mail(text) if names else None
        hidden = find_hidden(text)
        if not (wrong or person or mail or hidden):
            return

        def note(code: str, start: int, must: str, found: str, mend: str, right: str = "") -> None:
            if body_line:
                self.add_at(code, body_line, start + 1, where, must, found=found, mend=mend, right=right)
            else:
                self.add(code, node, where, must, found=found, mend=mend, right=right)

        if wrong:
            right = self.spellings.right[wrong["wrong"]]
            note("spelling", wrong.start(), f"must be spelt {right}", wrong["wrong"], f"write {right}.", right)
        if person:
            note("named-person", person.start(), "must not name a person", person.group(), "name the office.")
        elif mail:
            must, mend = "must not hold a person's e-mail address", "write the office's, or name the office."
            note("named-person", mail.start(), must, mail.group(), mend)
        if hidden:
            note("bad-text", hidden.start(), "must hold no hidden characters", hidden.group(), "type the text again.")


def _in_order(known: Collection[str]) -> tuple[str, ...]:
    """As they are listed in the content; a set has no order of its own."""
    return tuple(sorted(known)) if isinstance(known, Set) else tuple(known)
