"""Round: one run of the watch over many addresses, several hosts at a time, each page kept as soon as it was looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from pathlib import Path

from generator.check import Checked
from generator.model.addresses import take_apart
from generator.model.sightings import Look, Looks, Sighting
from generator.read.folders import ContentFiles
from generator.watch.archive import ASK_AGAIN, Archive, is_due
from generator.watch.cited import Cited, list_cited
from generator.watch.fetch import Limits
from generator.watch.judge import Outcome, judge
from generator.watch.manners import PAUSE, Visitor
from generator.watch.reading import Reading, Readings, look_at
from generator.watch.report import write_report
from generator.watch.sightings import add_look, write_looks

HOSTS_AT_ONCE = 8
ENOUGH = 24  # pages, of several hosts in turn, after which nobody waits any longer for one that answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a person asked for."""

    root: Path
    today: date
    cache: Path  # where the last readings lie
    holders: frozenset[str] = frozenset()  # only the sources of these programs and institutions; none: all addresses
    limit: int | None = None
    write: bool = True
    pause: float = PAUSE
    allow_local: bool = False
    archive: bool = False  # ask for kept copies instead of the pages as they are


class CannotBegin(Exception):
    """Why a round cannot begin, in a sentence."""


class NothingToDo(Exception):
    """Why a round has nothing to do, in a sentence."""


@dataclass(slots=True, kw_only=True)
class Round:
    """What one run needs, and what it learns."""

    plan: Plan
    visitor: Visitor
    readings: Readings
    everything: Mapping[str, Cited]  # every address of the content
    chosen: Sequence[Cited]  # those to look at now, in this order
    sightings: dict[str, Looks]  # of each institution, as they are now
    archive: Archive | None = None
    written: set[str] = field(default_factory=set)  # institutions whose file has changed
    outcomes: list[Outcome] = field(default_factory=list)

    def run(self, told: Callable[[], None]) -> None:
        """Look at each address, or at kept copies of each; `told` is called when one is done."""
        self._tidy()
        if self.archive:
            self._search_archive(self.archive, told)
            return
        with closing(look_at_all([each.url for each in self.chosen], self._look)) as looks:
            for place, reading in looks:
                cited = self.chosen[place]
                outcome = judge(reading, cited.all_words)
                self.readings.keep(reading)
                self.outcomes.append(outcome)
                self._add(cited, outcome)
                told()
                if len(self.outcomes) == ENOUGH and self.is_cut_off:
                    return

    @property
    def is_cut_off(self) -> bool:
        """Whether nothing has answered at all, so that this machine is rather offline than every page gone."""
        return bool(self.outcomes) and all(outcome.page == "unanswered" for outcome in self.outcomes)

    def _search_archive(self, archive: Archive, told: Callable[[], None]) -> None:
        for cited in self.chosen:
            for institution in sorted(cited.words):
                known = self.sightings.get(institution, {}).get(cited.url)
                if known:
                    self._note(institution, known, archive.bracket(known, cited.read))
            told()

    def tell(self) -> str:
        """The report, as Markdown."""
        return write_report(self.outcomes, self.everything, self.sightings)

    def _tidy(self) -> None:
        """Drop the sightings of addresses that no claim rests on any more."""
        for institution, looks in tuple(self.sightings.items()):
            cited = [url for url, each in self.everything.items() if institution in each.words]
            kept = {url: look for url, look in looks.items() if url in cited}
            if len(kept) < len(looks):
                self.sightings[institution] = kept
                self._write(institution)

    def _look(self, url: str) -> Reading:
        return look_at(url, self.visitor, self.readings.find(url), self.plan.today)

    def _add(self, cited: Cited, outcome: Outcome) -> None:
        """Note what was seen with each institution whose claims rest on the page."""
        for institution, words in cited.words.items():
            known = self.sightings.get(institution, {}).get(cited.url)
            self._note(institution, known, add_look(known, outcome, words, self.plan.today))

    def _note(self, institution: str, known: Look | None, fresh: Look | None) -> None:
        if fresh and fresh is not known:
            self.sightings[institution] = {**self.sightings.get(institution, {}), fresh.url: fresh}
            self._write(institution)

    def _write(self, institution: str) -> None:
        if self.plan.write and write_looks(self.plan.root, institution, self.sightings[institution]):
            self.written.add(institution)


def begin(plan: Plan, files: ContentFiles, checked: Checked) -> Round:
    """A round over the content: whom to ask, for what, and in which order."""
    everything = list_cited(plan.root, files, checked)
    unknown = plan.holders.difference(*(each.holders for each in everything.values()))
    if unknown:
        raise CannotBegin(f"No page is named as a source by {', '.join(sorted(unknown))}.")
    site = checked.editorial.site
    agent = f"{'-'.join(re.findall('[A-Za-z0-9]+', site.title))}-watch/1 (+{site.base_url})"
    visitor = Visitor(Limits(agent=agent, allow_local=plan.allow_local), pause=plan.pause)
    readings, sightings = Readings(plan.cache), dict(checked.editorial.sightings)
    wanted = [each for each in everything.values() if not plan.holders or each.holders & plan.holders]
    archive = None
    if plan.archive:
        if not site.timemap:
            raise CannotBegin("content/site.yml names no archive: write the address of its TimeMap under `timemap`.")
        archive = Archive(timemap=site.timemap, visitor=visitor, folder=plan.cache, today=plan.today)
        wanted = _list_due(wanted, sightings, plan.today)
    return Round(
        plan=plan,
        archive=archive,
        visitor=visitor,
        readings=readings,
        everything=everything,
        chosen=_put_in_order(wanted, sightings, readings)[: plan.limit],
        sightings=sightings,
    )


def _list_due(wanted: Iterable[Cited], sightings: Mapping[str, Looks], today: date) -> list[Cited]:
    """The pages of which an archive is asked now; says why where there is none."""
    looked_at = [each for each in wanted if _sightings_of(each, sightings)]
    if not looked_at:
        raise CannotBegin(
            "An archive is asked about words that were looked for on the pages themselves, and none were yet: "
            "run `watch` without --archive first."
        )
    due = [each for each in looked_at if _is_due(each, sightings, today)]
    if not due:
        raise NothingToDo(f"Kept copies of all of them were asked about in the last {ASK_AGAIN.days} days.")
    return due


def _sightings_of(cited: Cited, sightings: Mapping[str, Looks]) -> list[Sighting]:
    looks = (sightings.get(institution, {}).get(cited.url) for institution in cited.words)
    return [seen for look in looks if look for seen in look.sightings.values()]


def _is_due(cited: Cited, sightings: Mapping[str, Looks], today: date) -> bool:
    """Whether words of a page wait for what kept copies say; a page is looked at itself first."""
    return any(is_due(seen, today) for seen in _sightings_of(cited, sightings))


def _put_in_order(cited: Iterable[Cited], sightings: Mapping[str, Looks], readings: Readings) -> list[Cited]:
    """What was never looked at first, then what was looked at longest ago."""

    def last_look(one: Cited) -> tuple[date, str]:
        known = readings.find(one.url)
        noted = [look.looked for institution in one.words if (look := sightings.get(institution, {}).get(one.url))]
        return max([known.looked if known else date.min, *noted]), one.url

    return sorted(cited, key=last_look)


def look_at_all(urls: Sequence[str], look: Callable[[str], Reading]) -> Generator[tuple[int, Reading], None, None]:
    """The place of each address with its reading, as they come; whoever stops listening stops the looking."""
    pool = ThreadPoolExecutor(HOSTS_AT_ONCE)
    try:
        places = {pool.submit(look, urls[place]): place for place in _alternate(urls)}
        for done in as_completed(places):
            yield places[done], done.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _alternate(urls: Sequence[str]) -> Iterator[int]:
    """The places of the addresses, host by host in turn, since those of one host wait for one another."""
    hosts: dict[str, list[int]] = {}
    for place, url in enumerate(urls):
        hosts.setdefault(take_apart(url).netloc.lower(), []).append(place)
    for row in zip_longest(*hosts.values()):
        yield from (place for place in row if place is not None)
