"""The command draft: it reads pages politely, proposes with words, and writes nothing that nobody accepted."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from generator.commands.command_line import main
from tests.faults import copy_small
from tests.local_web import FILLING, Host, Told, open_host, page, pdf

TODAY = "2026-11-21"
SLUG = "harbor-works-joinery"
PROFILE = f"content/programs/nb/{SLUG}.md"


@pytest.fixture
def host() -> Iterator[Host]:
    told = {
        "/jo/": Told(
            page(
                "<h1>Joinery Apprenticeship</h1><p>Coaching is free for all of our apprentices.</p>" + FILLING
                + "<a href='results/'>Wellness</a> <a href='/gl/results'>Glazing results</a>"
                "<a href='https://elsewhere.example.org/results'>Wellness elsewhere</a>"
                "<a href='mailto:results@example.org'>Wellness by mail</a> <a href='http://[broken/results'>Wellness</a>",
                head="<meta property='article:modified_time' content='2024-03-05T10:00:00'>",
            )
        ),
        "/jo/results/": Told(page("<h1>Wellness</h1><h2>For visitors</h2><p>We don't offer coaching.</p>" + FILLING)),
        "/gl/results": Told(page("<h1>Glazing</h1><p>We don't offer coaching.</p>" + FILLING)),
        "/plain.pdf": Told(pdf("Coaching is free for all apprentices."), type="application/pdf"),
    }  # fmt: skip
    with open_host(told) as opened:
        yield opened


def _draft(root: Path, *arguments: str) -> int:
    return main(["draft", *arguments, "--root", str(root), "--today", TODAY, "--allow-local", "--pause", "0"])


def test_proposals_hold_the_answer_its_words_and_what_is_known_of_the_page(tmp_path: Path, host: Host, capsys) -> None:
    root = copy_small(tmp_path)
    before = (root / PROFILE).read_bytes()
    assert _draft(root, f"{host.url}/jo/", "--program", SLUG, "--yaml") == 0
    printed = capsys.readouterr()
    (proposal,) = yaml.load(printed.out, Loader=yaml.BaseLoader)
    assert proposal == {
        "file": PROFILE,
        "question": "coaching",
        "now": {"answer": "Free and confidential", "source": "faq"},
        "new": {"answer": "Free", "words": "Coaching is free"},
        "source": {
            "kind": "program",
            "title": "International graduates",
            "url": f"{host.url}/jo/",
            "dated": "undated",
            "estimated": "2024-03-05",
            "basis": "The date in the data of the page",
        },
        "keep": "true",
    }
    # Its own pages were read, robots.txt first; those of another specialty, of another host and by mail were not.
    assert [path for path, _ in host.asked] == ["/robots.txt", "/jo/", "/jo/results/"]
    assert f"{host.url}/jo/results/: 0 answers" in printed.err
    assert (root / PROFILE).read_bytes() == before


def test_the_proposals_are_ones_that_apply_takes(tmp_path: Path, host: Host, capsys) -> None:
    root = copy_small(tmp_path)
    assert _draft(root, f"{host.url}/plain.pdf", "--program", SLUG, "--yaml") == 0
    proposals = tmp_path / "proposals.yml"
    proposals.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["apply", str(proposals), "--root", str(root), "--today", TODAY]) == 0
    assert "words: Coaching is free" in (root / PROFILE).read_text(encoding="utf-8")
    # What the file says already, from this page, is not proposed again.
    capsys.readouterr()
    assert _draft(root, f"{host.url}/plain.pdf", "--program", SLUG, "--yaml") == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("answers", "written"), [(["a"], "answer: Free,"), (["e", "Free for all"], "answer: Free for all"), (["d"], ""), (["x", "q"], "")]
)  # fmt: skip
def test_a_person_accepts_edits_or_drops_each_one(
    tmp_path: Path, host: Host, monkeypatch, capsys, answers: list[str], written: str
) -> None:
    root, told = copy_small(tmp_path), iter(answers)
    before = (root / PROFILE).read_text(encoding="utf-8")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda prompt: next(told))
    assert _draft(root, f"{host.url}/jo/", "--program", SLUG, "--follow", "0") == 0
    assert "“Coaching is free for all of our apprentices.”" in capsys.readouterr().out
    after = (root / PROFILE).read_text(encoding="utf-8")
    assert (written in after and after != before) if written else after == before


@pytest.mark.parametrize("city", ["Millford", "Mill"])  # the institution names the second one already
def test_a_profile_that_is_not_there_is_begun_with_what_was_accepted(
    tmp_path: Path, host: Host, monkeypatch, city: str
) -> None:
    root = copy_small(tmp_path)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda prompt: "a")
    where = ("--institution", "Mill Yard", "--specialty", "GL", "--city", city, "--follow", "0")
    assert _draft(root, f"{host.url}/plain.pdf", *where) == 0
    begun = root / "content" / "programs" / "sb" / f"mill-yard-{city.lower()}-glazing.md"
    assert "coaching:" in begun.read_text(encoding="utf-8")
    assert main(["check", "--root", str(root), "--today", TODAY]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--program", "nobody", "--yaml"), "There is no program nobody."),
        (("--yaml",), "Say which program it is"),
        (("--institution", "No Such", "--specialty", "JO", "--yaml"), 'No institution is called "No Such".'),
        (("--program", SLUG, "--kind", "rumor", "--yaml"), "--kind must be one of"),
        (("--program", SLUG), "Nobody can be asked here"),
    ],
)
def test_what_cannot_be_begun_is_said_in_words(tmp_path: Path, capsys, arguments: tuple[str, ...], said: str) -> None:
    assert _draft(copy_small(tmp_path), "https://program.example.org/", *arguments) == 1
    assert said in capsys.readouterr().err


def test_a_page_that_does_not_answer_or_is_about_others_is_left_alone(tmp_path: Path, host: Host, capsys) -> None:
    root = copy_small(tmp_path)
    assert _draft(root, f"{host.url}/gone", f"{host.url}/gl/results", "--program", SLUG, "--yaml") == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "/gone: left alone: answered 404" in printed.err
    assert "/gl/results: left alone: it is about others: Glazing" in printed.err


@pytest.mark.parametrize("text", ["nix", "www.example.org", "ftp://example.org/", "https://"])
def test_what_is_no_address_is_told_before_anything_is_asked(tmp_path: Path, text: str, capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        _draft(copy_small(tmp_path), text, "--program", SLUG, "--yaml")
    assert stopped.value.code == 2
    assert f"must be a web address that begins with https:// (found {text!r})" in capsys.readouterr().err


def test_where_nothing_answers_it_says_so_last(tmp_path: Path, host: Host, capsys) -> None:
    port = "http://127.0.0.1:9/"  # where nobody listens
    assert _draft(copy_small(tmp_path), port, f"{host.url}/gone", "--program", SLUG, "--yaml") == 1
    printed = capsys.readouterr()
    assert printed.out == "" and f"{port}: left alone: the connection failed" in printed.err
    assert printed.err.splitlines()[-1].startswith("No page answered (2 asked): is this machine online")
