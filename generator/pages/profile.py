"""Plan a profile: a program's answers with their evidence, its gaps as questions, and programs like it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.answers.context import Context
from generator.answers.counting import Counts, count_claims
from generator.answers.evidence import cell_of
from generator.answers.leading import Answered
from generator.answers.names import place_of, specialty_link, state_link, title_of
from generator.answers.summary import Summary
from generator.answers.views import GAP, Cell, Link
from generator.history.changes import ChangeLog
from generator.model import urls
from generator.model.claims import Institution, Program
from generator.pages.changes import ChangeView, tell_profile
from generator.pages.heads import head_of
from generator.pages.parts import Head
from generator.pages.previews import describe_program, picture_program, program_title
from generator.pages.seasons import SeasonGrid, plan_seasons
from generator.pages.sections import SectionView, letter_url, show_filed, view_section

SCRIPTS = ("my-list-button", "copy-link")


def plan_profile(
    program: Program,
    answered: Mapping[str, Answered],
    context: Context,
    similar: Iterable[Summary],
    curated: tuple[Link, ...],
    log: ChangeLog,
) -> tuple[Head, ProfileView]:
    """The profile page of one program; `similar` and `curated` are chosen beforehand, among all programs."""
    institution = context.editorial.institutions.get(program.institution)
    title = title_of(program, context)
    near = tuple(_similar(summary, program, context) for summary in similar)
    changes = tell_profile(program, context, log)
    view = ProfileView(
        slug=program.slug,
        title=title,
        closed=_tell_closed(program),
        closed_source=Link(label=program.closed.source.title, url=program.closed.source.url)
        if program.closed
        else None,
        became=_became(program),
        own_name=program.name,
        institution=_institution_link(program, institution),
        specialty=specialty_link(program.specialty, context),
        state=state_link(program.state, context),
        place=place_of(program.city, program.state, context),
        website_href=program.website,
        codes=_codes(program, context),
        glance=_glance(answered, context),
        standing=tell_standing(count_claims(answered.values(), context), len(context.editorial.questions)),
        body=program.body,
        sections=tuple(_sections(program, institution, answered, context)),
        seasons=plan_seasons(answered, context),
        similar=near,
        similar_columns=tuple(question.label for question in context.columns[:3]),
        compare_all_url=urls.compare((program.slug, *(summary.slug for summary in similar))) if near else "",
        curated=curated,
        edit_href=context.edit_href(program.path),
        form_url=f"{urls.FORM}?p={program.slug}",
        letter_url=letter_url(program, context),
        confirm_url=f"{urls.FORM}?p={program.slug}&as=program",
        history_href=context.history_href(program.path),
        report_href=context.issue_href("report-a-change", f"{title}: ", program=program.slug),
        changes=changes,
        changes_note=log.note if not changes else "",
    )
    return _head(program, view, answered, context, log), view


def _codes(program: Program, context: Context) -> tuple[tuple[str, str], ...]:
    labels = {identifier.key: identifier.label for identifier in context.editorial.identifiers}
    return tuple((labels[key], ", ".join(codes)) for key, codes in program.codes)


def _tell_closed(program: Program) -> str:
    """What a reader must know before anything else; "" of a program that is open."""
    if not program.closed:
        return ""
    how = "became part of another program" if program.closed.into else "closed"
    return f"This program {how} ({program.closed.date}). Do not apply: what stands below is history."


def _became(program: Program) -> Link | None:
    into = program.closed.into if program.closed else ""
    return Link(label="Go to the program that it became part of", url=urls.program(into)) if into else None


def _institution_link(program: Program, institution: Institution | None) -> Link:
    return Link(
        label=institution.name if institution else program.institution, url=urls.institution(program.institution)
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


def tell_standing(counts: Counts, questions: int) -> str:
    """In one sentence: how many claims there are, how old, and that nobody has checked the live pages."""
    if not counts.claims:
        return "Nobody has collected anything about this program yet. Every question below is open."
    text = f"{counts.answered} of {questions} questions have an answer, from {counts.claims} claims"
    text += f": {counts.recent} dated within the last two years, {counts.undated} from pages that show no date"
    text += f", {counts.checked} checked on the live page by a person." if counts.checked else "."
    if not counts.checked:
        text += " No claim has been checked on the live page yet: confirm with the program before you rely on it."
    return f"{tell_key_answers(counts)} {text}"


def tell_key_answers(counts: Counts) -> str:
    """How many of the key answers a reader can lean on, and how many to ask."""
    one = counts.confirmed == 1
    text = f"Of {counts.key:,} key answers, {counts.confirmed:,} {'is' if one else 'are'} confirmed this season"
    return f"{text}, {counts.settled - counts.confirmed:,} more are current, and {counts.key - counts.settled:,} need asking."


def _sections(
    program: Program, institution: Institution | None, answered: Mapping[str, Answered], context: Context
) -> Iterable[SectionView]:
    sponsor = institution.name if institution else ""
    for section in context.editorial.sections:
        items = [answered[question.id] for question in section.questions if question.id in answered]
        view = view_section(section, items, program, sponsor, context)
        yield show_filed(view, (program.institution, program.state), program.specialty, answered, context)


def _similar(summary: Summary, program: Program, context: Context) -> Similar:
    same_state = summary.state == program.state
    nouns = context.wording
    why = f"same {nouns.specialty.one}, same {nouns.state.one}" if same_state else f"same {nouns.specialty.one}"
    return Similar(
        title=summary.title,
        url=urls.program(summary.slug),
        place=place_of(summary.city, summary.state, context),
        why=why,
        compare_url=urls.compare((program.slug, summary.slug)),
        cells=summary.cells[:3],
    )


def _head(
    program: Program, view: ProfileView, answered: Mapping[str, Answered], context: Context, log: ChangeLog
) -> Head:
    return head_of(
        context,
        url=urls.program(program.slug),
        title=program_title(program, context),
        description=describe_program(program, answered, context),
        kind="profile",
        crumbs=(Link(label="Programs", url=urls.PROGRAMS), view.state, Link(label=view.title, url="")),
        scripts=SCRIPTS,
        feed=urls.program_feed(program.slug) if log.follows else "",
        subject={
            "@type": "EducationalOccupationalProgram",
            "name": view.title,
            "programType": context.wording.program_type,
            "provider": {"@type": context.wording.provider_type, "name": view.institution.label, "address": view.place},
        },
        picture=picture_program(program, answered, context) if context.cards else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    label: str
    anchor: str
    cell: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    title: str
    url: str
    place: str
    why: str  # "same specialty, same state"
    compare_url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileView:
    slug: str
    title: str  # institution and specialty, as a reader names the program
    closed: str  # that it takes nobody any more, and since when; "" where it is open
    closed_source: Link | None
    became: Link | None  # the program that it became part of
    own_name: str
    institution: Link
    specialty: Link
    state: Link
    place: str
    website_href: str
    codes: tuple[tuple[str, str], ...]  # label and codes of each identifier
    glance: tuple[Glance, ...]
    standing: str  # "31 claims: 8 from the last two years, 20 undated, none checked …"
    body: str  # HTML, sanitized
    sections: tuple[SectionView, ...]
    seasons: SeasonGrid | None
    similar: tuple[Similar, ...]
    similar_columns: tuple[str, ...]
    compare_all_url: str
    curated: tuple[Link, ...]  # comparisons that hold this program
    edit_href: str
    form_url: str  # the form on this site that changes the file
    letter_url: str  # the pack that becomes a letter to the program
    confirm_url: str  # where the program itself goes through its answers
    history_href: str
    report_href: str
    changes: tuple[ChangeView, ...]
    changes_note: str
