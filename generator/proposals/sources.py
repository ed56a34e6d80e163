"""Sources: a page stands in a file's list once, and goes with the last claim that rests on it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from generator.check.question_list import QuestionList
from generator.check.sources import SOURCE_KEYS
from generator.model.proposals import OF_SOURCE, Proposal
from generator.proposals.groups import Group, Unfit, group_of, groups_in, holds, merge, put_behind
from generator.proposals.writing import write_value

_WORDS = 4  # of a title in the key of its source


def known_source(proposal: Proposal, wanted: Group) -> str | None:
    """The key under which the file has the proposal's source, as it is dated; None where it has not."""
    sources = group_of(wanted, "sources")
    if isinstance(proposal.source, str):
        seen = proposal.now.get("source", "") if isinstance(proposal.now, dict) else ""
        key = proposal.source or str(seen)
        return key if key in sources else None
    for key, source in sources.items():
        same = isinstance(source, dict) and all(
            source.get(part, "") == proposal.source.get(part, "") for part in ("url", "dated", "kind")
        )
        # Without an address, a title is all there is to know a source by.
        if same and isinstance(source, dict) and (source.get("url") or source.get("title") == proposal.source["title"]):
            return key
    return None


def take_source(proposal: Proposal, wanted: Group) -> str:
    """The key of the proposal's source, which is added to the file once; "" where the source stays as it is."""
    if proposal.source == "":
        return ""
    known = known_source(proposal, wanted)
    if known is not None:
        return known
    if isinstance(proposal.source, str):
        keys = ", ".join(group_of(wanted, "sources")) or "none"
        raise Unfit(f'the file has no source "{proposal.source}", only {keys}')
    sources = group_of(wanted, "sources")
    key = _name_source(proposal.source, sources)
    sources[key] = {
        part: proposal.source[part] for part in SOURCE_KEYS if proposal.source.get(part) and part != "checked"
    }
    if "sources" not in wanted:
        before = [name for name in wanted if not isinstance(wanted[name], dict)]
        put_behind(wanted, "sources", sources, before)
    else:
        wanted["sources"] = sources
    return key


def _name_source(source: Mapping[str, str], taken: Group) -> str:
    """A key from the first words of its title, which the file does not have yet."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", source["title"].lower()) if not unicodedata.combining(c))
    words = re.findall(r"[a-z0-9]+", plain)
    base = "-".join(words[:_WORDS])[:60].strip("-") or "page"
    names = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def used_sources(front: Group, listed: QuestionList) -> Iterator[str]:
    """The keys that claims name, and whatever else of the file rests on a source."""
    for key, value in front.items():
        groups = list(value.values()) if key in listed.question_ids and isinstance(value, dict) else [value]
        for group in groups if key != "sources" else ():
            for item in groups_in(group):
                yield from (str(item[name]) for name in ("source", "confirmed") if name in item)


def drop_sources(wanted: Group, unused: set[str]) -> None:
    """A source that no claim uses any more goes with the claim."""
    sources = group_of(wanted, "sources")
    for key in unused & set(sources):
        del sources[key]
    if not sources:
        wanted.pop("sources", None)


def change_source(wanted: Group, proposal: Proposal) -> None:
    """New fields for a source of the file."""
    key, sources = proposal.field.removeprefix(OF_SOURCE), group_of(wanted, "sources")
    source, new, now = sources.get(key), proposal.new, proposal.now
    if not isinstance(source, dict) or not isinstance(new, dict):
        raise Unfit(
            f'the file has no source "{key}"' if not isinstance(source, dict) else "a source goes with its last claim"
        )
    if holds(source, new):
        return
    if not isinstance(now, dict) or not holds(source, now):
        raise Unfit(f"what the proposal saw is not there: now it says {write_value(source)}")
    sources[key] = merge(source, new, SOURCE_KEYS)
