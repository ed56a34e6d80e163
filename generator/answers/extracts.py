"""Extracts: what the search index holds of each page, as small pages of their own.

Profiles repeat a hundred labels each; an index of whole pages takes gigabytes (design §7). So Pagefind reads,
instead of the site, a folder of extracts: names, places, codes, other names and prose, at the same addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from html import escape
from zlib import crc32

from generator.answers.context import Context
from generator.answers.names import place_of, title_of
from generator.model import urls
from generator.model.claims import Program
from generator.model.editorial import Fact

# Pagefind holds a whole index in memory, some 140 KB a profile, so a large directory gets several; browsers merge them.
PROGRAMS_A_PART = 5_000


def count_indexes(programs: int) -> int:
    """Into how many indexes so many programs are divided."""
    return max(1, -(-programs // PROGRAMS_A_PART))


def part_of(slug: str, parts: int) -> str:
    """The folder of extracts, and so the index, that a program belongs to, whatever programs there are besides."""
    return str(crc32(slug.encode()) % parts)


_MARKS = re.compile(
    r"\[\[(?P<kind>[a-z-]+)(?::(?P<id>[^][|]*))?(?:\|(?P<words>[^][]*))?\]\]|\[(?P<link>[^][]*)\]\([^()]*\)"
    r"|^[ |:-]+$|^ *[-+] |[*_`#>|]",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """One page of the index: address, title, the line shown below it, other names, and prose."""

    url: str
    title: str
    kind: str
    line: str
    words: str
    prose: str = ""

    @property
    def digest(self) -> str:
        """A short hash of all that the index holds of this page."""
        return digest_page(self.html.encode())

    @property
    def html(self) -> str:
        """A page as Pagefind reads it; `words` are searched and stay out of excerpts."""
        return (
            f'<!doctype html><html lang="en"><head><title>{escape(self.title)}</title></head><body data-pagefind-body>'
            f'<h1>{escape(self.title)}</h1><p data-pagefind-meta="kind:{escape(self.kind)}">{escape(self.line)}</p>'
            f'<p data-pagefind-ignore="index" data-pagefind-meta="aliases">{escape(self.words)}</p><p>{escape(self.prose)}</p></body></html>'
        )


def digest_page(content: bytes) -> str:
    """The hash of an extract as it lies on the disk."""
    return blake2b(content, digest_size=8).hexdigest()


def extract_of(program: Program, context: Context) -> Extract:
    """What a person would type to find a program."""
    editorial = context.editorial
    specialty = editorial.specialties[program.specialty]
    state = editorial.states[program.state]
    institution = editorial.institutions.get(program.institution)
    words = (
        specialty.short, *specialty.known_as, state.code, *state.cities.get(program.city, ()), *program.known_as,
        *(institution.known_as if institution else ()), *(code for _, codes in program.codes for code in codes),
    )  # fmt: skip
    place = place_of(program.city, program.state, context)
    return Extract(
        url=urls.program(program.slug),
        title=title_of(program, context),
        kind="Program",
        line=f"{program.name}. {specialty.label}. {place}.",
        words=" ".join(word for word in words if word),
        prose=plain(program.body, context.editorial.facts),
    )


def editorial_extracts(context: Context) -> Iterator[Extract]:
    """The guides and the questions."""
    for guide in context.editorial.guides:
        yield Extract(
            url=urls.guide(guide.slug),
            title=guide.title,
            kind="Guide",
            line=guide.summary,
            words=" ".join(guide.known_as),
            prose=plain(guide.body, context.editorial.facts),
        )
    for question in context.editorial.questions.values():
        yield Extract(
            url=urls.question(question.id),
            title=question.label,
            kind="Question",
            line=question.text,
            words=" ".join(question.aliases),
            prose=question.why,
        )


def plain(markdown: str, facts: Mapping[str, Fact]) -> str:
    """Markdown without its marks, with the figures that it quotes."""

    def say(mark: re.Match[str]) -> str:
        fact = facts.get(mark["id"] or "") if mark["kind"] == "fact" else None
        return mark["words"] or mark["link"] or (fact.value if fact else " ")

    return _MARKS.sub(say, markdown)
