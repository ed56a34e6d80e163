"""What the cost list comes to: each item at its usual count, the sum of each group, and the sum of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from generator.model.editorial import CostItem, CostTier, Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetRow:
    """One item: its rate as its source tells it, how many one needs as a rule, and what they cost."""

    id: str
    label: str
    unit: str
    rate: str
    count: int
    most: int  # the largest count that a reader may type
    tiers: str  # "30:11,:30" is 11 each for the first 30, and 30 for each one after
    cost: str
    source: str
    dated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetGroup:
    label: str
    rows: tuple[BudgetRow, ...]
    cost: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    groups: tuple[BudgetGroup, ...]
    cost: str


def add_up(items: Iterable[CostItem], facts: Mapping[str, Fact]) -> Budget:
    """The items in their order, grouped, with no sum that anybody typed."""
    groups, whole = [], 0.0
    for label, members in groupby(items, key=lambda item: item.group):
        listed = tuple(members)
        cost = sum(cost_of(item, facts[item.fact], item.default_count) for item in listed)
        rows = tuple(_row(item, facts[item.fact]) for item in listed)
        groups.append(BudgetGroup(label=label, rows=rows, cost=_dollars(cost)))
        whole += cost
    return Budget(groups=tuple(groups), cost=_dollars(whole))


def cost_of(item: CostItem, fact: Fact, count: int) -> float:
    """What `count` units of an item cost by its fact, or by its tiers where the price changes on the way."""
    cost, told = 0.0, 0
    for tier in _tiers(item, fact):
        upto = count if tier.up_to is None else min(count, tier.up_to)
        cost += max(0, upto - told) * tier.price
        told = max(told, upto)
    return cost


def _tiers(item: CostItem, fact: Fact) -> tuple[CostTier, ...]:
    return item.tiers or (CostTier(up_to=None, price=fact.number or 0.0),)


def _row(item: CostItem, fact: Fact) -> BudgetRow:
    tiers = ",".join(f"{'' if tier.up_to is None else tier.up_to}:{_plain(tier.price)}" for tier in _tiers(item, fact))
    return BudgetRow(
        id=item.id,
        label=item.label,
        unit=item.unit_label,
        rate=fact.value,
        count=item.default_count,
        most=1 if item.per == "once" else 400,
        tiers=tiers,
        cost=_dollars(cost_of(item, fact, item.default_count)),
        source=fact.source_url,
        dated=str(fact.as_of or "undated"),
    )


def _plain(price: float) -> str:
    return f"{price:.2f}".rstrip("0").rstrip(".")


def _dollars(cost: float) -> str:
    return f"${cost:,.0f}" if cost == round(cost) else f"${cost:,.2f}"
