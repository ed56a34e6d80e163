"""Meant: the program that a row of a list means, in the words of the directory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.bulk.asked_rows import ANSWER
from generator.bulk.known_institutions import KnownInstitutions
from generator.bulk.list_codes import restore_code, told_by_code
from generator.bulk.list_rows import ListRow
from generator.bulk.name_parts import own_name, split_name
from generator.check.known_names import names_of
from generator.model.editorial import Editorial
from generator.model.folding import Fold
from generator.model.problem import shorten


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What a row means, as far as it can be known; `faults` say what cannot, and `choices` what it may be."""

    name: str
    institution: str  # as the list writes it
    city: str
    state: str
    specialty: str
    codes: Mapping[str, str]
    answer: str
    mended: tuple[str, ...]
    faults: tuple[str, ...]
    choices: tuple[str, ...]

    def as_row(self) -> ListRow:
        """The row that it is, to come back and be answered."""
        own = {"name": self.name, "institution": self.institution, "city": self.city, "state": self.state}
        return own | {"specialty": self.specialty, **self.codes}


class RowReader:
    """Reads rows by the names, the institutions and the codes that the directory knows."""

    def __init__(self, editorial: Editorial, institutions: KnownInstitutions, fold: Fold) -> None:
        self._editorial = editorial
        self._names = names_of(editorial)
        self._institutions = institutions
        self._fold = fold

    def read(self, row: ListRow) -> Meant:
        """The program that a row means."""
        answer, name = row.get(ANSWER, ""), row.get("name", "")
        inside, named = split_name(name, self._names["specialty"].find, self._fold)
        faults: list[str] = []
        choices: list[str] = []
        state = self._find("state", row.get("state", ""), answer, faults, choices)
        specialty = self._specialty(row, answer, faults, choices) or ("" if row.get("specialty") else named)
        codes, mended = self._codes(row, {"state": state, "specialty": specialty})
        if not specialty and not row.get("specialty"):
            specialty = told_by_code("specialty", codes, self._editorial.identifiers)
        institution = row.get("institution") or inside
        city = self._city(row.get("city", ""), institution, state)
        found = {"institution": institution, "city": city, "state": state, "specialty": specialty}
        unknown = {what for what in ("state", "specialty") if row.get(what)}  # of which it is said already
        missing = [f"The {what} is missing." for what, text in found.items() if not text and what not in unknown]
        return Meant(
            name=own_name(name, institution, self._fold),
            institution=institution,
            city=city,
            state=state or row.get("state", ""),
            specialty=specialty or row.get("specialty", ""),
            codes=codes,
            answer=answer,
            mended=tuple(mended),
            faults=(*missing, *faults),
            choices=tuple(choices),
        )

    def _specialty(self, row: ListRow, answer: str, faults: list[str], choices: list[str]) -> str:
        """The specialty of its column; a cell that names several is asked about."""
        text = row.get("specialty", "")
        several = [self._names["specialty"].find(part) for part in text.split(";")] if ";" in text else []
        if several and all(several) and answer not in several:
            faults.append("It names several specialties: keep one, and write a row for each of the others.")
            choices.extend(several)
            return ""
        return self._find("specialty", answer if several and all(several) else text, answer, faults, choices)

    def _find(self, what: str, text: str, answer: str, faults: list[str], choices: list[str]) -> str:
        names = self._names[what]
        found = names.find(text) if text else ""
        near = names.near(text) if text and not found else ""
        if near and answer == near:
            return near
        if text and not found:
            faults.append(f'No {what} is called "{shorten(text)}".' + (f' Did you mean "{near}"?' if near else ""))
            choices.extend([near] if near else [])
        return found

    def _codes(self, row: ListRow, told: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
        """The codes of a row, those that lost a zero with it again, and what was said of these."""
        codes, mended = {}, []
        for identifier in self._editorial.identifiers:
            written = row.get(identifier.key, "")
            code = restore_code(written, identifier, told) if written else ""
            if code:
                mended.append(f"{identifier.label} {code}: a spreadsheet had taken its first zero.")
            if written:
                codes[identifier.key] = code or written
        return codes, mended

    def _city(self, city: str, institution: str, state: str) -> str:
        """The city; that of the institution where a list has none, or has the state's name in its place."""
        is_state = self._names["state"].find(city) == state if city else True
        if not is_state or not state or (city and self._institutions.has_city(city, state)):
            return city
        known, _ = self._institutions.find(institution, "", state) if institution else ("", [])
        return self._editorial.institutions[known].city if known in self._editorial.institutions else ""
