"""Check the editorial content as a whole: everything but the programs.

A file that cannot be read yields its own Problem and no others: what might stand in it is taken as there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TypeVar

from generator.check.claims import list_questions
from generator.check.costs import check_costs
from generator.check.editorial import check_comparison, check_glossary, check_guide, check_steplist
from generator.check.facts import check_charts, check_facts
from generator.check.filings import check_filing_rules, check_filing_year
from generator.check.findings import Findings
from generator.check.fit import check_fit, check_unless
from generator.check.flow import check_flow
from generator.check.identifiers import check_identifiers
from generator.check.lists import check_source_kinds, check_specialties, check_spellings, check_states
from generator.check.look_for import check_lexicon
from generator.check.page_addresses import check_addresses, check_anchors
from generator.check.patterns import check_patterns
from generator.check.profiles import Lists, check_institution
from generator.check.questions import check_audiences, check_section, check_stages
from generator.check.reader import FileReader
from generator.check.references import UNREAD, Targets
from generator.check.rule_changes import check_rule_changes
from generator.check.search import check_search
from generator.check.sightings import check_sightings
from generator.check.site import check_facet_pages, check_site
from generator.check.tracker import check_tracker
from generator.check.uniqueness import check_columns, check_institution_names, check_twice
from generator.check.wording import check_text_page, check_wording
from generator.model import urls
from generator.model.claims import Institution, SourceKind
from generator.model.editorial import Chart, Editorial, Fact, Term
from generator.model.filings import Record
from generator.model.places import Specialty, State
from generator.model.problem import Problem, nearest
from generator.model.questions import Audience, Question, Section
from generator.model.search import SearchWords
from generator.model.sightings import Looks
from generator.model.site import Site, Tracker
from generator.model.wording import TEXT_PAGES, Wording
from generator.read.documents import Document
from generator.read.folders import ContentFiles

_T = TypeVar("_T")

_REQUIRED = ("site", "wording", "source-kinds", "spellings", "specialties", "states", "audiences")
_OPTIONAL = (
    *(
        "identifiers",
        "events",
        "facts",
        "charts",
        "glossary",
        "flow",
        "patterns",
        "costs",
        "fit",
        "stages",
        "tracker",
        "filings",
        "search",
        "look-for",
    ),
)
_FOLDERS = ("institutions", "programs", "comparisons", "guides", "checklists")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The editorial content and what a program is checked against."""

    editorial: Editorial
    lists: Lists


def check_editorial(
    root: Path, files: ContentFiles, today: date, base_url: str = ""
) -> tuple[Checked | None, list[Problem]]:
    """Everything but the programs. None where so much is missing that programs cannot be checked.

    `base_url` replaces that of content/site.yml, for a copy that is hosted elsewhere.
    """
    if not files.everything and files.problems:
        return None, list(files.problems)
    whole = _Whole(FileReader(root, today, files.problems), files)
    checked = whole.check(base_url)
    return checked, whole.desk.problems


class _Whole:
    """The files of content/ in the order in which they need one another."""

    def __init__(self, desk: FileReader, files: ContentFiles) -> None:
        self.desk = desk
        self._files = files
        self._single = {PurePosixPath(path).stem: path for path in files.single}
        self._slugs = {kind: tuple(PurePosixPath(path).stem for path in getattr(files, kind)) for kind in _FOLDERS}

    def check(self, base_url: str) -> Checked | None:
        """All files; None without readable settings and wording, on which all else rests."""
        self._note_missing()
        spellings = self._read("spellings", check_spellings)
        self.desk.spellings = spellings or self.desk.spellings
        site = self._read("site", check_site)
        specialties: dict[str, Specialty] | None = self._read("specialties", check_specialties)
        states: dict[str, State] | None = self._read("states", check_states)
        audiences: tuple[Audience, ...] | None = self._read("audiences", check_audiences)
        wording = self._read("wording", check_wording)
        if site is None or wording is None:
            return None
        self.desk.spellings = self.desk.spellings.with_people(wording.degrees)
        if base_url:
            site = replace(site, base_url=base_url if base_url.endswith("/") else f"{base_url}/")
        sections = self._check_sections(site, audiences)
        return self._check_rest(site, wording, sections, specialties, states, audiences or ())

    def _note_missing(self) -> None:
        pages = {PurePosixPath(path).stem: path for path in self._files.pages}
        self._note_unlike(self._single, "content/{}.yml", _REQUIRED, (*_REQUIRED, *_OPTIONAL))
        self._note_unlike(pages, "content/pages/{}.md", TEXT_PAGES, TEXT_PAGES)

    def _note_unlike(
        self, found: Mapping[str, str], place: str, required: Collection[str], known: Collection[str]
    ) -> None:
        """Files that are not there, and files that nothing reads."""
        for name in required:
            if name not in found:
                path, must, mend = place.format(name), "must be there", "bring it back from an earlier version."
                self.desk.problems.append(Problem(code="missing-file", path=path, where="file", must=must, mend=mend))
        for name, path in found.items():
            if name not in known:
                must, near = "must be a file that something reads", nearest(name, known)
                problem = Problem(code="stray-file", path=path, where="file", must=must, found=name, nearest=near)
                self.desk.problems.append(problem)

    def _known_pages(self) -> list[str]:
        return [path for path in self._files.pages if PurePosixPath(path).stem in TEXT_PAGES]

    def _read(self, name: str, look: Callable[[Document, Findings], _T]) -> _T | None:
        """One file of content/ itself; None where it is missing or cannot be read."""
        path = self._single.get(name)
        return self.desk.check(path, look) if path else None

    def _is_unread(self, name: str) -> bool:
        return self._single.get(name) in self.desk.unread or (name in _REQUIRED and name not in self._single)

    def _ids(self, name: str, ids: Iterable[str]) -> Collection[str]:
        return UNREAD if self._is_unread(name) else frozenset(ids)

    def _check_sections(self, site: Site, audiences: tuple[Audience, ...] | None) -> tuple[Section, ...]:
        by_id = {PurePosixPath(path).stem: path for path in self._files.questions}
        known = None if audiences is None else tuple(audience.id for audience in audiences)
        for id in by_id:
            if id not in site.sections:
                must, near = "must be in the list of sections of content/site.yml", nearest(id, site.sections)
                self._note_section(by_id[id], id, must, near)
        sections = []
        for id in site.sections:
            if id not in by_id:
                must, near = f"must have a file content/questions/{id}.yml", nearest(id, by_id)
                if near not in by_id or near in site.sections:
                    self._note_section("content/site.yml", id, must, near)
                continue
            section = self.desk.check(by_id[id], lambda d, n, id=id: check_section(id, d, n, known))  # type: ignore[misc]
            if section:
                sections.append(section)
        return tuple(sections)

    def _note_section(self, path: str, id: str, must: str, near: str) -> None:
        problem = Problem(code="unknown-reference", path=path, where="sections", must=must, found=id, nearest=near)
        self.desk.problems.append(problem)

    def _check_rest(
        self,
        site: Site,
        wording: Wording,
        sections: tuple[Section, ...],
        specialties: dict[str, Specialty] | None,
        states: dict[str, State] | None,
        audiences: tuple[Audience, ...],
    ) -> Checked:
        on_disk = tuple(PurePosixPath(path).stem for path in self._files.questions)
        unread = {*on_disk, *site.sections} - {section.id for section in sections}
        questions = {question.id: question for section in sections for question in section.questions}
        asked: Collection[str] = UNREAD if unread else frozenset(questions)
        if not unread:
            self._read_again("site", lambda d, n: check_facet_pages(d, n, questions))
        terms: dict[str, Term] = self._read("glossary", check_glossary) or {}
        facts: dict[str, Fact] = self._read("facts", check_facts) or {}
        numbers = self._ids("facts", (fact.id for fact in facts.values() if fact.number is not None))
        charts: dict[str, Chart] = self._read("charts", lambda d, n: check_charts(d, n, numbers)) or {}
        quotable, charted = self._ids("facts", facts), self._ids("charts", charts)
        targets = self._list_targets(asked, self._ids("glossary", terms), quotable, charted)
        kinds: dict[str, SourceKind] | None = self._read("source-kinds", check_source_kinds)
        told = {"state": self._ids("states", states or ()), "specialty": self._ids("specialties", specialties or ())}
        identifiers = self._read("identifiers", lambda d, n: check_identifiers(d, n, told)) or ()
        lists = Lists(
            listed=list_questions(sections, sorted(unread), (kinds or {}).values()),
            specialties=told["specialty"],
            states=told["state"],
            state_names={name.casefold(): s.code for s in (states or {}).values() for name in (s.code, s.label)},
            state_shape=wording.state_shape,
            source_kinds=kinds or {},
            source_kind_ids=self._ids("source-kinds", kinds or ()),
            identifiers=identifiers,
            institutions=frozenset(self._slugs["institutions"]),
            targets=targets,
            spellings=self.desk.spellings,
            today=self.desk.today,
        )
        desk, files, guides = self.desk, self._files, self._slugs["guides"]
        institutions = self._check_institutions(lists)
        met = self._ids("audiences", (audience.id for audience in audiences))
        compared = [desk.check(path, lambda d, n: check_comparison(d, n, targets)) for path in files.comparisons]
        guided = [desk.check(path, lambda d, n: check_guide(d, n, targets)) for path in files.guides]
        pages = [desk.check(path, lambda d, n: check_text_page(d, n, targets)) for path in self._known_pages()]
        steps = [desk.check(path, lambda d, n: check_steplist(d, n, guides, quotable)) for path in files.checklists]
        fit, fit_steps = self._read("fit", lambda d, n: check_fit(d, n, questions)) or ((), ())
        editorial = Editorial(
            site=site,
            wording=wording,
            sections=sections,
            audiences=audiences,
            specialties=specialties or {},
            states=states or {},
            source_kinds=kinds or {},
            identifiers=identifiers,
            institutions=institutions,
            comparisons=tuple(comparison for comparison in compared if comparison),
            guides=tuple(sorted((guide for guide in guided if guide), key=lambda guide: (guide.order, guide.slug))),
            pages={page.slug: page for page in pages if page},
            terms=terms,
            facts=facts,
            charts=charts,
            steplists=tuple(steplist for steplist in steps if steplist),
            flow=self._read("flow", lambda d, n: check_flow(d, n, asked)),
            patterns=self._read("patterns", lambda d, n: check_patterns(d, n, asked)),
            costs=self._read("costs", lambda d, n: check_costs(d, n, quotable, numbers)) or (),
            tracker=self._read("tracker", lambda d, n: check_tracker(d, n, asked, quotable)) or Tracker(),
            fit=fit,
            fit_steps=fit_steps,
            stages=self._read("stages", lambda d, n: check_stages(d, n, met, site.sections)) or (),
            rule_changes=self._read(
                "events",
                lambda d, n: check_rule_changes(d, n, questions, asked, self._ids("states", states or ()), guides, fit),
            )
            or (),
            search=self._read("search", lambda d, n: check_search(d, n, questions, institutions.values()))
            or SearchWords(),
            spellings=desk.spellings.right,
            questions=questions,
            lexicon=self._read("look-for", check_lexicon),
            record=self._check_record(questions, asked, lists.specialties),
            sightings=self._check_sightings(),
            digests=desk.digests,
        )
        if not unread:
            desk.problems += check_columns(editorial)
        if not self._is_unread("fit"):
            desk.problems += check_unless(sections, editorial.fit)
        desk.problems += [*check_twice(editorial), *check_institution_names(editorial)]
        desk.problems += [*check_addresses(editorial), *check_anchors(editorial)]
        return Checked(editorial=editorial, lists=lists)

    def _check_record(
        self, questions: Mapping[str, Question], asked: Collection[str], specialties: Collection[str]
    ) -> Record | None:
        """The public record of filings; without its rules nobody knows what a year of it means."""
        rules = self._read("filings", lambda d, n: check_filing_rules(d, n, questions, asked, specialties))
        years = [self.desk.check(path, check_filing_year) for path in self._files.filings]
        if rules is None:
            return None
        found = sorted((year for year in years if year), key=lambda year: -year.year)
        return Record(rules=rules, years=tuple(found))

    def _read_again(self, name: str, look: Callable[[Document, Findings], None]) -> None:
        """A second look at a file that needed others to be read first."""
        self._read(name, look)

    def _list_targets(
        self, questions: Collection[str], terms: Collection[str], facts: Collection[str], charts: Collection[str]
    ) -> Targets:
        return Targets(
            ids={
                "program": frozenset(self._slugs["programs"]),
                "institution": frozenset(self._slugs["institutions"]),
                "comparison": frozenset(self._slugs["comparisons"]),
                "guide": frozenset(self._slugs["guides"]),
                "checklist": frozenset(self._slugs["checklists"]),
                "question": questions,
                "term": terms,
                "fact": facts,
                "chart": charts,
                "page": urls.PAGES,
                "costs": ("",),
            }
        )

    def _check_sightings(self) -> dict[str, Looks]:
        known = self._slugs["institutions"]
        found = {
            PurePosixPath(path).stem: self.desk.check(path, lambda d, n: check_sightings(d, n, known))
            for path in self._files.sightings
        }
        return {slug: looks for slug, looks in found.items() if looks}

    def _check_institutions(self, lists: Lists) -> dict[str, Institution]:
        found = {}
        for path in self._files.institutions:
            read = self.desk.read(path)
            if read:
                institution, problems = check_institution(read[0], lists)
                found[institution.slug] = institution
                self.desk.problems += problems
        return found
