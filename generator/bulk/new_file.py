"""New files: begin a program, an institution or a comparison with a blank file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from generator.bulk.blank import (
    InstitutionDraft,
    ProgramDraft,
    write_comparison,
    write_institution,
    write_program,
)
from generator.bulk.known_programs import known_programs
from generator.check import Checked, check_institution, check_program
from generator.check.editorial import check_comparison
from generator.check.findings import Findings
from generator.check.known_names import Names, names_of
from generator.check.profiles import Lists
from generator.check.subject_files import SubjectFiles
from generator.check.texts import is_slug, slug_of
from generator.model.problem import Problem
from generator.model.wording import name_program
from generator.read.content_file import write_new
from generator.read.documents import Document, parse_document

Ask = Callable[[str, str], str]  # (what, hint) → what the person wrote; "" where nobody can be asked
Check = Callable[[Document, Lists], tuple[object, list[Problem]]]  # what looks at files of one kind


class Declined(Exception):
    """Why nothing was written, in words for the person who called."""


class Starter:
    """Begins files below one root; refuses what would not pass `check`, and never overwrites."""

    def __init__(
        self,
        root: Path,
        subjects: SubjectFiles,
        marks: Mapping[str, Iterable[str]],
        checked: Checked,
        ask: Ask,
        *,
        blanks: bool = False,
    ) -> None:
        """`marks` are what each program has for its own (`check.unique_marks`), by the path of its file."""
        self._root = root
        self._subjects = subjects
        self._programs = known_programs(marks, checked.editorial)
        self._checked = checked
        self._ask = ask
        self._blanks = blanks  # whether every question stands in the file
        self._names = names_of(checked.editorial)
        self._no_state = f"Write {checked.editorial.wording.state_shape}."

    def start(self, kind: str, given: Mapping[str, str]) -> str:
        """Write the blank file, and say what comes next."""
        starters = {"program": self._program, "institution": self._institution, "comparison": self._comparison}
        return starters[kind](given)

    def _program(self, given: Mapping[str, str]) -> str:
        institution = self._known("institution", given, "its name or short name", _NO_INSTITUTION)
        first = next(iter(self._checked.editorial.specialties.values()))
        hint, otherwise = f"such as {first.label} or {first.short}", "It is not in content/specialties.yml."
        specialty = self._known("specialty", given, hint, otherwise)
        known = self._checked.editorial.institutions[institution]
        city = self._text("city", given, f"Enter for {known.city}", known.city)
        state = self._known("state", given, f"Enter for {known.state}", self._no_state, known.state)
        usual = name_program(self._checked.editorial.wording, self._checked.editorial.specialties[specialty].label)
        draft = ProgramDraft(name=usual, institution=institution, specialty=specialty, city=city, state=state)
        draft = replace(draft, name=self._name_apart(draft, given))
        slug = self._free_slug("program", given, *_without_repeat(institution, city), specialty)
        path, text = draft.path(slug), write_program(draft, self._checked.editorial, blanks=self._blanks)
        self._write(path, text, check_program)
        return f"Next: open {path}, add the pages that you read under sources, and answer what they say."

    def _name_apart(self, draft: ProgramDraft, given: Mapping[str, str]) -> str:
        """The program's name; where there is one of its specialty at its place, another name than that one has."""
        there, _ = self._programs.find(draft)
        hint = f"without the institution; Enter for {draft.name}"
        if there:
            hint = f"{there} is there already; for another one, a name that tells the two apart"
        name = (given.get("name") or self._ask("name", hint)).strip()
        if there and (not name or self._programs.find(replace(draft, name=name))[1]):
            what = "of this institution, specialty and city"
            raise Declined(f"{there} is a program {what} already. For another one, tell its own name: --name …")
        return name or draft.name

    def _institution(self, given: Mapping[str, str]) -> str:
        name = self._text("name", given, "as it writes itself")
        known = self._names["institution"].find(name)
        if known:
            path = self._checked.editorial.institutions[known].path
            raise Declined(f"There is an institution of this name already: {path}.")
        city = self._text("city", given, "")
        first = next(iter(self._checked.editorial.states.values()))
        state = self._known("state", given, f"such as {first.code} or {first.label}", self._no_state)
        draft = InstitutionDraft(slug=self._free_slug("institution", given, name), name=name, city=city, state=state)
        text = write_institution(draft, self._checked.editorial, blanks=self._blanks)
        self._write(draft.path, text, check_institution)
        return f"Next: `python -m generator new program --institution {draft.slug}`."

    def _comparison(self, given: Mapping[str, str]) -> str:
        title = self._text("title", given, "at most 60 characters")
        summary = self._text("summary", given, "one sentence, at most 160 characters")
        named = self._text("programs", given, "two to six, with commas between").replace(",", " ").split()
        programs = [PurePosixPath(self._subjects.find(name, "program") or name).stem for name in named]
        slug = _slug(given, title)
        path = f"content/comparisons/{slug}.md"
        text = write_comparison(title, summary, programs)
        self._write(path, text, _check_comparison)
        return f"Next: say in {path} why these programs belong side by side."

    def _text(self, what: str, given: Mapping[str, str], hint: str, default: str = "") -> str:
        text = (given.get(what) or self._ask(what, hint) or default).strip()
        if not text:
            raise Declined(f"Tell me the {what}: --{what} …")
        return text

    def _known(self, what: str, given: Mapping[str, str], hint: str, otherwise: str, default: str = "") -> str:
        text = self._text(what, given, hint, default)
        names: Names = self._names[what]
        found = names.find(text)
        several = names.all(text) if what == "institution" else []
        if len(several) > 1:
            raise Declined(f'"{text}" stands for several: write {" or ".join(several)}.')
        if not found:
            near = names.near(text)
            raise Declined(f'No {what} is called "{text}". ' + (f'Did you mean "{near}"?' if near else otherwise))
        return found

    def _free_slug(self, kind: str, given: Mapping[str, str], *names: str) -> str:
        """The name of the new file, which no program and no institution has or had."""
        slug = _slug(given, *names)
        there = self._subjects.find(slug, kind) or self._subjects.find(slug)
        if there:
            raise Declined(f"{slug} is taken by {there}. For another file, add --slug.")
        return slug

    def _write(self, path: str, text: str, check: Check) -> None:
        faults = check_new(path, text, self._checked.lists, check)
        if faults:
            raise Declined("\n".join(problem.sentence for problem in faults))
        if not write_new(self._root / path, text):
            raise Declined(f"{path} is there already, and stays as it is. For another file, add --slug.")


_NO_INSTITUTION = "Make it first with `python -m generator new institution`."


def _slug(given: Mapping[str, str], *names: str) -> str:
    """The name of the new file, which must be an id: it could lead out of its folder otherwise."""
    slug = given.get("slug") or slug_of(*names)
    if not is_slug(slug):
        raise Declined(f'"{slug}" cannot be the name of a file: write small letters, digits and single hyphens.')
    return slug


def _without_repeat(institution: str, city: str) -> tuple[str, ...]:
    """The institution and the city, which is left out where the institution names it already."""
    return (institution,) if slug_of(city) in institution else (institution, city)


def check_new(path: str, text: str, lists: Lists, check: Check) -> list[Problem]:
    """What the command `check` would say about a new file; `check` looks at files of its kind."""
    document = parse_document(path, text.encode("utf-8", "surrogatepass"))
    return [document] if isinstance(document, Problem) else check(document, lists)[1]


def _check_comparison(document: Document, lists: Lists) -> tuple[None, list[Problem]]:
    notes = Findings.of(document, lists.today, lists.spellings)
    check_comparison(document, notes, lists.targets)
    return None, notes.problems
