"""The command `import`: skeleton profiles from a list of programs.

Each row is made as a text first and checked like any profile; what would not pass is left out with its reason.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from generator.bulk.blank import InstitutionDraft, ProgramDraft, slug_of, write_institution, write_program
from generator.bulk.new_file import Refused, institution_faults, program_faults
from generator.check import Checked
from generator.check.fields import is_slug
from generator.check.known_names import names_of
from generator.model.editorial import Editorial
from generator.model.identifiers import single
from generator.model.limits import LARGEST_IMPORT, MOST_ROWS
from generator.model.problem import shorten
from generator.model.wording import name_program
from generator.read.content_file import write_new
from generator.read.documents import read_bytes
from generator.read.folders import ContentFiles

# Column → other headings under which lists have it.
COLUMNS = {
    "name": ("program", "program name", "program title"),
    "institution": ("sponsor", "sponsoring institution"),
    "city": (),
    "state": (),
    "specialty": ("specialty name",),
}
_NEEDED = ("institution", "city", "state", "specialty")

Row = dict[str, str]
Columns = Mapping[str, tuple[str, ...]]


def list_columns(editorial: Editorial) -> Columns:
    """The columns that a list may have; the content knows more headings, and codes of its own."""
    headings = editorial.wording.headings
    fixed = {name: (*others, *headings.get(name, ())) for name, others in COLUMNS.items()}
    codes = single(editorial.identifiers)
    return fixed | {each.key: (each.label.casefold(), *each.headings) for each in codes}


@dataclass(slots=True, kw_only=True)
class Imported:
    """What was made, by path, and the rows that were left out: (line, why)."""

    made: dict[str, str] = field(default_factory=dict)
    present: list[tuple[int, str]] = field(default_factory=list)  # nothing to do: the directory has it
    faulty: list[tuple[int, str]] = field(default_factory=list)  # cannot be made as it is


def import_list(root: Path, source: Path, files: ContentFiles, checked: Checked) -> Imported:
    """Write a skeleton for each row of the list that is not there yet; existing files are never touched."""
    maker = _Maker(root, files, checked)
    for line, row in read_rows(source, list_columns(checked.editorial)):
        maker.make(line, row)
    for path, text in maker.imported.made.items():
        if not write_new(root / path, text):
            raise Refused(f"{path} has just been written by somebody else; run the import again.")
    return maker.imported


def read_rows(source: Path, columns: Columns) -> Iterator[tuple[int, Row]]:
    """The rows of a CSV file by column, each with its line; Refused where the file is no such list.

    `columns` are all columns, each with other headings under which lists have it.
    """
    text = _decode(source)
    first = text.lstrip().partition("\n")[0]
    delimiter = max((",", ";", "\t"), key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        found = _read_heading(next(reader, []), columns)
        for cells in reader:
            if reader.line_num > MOST_ROWS:
                raise Refused(f"{source} has more than {MOST_ROWS:,} lines; split it.")
            if any(cell.strip() for cell in cells):
                row = {name: " ".join(cells[at].split()) for name, at in found.items() if at < len(cells)}
                yield reader.line_num, row
    except csv.Error as error:
        raise Refused(f"{source}:{reader.line_num}: this is not a CSV list that can be read ({error}).") from error


def _decode(source: Path) -> str:
    try:
        if not source.is_file():
            raise Refused(f"{source} is not a file.")
        if source.stat().st_size > LARGEST_IMPORT:
            raise Refused(f"{source} is larger than {LARGEST_IMPORT // 1024 // 1024} MB; split it.")
        return source.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f'{source} is not UTF-8 text; save it as "CSV UTF-8".') from error
    except OSError as error:
        raise Refused(f"{source} cannot be read ({error.strerror}).") from error


def _read_heading(cells: list[str], columns: Columns) -> dict[str, int]:
    wanted = {other: name for name, others in columns.items() for other in (name, *others)}
    places: dict[str, int] = {}
    for at, cell in enumerate(cells):
        name = wanted.get(" ".join(cell.casefold().replace("_", " ").split()))
        if name and name not in places:
            places[name] = at
    missing = [name for name in _NEEDED if name not in places]
    if missing:
        found = shorten(", ".join(cells)) or "nothing"
        raise Refused(
            f"The first line must name the columns {', '.join(_NEEDED)}; missing: {', '.join(missing)}; found: {found}."
        )
    return places


class _Maker:
    """Makes the texts of new files, row by row, remembering what the directory and the rows above hold."""

    def __init__(self, root: Path, files: ContentFiles, checked: Checked) -> None:
        self._editorial = checked.editorial
        self._lists = checked.lists
        self._names = names_of(checked.editorial)
        self._houses = {house.slug: (house.city, house.state) for house in checked.editorial.institutions.values()}
        self._slugs = {PurePosixPath(path).stem: path for path in files.programs}
        self._identifiers = single(checked.editorial.identifiers)
        self._codes = _known_codes(root, files, [identifier.key for identifier in self._identifiers])
        self.imported = Imported()

    def make(self, line: int, row: Row) -> None:
        """One row: a profile and, where it is missing, its institution."""
        faults, draft, house = self._draft(row)
        if draft is None:
            self.imported.faulty.append((line, " ".join(faults)))
            return
        for identifier in self._identifiers:
            code = draft.codes.get(identifier.key, "")
            if (identifier.key, code) in self._codes:
                taken = self._codes[identifier.key, code]
                self.imported.present.append((line, f"{identifier.label} {code} is {taken} already."))
                return
        slug = self._free_slug(draft)
        if not slug:
            taken = self._slugs[slug_of(draft.institution, draft.city, draft.specialty)]
            self.imported.present.append((line, f"It is {taken} already."))
            return
        self._keep(line, slug, draft, house)

    def _draft(self, row: Row) -> tuple[list[str], ProgramDraft | None, InstitutionDraft | None]:
        faults = [f"The {name} is missing." for name in _NEEDED if not row.get(name)]
        if faults:
            return faults, None, None
        specialty, state = (self._find(name, row[name], faults) for name in ("specialty", "state"))
        institution = self._names["institution"].find(row["institution"])
        house = None
        if not institution:
            slug = slug_of(row["institution"])
            institution = slug if slug not in self._houses else slug_of(row["institution"], row["city"])
            house = InstitutionDraft(slug=institution, name=row["institution"], city=row["city"], state=state)
            if not is_slug(institution):
                faults.append(f'No file name can be made of "{shorten(row["institution"])}".')
        if faults:
            return faults, None, None
        label = self._editorial.specialties[specialty].label
        draft = ProgramDraft(
            name=row.get("name") or name_program(self._editorial.wording, label),
            institution=institution,
            specialty=specialty,
            city=row["city"],
            state=state,
            codes={each.key: code for each in self._identifiers if (code := row.get(each.key, ""))},
        )
        return [], draft, house

    def _find(self, what: str, text: str, faults: list[str]) -> str:
        found = self._names[what].find(text)
        if not found:
            near = self._names[what].near(text)
            faults.append(f'No {what} is called "{shorten(text)}".' + (f' Did you mean "{near}"?' if near else ""))
        return found

    def _free_slug(self, draft: ProgramDraft) -> str:
        """A name for the file; with its code where another program of this house and city has the plain one."""
        slug = slug_of(draft.institution, draft.city, draft.specialty)
        if slug not in self._slugs:
            return slug
        code = next(iter(draft.codes.values()), "")
        other = slug_of(slug, code)
        has_other_code = code and self._slugs[slug] in self._codes.values()
        return other if has_other_code and other not in self._slugs else ""

    def _keep(self, line: int, slug: str, draft: ProgramDraft, house: InstitutionDraft | None) -> None:
        lists = replace(self._lists, institutions=frozenset((*self._lists.institutions, draft.institution)))
        path, text = draft.path(slug), write_program(draft, self._editorial)
        faults = program_faults(path, text, lists)
        if house and not faults:
            house_text = write_institution(house, self._editorial)
            faults = institution_faults(house.path, house_text, lists)
        if faults:
            self.imported.faulty.append((line, " ".join(problem.sentence for problem in faults)))
            return
        if house:
            self.imported.made[house.path] = house_text
            self._names["institution"].add(house.slug, house.name)
            self._houses[house.slug] = (house.city, house.state)
        self._lists = lists
        self.imported.made[path] = text
        self._slugs[slug] = path
        self._codes |= dict.fromkeys(draft.codes.items(), path)


def _known_codes(root: Path, files: ContentFiles, keys: Collection[str]) -> dict[tuple[str, str], str]:
    """The codes of each profile that has some, each by its key, with the path."""
    found = {}
    for path in files.programs:
        content = read_bytes(root, path)
        if not isinstance(content, bytes):
            continue
        for text in content.decode("utf-8", "replace").split("\n"):
            key, colon, code = text.partition(":")
            if colon and key in keys:
                found[key, code.partition("#")[0].strip(" \"'")] = path
    return found


def count_made(made: Mapping[str, str]) -> tuple[int, int]:
    """How many profiles and how many institutions."""
    profiles = sum(path.startswith("content/programs/") for path in made)
    return profiles, len(made) - profiles
