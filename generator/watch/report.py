"""The report of a round, as Markdown: what is gone, what has moved, what only a person can look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.model.sightings import Looks, sighting_of
from generator.watch.cited import Cited
from generator.watch.judge import Outcome

_MAX_SHOWN = 300
_NOT_A_CHECK = (
    "That a page answers, and that words stand on it, is not a check: "
    "`checked` is set only by a person who opened the page and found the claim there."
)
_ADVICE = {
    "gone": "The page is gone. Find where it went, or write what is known and date it.",
    "moved": "The page has a new address for good. Open it, and put the new address in.",
    "walled": "The site turns programs away. Only a person can look.",
    "unanswered": "No answer this time. Nothing to do unless it comes back week after week.",
}
_UNREAD = "These pages answer, and their text cannot be read by a program."


def write_report(outcomes: Sequence[Outcome], cited: Mapping[str, Cited], sightings: Mapping[str, Looks]) -> str:
    """What a round found: first the words that are gone, then the pages by state."""
    found = sorted(outcomes, key=lambda outcome: outcome.url)
    gone, missed = _list_lost(found, cited, sightings)
    lines = [_tell_counts(found), "", _NOT_A_CHECK]
    lines += _part("Words that are no longer on their page", "Ask again, and change the claim.", gone)
    lines += _part("Words that were not found this time", "A second look on another day decides.", missed)
    for state, advice in _ADVICE.items():
        group = [outcome for outcome in found if outcome.page == state]
        lines += _part(state.capitalize(), advice, [_tell_page(outcome, cited) for outcome in group])
    unread = [outcome for outcome in found if outcome.page == "there" and outcome.detail]
    lines += _part("Unread", _UNREAD, [_tell_page(outcome, cited) for outcome in unread])
    return "\n".join(lines) + "\n"


def _tell_counts(found: Sequence[Outcome]) -> str:
    pages = ", ".join(f"{sum(one.page == state for one in found)} {state}" for state in ("there", *_ADVICE))
    looks = [look for one in found for look in one.found.values()]
    seen, unseen = looks.count(True), looks.count(False)
    return (
        f"{len(found):,} pages were looked at: {pages}. Of the words of {len(looks):,} claims and groups of claims, "
        f"{seen:,} were seen, {unseen:,} not, and of {len(looks) - seen - unseen:,} nothing can be told."
    )


def _list_lost(
    found: Iterable[Outcome], cited: Mapping[str, Cited], sightings: Mapping[str, Looks]
) -> tuple[list[str], list[str]]:
    """A line for all words that are gone, and for those that one look has missed."""
    gone: list[str] = []
    missed: list[str] = []
    for outcome in found:
        one = cited[outcome.url]
        for words in sorted(words for words, seen in outcome.found.items() if seen is False):
            looks = (sightings.get(institution, {}) for institution in sorted(one.words))
            known = next(filter(None, (sighting_of(each, one.url, words) for each in looks)), None)
            since = known.gone_since if known else None
            places = ", ".join(_as_code(place) for place in one.claims.get(words, ()))
            line = f"- {_as_code(words)} at {_as_code(one.url)}, in {places}"
            (gone if since else missed).append(f"{line}; since {since}" if since else line)
    return gone, missed


def _part(title: str, advice: str, lines: Sequence[str]) -> list[str]:
    return ["", f"## {title} ({len(lines)})", "", advice, "", *lines] if lines else []


def _tell_page(outcome: Outcome, cited: Mapping[str, Cited]) -> str:
    parts = [f"- {_as_code(outcome.url)}"]
    if outcome.moved_to:
        parts.append(f"→ {_as_code(outcome.moved_to)}")
    if outcome.detail:
        parts.append(f"({outcome.detail})")
    places = ", ".join(_as_code(place) for place in cited[outcome.url].places)
    return " ".join(parts) + (f" in {places}" if places else "")


def _as_code(text: str) -> str:
    """Text as Markdown code: an address that a server sent must not become markup or a mention."""
    plain = "".join(char if char.isprintable() and char != "`" else "?" for char in text)
    return f"`{plain[:_MAX_SHOWN]}`"
