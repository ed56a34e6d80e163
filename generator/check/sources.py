"""Check the sources list of a file: where its claims come from, and how old each page is."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import yaml

from generator.check.fields import Fields
from generator.check.texts import BAD_ID, is_slug
from generator.model.claims import Source, SourceKind
from generator.model.dates import PartialDate
from generator.model.kinds import PROGRAM

SOURCE_KEYS = ("kind", "title", "url", "dated", "estimated", "basis", "checked", "archived")
UNDATED = "undated"
# What people write where a page shows no date.
_NO_DATE = frozenset(
    (
        *("", "unknown", "none", "n/a", "na", "nd", "n.d.", "no date", "not dated", "not stated", "null", "?", "-"),
        *("~", "tbd"),
    )
)


def check_sources(fields: Fields, kinds: Mapping[str, SourceKind], ids: Collection[str]) -> dict[str, Source]:
    """The sources of a file by key; a faulty one is noted, and kept so that its claims can be checked."""
    sources: dict[str, Source] = {}
    group = fields.open_group("sources")
    for key in group:
        if not is_slug(key):
            group.notes.add(
                "bad-id", group.key(key), group.at(key), BAD_ID, found=key, mend="rename it here and in its claims."
            )
        sources[key] = _check_source(key, group.group(key, SOURCE_KEYS), kinds, ids)
    _check_https(fields, group, sources)
    return sources


def _check_source(key: str, fields: Fields, kinds: Mapping[str, SourceKind], ids: Collection[str]) -> Source:
    kind = fields.one_of("kind", ids)
    # A program may say something here that its page does not show; then `basis` tells how it did.
    said = kind in kinds and (kinds[kind].spoken or (kind == PROGRAM and "basis" in fields))
    spoken = "url" not in fields and said
    fields.require("kind", "title", *(() if spoken else ("url",)), "dated")
    if spoken and fields.text("dated", free=False) == UNDATED:
        must, mend = "must be the date on which it was said, since there is no page to look at", "write the date."
        fields.notes.add("bad-date", fields.value("dated"), fields.at("dated"), must, found=UNDATED, mend=mend)
    dated = _read_dated(fields)
    estimated = fields.date("estimated", span=False)
    if estimated and dated:
        must, mend = "must stand only where dated is `undated`", "delete it."
        fields.notes.add("wrong-shape", fields.key("estimated"), fields.at("estimated"), must, mend=mend)
    url = fields.link("url")
    if url and fields.notes.spellings.people.owns(url):
        must, mend = "must not be a page about one person", "cite the program's or its office's own page."
        fields.notes.add("named-person", fields.value("url"), fields.at("url"), must, found=url, mend=mend)
    checked = whole_day(fields, "checked")
    if checked and dated:
        check_order(fields, checked, dated)
    return Source(
        key=key,
        kind=kind,
        rank=kinds[kind].rank if kind in kinds else len(kinds),
        title=fields.text("title", longest=200, free=False),
        url=url,
        dated=dated,
        estimated=estimated,
        basis=fields.text("basis", longest=160),
        checked=checked,
        archived=fields.link("archived"),
    )


def _read_dated(fields: Fields) -> PartialDate | None:
    """The date that the page shows; None where it is `undated`, or no date."""
    node = fields.value("dated")
    text = str(node.value).strip() if isinstance(node, yaml.ScalarNode) else ""
    if text == UNDATED or node is None:
        return None
    if isinstance(node, yaml.ScalarNode) and text.casefold() in _NO_DATE:
        must, mend = f"must be the date that the page shows, or {UNDATED}", f"write {UNDATED} where it shows none."
        fields.notes.add("bad-date", node, fields.at("dated"), must, found=text, mend=mend, right=UNDATED)
        return None
    return fields.date("dated", span=False)


def whole_day(fields: Fields, key: str) -> PartialDate | None:
    """The day on which a person looked, never a month or a year."""
    found = fields.date(key, span=False)
    if found and found.day is None:
        must, mend = "must be the day on which a person opened the page", "write it as 2024-03-15."
        fields.notes.add("bad-date", fields.value(key), fields.at(key), must, found=str(found), mend=mend)
    return found


def check_order(fields: Fields, checked: PartialDate, dated: PartialDate) -> None:
    """Nobody found a claim on a page before the page was written."""
    if checked.latest < dated.earliest:
        must, mend = (
            f"must not be earlier than the date of the page, {dated}",
            "mend the one that has a slip of the pen.",
        )
        fields.notes.add("bad-date", fields.value("checked"), fields.at("checked"), must, found=str(checked), mend=mend)


def _check_https(fields: Fields, group: Fields, sources: Mapping[str, Source]) -> None:
    """An http address is refused where the same file has the https address of the same page."""
    secure = {source.url for source in sources.values() if source.url.startswith("https://")}
    if not secure:
        return
    holders = [
        (fields, "website"),
        *((group.group(key), "url") for key in sources if sources[key].url.startswith("http:")),
    ]
    for holder, key in holders:
        node = holder.value(key)
        url = str(node.value).strip() if node is not None else ""
        right = f"https{url[4:]}"
        if url.startswith("http://") and right in secure:
            must, mend = "must be https, as in the sources list", f"write {right}"
            holder.notes.add("http-link", node, holder.at(key), must, found=url, mend=mend, right=right)
