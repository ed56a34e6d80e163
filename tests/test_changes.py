"""Change history: what Git says of the content, told to readers and to reviewers, on real repositories."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from datetime import date
from pathlib import Path

import pytest

from generator.answers.context import Context
from generator.answers.grouping import answers_of
from generator.answers.summaries import Summaries
from generator.answers.summary import Summary, summarize
from generator.check import Checked, check_editorial, check_program
from generator.check.profiles import check_institution
from generator.commands.changes import run as run_changes
from generator.commands.command_line import main
from generator.data.feeds import program_feed
from generator.history.changes import NO_HISTORY, SHALLOW, read_log
from generator.history.differences import Differences, compare_since
from generator.history.reviewing import tell_since
from generator.history.versions import count_written_claims
from generator.history.wording import day_of
from generator.model import urls
from generator.pages.changes import list_events, tell_profile
from generator.pages.profile import NEWEST, plan_profile
from generator.read.documents import Document, read_document
from generator.read.folders import list_content
from tests.conftest import ROOT, SMALL_TODAY, TODAY
from tests.faults import SMALL

PATH = "content/programs/sb/example-turning.md"
FIRST = """---
name: Turning Apprenticeship
institution: mill-yard
specialty: turning
city: Millford
state: SB
sources:
  faq: {kind: program, title: Application FAQ, url: https://example.org/faq, dated: 2026}
  office: {kind: institution, title: Mill office, url: https://example.org/office, dated: 2024}
contract:
  # A comment that nobody reads on the site.
  t1: {answer: yes, source: faq}
  t2b: {answer: yes, source: office}
---
"""


def git(root: Path, *arguments: str) -> str:
    settings = {
        **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", *who, *arguments], cwd=root, capture_output=True, text=True, env=settings)
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit(root: Path, words: str) -> str:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", words)
    return git(root, "rev-parse", "HEAD").strip()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Questions and lists, one institution and one program, in a repository with one commit."""
    root = tmp_path / "copy"
    left_out = shutil.ignore_patterns(
        "programs", "guides", "comparisons", "ids.txt", "harbor-works.yml", "hill-kiln.yml"
    )
    shutil.copytree(SMALL / "content", root / "content", ignore=left_out)
    write(root, FIRST)
    git(root, "init", "--quiet")
    commit(root, "first")
    return root


def write(root: Path, text: str) -> None:
    (root / PATH).parent.mkdir(parents=True, exist_ok=True)
    (root / PATH).write_text(text, encoding="utf-8")


def change(root: Path, old: str, new: str) -> None:
    text = (root / PATH).read_text(encoding="utf-8")
    assert old in text
    write(root, text.replace(old, new))


def check(root: Path, today: date = SMALL_TODAY) -> Checked:
    checked, _ = check_editorial(root, list_content(root), today)
    assert checked
    return checked


def told(root: Path) -> list[tuple[str, tuple[str, ...]]]:
    checked = check(root)
    context = Context(editorial=checked.editorial, today=SMALL_TODAY)
    document = read_document(root, PATH)
    assert isinstance(document, Document)
    program, _ = check_program(document, checked.lists)
    return [(view.title, view.lines) for _, view in tell_profile(program, context, read_log(root))]


def since(root: Path, revision: str = "HEAD") -> Differences:
    found = compare_since(root, revision, check(root), SMALL_TODAY)
    assert found
    return found


def test_the_first_commit_of_a_profile_counts_its_claims(root: Path):
    assert told(root) == [("Profile added, then with 2 claims of its own", ())]


@pytest.mark.parametrize("content", [SMALL, pytest.param(ROOT, marks=pytest.mark.content)], ids=["small", "real"])
def test_claims_are_counted_as_the_check_counts_them(content: Path):
    """In profiles and in the files of institutions, by the same rules."""
    lists = check(content, TODAY).lists
    for checks, paths in (
        (check_program, list_content(content).programs),
        (check_institution, list_content(content).institutions),
    ):
        for path in paths:
            document = read_document(content, path)
            assert isinstance(document, Document)
            assert count_written_claims((content / path).read_bytes()) == len(checks(document, lists)[0].claims), path


def test_the_examples_in_a_blank_profile_are_no_claims():
    blank = b"""---
# contract:
#   t2b: {answer: yes, source: faq}
contract:
  # t2b-fees: {answer: program, source: faq}
  t1: {answer: yes, source: faq}
---
"""
    assert count_written_claims(blank) == 1


def test_each_kind_of_edit_has_its_words(root: Path):
    change(root, "t2b: {answer: yes, source: office}", "t2b: {answer: case-by-case, source: office}")
    commit(root, "changed")
    change(root, "{answer: yes, source: faq}", "{answer: yes, source: faq, as_of: 2026}")
    commit(root, "evidence")
    change(root, "dated: 2026}", "dated: 2026, checked: 2026-11-02}")
    commit(root, "checked")
    change(root, "  t2b: {answer: case-by-case, source: office}\n", "")
    commit(root, "taken out")
    assert [lines for _, lines in told(root)] == [
        ("Contracts: T-2B: taken out (was Case by case)",),
        ("Contracts: T-1: Yes, checked on the live page",),
        ("Contracts: T-1: Yes, with other evidence",),
        ("Contracts: T-2B: Yes → Case by case",),
        (),
    ]


def test_a_profile_tells_of_its_newest_changes_and_counts_those_before(root: Path):
    for year in range(2019, 2026):
        write(root, FIRST.replace("dated: 2024", f"dated: {year}"))
        commit(root, f"dated {year}")
    checked = check(root)
    document = read_document(root, PATH)
    assert isinstance(document, Document)
    program, _ = check_program(document, checked.lists)
    context, log = Context(editorial=checked.editorial, today=SMALL_TODAY), read_log(root)
    [(_, view)] = plan_profile(program, answers_of(program, context), context, Summaries(), (), log)
    changes = tuple(view for _, view in tell_profile(program, context, log))
    assert view.past.changes == changes[:NEWEST]
    assert view.past.note == f"{len(changes) - NEWEST} earlier in the history of this file."
    assert len(changes) == 8


def test_what_readers_cannot_see_is_no_change(root: Path):
    change(root, "A comment that nobody reads", "Another comment")
    commit(root, "comment")
    assert len(told(root)) == 1


def test_a_renamed_file_keeps_its_history(root: Path):
    git(root, "mv", PATH, "content/programs/sb/renamed-turning.md")
    commit(root, "renamed")
    log = read_log(root)
    assert [change.kind for change in log.of("content/programs/sb/renamed-turning.md")] == ["added"]


def test_a_merge_is_one_step(root: Path):
    git(root, "checkout", "--quiet", "-b", "side")
    change(root, "t2b: {answer: yes", "t2b: {answer: case-by-case")
    commit(root, "one")
    change(root, "t2b: {answer: case-by-case", "t2b: {answer: no")
    commit(root, "two")
    git(root, "checkout", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "--no-edit", "side")
    assert [lines for _, lines in told(root)] == [("Stopped. Contracts: T-2B: Yes → No",), ()]


def test_without_git_the_log_says_so(tmp_path: Path):
    log = read_log(tmp_path)
    assert (log.by_path, log.note) == ({}, NO_HISTORY)


def test_without_a_git_program_the_log_says_so(root: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(root))
    assert read_log(root).note == NO_HISTORY


def test_a_shallow_clone_claims_nothing_about_its_oldest_commit(root: Path, tmp_path: Path):
    change(root, "t2b: {answer: yes", "t2b: {answer: no")
    commit(root, "changed")
    change(root, "t1: {answer: yes", "t1: {answer: no")
    commit(root, "changed again")
    git(tmp_path, "clone", "--quiet", "--depth", "2", f"file://{root}", "shallow")
    log = read_log(tmp_path / "shallow")
    assert log.note == SHALLOW
    assert [change.kind for change in log.of(PATH)] == ["changed"]


@pytest.mark.parametrize("name", ["\x1ea b c.md", "\x1e" + "a" * 40 + ",1,2.md", ":100644 a b c M.md", "a\nb.md"])
def test_no_name_of_a_file_that_once_was_is_taken_for_a_commit(root: Path, name: str):
    odd = root / PATH.replace("example-turning.md", name)
    odd.write_text("---\nname: X\n---\n", encoding="utf-8")
    first = commit(root, "odd")
    odd.unlink()
    second = commit(root, "gone")
    changes = read_log(root).of(odd.relative_to(root).as_posix())
    assert [(change.commit, change.kind) for change in changes] == [(second, "removed"), (first, "added")]


@pytest.mark.parametrize("moment", ["@253402300800 +0000", "@99999999999999 +0000"])
def test_a_commit_of_any_time_has_a_day(root: Path, moment: str, monkeypatch: pytest.MonkeyPatch):
    change(root, "t2b: {answer: yes", "t2b: {answer: no")
    git(root, "add", "--all")
    tree, parent = git(root, "write-tree").strip(), git(root, "rev-parse", "HEAD").strip()
    for when in (moment.removeprefix("@"), "-5 +0000", "x y"):
        text = f"tree {tree}\nparent {parent}\nauthor A <a@b> {when}\ncommitter A <a@b> {when}\n\nodd\n"
        (root / ".git" / "odd").write_text(text, encoding="utf-8")
        made = git(root, "hash-object", "-t", "commit", "-w", "--literally", ".git/odd").strip()
        git(root, "update-ref", "HEAD", made)
        newest = read_log(root).all()[0]
        assert newest.commit == made and day_of(newest.moment) in ("9999-12-31", "1970-01-01")


def test_what_is_kept_in_the_cache_is_what_git_says(root: Path, tmp_path: Path):
    cache = tmp_path / "cache"
    first = read_log(root, cache)
    assert read_log(root, cache) == first == read_log(root)
    change(root, "t2b: {answer: yes", "t2b: {answer: no")
    commit(root, "changed")
    assert read_log(root, cache) == read_log(root) != first
    (cache / "history").write_text("{damaged", encoding="utf-8")
    assert read_log(root, cache) == read_log(root)


def test_many_files_of_a_day_are_one_event(root: Path):
    text = (root / PATH).read_text(encoding="utf-8")
    for number in range(20):
        (root / PATH).with_name(f"example-{number}-turning.md").write_text(text, encoding="utf-8")
    commit(root, "many")
    checked = check(root)
    context = Context(editorial=checked.editorial, today=SMALL_TODAY)
    events = list_events(read_log(root), summaries(root, checked, context), context)
    assert [event.title for event in events if event.url == urls.PROGRAMS] == ["21 programs"]


def summaries(root: Path, checked: Checked, context: Context) -> list[Summary]:
    found = []
    for path in list_content(root).programs:
        document = read_document(root, path)
        assert isinstance(document, Document)
        found.append(summarize(check_program(document, checked.lists)[0], context, {}))
    return found


def test_a_feed_is_atom_and_holds_its_changes(root: Path):
    change(root, "t2b: {answer: yes", "t2b: {answer: no")
    commit(root, "changed")
    checked = check(root)
    document = read_document(root, PATH)
    assert isinstance(document, Document)
    program, _ = check_program(document, checked.lists)
    feed = program_feed(program, 'A <b> & "c"', Context(editorial=checked.editorial, today=SMALL_TODAY), read_log(root))
    tree = ElementTree.fromstring(feed)
    space = "{http://www.w3.org/2005/Atom}"
    assert tree.tag == f"{space}feed"
    entries = tree.findall(f"{space}entry")
    assert [entry.findtext(f"{space}content") for entry in entries] == [
        "Stopped. Contracts: T-2B: Yes → No",
        "Profile added, then with 2 claims of its own",
    ]
    assert len({entry.findtext(f"{space}id") for entry in entries}) == 2
    assert all(
        re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", entry.findtext(f"{space}updated") or "") for entry in entries
    )


def test_changes_since_tells_answers_with_source_and_age(root: Path):
    change(root, "t2b: {answer: yes, source: office}", "t2b: {answer: case-by-case, source: faq}")
    change(
        root, "  office: {kind: institution, title: Mill office, url: https://example.org/office, dated: 2024}\n", ""
    )
    found = since(root)
    assert [(d.question, d.before, d.after, d.source, d.url) for d in found.differences] == [
        ("Contracts: T-2B", "Yes", "Case by case", "Application FAQ", "https://example.org/faq")
    ]
    assert found.differences[0].age.startswith("2026")
    text = tell_since(found, "text")
    assert "Contracts: T-2B: Yes → Case by case" in text and "1 answer of 1 file change for readers." in text
    assert json.loads(tell_since(found, "json"))["differences"][0]["after"] == "Case by case"
    assert "| Contracts: T\\-2B" not in tell_since(found, "markdown")
    assert "Yes → Case by case" in tell_since(found, "markdown")


def test_changes_since_sees_new_removed_and_institution_files(root: Path):
    text = (root / PATH).read_text(encoding="utf-8")
    (root / PATH).unlink()
    (root / PATH).with_name("another-turning.md").write_text(
        text.replace("answer: yes", "answer: no"), encoding="utf-8"
    )
    house = next((root / "content" / "institutions").iterdir())
    whole = house.read_text(encoding="utf-8")
    house.write_text(whole.replace("city: ", "city: New "), encoding="utf-8")
    (root / "content" / "site.yml").write_text(
        (root / "content" / "site.yml").read_text(encoding="utf-8") + "\n", encoding="utf-8"
    )
    found = since(root)
    assert len(found.added) == 1 and len(found.removed) == 1
    assert {(d.before, d.after) for d in found.differences} == {("Yes", ""), ("", "No")}
    assert found.others == ("content/site.yml",)


def test_changes_since_names_the_texts_that_may_have_gone_false(root: Path):
    path = "content/comparisons/two-houses.md"
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text(
        "---\ntitle: Two houses\nsummary: Two programs side by side.\n"
        "programs: [example-turning, another-turning]\n---\nOnly one of them offers T-2B.\n",
        encoding="utf-8",
    )
    commit(root, "a comparison")
    assert since(root).texts == ()
    change(root, "t2b: {answer: yes, source: office}", "t2b: {answer: no, source: office}")
    found = since(root)
    assert found.texts == (path,)
    assert f"speaks of a program whose answers change: {path}." in tell_since(found, "text")


def test_an_old_version_that_fails_todays_check_is_still_compared(root: Path):
    change(
        root,
        "t2b: {answer: yes, source: office}",
        "t2b: {answer: perhaps, source: nowhere}\n  gone-question: {answer: yes, source: office}",
    )
    commit(root, "broken")
    change(root, "t2b: {answer: perhaps, source: nowhere}", "t2b: {answer: no, source: office}")
    assert [(d.before, d.after) for d in since(root).differences] == [("", "No")]


def test_contributors_words_stay_words_in_markdown(root: Path):
    change(root, "title: Application FAQ", 'title: "<img src=x> | [click](http://evil.example) @someone `code`"')
    row = next(line for line in tell_since(since(root), "markdown").splitlines() if "evil" in line)
    assert "<img" not in row.replace("\\<img", "") and "[click]" not in row.replace("\\[click\\]", "")
    assert len(re.findall(r"(?<!\\)\|", row)) == 6


def test_a_revision_that_does_not_exist_is_a_sentence(root: Path, capsys: pytest.CaptureFixture[str]):
    class Options:
        since, format = "no-such-branch", "text"

    Options.root, Options.today = root, SMALL_TODAY  # type: ignore[attr-defined]
    assert run_changes(Options()) == 1  # type: ignore[arg-type]
    assert "no-such-branch" in capsys.readouterr().err
    Options.since = "--output=x"
    assert run_changes(Options()) == 1  # type: ignore[arg-type]
    assert not (root / "x").exists()


# --- What used to change in silence ---------------------------------------------------------------------

SILENT = {
    "a website": ("state: SB\n", "state: SB\nwebsite: https://example.org/turning\n", "  website: none → https://example.org/turning"),
    "a city": ("city: Millford", "city: Weir", "  city: Millford → Weir"),
    "a name": ("name: Turning Apprenticeship", "name: The Apprenticeship", "  name: Turning Apprenticeship → The Apprenticeship"),
    "other names": ("state: SB\n", "state: SB\nknown_as: [ET]\n", "  known_as: none → ET"),
    "prose": ("---\n", "---\nOnly T-1 here.\n", "  text: none → Only T-1 here."),
    "a look at the page": ("dated: 2026}", "dated: 2026, checked: 2026-11-02}", "  Contracts: T-1: Yes, checked on 2026-11-02"),
    "another address": ("https://example.org/faq", "https://example.org/new", "  Contracts: T-1: Yes, another address: https://example.org/faq → https://example.org/new"),
    "a note": ("answer: yes, source: faq", "answer: yes, source: faq, note: All years", "  Contracts: T-1: Yes, with a note: All years"),
    "another date": ("dated: 2026}", "dated: undated}", "  Contracts: T-1: Yes, another date of the page: 2026 → undated"),
    "a dispute": ("answer: yes, source: faq", "answer: yes, source: faq, disputed: 2026-11-02", "  Contracts: T-1: Yes, disputed by the program since 2026-11-02"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line"), SILENT.values(), ids=SILENT)
def test_nothing_changes_in_silence(root: Path, old: str, new: str, line: str):
    text = (root / PATH).read_text("utf-8")
    head, _, tail = text.rpartition(old)
    write(root, f"{head}{new}{tail}")
    told = tell_since(since(root), "text").splitlines()
    assert line in told
    assert told[2].endswith(f"({PATH})") and "Nothing about a program changes" not in told[0]


def test_another_institution_swaps_what_is_inherited(root: Path):
    house = next((root / "content" / "institutions").iterdir())
    (root / "content" / "institutions" / "other-yard.yml").write_text(
        "name: Other Yard\ncity: Weir\nstate: SB\n"
        "sources:\n  office: {kind: institution, title: Office, url: https://example.org/other, dated: 2026}\n"
        "contract:\n  t2b: {answer: no, source: office}\n",
        encoding="utf-8",
    )
    commit(root, "another house")
    change(root, f"institution: {house.stem}", "institution: other-yard")
    told = tell_since(since(root), "text")
    assert f"  institution: {house.stem} → other-yard" in told
    assert "  Contracts: T-2B, from its institution: new: No" in told


def test_a_rename_is_told_with_both_addresses(root: Path):
    git(root, "mv", PATH, "content/programs/sb/renamed-turning.md")
    told = tell_since(since(root), "markdown")
    assert "programs/example\\-turning/" not in told
    assert "| address | programs/example-turning/ | programs/renamed-turning/ |" in told


def test_the_command_passes_on_why_git_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = shutil.copytree(SMALL, tmp_path / "root")
    call = ["changes", "--since", "HEAD", "--root", str(root), "--today", SMALL_TODAY.isoformat()]
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert main(call) == 1
    assert "not a git repository" in capsys.readouterr().err
    git(root, "init", "--quiet")
    assert main(call) == 1
    assert capsys.readouterr().err == 'There is no version "HEAD" to compare with here.\n'
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    assert main(call) == 1
    told = capsys.readouterr().err
    assert "dubious ownership" in told and "safe.directory" in told
