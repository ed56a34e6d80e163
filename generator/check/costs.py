"""Check what the cost calculator adds up."""

from __future__ import annotations

from collections.abc import Collection

from generator.check.fields import Fields
from generator.check.findings import Findings
from generator.check.references import check_name
from generator.model.editorial import CostItem, CostTier
from generator.read.documents import Document

COST_KEYS = ("id", "label", "fact", "per", "unit_label", "default_count", "group", "tiers")


def check_costs(
    document: Document, notes: Findings, facts: Collection[str], numbers: Collection[str]
) -> tuple[CostItem, ...]:
    """content/costs.yml: what the cost calculator adds up; without tiers, the rate is the number of the item's fact."""
    fields = Fields(document.front, notes, "", ("items",))
    found = []
    for item in fields.groups("items", COST_KEYS):
        item.require("id", "label", "fact", "per", "group")
        tiers = tuple(
            CostTier(up_to=tier.whole_number("up_to"), price=tier.number("price") or 0.0)
            for tier in item.groups("tiers", ("up_to", "price"))
        )
        count = item.whole_number("default_count")
        found.append(
            CostItem(
                id=item.slug("id"),
                label=item.text("label"),
                fact=_check_rate(item, tiers, facts, numbers),
                group=item.text("group"),
                per=item.one_of("per", ("once", "per-unit")),
                unit_label=item.text("unit_label"),
                default_count=1 if count is None else count,
                tiers=tiers,
            )
        )
    return tuple(found)


def _check_rate(item: Fields, tiers: tuple[CostTier, ...], facts: Collection[str], numbers: Collection[str]) -> str:
    """The fact that an item's rate rests on: one with a number, unless tiers give the prices."""
    if tiers:
        return check_name(item, "fact", facts, "a fact")
    return check_name(item, "fact", numbers, "a fact with a number")
