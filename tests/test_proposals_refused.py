"""Proposals that do not fit are refused in words, change nothing, and hold up no other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.model.limits import LARGEST_FILE
from tests.faults import copy_small
from tests.proposing import FAQ, PROFILE, apply, on


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return copy_small(tmp_path)


REFUSED = [
    (on(question="t2b", now={"answer": "no", "source": "faq"}, new={"answer": "yes"}), "now it says {answer: case-by-case, source: faq, note: only after the trial week}; {answer: yes, source: blog}"),
    (on(question="t1", now={"answer": "no"}, new={"answer": "yes"}), "no answer stands there now"),
    (on(question="coaching", now="none", new={"answer": "Yes"}, source="faq"), "now it says {answer: Free and confidential, source: faq}"),
    (on(question="t2b", now={"answer": "case-by-case"}, new={"answer": "perhaps"}), 'must be one of the question\'s options (found "perhaps")'),
    (on(question="t1", now="none", new={"answer": "yes"}), "a new claim must have an `answer`, and a `source` beside it"),
    (on(question="t1", now="none", new={"answer": "yes"}, source="office"), 'the file has no source "office", only faq, blog'),
    (on(question="t1", now="none", new={"answer": "yes"}, source={**FAQ, "kind": "article"}), "must not rest on hearsay alone"),
    (on(question="t1", now="none", new={"answer": "yes"}, source={"kind": "program"}), "source.title: must be there"),
    (on(question="t2bb", now="none", new={"answer": "yes"}, source="faq"), 'must be a question of the checklist (found "t2bb"). Did you mean "t2b"?'),
    (on("../../etc/passwd", question="t1", now="none", new="none"), "must be the file of a profile or an institution that exists"),
    (on(question="t1", field="website", now="none", new="none"), "must be about one `question` or one `field`"),
    (on(field="aliases", now="none", new=["x"]), "must be a field that a proposal may change"),
    (on(field="website", now="https://example.org/old", new="https://example.org/new"), "now it says https://example.org/jo"),
    (on(field="state", now="NB", new="SB"), "must stand in content/programs/sb/"),
    (on(question="t1", now="none", new={"answer": "yes", "source": "faq"}), "must stand beside `new`"),
    (on(question="t1", now="none", new={"answer": "yes", "note": "a\u202eb"}, source="faq"), "must hold no hidden characters"),
    (on(question="t1", now="none", new={"answer": "yes", "note": "Ask Dr. Smith"}, source="faq"), "must not name a person"),
    (on(question="t1", now="none", new={"answer": "yes"}, source={**FAQ, "url": "javascript:alert(1)"}), "must be a web address"),
    (on(question="t1", now="none"), "new: must be there"),
    ("just words", "must be a group of `key: value` lines"),
]  # fmt: skip


@pytest.mark.parametrize(("proposal", "why"), REFUSED, ids=range(len(REFUSED)))
def test_what_does_not_fit_is_refused_in_words(
    library: Path, proposal: dict[str, Any], why: str, capsys: pytest.CaptureFixture[str]
):
    before = (library / PROFILE).read_bytes()
    assert apply(library, proposal) == 1
    told = capsys.readouterr().out
    assert "refused: " in told and why in told
    assert (library / PROFILE).read_bytes() == before


def test_one_that_is_refused_does_not_hold_up_the_others(library: Path):
    assert (
        apply(
            library,
            on(question="j9", now="none", new="none"),
            on(question="t1", now="none", new={"answer": "yes"}, source="faq"),
        )
        == 1
    )
    assert "t1: {answer: yes, source: faq}" in (library / PROFILE).read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    ["", "a: b: c", "[", "&a [*a]", "- " * 5000, "x" * 1_000_000, "!!python/object:os.system {}", "\x00", "{" * 2000],
    ids=range(9),
)
def test_no_text_is_too_strange_to_be_refused(library: Path, text: str, capsys: pytest.CaptureFixture[str]):
    assert apply(library, text=text or "\n") == 1
    assert "refused: " in capsys.readouterr().out


BEGUN = on(
    field="profile",
    now="none",
    new={
        "name": "Joinery",
        "institution": "harbor-works",
        "specialty": "joinery",
        "city": "Quayton",
        "state": "NB",
    },
)
UNREADABLE = {
    "not UTF-8": (b"\nCaf\xe9\n", "must be UTF-8 text"),
    "too large": (b"a" * LARGEST_FILE, "must be at most 256 KB"),
    "no fields": (b"\n---\nname: [\n---\n", "there is such a file already"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_no_profile_is_begun_over_a_file_that_cannot_be_read(
    library: Path, kind: str, capsys: pytest.CaptureFixture[str]
):
    more, why = UNREADABLE[kind]
    profile = library / PROFILE
    profile.write_bytes(profile.read_bytes() + more if kind != "no fields" else more)
    before = profile.read_bytes()
    assert apply(library, BEGUN) == 1
    told = capsys.readouterr().out
    assert "refused: there is such a file already" in told and why in told
    assert profile.read_bytes() == before


def test_no_profile_is_begun_over_a_link(library: Path, capsys: pytest.CaptureFixture[str]):
    profile = library / PROFILE
    profile.rename(library / "elsewhere.md")
    profile.symlink_to(library / "elsewhere.md")
    assert apply(library, BEGUN) == 1
    assert "not a symbolic link" in capsys.readouterr().out
    assert profile.is_symlink()
