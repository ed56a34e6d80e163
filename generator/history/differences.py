"""What changes for readers between a version in Git and the files as they are now, for reviewers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

from generator.answers.context import Context
from generator.answers.grouping import answer_questions, answers_for_all
from generator.answers.leading import Answered
from generator.answers.names import title_of
from generator.check import Checked
from generator.check.profiles import check_subject
from generator.history.evidence import compare_fields, evidence_of, tell_how
from generator.history.git import NOTHING, Touched, read_blobs, read_raw, run_git
from generator.model.claims import Institution, Program, Subject
from generator.model.problem import Problem
from generator.read.documents import parse_document, read_bytes

_FOLDERS = ("content/programs/", "content/institutions/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A question whose claims differ for readers; a text is empty where there is no answer on that side."""

    subject: str
    path: str
    question: str
    before: str
    after: str
    source: str  # of the answer as it is now, or as it was where it is gone
    source_kind: str
    url: str
    age: str
    how: str = ""  # what differs beside the answer: "checked again on 2026-11-26; another note"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field of a file that differs, its address and its prose among them."""

    subject: str
    path: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """All that differs: answers, fields, files that came or went, and other files of the content."""

    differences: tuple[Difference, ...]
    fields: tuple[FieldChange, ...] = ()
    added: tuple[str, ...]  # subjects
    removed: tuple[str, ...]
    others: tuple[str, ...]  # paths
    texts: tuple[str, ...] = ()  # paths of prose that speaks of a program whose answers differ


def compare_since(root: Path, revision: str, checked: Checked, today: date) -> Differences | None:
    """Compare the files as they are now with those of a revision; None where Git does not know it."""
    if revision.startswith("-"):
        return None
    out = run_git(
        root, "diff", "--raw", "--no-abbrev", "-z", "-M", "--relative", "--no-ext-diff", revision, "--", "content/"
    )
    fresh = run_git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", "content/")
    if out is None or fresh is None:
        return None
    touched = list(read_raw(out)) + [_new_file(path) for path in fresh.decode("utf-8", "replace").split("\0") if path]
    touched.sort(key=lambda file: file.path)
    known = [file for file in touched if file.path.startswith(_FOLDERS) and file.path.endswith((".md", ".yml"))]
    texts = read_blobs(root, (file.before for file in known))
    context = Context(editorial=checked.editorial, today=today)
    sides = [
        (_read(file.old_path, texts.get(file.before, b""), checked), _read(file.path, _now(root, file), checked))
        for file in known
    ]
    pairs = [(file.path, old, new) for file, (old, new) in zip(known, sides, strict=True)]
    return compare_subjects(pairs, context, others=tuple(file.path for file in touched if file not in known))


def compare_subjects(
    pairs: Sequence[tuple[str, Subject | None, Subject | None]], context: Context, others: tuple[str, ...] = ()
) -> Differences:
    """What differs for readers between two versions of some files, each a path with its old and new version."""
    named = [(_name(new or old, context), path, old, new) for path, old, new in pairs]
    differences = tuple(
        difference for name, path, old, new in named for difference in _compare(name, path, old, new, context)
    )
    changed = {difference.path for difference in differences}
    return Differences(
        differences=differences,
        fields=tuple(
            FieldChange(subject=name, path=path, field=field, before=before, after=after)
            for name, path, old, new in named
            if old and new
            for field, before, after in compare_fields(old, new)
        ),
        texts=tuple(_find_texts([new for _, path, _, new in named if path in changed], context)),
        added=tuple(name for name, _, old, new in named if new and not old),
        removed=tuple(name for name, _, old, new in named if old and not new),
        others=others,
    )


def _find_texts(changed: Iterable[Subject | None], context: Context) -> Iterator[str]:
    """Prose about a program is written by hand, and goes false in silence when an answer changes below it."""
    programs = [subject for subject in changed if isinstance(subject, Program)]
    slugs = {program.slug for program in programs}
    editorial = context.editorial
    yield from (program.path for program in programs if program.body)
    yield from (comparison.path for comparison in editorial.comparisons if slugs & set(comparison.programs))
    for guide in editorial.guides:
        if slugs & set(_PROGRAM_LINK.findall(guide.body)):
            yield guide.path


_PROGRAM_LINK = re.compile(r"\[\[program:([a-z0-9-]+)")


def _new_file(path: str) -> Touched:
    return Touched(status="A", before=NOTHING, after="", old_path=path, path=path)


def _now(root: Path, file: Touched) -> bytes:
    content = b"" if file.status == "D" else read_bytes(root, file.path)
    return b"" if isinstance(content, Problem) else content


def _read(path: str, content: bytes, checked: Checked) -> Subject | None:
    """A version as today's questions read it; what they cannot read of it is left out."""
    document = parse_document(path, content) if content else None
    if document is None or isinstance(document, Problem):
        return None
    return check_subject(document, checked.lists)[0]


def _name(subject: Subject | None, context: Context) -> str:
    if subject is None:
        return "A file that cannot be read"
    if isinstance(subject, Program):
        return title_of(subject, context)
    return f"{subject.name or PurePosixPath(subject.path).stem} (all its programs)"


def _compare(name: str, path: str, old: Subject | None, new: Subject | None, context: Context) -> Iterator[Difference]:
    before, after = _answers(old, context), _answers(new, context)
    for id in context.editorial.questions:
        was, now = before.get(id), after.get(id)
        told = now or was
        if told and not (was and now and _all_evidence(was) == _all_evidence(now)):
            yield _difference(name, path, was, now, told, context)
    yield from _compare_inherited(name, path, old, new, context)


def _compare_inherited(
    name: str, path: str, old: Subject | None, new: Subject | None, context: Context
) -> Iterator[Difference]:
    """The answers that a program gains and loses with another institution."""
    if not isinstance(old, Program) or not isinstance(new, Program) or old.institution == new.institution:
        return
    institutions = context.editorial.institutions
    before, after = (_answers(institutions.get(program.institution), context) for program in (old, new))
    for id in context.editorial.questions:
        was, now = before.get(id), after.get(id)
        told = now or was
        if told and _shown(was) != _shown(now):
            row = _difference(name, path, was, now, told, context)
            yield replace(row, question=f"{row.question}, from its institution")


def _answers(subject: Subject | None, context: Context) -> dict[str, Answered]:
    """What a file itself answers: a profile without what its institution says."""
    if subject is None:
        return {}
    if isinstance(subject, Institution):
        return answers_for_all(subject, context)
    return answer_questions(context, subject.claims, context.ground(subject.institution, subject.state))


def _all_evidence(item: Answered) -> list[tuple[object, ...]]:
    """All that readers see of a question's claims; the key and the place in the file are ours."""
    return sorted((evidence_of(claim) for claim in item.claims), key=repr)


def _difference(
    name: str, path: str, was: Answered | None, now: Answered | None, told: Answered, context: Context
) -> Difference:
    source = told.lead.source
    section = context.sections[told.question.section].label
    return Difference(
        subject=name,
        path=path,
        question=f"{section}: {told.question.label}",
        before=_shown(was),
        after=_shown(now),
        source=source.title,
        source_kind=context.source_labels.get(source.kind, source.kind),
        url=source.url,
        age=told.age.words,
        how=tell_how(was.claims, now.claims) if was and now else "",
    )


def _shown(item: Answered | None) -> str:
    if item is None:
        return ""
    claims = (item.lead, *item.against)
    texts = [f"{claim.answer.shown} ({claim.strength})" if claim.strength else claim.answer.shown for claim in claims]
    return " / ".join(texts) + (" (sources disagree)" if item.disagree else "")
