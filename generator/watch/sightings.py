"""Sightings: what a look adds to what was known, and the files in which that is kept."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

from generator.model.sightings import Look, Looks, Sighting
from generator.read.content_file import replace_file
from generator.watch.judge import Outcome

FOLDER = "content/sightings"
NEWS_AFTER = timedelta(days=28)  # a look that says nothing new is noted again after so long
_HEAD = "# Kept by `python -m generator watch`, never by hand.\n"


def add_look(known: Look | None, outcome: Outcome, words: Collection[str], today: date) -> Look | None:
    """What is known of an address after a look; `known` itself where that is nothing new, or where nobody answered.

    `words` are those of all claims that rest on it; the sightings of others are dropped.
    """
    if outcome.page == "unanswered":
        return _hold(known, words) if known else None
    stale = known is None or today - known.looked >= NEWS_AFTER
    kept = known.sightings if known else {}
    fresh = Look(
        url=outcome.url,
        page=outcome.page,
        looked=today,
        since=known.since if known and known.page == outcome.page else today,
        moved_to=outcome.moved_to,
        sightings={each: seen for each in sorted(words) if (seen := _see(kept.get(each), each, outcome, today))},
    )
    return fresh if known is None or stale or _says_more(fresh, known) else known


def _hold(known: Look, words: Collection[str]) -> Look:
    """What is known, for the words that claims have now."""
    if set(known.sightings) <= set(words):
        return known
    return replace(known, sightings={each: seen for each, seen in known.sightings.items() if each in words})


def _see(known: Sighting | None, words: str, outcome: Outcome, today: date) -> Sighting | None:
    """One look for the words of one claim: only a second look on another day makes them gone."""
    found = outcome.found.get(words)
    if found is None:
        return known
    known = known or Sighting(words=words)
    if found:
        place = outcome.on_page.get(words)
        first = known.first_seen or today
        return replace(known, first_seen=first, last_seen=today, missed=None, gone_since=None, on_page=place)
    missed = known.missed or today
    return replace(known, missed=missed, gone_since=missed if missed < today else None)


def _says_more(fresh: Look, known: Look) -> bool:
    """Whether a look says more than that everything is as it was."""
    return (fresh.page, fresh.moved_to, _told(fresh)) != (known.page, known.moved_to, _told(known))


def _told(look: Look) -> dict[str, Sighting]:
    """The sightings without the day on which each was last seen."""
    return {words: replace(seen, last_seen=None) for words, seen in look.sightings.items()}


# --- The files ------------------------------------------------------------------------------------


def write_looks(root: Path, institution: str, looks: Looks) -> bool:
    """Write the sightings of one institution's sources, if that changes its file; whether it did."""
    path = root / FOLDER / f"{institution}.yml"
    text = list_looks(looks)
    if not looks:
        found = path.exists()
        path.unlink(missing_ok=True)
        return found
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, text.encode())
    return True


def list_looks(looks: Looks) -> str:
    """The text of a file: an address, a state and a day a line, so that changes meet in few lines."""
    return _HEAD + "".join(line for _, look in sorted(looks.items()) for line in _list_look(look))


def _list_look(look: Look) -> Iterator[str]:
    yield f"{_quote(look.url)}:\n  page: {look.page}\n  looked: {look.looked}\n  since: {look.since}\n"
    if look.moved_to:
        yield f"  moved_to: {_quote(look.moved_to)}\n"
    told = {words: _list_days(seen) for words, seen in sorted(look.sightings.items())}
    if told:
        yield "  words:\n"
        yield from (f"    {_quote(words)}: {{{days}}}\n" for words, days in told.items())


def _list_days(seen: Sighting) -> str:
    named = ((each.name, getattr(seen, each.name)) for each in fields(Sighting) if each.name != "words")
    return ", ".join(f"{name}: {value}" for name, value in named if value is not None)


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
