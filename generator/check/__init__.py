"""Check: Documents become the Library, or every Problem at once.

The editorial content is small and checked first, as a whole. Programs may be many, so each is checked
on its own against it (`check_program`), in any process; what only all of them together can break
(`check_programs_together`) is looked at last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TypeVar

from generator.check.claims import list_questions
from generator.check.editorial import (
    check_charts,
    check_comparison,
    check_costs,
    check_facts,
    check_flow,
    check_glossary,
    check_guide,
    check_patterns,
    check_steplist,
)
from generator.check.places import check_site, check_specialties, check_spellings, check_states
from generator.check.profiles import Lists, check_institution, check_program
from generator.check.questions import check_audiences, check_section
from generator.check.references import IDS, Targets, check_vanished
from generator.fields import Notes, Spellings
from generator.model import Editorial, Question, Section
from generator.problem import Problem
from generator.read import ContentFiles, Document, read_bytes, read_document

__all__ = ["Checked", "Lists", "check_editorial", "check_program", "check_programs_together", "permanent_ids"]

_T = TypeVar("_T")

# Pages that are always there, for [[page:…]].
PAGES = (
    *("home", "programs", "compare", "checklist", "my-list", "method", "contribute", "changes", "review"),
    *("glossary", "guides", "patterns", "decision-flow"),
)
_REQUIRED = ("site", "spellings", "specialties", "states", "audiences")
_OPTIONAL = ("facts", "charts", "glossary", "flow", "patterns", "costs", "fit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The editorial content and what a program is checked against."""

    editorial: Editorial
    lists: Lists


class _Desk:
    """Reads single files and keeps the Problems and digests of all that were read."""

    def __init__(self, root: Path, today: date) -> None:
        self.root = root
        self.today = today
        self.spellings = Spellings({})
        self.problems: list[Problem] = []
        self.digests: dict[str, str] = {}

    def read(self, path: str) -> tuple[Document, Notes] | None:
        document = read_document(self.root, path)
        if isinstance(document, Problem):
            self.problems.append(document)
            return None
        self.digests[path] = document.digest
        return document, Notes(path, today=self.today, offset=document.offset, spellings=self.spellings)

    def check(self, path: str, look: Callable[[Document, Notes], _T]) -> _T | None:
        """Read one file and let `look` check it, collecting its Problems."""
        found = self.read(path)
        if found is None:
            return None
        document, notes = found
        result = look(document, notes)
        self.problems += notes.problems
        return result


def check_editorial(
    root: Path, files: ContentFiles, today: date, base_url: str = ""
) -> tuple[Checked | None, list[Problem]]:
    """Everything but the programs. None where so much is missing that programs cannot be checked.

    `base_url` replaces that of content/site.yml, for a copy that is hosted elsewhere.
    """
    desk = _Desk(root, today)
    single = {PurePosixPath(path).stem: path for path in files.single}
    missing = [name for name in _REQUIRED if name not in single]
    if missing:
        return None, [Problem(code="missing-key", path=f"content/{name}.yml", must="must be there") for name in missing]
    for name in single:
        if name not in (*_REQUIRED, *_OPTIONAL):
            desk.problems.append(
                Problem(code="unknown-key", path=single[name], must="must be a file that something reads")
            )
    found = desk.read(single["spellings"])
    desk.spellings = check_spellings(found[0], today) if found else desk.spellings
    site = desk.check(single["site"], check_site)
    specialties = desk.check(single["specialties"], check_specialties)
    states = desk.check(single["states"], check_states)
    audiences = desk.check(single["audiences"], check_audiences)
    if site is None or specialties is None or states is None or audiences is None:
        return None, desk.problems
    if base_url:
        site = replace(site, base_url=base_url if base_url.endswith("/") else f"{base_url}/")
    sections = _check_sections(desk, files, site.sections, [audience.id for audience in audiences])
    questions = {question.id: question for section in sections for question in section.questions}
    slugs = {kind: tuple(PurePosixPath(path).stem for path in getattr(files, kind)) for kind in _FOLDERS}
    glossary = _optional(desk, single, "glossary", check_glossary, {})
    facts = _optional(desk, single, "facts", check_facts, {})
    charts = _optional(desk, single, "charts", lambda document, notes: check_charts(document, notes, facts), {})
    targets = _list_targets(slugs, questions, glossary, facts, charts)
    lists = Lists(
        listed=list_questions(sections),
        specialties=specialties,
        states=states,
        institutions=frozenset(slugs["institutions"]),
        targets=targets,
        spellings=desk.spellings,
        today=today,
    )
    institutions = {}
    for path in files.institutions:
        read = desk.read(path)
        if read:
            institution, problems = check_institution(read[0], lists)
            institutions[institution.slug] = institution
            desk.problems += problems
    comparisons = [desk.check(path, lambda d, n: check_comparison(d, n, targets)) for path in files.comparisons]
    guides = [desk.check(path, lambda d, n: check_guide(d, n, targets)) for path in files.guides]
    steplists = [
        desk.check(path, lambda d, n: check_steplist(d, n, slugs["guides"], facts)) for path in files.checklists
    ]
    editorial = Editorial(
        site=site,
        sections=sections,
        audiences=audiences,
        specialties=specialties,
        states=states,
        institutions=institutions,
        comparisons=tuple(comparison for comparison in comparisons if comparison),
        guides=tuple(sorted((guide for guide in guides if guide), key=lambda guide: (guide.order, guide.slug))),
        terms=glossary,
        facts=facts,
        charts=charts,
        steplists=tuple(steplist for steplist in steplists if steplist),
        flow=_optional(desk, single, "flow", lambda d, n: check_flow(d, n, questions), None),
        patterns=_optional(desk, single, "patterns", lambda d, n: check_patterns(d, n, questions), None),
        costs=_optional(desk, single, "costs", lambda d, n: check_costs(d, n, facts), ()),
        questions=questions,
        digests=desk.digests,
    )
    desk.problems += _check_twice(editorial)
    return Checked(editorial=editorial, lists=lists), desk.problems


_FOLDERS = ("institutions", "programs", "comparisons", "guides", "checklists")


def _optional(
    desk: _Desk, single: Mapping[str, str], name: str, look: Callable[[Document, Notes], _T], empty: _T
) -> _T:
    path = single.get(name)
    found = desk.check(path, look) if path else None
    return empty if found is None else found


def _check_sections(
    desk: _Desk, files: ContentFiles, order: tuple[str, ...], audiences: list[str]
) -> tuple[Section, ...]:
    by_id = {PurePosixPath(path).stem: path for path in files.questions}
    for id in by_id:
        if id not in order:
            must = "must be in the list of sections"
            desk.problems.append(Problem(code="unknown-reference", path=by_id[id], where=id, must=must, allowed=order))
    sections = []
    for id in order:
        if id not in by_id:
            must = f"must have a file content/questions/{id}.yml"
            desk.problems.append(Problem(code="unknown-reference", path="content/site.yml", where=id, must=must))
            continue
        section = desk.check(by_id[id], lambda document, notes, id=id: check_section(id, document, notes, audiences))  # type: ignore[misc]
        if section:
            sections.append(section)
    return tuple(sections)


def _list_targets(
    slugs: Mapping[str, tuple[str, ...]],
    questions: Collection[str],
    glossary: Collection[str],
    facts: Collection[str],
    charts: Collection[str],
) -> Targets:
    return Targets(
        ids={
            "program": frozenset(slugs["programs"]),
            "institution": frozenset(slugs["institutions"]),
            "comparison": frozenset(slugs["comparisons"]),
            "guide": frozenset(slugs["guides"]),
            "checklist": frozenset(slugs["checklists"]),
            "question": frozenset(questions),
            "term": frozenset(glossary),
            "fact": frozenset(facts),
            "chart": frozenset(charts),
            "page": PAGES,
            "costs": ("",),
        }
    )


def _check_twice(editorial: Editorial) -> list[Problem]:
    """No question id stands in two sections, and no alias is somebody else's id."""
    seen: dict[str, Question] = {}
    found = []
    for section in editorial.sections:
        for question in section.questions:
            for id in (question.id, *question.aliases):
                if id in seen:
                    must = f"must be used once (also in {seen[id].section})"
                    path = f"content/questions/{section.id}.yml"
                    found.append(Problem(code="repeated-id", path=path, where=id, must=must))
                seen[id] = question
    return found


def check_programs_together(
    root: Path, editorial: Editorial, programs: Iterable[tuple[str, str, tuple[str, ...]]]
) -> list[Problem]:
    """What only all programs together can break: two files of one slug, and ids that vanished.

    `programs` are (slug, path, aliases).
    """
    programs = tuple(programs)
    count = Counter(id for slug, _, aliases in programs for id in (slug, *aliases))
    found = [
        Problem(
            code="repeated-id", path=path, where="file name", must="must be the only program of this name", found=slug
        )
        for slug, path, aliases in programs
        if any(count[id] > 1 for id in (slug, *aliases))
    ]
    content = read_bytes(root, IDS) if (root / IDS).exists() else b""
    if isinstance(content, Problem):
        return [*found, content]
    present = permanent_ids(editorial, ((slug, aliases) for slug, _, aliases in programs))
    return found + check_vanished(content.decode("utf-8", "replace").splitlines(), present)


def permanent_ids(
    editorial: Editorial, programs: Iterable[tuple[str, tuple[str, ...]]], *, aliases: bool = True
) -> dict[str, frozenset[str]]:
    """Every id that forum posts may point at, by kind; old ones too unless `aliases` is False."""
    steps = [step for steplist in editorial.steplists for group in steplist.groups for step in group.steps]
    named: dict[str, list[tuple[str, tuple[str, ...]]]] = {
        "program": list(programs),
        "section": [(section.id, ()) for section in editorial.sections],
        "question": [(question.id, question.aliases) for question in editorial.questions.values()],
        "institution": [(i.slug, i.aliases) for i in editorial.institutions.values()],
        "specialty": [(specialty.id, specialty.aliases) for specialty in editorial.specialties.values()],
        "comparison": [(comparison.slug, comparison.aliases) for comparison in editorial.comparisons],
        "guide": [(guide.slug, guide.aliases) for guide in editorial.guides],
        "term": [(term.id, term.aliases) for term in editorial.terms.values()],
        "checklist": [(steplist.slug, ()) for steplist in editorial.steplists],
        "step": [(step.id, step.aliases) for step in steps],
    }
    return {
        kind: frozenset(id for own, old in pairs for id in ((own, *old) if aliases else (own,)))
        for kind, pairs in named.items()
    }
