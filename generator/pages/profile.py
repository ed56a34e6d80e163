"""Plan a profile: a program's answers with their evidence, its gaps as questions, and programs like it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.answers.context import Context
from generator.answers.counting import count_asked, count_claims
from generator.answers.evidence import cell_of
from generator.answers.leading import Answered
from generator.answers.letters import LetterNote, tell_unwelcome
from generator.answers.names import institution_link, place_of, specialty_link, state_link, title_of
from generator.answers.summary import Summary
from generator.answers.views import GAP, Cell, Link
from generator.history.changes import ChangeLog
from generator.model import urls
from generator.model.claims import Program
from generator.pages.changes import ChangeView, tell_profile
from generator.pages.completeness import tell_completeness
from generator.pages.evidence_page import fold_evidence, plan_evidence
from generator.pages.heads import head_of
from generator.pages.page import Planned
from generator.pages.parts import Head
from generator.pages.previews import describe_program, picture_program, program_title
from generator.pages.seasons import SeasonGrid, plan_seasons
from generator.pages.sections import SectionView, letter_url, show_filed, view_section
from generator.pages.similar_view import SimilarPrograms, view_similar

SCRIPTS = ("my-list-button", "copy-link")
NEWEST = 4  # changes that a profile tells of; its feed and the history of its file hold all


def plan_profile(
    program: Program,
    answered: Mapping[str, Answered],
    context: Context,
    similar: Sequence[Summary],
    curated: tuple[Link, ...],
    log: ChangeLog,
) -> Iterator[Planned]:
    """The profile page of one program, and its page of evidence where one page has no room for all.

    `similar` and `curated` are chosen beforehand, among all programs.
    """
    keys = {question.id for question in context.columns}
    evidence_url = urls.evidence(program.slug)
    shown, rest = fold_evidence(tuple(_sections(program, answered, context)), keys, program.body, evidence_url)
    seasons = plan_seasons(answered, context)
    view = ProfileView(
        slug=program.slug,
        names=_names(program, context),
        closed=_tell_closed(program),
        glance=_glance(answered, context),
        standing=tell_completeness(
            count_claims(answered.values(), context), count_asked(context.editorial.questions.values(), answered)
        ),
        body=program.body,
        contents=tuple(_contents(shown, seasons is not None, bool(similar))),
        sections=shown,
        seasons=None if rest else seasons,
        seasons_url=f"{evidence_url}#by-season" if rest and seasons else "",
        similar=view_similar(program, similar, curated, context),
        edit_href=context.edit_href(program.path),
        links=_links(program, answered, context),
        past=_past(program, context, log),
    )
    head = _head(program, view.names, answered, context, log)
    yield head, view
    if rest:
        yield plan_evidence(program, view.names.title, head.crumbs[1:-1], rest, seasons, context)


def _contents(sections: Iterable[SectionView], seasons: bool, similar: bool) -> Iterator[Link]:
    for section in sections:
        yield Link(section.label, f"#section-{section.id}")
    if seasons:
        yield Link("Season by season", "#by-season")
    if similar:
        yield Link("Similar programs", "#similar-programs")
    yield Link("About this profile", "#about-this-profile")


def _names(program: Program, context: Context) -> ProgramNames:
    return ProgramNames(
        title=title_of(program, context),
        own=program.name,
        institution=institution_link(program.institution, context),
        specialty=specialty_link(program.specialty, context),
        state=state_link(program.state, context),
        place=place_of(program.city, program.state, context),
        codes=_codes(program, context),
    )


def _codes(program: Program, context: Context) -> tuple[tuple[str, str], ...]:
    labels = {identifier.key: identifier.label for identifier in context.editorial.identifiers}
    return tuple((labels[key], ", ".join(codes)) for key, codes in program.codes)


def _tell_closed(program: Program) -> Closed | None:
    closed = program.closed
    if not closed:
        return None
    how = "became part of another program" if closed.into else "closed"
    return Closed(
        told=f"This program {how} ({closed.date}). Do not apply: what stands below is history.",
        source=Link(label=closed.source.title, url=closed.source.url),
        became=Link(label="Go to the program that it became part of", url=urls.program(closed.into))
        if closed.into
        else None,
    )


def _glance(answered: Mapping[str, Answered], context: Context) -> tuple[Glance, ...]:
    return tuple(
        Glance(
            label=question.label,
            anchor=question.id if question.id in answered else f"section-{question.section}",
            cell=cell_of(answered[question.id], context) if question.id in answered else GAP,
        )
        for question in context.columns
    )


def _sections(program: Program, answered: Mapping[str, Answered], context: Context) -> Iterator[SectionView]:
    institution = context.editorial.institutions.get(program.institution)
    sponsor = institution.name if institution else ""
    note = "; ".join(note.said for note in tell_unwelcome(answered, context))
    for section in context.editorial.sections:
        items = [answered[question.id] for question in section.questions if question.id in answered]
        view = replace(view_section(section, items, program, sponsor, context), letter_note=note)
        yield show_filed(view, (program.institution, program.state), program.specialty, answered, context)


def _links(program: Program, answered: Mapping[str, Answered], context: Context) -> Links:
    title = title_of(program, context)
    return Links(
        website_href=program.website,
        form_url=f"{urls.FORM}?p={program.slug}",
        letter_url=letter_url(program, context),
        letter_notes=tuple(tell_unwelcome(answered, context)),
        confirm_url=f"{urls.FORM}?p={program.slug}&as=program",
        history_href=context.history_href(program.path),
        report_href=context.issue_href("report-a-change", f"{title}: ", program=program.slug),
    )


def _past(program: Program, context: Context, log: ChangeLog) -> Past:
    """The newest changes; of those before, how many there are."""
    changes = tuple(view for _, view in tell_profile(program, context, log))
    earlier = len(changes) - NEWEST
    note = f"{earlier} earlier in the history of this file." if earlier > 0 else "" if changes else log.note
    return Past(changes=changes[:NEWEST], note=note)


def _head(
    program: Program, names: ProgramNames, answered: Mapping[str, Answered], context: Context, log: ChangeLog
) -> Head:
    return head_of(
        context,
        url=urls.program(program.slug),
        title=program_title(program, context),
        description=describe_program(program, answered, context),
        kind="profile",
        crumbs=(Link(label="Programs", url=urls.PROGRAMS), names.state, Link(label=names.title, url="")),
        scripts=SCRIPTS,
        feed=urls.program_feed(program.slug) if log.follows else "",
        subject={
            "@type": "EducationalOccupationalProgram",
            "name": names.title,
            "programType": context.wording.program_type,
            "provider": {
                "@type": context.wording.provider_type,
                "name": names.institution.label,
                "address": names.place,
            },
        },
        picture=picture_program(program, answered, context) if context.cards else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    label: str
    anchor: str
    cell: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramNames:
    """What a program is called, and where it belongs."""

    title: str  # institution and specialty, as a reader names the program
    own: str
    institution: Link
    specialty: Link
    state: Link
    place: str
    codes: tuple[tuple[str, str], ...]  # label and codes of each identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """That a program takes nobody any more: what a reader must know before anything else."""

    told: str
    source: Link
    became: Link | None  # the program that it became part of


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where one goes from a profile."""

    website_href: str
    form_url: str  # the form on this site that changes the file
    letter_url: str  # the pack that becomes a letter to the program
    letter_notes: tuple[LetterNote, ...]  # what speaks against one
    confirm_url: str  # where the program itself goes through its answers
    history_href: str
    report_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What changed, the newest first."""

    changes: tuple[ChangeView, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileView:
    slug: str
    names: ProgramNames
    closed: Closed | None
    glance: tuple[Glance, ...]
    standing: str  # "31 claims: 8 from the last two years, 20 undated, none checked …"
    body: str  # HTML, sanitized
    contents: tuple[Link, ...]  # parts of the page, as anchors
    sections: tuple[SectionView, ...]
    seasons: SeasonGrid | None
    seasons_url: str  # where the seasons stand on the page of evidence
    similar: SimilarPrograms
    edit_href: str
    links: Links
    past: Past
