"""Cited: which addresses the content rests on or leads to, where it names them, and the words that must stand there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from generator.check import Checked, check_program
from generator.model.addresses import find_addresses, is_web_address
from generator.model.claims import Claim, Program, Subject
from generator.model.problem import Problem
from generator.read.documents import Document, read_document
from generator.read.folders import ContentFiles


@dataclass(slots=True, kw_only=True)
class Cited:
    """One address of the content."""

    url: str
    places: list[str] = field(default_factory=list)  # "content/programs/oh/x.md:12"
    holders: set[str] = field(default_factory=set)  # the slugs of programs and institutions whose claims rest on it
    read: date | None = None  # the newest day that the page shows, or on which somebody read it
    words: dict[str, set[str]] = field(default_factory=dict)  # those of the claims, by institution
    claims: dict[str, list[str]] = field(default_factory=dict)  # where each of the words stands: "path:line question"

    @property
    def all_words(self) -> set[str]:
        """The words of all claims that rest on it."""
        return set().union(*self.words.values())


def list_cited(root: Path, files: ContentFiles, checked: Checked) -> dict[str, Cited]:
    """Every external address of the content."""
    found: dict[str, Cited] = {}
    for url, place in _find_links(root, files.everything):
        found.setdefault(url, Cited(url=url)).places.append(place)
    for institution in checked.editorial.institutions.values():
        _add_claims(found, institution.slug, institution)
    for program in _read_programs(root, files, checked):
        _add_claims(found, program.institution, program)
    return found


def _add_claims(found: dict[str, Cited], institution: str, holder: Subject) -> None:
    for source in (source for source in holder.sources if source.url):
        cited = found.setdefault(source.url, Cited(url=source.url))
        cited.holders |= {holder.slug, institution}
        cited.words.setdefault(institution, set())
        days = [when.earliest for when in (source.checked, source.dated, source.estimated) if when]
        cited.read = max([*days, *filter(None, [cited.read])], default=None)
    for claim in holder.claims:
        if claim.words and claim.source.url:
            _add_words(found[claim.source.url], institution, holder.path, claim)


def _add_words(cited: Cited, institution: str, path: str, claim: Claim) -> None:
    cited.words[institution].add(claim.words)
    cited.claims.setdefault(claim.words, []).append(f"{path}:{claim.line} {claim.question}")


def _read_programs(root: Path, files: ContentFiles, checked: Checked) -> Iterator[Program]:
    """Every profile that can be read; what is wrong in the others, `check` says."""
    for path in files.programs:
        document = read_document(root, path)
        if not isinstance(document, Problem):
            yield check_program(document, checked.lists)[0]


def _find_links(root: Path, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every external address, with the place that names it; not those of the settings, which are patterns."""
    for path in paths:
        if path.startswith(("content/sightings/", "content/site.yml")):
            continue
        document = read_document(root, path)
        if not isinstance(document, Problem):
            for line, url in _links_of(document):
                yield url, f"{path}:{line}"


def _links_of(document: Document) -> Iterator[tuple[int, str]]:
    """An address that is all of a field is taken whole, whatever signs it holds; others end as those of a text do."""
    for node in _walk(document.front):
        line = node.start_mark.line + 1 + document.offset
        value = str(node.value).strip()
        if is_web_address(value):
            yield line, value
        else:
            yield from ((line, url) for _, url in find_addresses(value))
    for number, text in enumerate(document.body.split("\n"), document.body_line):
        yield from ((number, url) for _, url in find_addresses(text))


def _walk(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _walk(item)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _walk(value)
