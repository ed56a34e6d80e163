"""Hostile content: what would break out, hang or hide is a Problem, at its place."""

from __future__ import annotations

import os
import re
import shutil
import time
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest

from generator.check import check_editorial, check_program
from generator.check.proposals import Refused, check_proposals
from generator.check.subject_files import SubjectFiles
from generator.commands import outcome
from generator.commands.command_line import main
from generator.commands.outcome import check_all
from generator.data.feeds import escape_xml
from generator.data.spreadsheet import defuse
from generator.history.versions import read_said
from generator.model.addresses import is_web_address
from generator.model.hidden import HIDDEN, find_hidden, show_hidden
from generator.model.limits import MOST_PROBLEMS
from generator.model.problem import Problem, printable
from generator.read.documents import parse_document
from generator.read.folders import list_content
from tests.faults import SMALL, copy_small
from tests.hostile import builds, damage, files

TODAY = date(2026, 11, 21)
_FILES = list_content(SMALL)
_CHECKED, _ = check_editorial(SMALL, _FILES, TODAY)
PROFILE = _FILES.programs[0]
SOUND = (SMALL / PROFILE).read_text(encoding="utf-8")


def problems_of(text: str) -> list[Problem]:
    """The Problems of a profile of this text."""
    assert _CHECKED is not None
    document = parse_document(PROFILE, text.encode("utf-8", "surrogatepass"))
    return [document] if isinstance(document, Problem) else check_program(document, _CHECKED.lists)[1]


def with_body(body: str) -> str:
    return SOUND.rpartition("\n---")[0] + f"\n---\n\n{body}\n"


def with_city(value: str) -> str:
    return "\n".join(f"city: {value}" if line.startswith("city:") else line for line in SOUND.split("\n"))


@pytest.mark.parametrize(
    ("value", "must"),
    [
        ('"Acity\\n=HYPERLINK(0)"', "must be one line, without tabs"),
        ('"Acity\\tB"', "must be one line, without tabs"),
        ('"Acity \\u202egnp"', "must hold no hidden characters"),
        ('"Acity \\x1b[31m"', "must hold no hidden characters"),
        ('"Acity \\ufffe"', "must hold no hidden characters"),
        ('"Acity\\u3164B"', "must hold no hidden characters"),
        ('"Acity\\u2800B"', "must hold no hidden characters"),
        ('"Acity\\U000E0101"', "must hold no hidden characters"),
        ('"Acity \\u2028 B"', "must hold no hidden characters"),
    ],
)
def test_no_field_of_one_line_hides_or_breaks(value: str, must: str):
    assert [problem.must for problem in problems_of(with_city(value))] == [must]


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\r"])
def test_lines_are_counted_as_an_editor_counts_them(sign: str):
    fields = SOUND.replace("\ncity:", f"\n# a{sign}b\ncity: &anchor", 1)
    (problem,) = problems_of(fields)
    line = next(number for number, text in enumerate(fields.split("\n"), 1) if sign in text)
    assert (problem.code, problem.line, problem.column) == ("unreadable-file", line, 4)


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\r"])
@pytest.mark.parametrize("text", ["{0}{0}&x y", "a: b{0}c: !x", "- {0}{0} *x"])
def test_lines_of_a_proposal_are_counted_so_too(sign: str, text: str):
    assert _CHECKED is not None
    (refused,) = check_proposals(text.format(sign), "mail", _CHECKED.lists, SubjectFiles((PROFILE,)))
    assert isinstance(refused, Refused) and "must end its lines as other files do" in refused.why


@pytest.mark.parametrize(
    "address",
    [
        *("https://[::1].x/", "http://[x].y/", "https://ok.test:99999/", "https://ok.test:0/", "https://u:p@ok.test/"),
        *("https://ok.test\\@evil.test/", "https://ok.test/\u202egnp", "https://ok.test/a b", "https://x.y/\\"),
        *("https:///ok.test/", "//ok.test/", "https://ok_test/", "https://ok.test/<b>", "javascript:alert(1)//ok.test"),
    ],
)
def test_no_address_leads_elsewhere_than_it_seems(address: str):
    assert not is_web_address(address)
    assert problems_of(with_body(f"[x]({address})")) or " " in address


@pytest.mark.parametrize(
    "address",
    ["https://ok.test", "http://a-b.ok.test.:8080/x?y=(1)&z=%20#s", "https://ok.test/ü", "http://127.0.0.1:9/"],
)
def test_ordinary_addresses_are_addresses(address: str):
    assert is_web_address(address)


@pytest.mark.parametrize(
    ("body", "must"),
    [
        ('<a href="//evil.test">x</a>', "must be Markdown, without tags and pictures"),
        ("![x](https://ok.test/a.png)", "must be Markdown, without tags and pictures"),
        ("[x]: //evil.test", "must be a web address or an internal link"),
        ("<https://u:p@ok.test>", "must be a web address"),
        ("[x](\nprograms/nowhere/)", "must be a web address or an internal link"),
        ("[x]\n\n[x]:\nprograms/", "must be a web address or an internal link"),
        ("[x]()", "must be a web address or an internal link"),
        ("a&#x202e;b", "must hold no hidden characters"),
        ("a&shy;b&rlm;c", "must hold no hidden characters"),
        ("a&#8203;b", "must hold no hidden characters"),
        ("- " * 600 + "x", "must not hold more than 10 lists or quotations inside one another"),
        ("> " * 11 + "x", "must not hold more than 10 lists or quotations inside one another"),
        ("x " * 20_001, "must be at most 40,000 characters (40,002 now)"),
    ],
)
def test_a_body_is_markdown_of_a_sane_size(body: str, must: str):
    assert must in [problem.must for problem in problems_of(with_body(body))]


def test_what_only_looks_like_markup_is_let_through():
    body = "5 < 6, `<b>`, `&shy;`, AT&T &amp; &eacute; and <https://ok.test/> and <mailto:office@ok.test>"
    assert problems_of(with_body(body)) == []


SLOW = (
    *(
        "[[a:",
        "[a](",
        "![",
        "\\",
        "<a ",
        "a\n=\n",
        "[",
        "`",
        "``a",
        "- ",
        "> ",
        "1. ",
        "|",
        "&",
        "\n",
        "T1 ",
        "Dr. A",
        "Aa ",
    ),
    *("[[program:", "[[fact:a|", "](", "](<", "<https://", "[a]: ", "\u202e", "\t", "T2B", "\u00e9"),
)


@pytest.mark.parametrize("piece", SLOW)
@pytest.mark.parametrize("size", [39_000, 250_000])
def test_no_body_takes_long_to_check(piece: str, size: int):
    text = with_body(piece * (size // len(piece.encode())))
    started = time.process_time()
    problems_of(text)
    assert time.process_time() - started < 2


def test_of_one_file_no_more_is_told_than_anybody_mends_at_once(tmp_path: Path):
    root = copy_small(tmp_path)
    path = root / PROFILE
    path.write_text(with_body("[x](//evil.test)\n" * 2_000), encoding="utf-8")
    problems = [problem for problem in check_all(root, TODAY).problems if problem.path == PROFILE]
    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[-1].must == f"must be mended in {2_000 - MOST_PROBLEMS:,} more places, which are not listed"


@pytest.mark.parametrize(
    ("path", "added"),
    [
        ("states.yml", '"../../content/programs/NB": {label: Nowhere, region: South}\n'),
        ("audiences.yml", '"../../../escaped": {label: Nobody, when: Never, lead: Nothing}\n'),
        ("glossary.yml", '"../x": {term: Nothing, meaning: Nothing}\n'),
    ],
)
def test_an_id_that_becomes_a_path_is_a_slug(path: str, added: str, tmp_path: Path):
    root = copy_small(tmp_path)
    with (root / "content" / path).open("a", encoding="utf-8") as file:
        file.write(added)
    assert [problem.code for problem in check_all(root, TODAY).problems] == ["bad-id"]


def test_no_hidden_character_is_taken_for_a_letter():
    hidden = [sign for sign in map(chr, range(0x110000)) if HIDDEN.match(sign)]
    assert [hex(ord(sign)) for sign in hidden if not find_hidden(f"a{sign}b")] == []
    assert [hex(ord(sign)) for sign in hidden if sign in printable(f"a{sign}b")] == []


def test_every_hidden_character_is_spelled_out():
    everything = "".join(map(chr, range(0x110000)))
    for sign in "\x00\x1b\x7f\x9b\xad\u200b\u200f\u202e\u2066\ufeff\ufffe\uffff\ud800\ue000\U000e0001\U0010ffff\u2028":
        assert HIDDEN.match(sign) and sign not in show_hidden(f"a{sign}b")
    assert not HIDDEN.search("a\tb\nc é 漢 \u00a0 – “” 🙂\ufe0f")
    assert len(show_hidden(everything)) > len(everything)


def _append(root: Path, path: str, text: str) -> None:
    with (root / "content" / path).open("a", encoding="utf-8") as file:
        file.write(text)


def _told(root: Path) -> list[tuple[str, str]]:
    return [(problem.where, problem.must) for problem in check_all(root, TODAY).problems]


def test_a_facet_page_takes_no_folder_of_the_site(tmp_path: Path):
    site = copy_small(tmp_path) / "content/site.yml"
    text = site.read_text(encoding="utf-8")
    site.write_text(re.sub(r"group: .*", "group: programs", text, count=1), encoding="utf-8")
    assert [must for _, must in _told(tmp_path)] == ["must not stand in a folder of the site's own"]


def test_a_guide_and_a_step_list_share_no_address(tmp_path: Path):
    content = copy_small(tmp_path) / "content"
    guide, steps = next((content / "guides").glob("*.md")), next((content / "checklists").glob("*.yml"))
    shutil.copy(guide, content / "guides" / f"{steps.stem}.md")
    assert _told(tmp_path) == [(f"checklist {steps.stem}", "must have an address that no other page has")]


def test_two_places_of_one_code_share_no_address(tmp_path: Path):
    code = next(iter(_CHECKED.editorial.states)) if _CHECKED else ""
    _append(copy_small(tmp_path), "states.yml", f"{code.lower()}: {{label: Elsewhere, region: South}}\n")
    assert (code.lower(), "must have an address that no other page has") in _told(tmp_path)


def test_no_term_takes_an_anchor_of_the_page(tmp_path: Path):
    _append(copy_small(tmp_path), "glossary.yml", "main-content: {term: Main, meaning: The main thing.}\n")
    assert _told(tmp_path) == [("term main-content", "must have a name that nothing else on its page has")]


def test_a_directory_has_a_column(tmp_path: Path):
    for path in (copy_small(tmp_path) / "content/questions").glob("*.yml"):
        path.write_text(
            re.sub(r"\n? *column: \d+,?|,? *column: \d+", "", path.read_text(encoding="utf-8")), encoding="utf-8"
        )
    assert ("sections", "must hold at least one question with a `column`, which lists and comparisons show") in _told(
        tmp_path
    )


def test_a_title_of_signs_alone_is_no_title(tmp_path: Path):
    guide = next((copy_small(tmp_path) / "content/guides").glob("*.md"))
    guide.write_text(re.sub(r"title: .*", "title: —", guide.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    assert _told(tmp_path) == [("title", "must hold a letter or a digit")]


@pytest.mark.parametrize("name", ["con", "nul", "aux", "lpt1"])
def test_no_file_has_a_name_that_a_checkout_fails_on(name: str, tmp_path: Path):
    guides = copy_small(tmp_path) / "content/guides"
    shutil.copy(next(guides.glob("*.md")), guides / f"{name}.md")
    assert ("file name", "must not be a name that Windows keeps for itself") in _told(tmp_path)


@pytest.mark.parametrize("field", ["city", "name"])
def test_an_argument_that_is_no_text_is_refused_in_words(
    field: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    fields = {"institution": "mill-yard", "specialty": "glazing", "city": "Ecity", "state": "SB"} | {field: "a\udcff"}
    options = [f"--{name}={value}" for name, value in fields.items()]
    root = copy_small(tmp_path)
    assert main(["new", "program", "--root", str(root), "--today", TODAY.isoformat(), *options]) == 1
    assert "must be UTF-8 text" in capsys.readouterr().err


def test_no_command_gives_such_a_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    root = copy_small(tmp_path)
    assert main(["rename", "mill-yard-pottery", "con", "--root", str(root), "--today", TODAY.isoformat()]) == 1
    assert '"con" cannot be a name' in capsys.readouterr().err
    assert (root / "content/programs/sb/mill-yard-pottery.md").is_file()


@pytest.mark.parametrize("name", [b"a\xff.md", "a\u3164b.md".encode(), b"a\xff/b.md", b"\x1b[2J/b.md"])
def test_a_file_whose_name_nobody_can_read_is_told(name: bytes, tmp_path: Path):
    path = (copy_small(tmp_path) / PROFILE).parent / os.fsdecode(name)
    path.parent.mkdir(exist_ok=True)
    path.write_text("x", encoding="utf-8")
    (told,) = check_all(tmp_path, TODAY).problems
    assert told.must == "must have a name of letters that everybody sees" and told.as_text().isprintable()


@pytest.mark.parametrize("pattern", ["(a+)+b", "a?a?a?a?a?b", "a{1,9}a{1,9}a*a*a*b", "(a|a)*b", "[[:alpha:]]"])
def test_no_pattern_of_a_code_takes_for_ever(pattern: str, tmp_path: Path):
    _append(
        copy_small(tmp_path),
        "identifiers.yml",
        f"codex: {{label: Code, shape: a code, pattern: '{pattern}', example: aab}}\n",
    )
    assert any(where == "codex.pattern" for where, _ in _told(tmp_path))


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "a\n=HYPERLINK(0)", "a\r\n-1", "a\r@x"),
        *(" =1", "\xa0\u3000=1", "\uff1d1", "\uff0b1", "\uff201", "a;=1", "a; =1", "a\n =1", ";\uff0d1"),
    ],
)
def test_no_cell_calculates_on_any_of_its_lines(text: str):
    assert not re.search(r"(?:^|[\r\n;])[ \xa0\u3000]*[=+@\t\uff0b\uff0d\uff1d\uff20-]", defuse(text))
    assert defuse(text).replace("'", "") == text


def test_no_cell_is_changed_that_does_not_calculate():
    for text in ("a - b", "a; b", "1-2", "x@y", "a=b", "a\n1. b", " a"):
        assert defuse(text) == text


def test_what_passes_is_built_and_parses(tmp_path: Path):
    done, faults = builds.attack(tmp_path, 25, 1)
    assert done["passed"] and not faults


def test_mutated_files_of_all_kinds_have_problems_and_nothing_else(tmp_path: Path):
    result = files.attack(tmp_path, 300, 1, large=0.05)
    assert result.files == 300 and not result.faults


def test_after_any_damage_the_next_build_equals_a_cold_one(tmp_path: Path):
    _, faults = damage.attack(tmp_path, 6, 1, cards=False)
    assert not faults


def test_a_feed_says_nothing_that_no_reader_of_feeds_reads():
    ET.fromstring(f"<a>{escape_xml('a' + chr(0xFFFE) + chr(0xFFFF) + chr(0x1B) + chr(0xD800) + '<&')}</a>")


def test_what_an_old_version_hid_is_spelled_out():
    old = '---\nname: X\nvisa:\n  t1: {answer: "yes \\u202e\\x1b[2J", source: a}\n---\n'
    said = read_said(PROFILE, old.encode())
    assert said and said.claims["t1"][0].answer == "yes \\u202e\\x1b[2J"


@pytest.mark.parametrize(
    "groups",
    [
        "{a: '(b', b: x}",
        "{a: 'b) (c', b: x}",
        "{a: 'x ..99999999999 y', b: x}",
        "{a: '" + "{b}" * 60 + "', b: '" + "{c}" * 60 + "', c: '" + "{d}" * 60 + "', d: word}",
        "{a: '{a}', b: x}",
    ],
)
def test_a_phrase_that_means_nothing_or_too_much_is_a_problem(groups: str, tmp_path: Path):
    lexicon = copy_small(tmp_path) / "content/look-for.yml"
    text = f"groups: {groups}\ndoubt: ['{{a}}']\nelsewhere: ['{{a}}']\n"
    lexicon.write_text(text, encoding="utf-8")
    started = time.process_time()
    assert "bad-phrase" in [problem.code for problem in check_all(tmp_path, TODAY).problems]
    assert time.process_time() - started < 2


def test_a_phrase_that_can_be_read_in_too_many_ways_ends_and_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(outcome, "PATIENCE", 0.9)
    questions = copy_small(tmp_path) / "content/questions/results.yml"
    text = questions.read_text(encoding="utf-8")
    slow = '{{answer: None, say: ["{}gratis"]}}'.format("[free] " * 60)
    text = text.replace('- {answer: None, say: ["do not {offer} coaching"]}', f"- {slow}")
    text = text.replace("misses: [", f"misses: ['{'free ' * 70}coaching.', ")
    questions.write_text(text, encoding="utf-8")
    found = check_all(tmp_path, TODAY).problems
    assert [(problem.path, problem.code) for problem in found] == [("content/questions/results.yml", "bad-phrase")]
    assert "its examples take for ever" in found[0].as_text()
