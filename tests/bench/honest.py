"""Make honest changes of content, one after the other, and run the content suite after each.

    python -m tests.bench.honest                 thirty changes, the content suite after each
    python -m tests.bench.honest --tests "tests/test_site_links.py"

The content is whatever this project holds: nothing here names a program, a question or a field.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from random import Random

PROJECT = Path(__file__).resolve().parents[2]
CHANGES = 30
TODAY = date.today().isoformat()
Change = Callable[[Path, Random], str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Change, check, test; 1 where an honest change broke something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=CHANGES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tests", default="-m content", help="what pytest is given")
    options = parser.parse_args(arguments)
    random, broken = Random(options.seed), 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        shutil.copytree(PROJECT, root, ignore=shutil.ignore_patterns(".git", ".venv", ".cache", "site", "__pycache__"))
        for number in range(options.changes):
            change = ALL[number % len(ALL)]
            told = change(root, random)
            failed = _fails(root, options.tests)
            broken += bool(failed)
            print(f"{number + 1:2} {'BROKEN' if failed else 'ok'}  {told}{failed}", flush=True)
    return int(broken > 0)


def _fails(root: Path, tests: str) -> str:
    """What says no to the change, "" where nothing does."""
    for command in (
        ["generator", "ids"],
        ["generator", "forms"],
        ["generator", "check"],
        ["pytest", "-q", "-x", *tests.split()],
    ):
        run = subprocess.run([sys.executable, "-m", *command], cwd=root, capture_output=True, text=True)
        if run.returncode:
            return f"\n   {' '.join(command)}\n" + "\n".join((run.stdout + run.stderr).splitlines()[-15:])
    return ""


# --- Changes ----------------------------------------------------------------------------------------


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


ALL: tuple[Change, ...] = (
    *(change_answer, add_note, drop_claim, date_source, edit_prose, rename_program, add_question, add_guide),
    *(change_answer, add_term, change_answer, date_source, drop_claim, delete_comparison),
)


def _shuffled(root: Path, pattern: str, random: Random):
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


if __name__ == "__main__":
    sys.exit(main())
