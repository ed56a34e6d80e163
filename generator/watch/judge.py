"""Judge: what a reading means for a page, and for the words of the claims that rest on it.

Where it cannot tell, it says so: only a page that was read as a reader reads it can lack words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from generator.model.addresses import take_apart
from generator.watch.fetch import FAULTS
from generator.watch.find_words import find_words
from generator.watch.reading import Reading

_GONE = frozenset({404, 410})
_WALLED = frozenset({401, 403, 407, 429, 451, 999})
_SHORT = 1500  # characters: a page in place of the page rarely says more
_WALL = re.compile(
    r"just a moment|attention required|access denied|are you a robot|verify(ing)? (that )?you are (a )?human|captcha|"
    r"checking your browser|incapsula|unusual traffic|security check|pardon our interruption|request blocked"
)
_COOKIES = re.compile(r"cookie.*(accept|consent|agree|allow)|(accept|consent|agree|allow).*cookie", re.DOTALL)
_LOST = re.compile(
    r"\b404\b|not found|no longer (available|exists)|(can.t|cannot|could ?n.t) (be found|find)|does ?n.t exist"
)
_SIGN_IN = re.compile(r"/(log-?in|sign-?in|sso|saml|idp|cas|auth|adfs|shibboleth)\b|^(login|sso|idp|auth|shib)\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one look found: the page's state (a key of PAGE_STATES, or "unanswered"), and of each of the words, whether they stand there.

    In `found`, None means that the look cannot tell; `on_page` are the pages of a PDF.
    """

    url: str
    page: str
    detail: str = ""
    moved_to: str = ""
    found: Mapping[str, bool | None] = field(default_factory=dict)
    on_page: Mapping[str, int] = field(default_factory=dict)


def judge(reading: Reading, words: Collection[str]) -> Outcome:
    """Say what a reading means."""
    places = {each: find_words(each, reading.text) for each in words} if 200 <= reading.status < 300 else {}
    page, detail, readable = _judge_page(reading, any(places.values()))
    unseen = False if readable else None
    return Outcome(
        url=reading.url,
        page=page,
        detail=detail,
        moved_to=reading.moved_to if page == "moved" else "",
        found={each: True if places.get(each) else unseen for each in words},
        on_page={each: place for each, place in places.items() if place and reading.text.kind == "pdf"},
    )


def _judge_page(reading: Reading, some_found: bool) -> tuple[str, str, bool]:
    """The page's state, why, and whether words that were not seen are not there."""
    status = reading.status
    if reading.fault:
        return _judge_fault(reading)
    if reading.walled or status in _WALLED or (not 200 <= status < 300 and _in_short(_WALL, reading)):
        return "walled", f"answered {status}", False
    if status in _GONE:
        return "gone", f"answered {status}", True
    if not 200 <= status < 300:
        return "unanswered", f"answered {status}", False
    state = "moved" if reading.moved_to else "there"
    if some_found:
        return state, "", True
    return _judge_text(reading, state)


def _judge_fault(reading: Reading) -> tuple[str, str, bool]:
    return _STATES.get(reading.fault, "unanswered"), FAULTS[reading.fault], False


# A host whose name nobody knows is as good as gone, but our own line may be down: it is "unanswered" too.
_STATES = {"robots": "walled", "size": "there"}


def _judge_text(reading: Reading, state: str) -> tuple[str, str, bool]:
    """What a page is that answers well and holds none of the words."""
    text = reading.text
    if _in_short(_WALL, reading):
        return "walled", "a wall against programs", False
    if _asks_to_sign_in(reading):
        return "walled", "asks to sign in", False
    if text.kind == "other" or not (text.scripted or text.whole.strip()):
        return state, _WITHOUT_TEXT.get(text.kind, "its text cannot be read"), False
    if text.kind == "html" and _LOST.search(text.title.lower()):
        return "gone", "says itself that it is not found", True
    if _leads_home(reading):
        return "gone", "leads to a home page", True
    if _in_short(_COOKIES, reading):
        return "walled", "asks for consent first", False
    if text.scripted:
        return state, "shows its text only to browsers that run its scripts", False
    return state, "", True


_WITHOUT_TEXT = {"pdf": "a PDF without text, such as a scan", "html": "a page without text"}


def _in_short(pattern: re.Pattern[str], reading: Reading) -> bool:
    """Whether a page is short and speaks of this: a long page may mention anything."""
    text = reading.text
    return len(text.whole) < _SHORT and bool(pattern.search(f"{text.title}\n{text.whole}".lower()))


def _asks_to_sign_in(reading: Reading) -> bool:
    parts = take_apart(reading.end)
    led = reading.end != reading.url and bool(
        _SIGN_IN.search(parts.path.lower()) or _SIGN_IN.search(parts.netloc.lower())
    )
    return led or (reading.text.asks_password and len(reading.text.whole) < _SHORT)


def _leads_home(reading: Reading) -> bool:
    was, now = take_apart(reading.url), take_apart(reading.end)
    return not now.path.strip("/") and not now.query and bool(was.path.strip("/"))
