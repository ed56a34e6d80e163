"""The archive bracket: a made-up archive of 500 copies, asked with few requests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from generator.model.sightings import Look, Sighting
from generator.watch.archive import Archive, read_timemap
from generator.watch.bracket import Bracket, Copy, most_looks, next_copy, thin_out
from generator.watch.fetch import Limits
from generator.watch.manners import Visitor
from tests.local_web import CLAIM, FILLING, WORDS, Host, Told, open_host, page

DAY = date(2026, 11, 21)
PAGE = "https://hospital.example/visas"
FIRST, STEP = date(2013, 3, 1), timedelta(days=10)  # 500 copies, the newest of November 2026
DAYS = [FIRST + STEP * number for number in range(500)]
LIMITS = Limits(agent="Example-watch/1", seconds=5, allow_local=True)
PLAIN, BARE = page(CLAIM + FILLING), page(FILLING)


def timemap(host: str, days: list[date]) -> bytes:
    """A TimeMap as RFC 7089 shows it."""
    lines = [f'<{PAGE}>; rel="original"', f'<{host}/timemap/{PAGE}>; rel="self"; type="application/link-format"']
    for number, day in enumerate(days):
        when = format_datetime(datetime(day.year, day.month, day.day), usegmt=False).replace("-0000", "GMT")
        first = "first " if number == 0 else ""
        lines.append(f'<{host}/copy/{day}>; rel="{first}memento"; datetime="{when}"')
    return ",\n".join(lines).encode()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Callable[[Callable[[date], bool]], tuple[Host, Archive]]]:
    """Opens an archive whose copies hold the words on the days for which a rule says so."""
    with open_host({}) as host:

        def open_archive(holds: Callable[[date], bool]) -> tuple[Host, Archive]:
            host.told[f"/timemap/{PAGE}"] = Told(timemap(host.url, DAYS), type="application/link-format")
            host.told.update({f"/copy/{day}": Told(PLAIN if holds(day) else BARE) for day in DAYS})
            visitor = Visitor(LIMITS, pause=0)
            made = Archive(timemap=f"{host.url}/timemap/{{url}}", visitor=visitor, folder=tmp_path, today=DAY)
            return host, made

        yield open_archive


def look(*, live: bool = True) -> Look:
    seen = Sighting(words=WORDS, last_seen=DAY) if live else Sighting(words=WORDS, missed=DAY)
    return Look(url=PAGE, page="there", looked=DAY, since=DAY, sightings={WORDS: seen})


def fetched(host: Host) -> list[str]:
    return [path for path, _ in host.asked if path != "/robots.txt"]


def month(day: date | None) -> str:
    return str(day)[:7]


@pytest.mark.parametrize("since", ["2013-01", "2013-09", "2019-05", "2024-12", "2026-09"])
def test_words_that_stand_there_today_are_bracketed_in_twelve_fetches(archive, since: str) -> None:
    begun = date.fromisoformat(f"{since}-01")
    host, made = archive(lambda day: day >= begun)
    found = made.bracket(look(), None).sightings[WORDS]
    assert (month(found.kept_from), found.kept_to, found.kept_looked) == (max(since, "2013-03"), DAYS[-1], DAY)
    assert len(fetched(host)) <= 12 and len(fetched(host)) == len(set(fetched(host)))


def test_words_that_are_gone_are_bracketed_at_both_ends(archive) -> None:
    """Both ends cost more than one run may ask for, so a second run goes on."""
    host, made = archive(lambda day: date(2016, 4, 1) <= day < date(2021, 8, 1))
    first = made.bracket(look(live=False), date(2018, 1, 1))
    once = len(fetched(host))
    found = made.bracket(first, date(2018, 1, 1)).sightings[WORDS]
    assert (month(found.kept_from), month(found.kept_to)) == ("2016-04", "2021-07")
    assert once <= 12 and len(fetched(host)) - once <= 11 and len(fetched(host)) == len(set(fetched(host)))


@pytest.mark.parametrize("rhythm", [2, 3, 4])
def test_text_that_comes_and_goes_is_left_unbracketed(archive, rhythm: int) -> None:
    host, made = archive(lambda day: (day.year * 12 + day.month) % rhythm == 0)
    found = made.bracket(look(), None).sightings[WORDS]
    assert (found.kept_from, found.kept_to, found.kept_looked) == (None, None, DAY)
    assert len(fetched(host)) <= 12


def test_a_run_that_was_killed_goes_on_where_it_was(archive) -> None:
    host, made = archive(lambda day: day >= date(2019, 5, 1))
    real, killed_after = made.visitor._fetch, 5

    def fetch(*asked: object) -> object:
        if len(fetched(host)) >= killed_after:
            raise KeyboardInterrupt
        return real(*asked)

    made.visitor._fetch = fetch
    with pytest.raises(KeyboardInterrupt):
        made.bracket(look(), None)
    made.visitor._fetch = real
    found = made.bracket(look(), None).sightings[WORDS]
    assert month(found.kept_from) == "2019-05"
    assert len(fetched(host)) <= 12 and len(fetched(host)) == len(set(fetched(host)))


def test_what_was_asked_lately_is_not_asked_again(archive) -> None:
    host, made = archive(lambda day: True)
    known = made.bracket(look(), None)
    asked = len(host.asked)
    assert made.bracket(known, None) is known
    assert len(host.asked) == asked


def test_an_archive_that_does_not_answer_says_nothing(archive) -> None:
    host, made = archive(lambda day: True)
    host.told[f"/timemap/{PAGE}"] = Told(b"", status=503)
    known = look()
    assert made.bracket(known, None) is known


def test_copies_that_cannot_be_read_are_passed_over(archive) -> None:
    host, made = archive(lambda day: day >= date(2019, 5, 1))
    for day in DAYS:
        if day.month % 2:
            host.told[f"/copy/{day}"] = Told(b"", status=403)
    first = made.bracket(look(), None)
    once = len(fetched(host))
    assert month(made.bracket(first, None).sightings[WORDS].kept_from) == "2019-06"
    assert once <= 12 and len(fetched(host)) == len(set(fetched(host)))


def test_a_timemap_in_parts_is_read_to_its_end() -> None:
    text = '<https://a.example/2>;rel="timemap";type=application/link-format, <https://a.example/1>; rel="self timemap"'
    memento = '<https://a.example/m>; rel="first last memento"; datetime="Tue, 15 Sep 2015 11:28:26 GMT"'
    copies, further = read_timemap(f"{text},\n{memento}", "https://a.example/1")
    assert (copies, further) == ([Copy(date(2015, 9, 15), "https://a.example/m")], "https://a.example/2")


def test_a_month_has_one_copy_and_the_newest_stays() -> None:
    copies = [Copy(day, str(day)) for day in DAYS]
    thin = thin_out(copies[::-1])
    assert len({(copy.day.year, copy.day.month) for copy in thin}) == 164
    assert thin == sorted(thin) and thin[0] == copies[0] and thin[-1] == copies[-1] and len(thin) == 165


@pytest.mark.parametrize("copies", [0, 1, 2, 3, 7, 64, 165])
def test_each_bracket_is_exact(copies: int) -> None:
    """Every stretch of words in so many copies, live or not, is found as it is."""
    for first in range(copies):
        for last in {first, (first + copies) // 2, copies - 1} - set(range(first)):
            seen: dict[int, bool | None] = {}
            live = last == copies - 1
            while isinstance(step := next_copy(seen, copies, live=live, near=first), int):
                seen[step] = first <= step <= last
            assert step == Bracket(first=first, last=last, without=first - 1 if first else None)
            assert len(seen) <= (most_looks(copies) + 2 if live else 2 * most_looks(copies))
