"""Program list: skeleton profiles from a list of programs.

Each row is made as a text first and checked like any profile; what would not pass is left out with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from generator.bulk.asked_rows import ANSWER, ASKED, LEFT, LOST, MENDED, NEW, PRESENT, Told
from generator.bulk.blank import InstitutionDraft, ProgramDraft, write_institution, write_program
from generator.bulk.known_institutions import KnownInstitutions
from generator.bulk.known_programs import known_programs
from generator.bulk.list_codes import tell_loss
from generator.bulk.list_rows import PLACE, Columns, ListRow, decode, read_list
from generator.bulk.meant import Meant, RowReader
from generator.bulk.new_file import Declined, check_new
from generator.check import Checked, check_institution, check_program
from generator.check.texts import is_slug, slug_of
from generator.model.editorial import Editorial
from generator.model.folding import Fold
from generator.model.problem import Problem, shorten
from generator.model.wording import name_program
from generator.read.content_file import write_new

# Column → other headings under which lists have it.
COLUMNS = {
    ANSWER: (),
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


def asked_columns(editorial: Editorial) -> tuple[str, ...]:
    """The columns of a row that comes back to be answered or mended."""
    return ("name", "institution", "city", "state", "specialty", *(each.key for each in editorial.identifiers))


@dataclass(slots=True, kw_only=True)
class Imported:
    """What was made, by path, and what became of the rows that are not simply made."""

    made: dict[str, str] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    encoding: str = ""  # where it is a guess


def import_list(
    root: Path, source: Path, marks: Mapping[str, Iterable[str]], checked: Checked, *, write: bool
) -> Imported:
    """Write a skeleton for each row of the list that is not there yet; existing files are never touched.

    `marks` are what each program has for its own (`check.unique_marks`), by the path of its file.
    """
    text, encoding = decode(source)
    maker = _Maker(marks, checked)
    maker.imported.encoding = encoding
    for line, row in read_list(source, text, list_columns(checked.editorial), checked.editorial.identifiers):
        maker.make(line, row)
    for path, content in maker.imported.made.items() if write else ():
        if not write_new(root / path, content):
            raise Declined(f"{path} has just been written by somebody else; run the import again.")
    return maker.imported


class _Maker:
    """Makes the texts of new files, row by row, remembering what the directory and the rows above hold."""

    def __init__(self, marks: Mapping[str, Iterable[str]], checked: Checked) -> None:
        self._editorial = checked.editorial
        self._lists = checked.lists
        fold = Fold(checked.editorial.search.same, checked.editorial.search.skip)
        self._institutions = KnownInstitutions(checked.editorial.institutions.values(), fold)
        self._programs = known_programs(marks, checked.editorial)
        self._reader = RowReader(checked.editorial, self._institutions, fold)
        self._slugs = {PurePosixPath(path).stem for path in marks}
        self.imported = Imported()

    def make(self, line: int, row: ListRow) -> None:
        """One row: a profile and, where it is missing, its institution."""
        meant = self._reader.read(row)
        if meant.faults:
            self._tell(line, ASKED if meant.choices else LEFT, " ".join(meant.faults), meant, meant.choices)
            return
        for identifier in self._editorial.identifiers:
            code = meant.codes.get(identifier.key, "")
            if path := self._programs.by_code(identifier.key, code):
                self._tell(line, PRESENT, f"{identifier.label} {code} is {path} already.", meant)
                return
        institution, like = self._institutions.find(meant.institution, meant.city, meant.state)
        if like and meant.answer in like:
            institution, like = meant.answer, []
        if like and meant.answer != NEW:
            why = f'Is "{shorten(meant.institution)}" {" or ".join(like)}?'
            self._tell(line, ASKED, why, meant, (*like, NEW))
            return
        begun = None if institution else self._institutions.begin(meant.institution, meant.city, meant.state)
        self._make(line, replace(meant, institution=begun.slug if begun else institution), begun)

    def _make(self, line: int, meant: Meant, begun: InstitutionDraft | None) -> None:
        usual = name_program(self._editorial.wording, self._editorial.specialties[meant.specialty].label)
        draft = ProgramDraft(
            name=meant.name or usual,
            institution=meant.institution,
            specialty=meant.specialty,
            city=meant.city,
            state=meant.state,
            codes=meant.codes,
        )
        if begun and not is_slug(begun.slug):
            self._tell(line, LEFT, f'No file name can be made of "{shorten(begun.name)}".', meant)
            return
        there, alike = self._programs.find(draft)
        if there and (alike or not meant.name or not self._programs.is_apart(draft, there)):
            self._meet(line, meant, draft, PurePosixPath(there), alike=alike)
            return
        self._keep(line, meant, draft, begun)

    def _meet(self, line: int, meant: Meant, draft: ProgramDraft, there: PurePosixPath, *, alike: bool) -> None:
        """A row whose program may be there: nothing is made until somebody says that it is another one."""
        if meant.answer == there.stem or not draft.codes:
            self._tell(line, PRESENT, f"It is {there} already.", meant)
        elif meant.answer != NEW:
            code = ", with another code" if self._programs.is_apart(draft, str(there)) else ""
            why = f"It is {there} already{code}. Is it another one, of another name?"
            self._tell(line, ASKED, why, meant, (there.stem, NEW))
        elif alike:
            self._tell(line, ASKED, f"Write another name than {there} has.", meant, (there.stem, NEW))
        else:
            self._keep(line, meant, draft, None)

    def _free_slug(self, draft: ProgramDraft) -> str:
        """A name for the file; with its code where another program has the plain one."""
        slug = slug_of(draft.institution, draft.city, draft.specialty)
        return slug if slug not in self._slugs else slug_of(slug, next(iter(draft.codes.values()), "2"))

    def _keep(self, line: int, meant: Meant, draft: ProgramDraft, begun: InstitutionDraft | None) -> None:
        known = self._lists.known
        known = replace(known, institutions=frozenset((*known.institutions, draft.institution)))
        lists = replace(self._lists, known=known)
        slug = self._free_slug(draft)
        path, text = draft.path(slug), write_program(draft, self._editorial)
        faults = check_new(path, text, lists, check_program)
        wrong = {problem.where for problem in faults} & set(draft.codes)
        if wrong:
            self._tell(line, LOST, self._tell_lost(faults, draft), meant)
            draft = replace(draft, codes={key: code for key, code in draft.codes.items() if key not in wrong})
            text = write_program(draft, self._editorial)
            faults = check_new(path, text, lists, check_program)
        if begun and not faults:
            content = write_institution(begun, self._editorial)
            faults = check_new(begun.path, content, lists, check_institution)
        if faults:
            self._tell(line, LEFT, " ".join(problem.sentence for problem in faults), meant)
            return
        if begun:
            self.imported.made[begun.path] = content
            self._institutions.add(begun)
        if meant.mended:
            self._tell(line, MENDED, " ".join(meant.mended), meant)
        self._lists = lists
        self.imported.made[path] = text
        self._slugs.add(slug)
        self._programs.add(draft, path)

    def _tell_lost(self, faults: Iterable[Problem], draft: ProgramDraft) -> str:
        losses = (tell_loss(draft.codes.get(each.key, ""), each) for each in self._editorial.identifiers)
        return " ".join([*(problem.sentence for problem in faults), *filter(None, losses)])

    def _tell(self, line: int, what: str, why: str, meant: Meant, choices: Iterable[str] = ()) -> None:
        row = meant.as_row()
        self.imported.told.append(Told(line=line, what=what, why=why, row=row, choices=tuple(choices)))


def count_made(made: Mapping[str, str]) -> tuple[int, int]:
    """How many profiles and how many institutions."""
    profiles = sum(path.startswith("content/programs/") for path in made)
    return profiles, len(made) - profiles
