"""A round of the watch over a small directory: what is written of it, what is not, and what a stop loses."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.commands.command_line import main
from generator.commands.outcome import check_all
from generator.model.sightings import Look, Sighting
from generator.watch import round as rounds
from generator.watch.manners import Visitor
from generator.watch.reading import Reading
from generator.watch.round import ENOUGH
from tests.faults import copy_small
from tests.local_web import CLAIM, FILLING, WORDS, Host, Told, moved, open_host, page

DAY = date(2026, 11, 21)
PROFILE = "content/programs/nb/harbor-works-joinery.md"
SIGHTINGS = "content/sightings/harbor-works.yml"
PLAIN, BARE = page(CLAIM + FILLING), page(FILLING)


@pytest.fixture
def host() -> Iterator[Host]:
    with open_host({"/jo/faq": Told(PLAIN), "/eh": Told(PLAIN), "/office": Told(PLAIN), "/jo": Told(PLAIN)}) as opened:
        yield opened


@pytest.fixture
def root(tmp_path: Path, host: Host) -> Path:
    """The small library, its pages on this machine; the first answer about contracts carries words."""
    copy_small(tmp_path)
    for path in (tmp_path / "content").rglob("*"):
        if path.suffix in (".md", ".yml") and path.name != "site.yml":
            text = path.read_text(encoding="utf-8").replace("https://example.org", host.url)
            text = text.replace("https://blog.example.org", host.url).replace("answer: case-by-case, ", f"answer: case-by-case, words: {WORDS}, ")  # fmt: skip
            path.write_text(text, encoding="utf-8")
    return tmp_path


def watch(root: Path, day: date = DAY, *options: str) -> int:
    given = ("watch", "--root", str(root), "--today", day.isoformat(), "--allow-local", "--pause", "0", *options)
    return main([*given, "--report", str(root / "report.md"), "--institution", "harbor-works"])


def seen(root: Path, day: date = DAY) -> dict[str, Look]:
    checked = check_all(root, day).checked
    assert checked
    return {url.rpartition(":")[2].partition("/")[2]: look for url, look in checked.editorial.sightings["harbor-works"].items()}  # fmt: skip


def told(root: Path) -> str:
    return (root / SIGHTINGS).read_text(encoding="utf-8")


def test_words_that_are_seen_are_noted_with_the_day(root: Path) -> None:
    before = (root / PROFILE).read_text(encoding="utf-8")
    assert watch(root) == 0
    look = seen(root)["jo/faq"]
    assert (look.page, look.looked, look.since) == ("there", DAY, DAY)
    assert look.sightings == {WORDS: Sighting(words=WORDS, first_seen=DAY, last_seen=DAY)}
    assert check_all(root, DAY).problems == ()
    assert (root / PROFILE).read_text(encoding="utf-8") == before, "`checked` is a person's alone"


def test_two_runs_on_a_day_change_nothing(root: Path, host: Host) -> None:
    watch(root)
    first = told(root)
    shutil.rmtree(root / ".cache")
    asked = len(host.asked)
    watch(root)
    assert told(root) == first and len(host.asked) > asked


def test_what_was_looked_at_today_is_not_asked_for_again(root: Path, host: Host) -> None:
    watch(root)
    asked = len(host.asked)
    watch(root)
    assert len(host.asked) == asked


def test_the_words_are_gone_only_after_two_looks_on_different_days(root: Path, host: Host) -> None:
    watch(root)
    host.told["/jo/faq"] = Told(BARE)
    days = [DAY + timedelta(days=7), DAY + timedelta(days=7), DAY + timedelta(days=14)]
    states = []
    for day in days:
        shutil.rmtree(root / ".cache")
        watch(root, day)
        found = seen(root, day)["jo/faq"].sightings[WORDS]
        states.append((found.last_seen, found.missed, found.gone_since))
    assert states == [(DAY, days[0], None), (DAY, days[0], None), (DAY, days[0], days[0])]
    assert "Words that are no longer on their page (1)" in (root / "report.md").read_text(encoding="utf-8")
    host.told["/jo/faq"] = Told(PLAIN)
    back = days[-1] + timedelta(days=7)
    watch(root, back)
    assert seen(root, back)["jo/faq"].sightings[WORDS] == Sighting(words=WORDS, first_seen=DAY, last_seen=back)


def test_a_wall_never_makes_words_gone(root: Path, host: Host) -> None:
    watch(root)
    host.told["/jo/faq"] = Told(b"", status=403)
    for weeks in (1, 2, 3):
        watch(root, DAY + timedelta(weeks=weeks))
    look = seen(root, DAY + timedelta(weeks=3))["jo/faq"]
    assert (look.page, look.since) == ("walled", DAY + timedelta(weeks=1))
    assert look.sightings == {WORDS: Sighting(words=WORDS, first_seen=DAY, last_seen=DAY)}


def test_a_look_that_says_nothing_new_is_noted_after_a_month(root: Path) -> None:
    watch(root)
    first = told(root)
    for days in (7, 14, 27):
        watch(root, DAY + timedelta(days=days))
        assert told(root) == first
    watch(root, DAY + timedelta(days=28))
    assert seen(root, DAY + timedelta(days=28))["jo/faq"].sightings[WORDS].last_seen == DAY + timedelta(days=28)


def test_a_host_that_stumbles_changes_nothing(root: Path, host: Host) -> None:
    watch(root)
    first = told(root)
    host.told["/jo/faq"] = Told(b"", status=500)
    watch(root, DAY + timedelta(days=7))
    assert told(root) == first


def test_a_page_that_moved_says_where_to(root: Path, host: Host) -> None:
    host.told["/jo/faq"] = moved("/im/new")
    host.told["/im/new"] = Told(PLAIN)
    watch(root)
    look = seen(root)["jo/faq"]
    assert (look.page, look.moved_to, look.sightings[WORDS].last_seen) == ("moved", f"{host.url}/im/new", DAY)
    assert f"→ `{host.url}/im/new`" in (root / "report.md").read_text(encoding="utf-8")


def test_an_unchanged_page_is_not_sent_again(root: Path, host: Host) -> None:
    host.told["/jo/faq"] = Told(PLAIN, headers={"ETag": '"one"'})
    watch(root)
    later = DAY + timedelta(days=30)
    host.asked.clear()
    watch(root, later)
    asked = dict(host.asked)["/jo/faq"]
    assert asked["If-None-Match"] == '"one"'
    assert seen(root, later)["jo/faq"].sightings[WORDS].last_seen == later


def test_a_claim_that_has_other_words_now_forgets_the_old_ones(root: Path) -> None:
    watch(root)
    path = root / PROFILE
    path.write_text(path.read_text(encoding="utf-8").replace(WORDS, "for new apprentices"), encoding="utf-8")
    watch(root, DAY + timedelta(days=1))
    assert set(seen(root, DAY + timedelta(days=1))["jo/faq"].sightings) == {"for new apprentices"}


def test_a_dry_run_writes_nothing(root: Path) -> None:
    watch(root, DAY, "--dry-run")
    assert not (root / "content/sightings").exists()
    assert "were seen" in (root / "report.md").read_text(encoding="utf-8")


def test_a_limit_goes_on_where_it_stopped(root: Path, host: Host) -> None:
    for _ in range(4):
        watch(root, DAY, "--limit", "1")
    asked = [path for path, _ in host.asked if path != "/robots.txt"]
    assert sorted(asked) == sorted(set(asked)) and len(asked) == 4


def test_a_program_that_nobody_knows_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert watch(root, DAY, "--program", "nowhere") == 1
    assert "There is no program nowhere." in capsys.readouterr().err


def test_a_program_is_looked_at_by_its_old_name(root: Path, host: Host) -> None:
    assert main(["rename", "harbor-works-joinery", "quay-joinery", "--root", str(root), "--today", str(DAY)]) == 0
    assert watch(root, DAY, "--program", "harbor-works-joinery") == 0
    assert "/jo/faq" in [path for path, _ in host.asked]


@pytest.mark.parametrize("more", [b"# Caf\xe9\n", b"<<<<<<< ours\n=======\n>>>>>>> theirs\n"])
def test_sightings_that_cannot_be_read_are_not_written_over(
    root: Path, host: Host, more: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    watch(root)
    torn = (root / SIGHTINGS).read_bytes() + more
    (root / SIGHTINGS).write_bytes(torn)
    host.asked.clear()
    assert watch(root, DAY + timedelta(days=1)) == 1
    assert SIGHTINGS in capsys.readouterr().out
    assert (root / SIGHTINGS).read_bytes() == torn and not host.asked


def test_one_host_is_asked_once_at_a_time(root: Path, host: Host) -> None:

    def wait() -> Iterator[bytes]:
        time.sleep(0.05)
        yield PLAIN

    host.told.update({path: Told(wait) for path in host.told})
    watch(root)
    assert host.busiest == 1


def test_stopped_it_keeps_what_it_learned(root: Path, host: Host) -> None:
    """The second page takes its time, so that the run can be killed when the first has been looked at."""

    def wait() -> Iterator[bytes]:
        time.sleep(20)
        yield PLAIN

    host.told["/jo/faq"] = Told(wait)
    command = [sys.executable, "-m", "generator", "watch", "--root", str(root), "--today", DAY.isoformat()]
    run = subprocess.Popen(
        [*command, "--allow-local", "--pause", "0", "--program", "harbor-works-joinery"],
        cwd=Path(__file__).parent.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 20
    while not (root / SIGHTINGS).exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    run.kill()
    run.wait()
    assert set(seen(root)) == {"eh"}


def test_an_archive_says_since_when_the_words_stand_there(
    root: Path, host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = root / "content/site.yml"
    settings.write_text(f"{settings.read_text('utf-8')}timemap: {host.url}/timemap/{{url}}\n", encoding="utf-8")
    memento = f'<{host.url}/copy>; rel="first last memento"; datetime="Tue, 15 Sep 2020 11:28:26 GMT"'
    host.told[f"/timemap/{host.url}/jo/faq"] = Told(memento.encode(), type="application/link-format")
    host.told["/copy"] = Told(PLAIN)
    assert watch(root, DAY, "--archive") == 1 and not (root / "content/sightings").exists(), "pages come first"
    assert "run `watch` without --archive first." in capsys.readouterr().err
    watch(root)
    watch(root, DAY, "--archive")
    kept = date(2020, 9, 15)
    found = seen(root)["jo/faq"].sightings[WORDS]
    assert found == Sighting(words=WORDS, first_seen=DAY, last_seen=DAY, kept_from=kept, kept_to=kept, kept_looked=DAY)
    assert check_all(root, DAY).problems == ()
    capsys.readouterr()
    assert watch(root, DAY, "--archive") == 0
    assert capsys.readouterr().err == "Kept copies of all of them were asked about in the last 180 days.\n"


def test_without_an_archive_none_is_asked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert watch(root, DAY, "--archive") == 1
    assert "content/site.yml names no archive" in capsys.readouterr().err


def test_without_a_network_nothing_is_noted(root: Path, host: Host, capsys: pytest.CaptureFixture[str]) -> None:
    host.told.update({path: Told(b"", status=500) for path in (*host.told, "/gl")})
    assert watch(root) == 1
    assert not (root / "content/sightings").exists()
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.splitlines()[-1] == "No page answered (4 asked): is this machine online?"
    assert (root / "report.md").read_text("utf-8") == "No page answered (4 asked): is this machine online?\n"


@pytest.mark.parametrize("answers", [False, True])
def test_a_round_without_any_answer_ends_after_the_first_pages(
    root: Path, answers: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = root / "content/guides/contracts.md"
    links = " ".join(f"<https://h{number}.example.com/>" for number in range(100))
    guide.write_text(f"{guide.read_text('utf-8')}\n{links}\n", encoding="utf-8")
    asked: list[str] = []

    def look(url: str, visitor: Visitor, known: Reading | None, today: date) -> Reading:
        time.sleep(0.05)
        asked.append(url)
        fault = "" if answers and len(asked) == ENOUGH else "dns"
        return Reading(url=url, looked=today, end=url, status=0 if fault else 404, fault=fault)

    monkeypatch.setattr(rounds, "look_at", look)
    call = ("watch", "--root", str(root), "--today", DAY.isoformat())
    assert main(call) == (0 if answers else 1)
    printed = capsys.readouterr()
    if answers:
        assert len(asked) > 100 and "Nothing to do unless" in printed.out
    else:
        assert ENOUGH <= len(asked) < 100
        assert printed.out == "" and f"No page answered ({ENOUGH} asked)" in printed.err.splitlines()[-1]


def test_a_report_that_cannot_be_written_is_told_before_the_round(
    root: Path, host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (root / "nowhere/report.md", root):
        with pytest.raises(SystemExit) as stopped:
            main(["watch", "--root", str(root), "--allow-local", "--report", str(path)])
        assert stopped.value.code == 2
        assert "argument --report: must " in capsys.readouterr().err
    assert host.asked == []
