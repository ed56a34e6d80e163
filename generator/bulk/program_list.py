"""The command `import`: skeleton profiles from a list of programs.

Each row is made as a text first and checked like any profile; what would not pass is left out with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from generator.bulk.blank import InstitutionDraft, ProgramDraft, slug_of, write_institution, write_program
from generator.bulk.known_institutions import KnownInstitutions
from generator.bulk.list_rows import NEEDED, PLACE, Columns, Row, read_rows
from generator.bulk.new_file import Refused, institution_faults, program_faults
from generator.check import Checked
from generator.check.known_names import names_of
from generator.check.texts import is_slug
from generator.check.uniqueness import place_mark
from generator.model.editorial import Editorial
from generator.model.folding import Fold
from generator.model.problem import shorten
from generator.model.wording import name_program
from generator.read.content_file import write_new

# Column → other headings under which lists have it.
COLUMNS = {
    "name": ("program", "program name", "program title"),
    "institution": ("sponsor", "sponsoring institution"),
    "city": (),
    "state": ("program state", "state/territory"),
    PLACE: ("city, state", "location"),
    "specialty": ("specialty name", "specialty title"),
}


def list_columns(editorial: Editorial) -> Columns:
    """The columns that a list may have; the content knows more headings, and codes of its own."""
    headings = editorial.wording.headings
    fixed = {name: (*others, *headings.get(name, ())) for name, others in COLUMNS.items()}
    return fixed | {each.key: (each.label.casefold(), *each.headings) for each in editorial.identifiers}


@dataclass(slots=True, kw_only=True)
class Imported:
    """What was made, by path, and the rows that were left out: (line, why)."""

    made: dict[str, str] = field(default_factory=dict)
    present: list[tuple[int, str]] = field(default_factory=list)  # nothing to do: the directory has it
    asked: list[tuple[int, str]] = field(default_factory=list)  # may be there already: somebody must say
    faulty: list[tuple[int, str]] = field(default_factory=list)  # cannot be made as it is
    lost: list[tuple[int, str]] = field(default_factory=list)  # made, without a code that cannot be right


def import_list(
    root: Path, source: Path, marks: Mapping[str, Iterable[str]], checked: Checked, *, write: bool = True
) -> Imported:
    """Write a skeleton for each row of the list that is not there yet; existing files are never touched.

    `marks` are what each program has for its own (`check.unique_marks`), by the path of its file.
    """
    maker = _Maker(marks, checked)
    for line, row in read_rows(source, list_columns(checked.editorial), checked.editorial.identifiers):
        maker.make(line, row)
    for path, text in maker.imported.made.items() if write else ():
        if not write_new(root / path, text):
            raise Refused(f"{path} has just been written by somebody else; run the import again.")
    return maker.imported


class _Maker:
    """Makes the texts of new files, row by row, remembering what the directory and the rows above hold."""

    def __init__(self, marks: Mapping[str, Iterable[str]], checked: Checked) -> None:
        self._editorial = checked.editorial
        self._lists = checked.lists
        self._names = names_of(checked.editorial)
        self._fold = Fold(checked.editorial.search.same, checked.editorial.search.skip)
        self._houses = KnownInstitutions(checked.editorial.institutions.values(), self._fold)
        self._marks = {mark.rpartition("\0")[0]: path for path, own in marks.items() for mark in own}
        self._slugs = {PurePosixPath(path).stem for path in marks}
        self.imported = Imported()

    def make(self, line: int, row: Row) -> None:
        """One row: a profile and, where it is missing, its institution."""
        faults = [f"The {name} is missing." for name in NEEDED if not row.get(name)]
        specialty, state = (self._find(name, row.get(name, ""), faults) for name in ("specialty", "state"))
        if faults:
            self.imported.faulty.append((line, " ".join(faults)))
            return
        for identifier in self._editorial.identifiers:
            code = row.get(identifier.key, "")
            if path := self._marks.get(f"{identifier.key}\0{code}", ""):
                self.imported.present.append((line, f"{identifier.label} {code} is {path} already."))
                return
        institution, like = self._houses.find(row["institution"], row["city"], state)
        if like:
            mend = "write its name as that file has it, or begin another one with `python -m generator new institution`"
            self.imported.asked.append((line, f'Is "{shorten(row["institution"])}" {" or ".join(like)}? Then {mend}.'))
            return
        house = None if institution else self._houses.begin(row["institution"], row["city"], state)
        self._make(line, row, specialty, state, institution, house)

    def _make(
        self, line: int, row: Row, specialty: str, state: str, institution: str, house: InstitutionDraft | None
    ) -> None:
        draft = ProgramDraft(
            name=row.get("name") or name_program(self._editorial.wording, self._editorial.specialties[specialty].label),
            institution=house.slug if house else institution,
            specialty=specialty,
            city=row["city"],
            state=state,
            codes={each.key: code for each in self._editorial.identifiers if (code := row.get(each.key, ""))},
        )
        if house and not is_slug(house.slug):
            self.imported.faulty.append((line, f'No file name can be made of "{shorten(house.name)}".'))
            return
        place = place_mark(draft.institution, specialty, state, draft.city, self._fold)
        there = next((path for mark, path in self._marks.items() if mark.startswith(place)), "")
        named_alike = place + self._fold(draft.name) in self._marks
        if there and (named_alike or not draft.codes or not row.get("name")):
            told = self.imported.asked if draft.codes else self.imported.present
            told.append(
                (line, f"It is {there} already." + (" Is it another one, of another name?" * bool(draft.codes)))
            )
            return
        self._keep(line, self._free_slug(draft), draft, house)

    def _find(self, what: str, text: str, faults: list[str]) -> str:
        found = self._names[what].find(text) if text else ""
        if text and not found:
            near = self._names[what].near(text)
            faults.append(f'No {what} is called "{shorten(text)}".' + (f' Did you mean "{near}"?' if near else ""))
        return found

    def _free_slug(self, draft: ProgramDraft) -> str:
        """A name for the file; with its code where another program has the plain one."""
        slug = slug_of(draft.institution, draft.city, draft.specialty)
        return slug if slug not in self._slugs else slug_of(slug, next(iter(draft.codes.values()), "2"))

    def _keep(self, line: int, slug: str, draft: ProgramDraft, house: InstitutionDraft | None) -> None:
        lists = replace(self._lists, institutions=frozenset((*self._lists.institutions, draft.institution)))
        path, text = draft.path(slug), write_program(draft, self._editorial)
        faults = program_faults(path, text, lists)
        wrong = {problem.where for problem in faults} & set(draft.codes)
        if wrong:
            self.imported.lost.append((line, " ".join(problem.sentence for problem in faults)))
            draft = replace(draft, codes={key: code for key, code in draft.codes.items() if key not in wrong})
            text = write_program(draft, self._editorial)
            faults = program_faults(path, text, lists)
        if house and not faults:
            house_text = write_institution(house, self._editorial)
            faults = institution_faults(house.path, house_text, lists)
        if faults:
            self.imported.faulty.append((line, " ".join(problem.sentence for problem in faults)))
            return
        if house:
            self.imported.made[house.path] = house_text
            self._houses.add(house)
        self._lists = lists
        self.imported.made[path] = text
        self._slugs.add(slug)
        place = place_mark(draft.institution, draft.specialty, draft.state, draft.city, self._fold)
        marks = (place + self._fold(draft.name), *(f"{key}\0{code}" for key, code in draft.codes.items()))
        self._marks |= dict.fromkeys(marks, path)


def count_made(made: Mapping[str, str]) -> tuple[int, int]:
    """How many profiles and how many institutions."""
    profiles = sum(path.startswith("content/programs/") for path in made)
    return profiles, len(made) - profiles
