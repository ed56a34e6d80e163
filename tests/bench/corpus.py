"""A made-up directory of any size, from the project's own questions, for measuring the build.

Everything is drawn from a seed: the same seed and size give the same files.
Names say that they are made up (Bench Hospital 00042) and addresses end in `.example`.
"""

from __future__ import annotations

import re
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from random import Random

from generator.check import check_editorial
from generator.model.editorial import Editorial
from generator.read.folders import list_content
from tests.bench import words
from tests.bench.drafts import DraftClaim, DraftHouse, DraftProfile, DraftSource, front_matter
from tests.bench.evidence import KINDS, draw_body, draw_claims, draw_sources

PROJECT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 21)
SEED = 20261121
FRONT_LINES = range(60, 91)  # fewer where there are fewer questions
PROGRAMS_PER_INSTITUTION = 12
_COPIED = ("questions", "guides", "checklists", "pages")
_MADE_UP = re.compile(r"\[\[(program|comparison|institution):[^\]|]*")
_WIDE_KINDS = ("institution", "institution", "program")


class Corpus:
    """N programs and their institutions, drawn again whenever they are asked for, never all held."""

    def __init__(self, programs: int, *, seed: int = SEED, project: Path = PROJECT) -> None:
        checked, problems = check_editorial(project, list_content(project), TODAY)
        if checked is None:
            raise SystemExit(f"The project's content cannot be read: {problems[0].as_text()}")
        self.project = project
        self.programs = programs
        self.seed = seed
        self.editorial: Editorial = checked.editorial
        self.kinds = tuple(kind for kind in KINDS if kind in self.editorial.source_kinds)
        self.front_lines = range(min(FRONT_LINES.start, len(self.editorial.questions)), FRONT_LINES.stop)

    @cached_property
    def _sizes(self) -> list[int]:
        """How many programs each institution has: many have few and few have many."""
        random = Random(f"{self.seed} sizes")
        sizes: list[int] = []
        while (left := self.programs - sum(sizes)) > 0:
            most = 2 * PROGRAMS_PER_INSTITUTION - 1
            sizes.append(min(left, random.randint(1, most)))
        return sizes

    def houses(self) -> Iterator[DraftHouse]:
        """Every institution, in the order of its number."""
        for number, size in enumerate(self._sizes, 1):
            yield self._house(number, size)

    def _house(self, number: int, size: int) -> DraftHouse:
        random = Random(f"{self.seed} house {number}")
        slug = f"bench-hospital-{number:05d}"
        state = random.choice(list(self.editorial.states))
        city = f"{random.choice(words.CITY_STARTS)}{random.choice(words.CITY_ENDS)}"
        sources = draw_sources(random, random.randint(1, 3), f"{slug}.example", _WIDE_KINDS)
        claims = draw_claims(random, self.editorial.sections, sources, random.randint(14, 22))
        return DraftHouse(
            slug=slug,
            fields=(
                ("name", f"Bench Hospital {number:05d}"),
                ("known_as", f"[BH {number:05d}]"),
                ("city", city),
                ("state", state),
                ("website", f"https://{slug}.example/gme"),
            ),
            sources=_used(sources, claims),
            claims=tuple(claims),
            programs=size,
        )

    def profiles(self) -> Iterator[DraftProfile]:
        """Every program, house by house."""
        number = 0
        for house in self.houses():
            for place in range(house.programs):
                number += 1
                yield self._profile(number, place, house)

    def first_profile(self, version: str) -> DraftProfile:
        """The first program with other claims and another text: what an editor may have made of it."""
        return self._profile(1, 0, next(self.houses()), version)

    def _profile(self, number: int, place: int, house: DraftHouse, version: str = "") -> DraftProfile:
        random = Random(f"{self.seed} profile {number} {version}")
        specialties = list(self.editorial.specialties.values())
        again, turn = divmod(place, len(specialties))
        specialty = specialties[(turn + number - place) % len(specialties)]
        at = dict(house.fields)
        slug = f"{house.slug}-{specialty.id}" + (f"-{again + 1}" if again else "")
        fields = [
            ("name", f"{specialty.label} residency" + (f" (campus {again + 1})" if again else "")),
            ("institution", house.slug),
            ("specialty", specialty.id),
            ("city", at["city"]),
            ("state", at["state"]),
            *self._codes(number, {"specialty": specialty.id, "state": at["state"]}),
            ("website", f"https://{house.slug}.example/{specialty.id}"),
        ]
        if number % 3 == 0:
            fields.append(("known_as", f"[BH {specialty.short.replace(',', '')} {again + 1}]"))
        while True:
            profile = self._draw_profile(random, slug, fields)
            if front_matter(profile).count("\n") in self.front_lines:
                return profile

    def _codes(self, number: int, told: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """A code of each kind, shaped as its example, whose digits tell what the content's own codes do."""
        for identifier in self.editorial.identifiers:
            told_at: dict[int, str] = {}
            for tell in identifier.tells:
                told_at |= dict(enumerate(tell.means.get(told[tell.field], ""), tell.first - 1))
            free = sum(letter.isdigit() and place not in told_at for place, letter in enumerate(identifier.example))
            left = list(f"9{number:09d}"[-free:])  # the other digits number the programs
            # Where digits tell nothing, all of them number the program; another letter keeps such codes apart.
            letters = (
                identifier.example if told_at else re.sub("[A-Y]", lambda m: chr(ord(m[0]) + 1), identifier.example)
            )
            code = [
                told_at.get(place) or (left.pop(0) if letter.isdigit() else letter)
                for place, letter in enumerate(letters)
            ]
            yield identifier.key, f"[{''.join(code)}]" if identifier.many else "".join(code)

    def _draw_profile(self, random: Random, slug: str, fields: list[tuple[str, str]]) -> DraftProfile:
        at = dict(fields)
        sources = draw_sources(random, random.randint(3, 5), f"{at['institution']}.example", self.kinds)
        taken = len(fields) + 1 + sum(source.lines for source in sources)
        claims = draw_claims(random, self.editorial.sections, sources, random.randint(63, 88) - taken)
        return DraftProfile(
            slug=slug,
            state=at["state"],
            fields=tuple(fields),
            sources=_used(sources, claims),
            claims=tuple(claims),
            body=draw_body(random),
        )

    def write(self, root: Path) -> None:
        """Make `root` a directory of its own: content/ and templates/."""
        self._copy_editorial(root)
        houses = root / "content" / "institutions"
        houses.mkdir(parents=True)
        for house in self.houses():
            (houses / f"{house.slug}.yml").write_text(front_matter(house), encoding="utf-8")
        slugs: dict[str, list[str]] = {}
        for profile in self.profiles():
            self.write_profile(root, profile)
            slugs.setdefault(dict(profile.fields)["specialty"], []).append(profile.slug)
        _write_comparisons(root, slugs, max(1, self.programs // 200))

    def write_profile(self, root: Path, profile: DraftProfile) -> None:
        """Write one program where the build looks for it."""
        folder = root / "content" / "programs" / profile.state.lower()
        folder.mkdir(parents=True, exist_ok=True)
        text = f"---\n{front_matter(profile)}---\n{profile.body}\n"
        (folder / f"{profile.slug}.md").write_text(text, encoding="utf-8")

    def _copy_editorial(self, root: Path) -> None:
        """Everything but programs, institutions, comparisons, ids.txt and tried searches, which name real programs."""
        shutil.copytree(self.project / "templates", root / "templates")
        content = self.project / "content"
        paths = [
            *content.glob("*.yml"),
            *(path for name in _COPIED for path in (content / name).rglob("*.*")),
        ]
        profile = next(self.profiles())
        targets = {
            "program": profile.slug,
            "institution": dict(profile.fields)["institution"],
            "comparison": "bench-1",
        }
        for path in paths:
            text = path.read_text(encoding="utf-8").partition("\ntried:\n")[0]
            copy = root / "content" / path.relative_to(content)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(_MADE_UP.sub(lambda m: f"[[{m[1]}:{targets[m[1]]}", text), encoding="utf-8")


def _used(sources: list[DraftSource], claims: list[DraftClaim]) -> tuple[DraftSource, ...]:
    named = {claim.source.key for claim in claims}
    return tuple(source for source in sources if source.key in named)


def _write_comparisons(root: Path, slugs: dict[str, list[str]], count: int) -> None:
    folder = root / "content" / "comparisons"
    folder.mkdir(parents=True)
    pools = [pool for pool in slugs.values() if len(pool) > 1]
    for number in range(1, count + 1 if pools else 1):
        pool = pools[number % len(pools)]
        size = min(len(pool), 2 + number % 4)
        chosen = Random(f"comparison {number}").sample(pool, size)
        lines = [
            "---",
            f"title: Bench comparison {number}",
            "summary: Made-up programs of one specialty, side by side.",
            f"programs: [{', '.join(chosen)}]",
            "---",
            "They share a specialty.\n",
        ]
        (folder / f"bench-{number}.md").write_text("\n".join(lines), encoding="utf-8")


def main(arguments: list[str]) -> None:
    """`python -m tests.bench.corpus FOLDER N`: write a corpus to look at."""
    started = time.monotonic()
    root, programs = Path(arguments[0]), int(arguments[1])
    Corpus(programs).write(root)
    print(f"{programs} programs in {root}, {time.monotonic() - started:.1f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
