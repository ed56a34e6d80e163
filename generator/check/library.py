"""Check the editorial content as a whole: everything but the programs.

A file that cannot be read yields its own Problem and no others: what might stand in it is taken as there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

from generator.check.basics import Basics, read_basics
from generator.check.content_reader import ContentReader
from generator.check.costs import check_costs
from generator.check.editorial import check_comparison, check_guide, check_steplist
from generator.check.expected_files import note_missing
from generator.check.filings import check_filing_rules, check_filing_year
from generator.check.fit import check_fit, check_unless
from generator.check.flow import check_flow
from generator.check.known_names import names_of
from generator.check.look_for import check_lexicon
from generator.check.named import Named, list_for_profiles, read_named
from generator.check.page_addresses import check_addresses, check_anchors
from generator.check.patterns import check_patterns
from generator.check.profiles import Lists, check_institution
from generator.check.questions import check_columns, check_stages
from generator.check.rule_changes import check_rule_changes
from generator.check.search import check_search
from generator.check.sightings import check_sightings
from generator.check.tracker import check_tracker
from generator.check.unique_names import check_institution_names
from generator.check.uniqueness import check_twice
from generator.check.wording import check_text_page
from generator.model.claims import Institution
from generator.model.editorial import Editorial
from generator.model.filings import Record
from generator.model.problem import Problem
from generator.model.questions import ReaderField
from generator.model.rule_changes import RuleChange
from generator.model.search import SearchWords
from generator.model.sightings import Looks
from generator.model.site import Tracker
from generator.model.wording import TEXT_PAGES
from generator.read.folders import ContentFiles


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
    reader = ContentReader(root, files, today)
    reader.problems += note_missing(reader.single, files.pages)
    basics = read_basics(reader, base_url)
    if basics is None:
        return None, reader.problems
    named = read_named(reader, basics)
    lists = list_for_profiles(reader, basics, named)
    editorial = _read_editorial(reader, basics, named, lists)
    reader.problems += _check_across_files(reader, editorial, named)
    lists = replace(lists, known=replace(lists.known, names=names_of(editorial)))
    return Checked(editorial=editorial, lists=lists), reader.problems


def _read_editorial(reader: ContentReader, basics: Basics, named: Named, lists: Lists) -> Editorial:
    """The files in the order in which they need one another."""
    files, one, many = reader.files, reader.one, reader.many
    targets, guides, quotable = named.targets, reader.slugs["guides"], named.quotable
    institutions = _read_institutions(reader, lists)
    met = reader.ids("audiences", (audience.id for audience in basics.audiences))
    guided = many(files.guides, lambda d, n: check_guide(d, n, targets))
    pages = [path for path in files.pages if PurePosixPath(path).stem in TEXT_PAGES]
    fit, fit_steps, fit_notes = one("fit", lambda d, n: check_fit(d, n, named.questions, named.asked)) or ((), (), ())
    return Editorial(
        site=basics.site,
        wording=basics.wording,
        sections=basics.sections,
        audiences=basics.audiences,
        specialties=basics.specialties,
        states=basics.states,
        source_kinds=named.kinds,
        identifiers=lists.identifiers,
        institutions=institutions,
        comparisons=tuple(many(files.comparisons, lambda d, n: check_comparison(d, n, targets))),
        guides=tuple(sorted(guided, key=lambda guide: (guide.order, guide.slug))),
        pages={page.slug: page for page in many(pages, lambda d, n: check_text_page(d, n, targets))},
        terms=named.terms,
        facts=named.facts,
        charts=named.charts,
        steplists=tuple(many(files.checklists, lambda d, n: check_steplist(d, n, guides, quotable))),
        flow=one("flow", lambda d, n: check_flow(d, n, named.asked)),
        patterns=one("patterns", lambda d, n: check_patterns(d, n, named.asked)),
        costs=one("costs", lambda d, n: check_costs(d, n, quotable, named.numbers)) or (),
        tracker=one("tracker", lambda d, n: check_tracker(d, n, named.asked, quotable)) or Tracker(),
        fit=fit,
        fit_steps=fit_steps,
        fit_notes=fit_notes,
        stages=one("stages", lambda d, n: check_stages(d, n, met, basics.site.sections)) or (),
        rule_changes=_read_rule_changes(reader, named, fit),
        search=one("search", lambda d, n: check_search(d, n, named.questions, named.asked, institutions.values()))
        or SearchWords(),
        spellings=reader.spellings.right,
        questions=named.questions,
        lexicon=one("look-for", check_lexicon),
        record=_read_record(reader, named),
        sightings=_read_sightings(reader),
        digests=reader.digests,
    )


def _read_institutions(reader: ContentReader, lists: Lists) -> dict[str, Institution]:
    found = {}
    for path in reader.files.institutions:
        document = reader.read(path)
        if document:
            institution, problems = check_institution(document, lists)
            found[institution.slug] = institution
            reader.problems += problems
    return found


def _read_rule_changes(reader: ContentReader, named: Named, fit: tuple[ReaderField, ...]) -> tuple[RuleChange, ...]:
    guides = reader.slugs["guides"]
    found = reader.one(
        "events",
        lambda d, n: check_rule_changes(d, n, named.questions, named.asked, named.places, guides, fit),
    )
    return found or ()


def _read_record(reader: ContentReader, named: Named) -> Record | None:
    """The public record of filings; without its rules nobody knows what a year of it means."""
    rules = reader.one(
        "filings", lambda d, n: check_filing_rules(d, n, named.questions, named.asked, named.specialties)
    )
    years = reader.many(reader.files.filings, check_filing_year)
    if rules is None:
        return None
    return Record(rules=rules, years=tuple(sorted(years, key=lambda year: -year.year)))


def _read_sightings(reader: ContentReader) -> dict[str, Looks]:
    known = reader.slugs["institutions"]
    found = {
        PurePosixPath(path).stem: reader.check(path, lambda d, n: check_sightings(d, n, known))
        for path in reader.files.sightings
    }
    return {slug: looks for slug, looks in found.items() if looks}


def _check_across_files(reader: ContentReader, editorial: Editorial, named: Named) -> list[Problem]:
    """What only several files together can break."""
    problems = [] if named.unread else check_columns(editorial)
    if not reader.is_unread("fit"):
        problems += check_unless(editorial.sections, editorial.fit)
    problems += [*check_twice(editorial), *check_institution_names(editorial)]
    return [*problems, *check_addresses(editorial), *check_anchors(editorial)]
