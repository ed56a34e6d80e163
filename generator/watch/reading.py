"""Reading: what one look at an address met, its text included, and how it is kept for the next look.

What is kept lies in the cache, outside the content, and is safe to delete: then pages are fetched whole again.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path

from generator.model.digests import digest
from generator.read.content_file import replace_file
from generator.watch.manners import Visitor
from generator.watch.text import Text, read_text
from generator.watch.visit import Visit, visit

_NO_TEXT = Text(kind="other")
_FORM = "1"  # of what is kept; another form is not believed


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What stood at an address on a day; `fault` is as in a Response, or "redirects" where they lead nowhere."""

    url: str
    looked: date
    end: str = ""  # the address where it was found
    moved_to: str = ""
    status: int = 0
    fault: str = ""
    walled: bool = False  # a bot wall's own mark stood in the headers
    text: Text = field(default=_NO_TEXT)
    etag: str = ""
    modified: str = ""

    @property
    def settled(self) -> bool:
        """Whether asking once more on the same day would be asking too much."""
        return not self.fault and self.status < 500


def look_at(url: str, visitor: Visitor, known: Reading | None, today: date) -> Reading:
    """Look at an address; where it has not changed since it was `known`, the server need not send it again."""
    if known and known.looked == today and known.settled:
        return known
    whole = known if known and known.status == 200 and known.text.pages else None
    found = visit(url, visitor, _conditions(whole))
    if found.answer.status == 304 and whole:
        return replace(whole, looked=today)
    return _read(found, today)


def _conditions(known: Reading | None) -> dict[str, str]:
    if known is None:
        return {}
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in asked.items() if value}


def _read(found: Visit, today: date) -> Reading:
    answer = found.answer
    headers = answer.headers
    return Reading(
        url=found.url,
        looked=today,
        end=found.end,
        moved_to=found.moved_to,
        status=answer.status,
        fault="redirects" if found.looped else answer.fault,
        walled="cf-mitigated" in headers or "x-amzn-waf-action" in headers,
        text=read_text(answer.body, headers.get("content-type", "")),
        etag=headers.get("etag", "")[:200],
        modified=headers.get("last-modified", "")[:100],
    )


class Readings:
    """The readings of earlier looks, a file each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, url: str) -> Reading | None:
        """The last reading of an address; None where there is none that can be believed."""
        try:
            kept = json.loads(self._path(url).read_bytes())
            if kept.pop("form") != _FORM or kept["url"] != url:
                return None
            text = Text(**{**kept.pop("text"), "pages": tuple(kept.pop("pages"))})
            return Reading(**{**kept, "looked": date.fromisoformat(kept["looked"]), "text": text})
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def keep(self, reading: Reading) -> None:
        """Keep a reading in place of the last one of its address."""
        self._folder.mkdir(parents=True, exist_ok=True)
        plain = asdict(reading)
        pages = plain["text"].pop("pages")
        kept = {**plain, "looked": reading.looked.isoformat(), "pages": pages, "form": _FORM}
        replace_file(self._path(reading.url), json.dumps(kept).encode())

    def _path(self, url: str) -> Path:
        return self._folder / f"{digest(url)}.json"
