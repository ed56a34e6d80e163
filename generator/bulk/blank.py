"""Blank files for contributors: short ones, or with every question as a comment to fill in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from generator.model import urls
from generator.model.editorial import Editorial
from generator.model.identifiers import Identifier
from generator.model.kinds import example_claim, tell_allowed
from generator.model.questions import Section
from generator.read.documents import compose


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramDraft:
    """What must be known of a program before its profile can be begun."""

    name: str
    institution: str
    specialty: str
    city: str
    state: str
    codes: Mapping[str, str] = field(default_factory=dict)  # by the key of their identifier

    def path(self, slug: str) -> str:
        """Where the profile goes."""
        return f"content/programs/{self.state.lower()}/{slug}.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionDraft:
    """What must be known of an institution before its file can be begun."""

    slug: str
    name: str
    city: str
    state: str

    @property
    def path(self) -> str:
        """Where the file goes."""
        return f"content/institutions/{self.slug}.yml"


_HOW_TO_FILL = (
    "# A line that begins with # is a note. To answer a question, take the # away from its last line and",
    "# write what you found. Leave out what you did not look for; nobody expects an answer to each.",
)
_WORDS = '# Beside `source`, `words: "…"` takes 3 to 8 words copied from the page, by which readers and machines find the place.'


def write_program(draft: ProgramDraft, editorial: Editorial, *, blanks: bool = False) -> str:
    """A profile without claims; with `blanks`, every question stands there as a comment."""
    lines = [
        "---",
        *((*_HOW_TO_FILL, _WORDS) if blanks else ()),
        f"name: {scalar(draft.name)}",
        f"institution: {draft.institution}",
        f"specialty: {draft.specialty}",
        f"city: {scalar(draft.city)}",
        f"state: {draft.state}",
        *(_code_line(each, draft.codes.get(each.key, "")) for each in editorial.identifiers),
        "# website: https://…",
        "# known_as: [other names that people type]",
        *_answers("program", editorial, blanks=blanks),
        "---",
        "",
    ]
    return "\n".join(lines)


def _code_line(identifier: Identifier, code: str) -> str:
    written = f'["{code}"]' if identifier.many else f'"{code}"'
    return f"{identifier.key}: {written}" if code else f"# {identifier.key}: {identifier.shape}"


def write_institution(draft: InstitutionDraft, editorial: Editorial, *, blanks: bool = False) -> str:
    """An institution without claims; with `blanks`, every question stands there as a comment."""
    lines = [
        f"# yaml-language-server: $schema={editorial.site.base_url}{urls.INSTITUTION_SCHEMA}",
        *(("# What holds for all programs of this institution.", *_HOW_TO_FILL, _WORDS) if blanks else ()),
        f"name: {scalar(draft.name)}",
        "# known_as: [other names that people type]",
        f"city: {scalar(draft.city)}",
        f"state: {draft.state}",
        "# website: https://…",
        *_answers("institution", editorial, blanks=blanks),
        "",
    ]
    return "\n".join(lines)


def write_comparison(title: str, summary: str, programs: Sequence[str]) -> str:
    """A comparison, complete but for the paragraph that says why."""
    chosen = "\n".join(f"  - {slug}" for slug in programs)
    return f"---\ntitle: {scalar(title)}\nsummary: {scalar(summary)}\nprograms:\n{chosen}\n---\n"


def _answers(kind: str, editorial: Editorial, *, blanks: bool) -> list[str]:
    """The sources and the questions, or in short how an answer begins and where the questions stand."""
    if blanks:
        sections = (line for section in editorial.sections for line in _section_lines(section))
        return [*_source_lines(kind, editorial.source_kinds), *sections]
    first = next(question for section in editorial.sections for question in section.questions)
    return [
        "# Each page that you read, and then what it answers, such as:",
        "# sources:",
        f"#   faq: {{kind: {kind}, title: Application FAQ, url: https://…, dated: 2026}}",
        f"# {first.section}:",
        f"#   {example_claim(first)}",
        f"# All questions: {editorial.site.base_url}{urls.FIELDS}",
    ]


def _source_lines(kind: str, kinds: Iterable[str]) -> list[str]:
    return [
        "",
        "# Each page that you read, under a short name of your choice. A claim names it as its source.",
        f"#   kind: {', '.join(kinds)}",
        "#   dated: the date that the page itself shows, as 2026, 2026-11 or 2026-11-21; undated where it shows none",
        "sources:",
        f"  # faq: {{kind: {kind}, title: Application FAQ, url: https://…, dated: 2026}}",
    ]


def _section_lines(section: Section) -> Iterator[str]:
    yield ""
    yield f"# {section.label}: {section.lead}"
    yield f"{section.id}:"
    for question in section.questions:
        yield ""
        yield f"  # {question.label}: {question.text}"
        yield f"  # Answer: {tell_allowed(question)}"
        yield f"  # {example_claim(question)}"


def scalar(text: str) -> str:
    """A text as a YAML value: plain where that reads back the same, else in double quotes."""
    node = compose(f"key: {text}", "", 0)
    if isinstance(node, yaml.MappingNode) and len(node.value) == 1:
        value = node.value[0][1]
        if isinstance(value, yaml.ScalarNode) and value.value == text and value.style in (None, ""):
            return text
    return json.dumps(text, ensure_ascii=False)
