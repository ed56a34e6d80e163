"""Honest changes of content, of each kind that people make. Nothing here names a program, a question or a field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import takewhile
from pathlib import Path
from random import Random

TODAY = date.today().isoformat()
Change = Callable[[Path, Random], str]


def change_answer(root: Path, random: Random) -> str:
    """Take one option for another, where a claim holds a plain word of its question's options."""
    for profile, line, lines in _claims(root, random):
        question = re.match(r"\s+(?:- |([\w-]+): )?\{answer: ([\w-]+),", line)
        if question and question[1]:
            options = _options(root, question[1])
            others = [option for option in options if option != question[2]]
            if question[2] in options and others:
                fresh = line.replace(f"answer: {question[2]}", f"answer: {random.choice(others)}", 1)
                return _write(profile, lines, line, [fresh], f"another answer to {question[1]}")
    raise SystemExit("No claim to change.")


def drop_claim(root: Path, random: Random) -> str:
    """Take a claim out whose source another claim still uses."""
    for profile, line, lines in _claims(root, random):
        source = re.search(r"source: ([\w-]+)", line)
        alone = source is not None and sum(f"source: {source[1]}" in other for other in lines) < 2
        if re.match(r"\s+[\w-]+: \{answer:.*\}$", line) and not alone and _siblings(lines, line):
            return _write(profile, lines, line, [], "a claim less")
    raise SystemExit("No claim to take out.")


def add_note(root: Path, random: Random) -> str:
    """Say something beside an answer."""
    for profile, line, lines in _claims(root, random):
        if line.endswith("}") and "note:" not in line:
            return _write(profile, lines, line, [f"{line[:-1]}, note: Asked again this season}}"], "a note")
    raise SystemExit("No claim without a note.")


def date_source(root: Path, random: Random) -> str:
    """A person opened a page today."""
    for profile in _shuffled(root, "content/programs/**/*.md", random):
        text = profile.read_text()
        dated = re.search(r"^    dated: .*\n(?!    (?:estimated|basis|checked))", text, re.M)
        if dated:
            profile.write_text(text.replace(dated[0], f"{dated[0]}    checked: {TODAY}\n", 1))
            return "a page checked today"
    raise SystemExit("No source to date.")


def edit_prose(root: Path, random: Random) -> str:
    """One sentence more in a profile."""
    profile = next(_shuffled(root, "content/programs/**/*.md", random))
    profile.write_text(f"{profile.read_text().rstrip()}\nWhat it publishes changes every year.\n")
    return "a sentence more"


def rename_program(root: Path, random: Random) -> str:
    """Another address, the old one kept as an alias."""
    for profile in _shuffled(root, "content/programs/**/*.md", random):
        text = profile.read_text()
        named = [page for page in (root / "content").rglob("*") if page.is_file() and page != profile
                 and page.name != "ids.txt" and profile.stem in page.read_text(errors="replace")]  # fmt: skip
        if "\naliases:" not in text and not named:
            profile.write_text(text.replace("\nsources:", f"\naliases: [{profile.stem}]\nsources:", 1))
            profile.rename(profile.with_name(f"{profile.stem[:80]}-renamed.md"))
            return f"{profile.stem} renamed"
    raise SystemExit("No program to rename.")


def add_question(root: Path, random: Random) -> str:
    """A new question in some section."""
    section = next(_shuffled(root, "content/questions/*.yml", random))
    number = sum(path.read_text().count("honest-question") for path in section.parent.iterdir())
    section.write_text(
        f"{section.read_text().rstrip()}\n\n  honest-question-{number}:\n    label: Something new {number}\n"
        f"    question: Is there something new, number {number}?\n    kind: text\n    old_after: 24\n"
        "    why: Somebody will want to know.\n"
    )
    return "a new question"


def add_guide(root: Path, random: Random) -> str:
    """A guide more."""
    folder = root / "content" / "guides"
    number = sum(1 for path in folder.glob("honest-*"))
    (folder / f"honest-guide-{number}.md").write_text(
        f"---\ntitle: An honest guide, number {number}\nsummary: What else there is to know.\norder: {90 + number}\n---\n"
        "## Something\n\nOne sentence.\n"
    )
    return "a new guide"


def add_term(root: Path, random: Random) -> str:
    """A glossary term more."""
    glossary = root / "content" / "glossary.yml"
    number = glossary.read_text().count("honest-term")
    glossary.write_text(
        f"{glossary.read_text().rstrip()}\nhonest-term-{number}:\n  term: Honest term {number}\n  meaning: It means what it says.\n"
    )
    return "a new term"


def delete_comparison(root: Path, random: Random) -> str:
    """A comparison goes; its id has vanished for good, so it leaves the list of ids too."""
    comparison = next(_shuffled(root, "content/comparisons/*.md", random))
    if any(f"[[comparison:{comparison.stem}" in page.read_text(errors="replace")
           for page in (root / "content").rglob("*.md")):  # fmt: skip
        return edit_prose(root, random)
    comparison.unlink()
    ids = root / "content" / "ids.txt"
    ids.write_text(ids.read_text().replace(f"comparison {comparison.stem}\n", ""))
    return "a comparison less"


def settle_disagreement(root: Path, random: Random) -> str:
    """Of several claims on one question the first stays, where the sources of the others are used elsewhere."""
    for profile in _shuffled(root, "content/programs/**/*.md", random):
        lines = profile.read_text().split("\n")
        for place, line in enumerate(lines):
            several = list(takewhile(lambda each: re.match(r"    - \{answer:.*\}$", each), lines[place + 1 :]))
            dropped = several[1:]
            used = [re.search(r"source: ([\w-]+)", each) for each in dropped]
            if dropped and all(key and "\n".join(lines).count(f"source: {key[1]}") > len(dropped) for key in used):
                kept = [*lines[: place + 2], *lines[place + 1 + len(several) :]]
                profile.write_text("\n".join(kept))
                return f"one claim of {len(several)} on {line.strip(' :')} in {profile.stem}"
    raise SystemExit("No claims to settle.")


def retire_question(root: Path, random: Random) -> str:
    """A question that was added is asked no more."""
    for section in _shuffled(root, "content/questions/*.yml", random):
        text = section.read_text()
        added = re.search(r"\n\n  (honest-question-\d+):\n(?:    .*\n)*", text)
        if added:
            text = text.replace(added[0], "\n")
            gone = f"retired:\n  {added[1]}: {{label: {added[1]}, why: Nobody could say.}}\n"
            there = "retired:\n" if "\nretired:\n" in text else "questions:\n"
            after = "" if there == "retired:\n" else there
            section.write_text(text.replace(f"\n{there}", f"\n{gone}{after}", 1))
            return f"{added[1]} retired"
    return add_question(root, random)


def add_institution(root: Path, random: Random) -> str:
    """An institution and a program more, in a place and of a specialty that are there."""
    number = sum(1 for _ in (root / "content" / "institutions").glob("honest-*"))
    model = next(_shuffled(root, "content/programs/**/*.md", random))
    fields = dict(re.findall(r"^(specialty|city|state): (.*)$", model.read_text(), re.M))
    place = f"city: {fields['city']}\nstate: {fields['state']}\n"
    house = root / "content" / "institutions" / f"honest-{number}.yml"
    house.write_text(f"name: Honest Institution {number}\n{place}")
    (model.parent / f"honest-{number}-program.md").write_text(
        f"---\nname: Honest Program {number}\ninstitution: honest-{number}\nspecialty: {fields['specialty']}\n{place}---\n"
    )
    return "a new institution with a program"


def add_specialty(root: Path, random: Random) -> str:
    """A specialty more, which no program has yet."""
    path = root / "content" / "specialties.yml"
    number = path.read_text().count("honest-specialty")
    path.write_text(
        f"{path.read_text().rstrip()}\nhonest-specialty-{number}: {{label: Honest specialty {number}, short: HS{number}}}\n"
    )
    return "a new specialty"


ALL: tuple[Change, ...] = (
    *(change_answer, add_note, settle_disagreement, date_source, edit_prose, rename_program, add_question, add_guide),
    *(change_answer, add_institution, add_specialty, drop_claim, add_term, retire_question, delete_comparison),
)


def _shuffled(root: Path, pattern: str, random: Random) -> Iterator[Path]:
    found = sorted(root.glob(pattern))
    random.shuffle(found)
    return iter(found)


def _claims(root: Path, random: Random):
    """Lines that hold a claim, with their file and all its lines."""
    for profile in _shuffled(root, "content/programs/**/*.md", random):
        lines = profile.read_text().split("\n")
        claims = [line for line in lines if re.match(r"\s+[\w-]+: \{answer:", line)]
        random.shuffle(claims)
        yield from ((profile, line, lines) for line in claims)


def _options(root: Path, question: str) -> list[str]:
    for section in sorted((root / "content" / "questions").glob("*.yml")):
        block = re.search(rf"^  {question}:\n((?:    .*\n|\n)*)", section.read_text(), re.M)
        if block and re.search(r"^    kind: choice$", block[1], re.M):
            return re.findall(r"^      ([\w-]+): \{label", block[1], re.M)
    return []


def _siblings(lines: list[str], line: str) -> bool:
    """Whether its section holds another answer."""
    place = lines.index(line)
    return any(re.match(r"  [\w-]+: \{", lines[near]) for near in (place - 1, place + 1) if 0 <= near < len(lines))


def _write(path: Path, lines: list[str], old: str, fresh: list[str], told: str) -> str:
    place = lines.index(old)
    path.write_text("\n".join([*lines[:place], *fresh, *lines[place + 1 :]]))
    return f"{told} in {path.stem}"
