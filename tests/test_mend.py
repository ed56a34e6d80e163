"""Mend: `check --fix` changes what has one right way, leaves the rest byte for byte, and never what a profile says."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.check import check_editorial, check_institution, check_program
from generator.check.mend import mend_files
from generator.commands.command_line import main
from generator.commands.outcome import CheckOutcome, check_all
from generator.model.claims import Institution, Program
from generator.read.documents import read_document
from generator.read.folders import list_content
from tests.faults import break_library, copy_small

TODAY = date(2026, 11, 21)
PROFILE = "content/programs/nb/harbor-works-joinery.md"
FAMILY = "content/programs/nb/harbor-works-glazing.md"


def _fix(root: Path) -> list[str]:
    outcome = check_all(root, TODAY)
    assert outcome.checked is not None
    lists = outcome.checked.lists
    done = mend_files(root, outcome.files.everything, outcome.problems, lists.spellings, lists.listed.section_ids)
    return [str(mended) for mended in done]


def _says(root: Path) -> dict[str, Program | Institution]:
    """What each file of a library says, apart from where it stands in the file."""
    files = list_content(root)
    checked, _ = check_editorial(root, files, TODAY)
    assert checked is not None
    found: dict[str, Program | Institution] = {}
    for path in files.programs:
        document = read_document(root, path)
        program, _ = check_program(document, checked.lists)  # type: ignore[arg-type]
        body = "\n".join(line.rstrip() for line in program.body.split("\n"))
        found[path] = replace(program, body=body, digest="", claims=_claims(program), sources=_sources(program))
    for path in files.institutions:
        document = read_document(root, path)
        house, _ = check_institution(document, checked.lists)  # type: ignore[arg-type]
        found[path] = replace(house, claims=_claims(house), sources=_sources(house))
    return found


def _claims(thing: Program | Institution):
    return tuple(replace(claim, line=0) for claim in thing.claims)


def _sources(thing: Program | Institution):
    return tuple(sorted(thing.sources, key=lambda source: source.key))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("bad-date-1-slashes", "dated: 2024/3/5", "dated: 2024-03-05"),
        ("unknown-place-1-state-in-words", "state: North Bank", "state: NB"),
        ("bad-date-2-words", "dated: March 2024", "dated: 2024-03"),
        ("bad-date-5-answer", "September 24 2026", "2026-09-24"),
        ("http-link-1-source", "http://example.org/jo/faq", "https://example.org/jo/faq"),
        ("http-link-2-website", "website: http:", "website: https:"),
        ("spelling-1-note", "note: T2B after trial week", "note: T-2B after trial week"),
        ("spelling-2-text", "sponsors the T2B, see [the page](https://example.org/T2B)", "sponsors the T-2B, see [the page](https://example.org/T2B)"),
        ("spelling-3-guide", "train on a T1", "train on a T-1"),
    ],
)  # fmt: skip
def test_a_mend_changes_its_words_and_no_other_byte(name: str, old: str, new: str, tmp_path: Path) -> None:
    break_library(copy_small(tmp_path), name)
    (path,) = {problem.path for problem in check_all(tmp_path, TODAY).problems}
    before = (tmp_path / path).read_bytes()
    told = _fix(tmp_path)
    assert len(told) == 1 and told[0].startswith(f"{path}:")
    assert (tmp_path / path).read_bytes() == before.replace(old.encode(), new.encode())
    assert check_all(tmp_path, TODAY).problems == ()
    assert _fix(tmp_path) == []


@pytest.mark.parametrize("name", ["bad-date-3-two-meanings", "bad-date-4-no-such-day", "bad-option-2-source-kind"])
def test_what_could_mean_two_things_stays(name: str, tmp_path: Path) -> None:
    break_library(copy_small(tmp_path), name)
    before = _bytes(tmp_path)
    assert _fix(tmp_path) == []
    assert _bytes(tmp_path) == before


def test_sections_move_with_their_comments(tmp_path: Path) -> None:
    copy_small(tmp_path)
    text = (tmp_path / PROFILE).read_text(encoding="utf-8")
    sound = text.replace("entry:", "# who may come\nentry:  # with figures").replace("results:", "# last\nresults:")
    (tmp_path / PROFILE).write_text(sound, encoding="utf-8")
    said = _says(tmp_path)
    start, middle, end = sound.index("# who"), sound.index("# last"), sound.index("---\nWhat")
    (tmp_path / PROFILE).write_text(
        sound[:start] + sound[middle:end] + sound[start:middle] + sound[end:], encoding="utf-8"
    )
    assert _fix(tmp_path) == [f"{PROFILE}:17: put the sections in order: contract, entry, results."]
    assert (tmp_path / PROFILE).read_text(encoding="utf-8") == sound
    assert _says(tmp_path) == said


def test_spaces_at_line_ends_go_but_not_where_they_mean_something(tmp_path: Path) -> None:
    copy_small(tmp_path)
    text = (tmp_path / PROFILE).read_text(encoding="utf-8")
    text = text.replace("city: Quayton\n", "city: Quayton  \n").replace("one page.\n", "one page.  \n")
    text = text.replace("{answer: Free and confidential,", "{answer: Free and confidential,")
    (tmp_path / PROFILE).write_text(text.replace("the words.\n", "the words. \n"), encoding="utf-8")
    assert _fix(tmp_path) == [f"{PROFILE}:5: took spaces off the end of 2 lines."]
    mended = (tmp_path / PROFILE).read_text(encoding="utf-8")
    assert "one page.  \n" in mended and "Quayton\n" in mended and "the words.\n" in mended


def test_windows_line_ends_and_a_byte_order_mark_stay(tmp_path: Path) -> None:
    break_library(copy_small(tmp_path), "spelling-1-note")
    file = tmp_path / PROFILE
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    before = file.read_bytes()
    assert len(_fix(tmp_path)) == 1
    assert file.read_bytes() == before.replace(b"T2B", b"T-2B")


def test_broken_files_and_links_are_not_touched(tmp_path: Path) -> None:
    for name in ("broken-yaml-6-bad-indent", "unreadable-file-1-symlink"):
        break_library(copy_small(tmp_path / name), name)
        before = _bytes(tmp_path / name)
        assert _fix(tmp_path / name) == []
        assert _bytes(tmp_path / name) == before


def _bytes(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_the_command_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_library(copy_small(tmp_path), "bad-date-2-words")
    call = ["check", "--root", str(tmp_path), "--today", TODAY.isoformat(), "--fix"]
    assert main(call) == 0
    told = capsys.readouterr().err
    assert f'{FAMILY}:8: wrote "2024-03" in place of "March 2024".' in told
    assert main(call) == 0
    assert "Made 0 mends." in capsys.readouterr().err


# --- Spoiled and mended -------------------------------------------------------------------------------


def _spoil(text: str, dice: random.Random, sections: tuple[str, ...]) -> str:
    """Another way to write the same: sections, dates, contract names and line ends."""
    fields, fence, body = text.partition("\n---\n")
    fields = re.sub(r"dated: (\d{4})-(\d\d)-0?(\d+)\b", lambda m: f"dated: {m[1]}/{int(m[2])}/{m[3]}", fields)
    fields = re.sub(r"dated: 2025-03\b(?!-)", "dated: March 2025", fields)
    fields = re.sub(r"(note: [^{}\n,]*?)\bT-2B\b(?=[ ,.}])", r"\1T2B", fields)
    pieces = re.split(rf"\n(?=(?:{'|'.join(sections)}):)", fields)
    if dice.random() < 0.5:
        head, rest = pieces[0], pieces[1:]
        dice.shuffle(rest)
        pieces = [head, *rest]
    lines = "\n".join(pieces).split("\n")
    spaced = [f"{line} " if line.startswith(("city:", "state:")) else line for line in lines]
    return "\n".join(spaced) + fence + body


@pytest.mark.parametrize("seed", range(5))
def test_spoiled_profiles_say_the_same_once_mended(tmp_path: Path, seed: int) -> None:
    copy_small(tmp_path)
    for profile in (tmp_path / "content/programs").rglob("*.md"):  # with a note whose spelling can be spoiled
        text = profile.read_text("utf-8").replace("source: faq}", "source: faq, note: as for a T-2B}")
        profile.write_text(text, "utf-8")
    outcome: CheckOutcome = check_all(tmp_path, TODAY)
    assert outcome.checked is not None and outcome.problems == ()
    said, dice = _says(tmp_path), random.Random(seed)
    spoiled = 0
    for path in outcome.files.programs:
        file = tmp_path / path
        text = file.read_text(encoding="utf-8")
        worse = _spoil(text, dice, outcome.checked.lists.listed.section_ids)
        file.write_text(worse, encoding="utf-8")
        spoiled += worse != text
    assert spoiled == len(outcome.files.programs) and check_all(tmp_path, TODAY).problems
    _fix(tmp_path)
    assert check_all(tmp_path, TODAY).problems == ()
    assert _says(tmp_path) == said
    assert _fix(tmp_path) == []


def test_sound_content_keeps_what_it_says(tmp_path: Path) -> None:
    copy_small(tmp_path)
    said = _says(tmp_path)
    _fix(tmp_path)
    assert _says(tmp_path) == said
    assert _fix(tmp_path) == []


def test_words_keep_the_spelling_of_their_page(tmp_path: Path) -> None:
    path = copy_small(tmp_path) / PROFILE
    text = path.read_text(encoding="utf-8").replace("note: only", "words: takes T2B and T1 papers, note: T2B only", 1)
    path.write_text(text, encoding="utf-8")
    assert _fix(tmp_path)
    assert "words: takes T2B and T1 papers, note: T-2B only" in path.read_text(encoding="utf-8")
