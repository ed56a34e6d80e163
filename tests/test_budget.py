"""The cost list: what an item costs at a count, and sums that nobody typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.answers.budget import add_up, cost_of
from generator.model.editorial import CostItem, CostTier, Editorial, Fact
from tests.real import real_library, small_library

STEPPED = (CostTier(up_to=30, price=11), CostTier(up_to=None, price=30))


def _fact(id: str, number: float | None = None) -> Fact:
    return Fact(
        id=id,
        fact=id,
        value="as told",
        number=number,
        as_of=None,
        source_title="A page",
        source_url="https://example.org/",
        confidence="high",
        old_after=6,
    )


def _item(id: str, group: str, count: int, tiers: tuple[CostTier, ...] = ()) -> CostItem:
    return CostItem(id=id, label=id, fact=id, group=group, per="per-unit", default_count=count, tiers=tiers)


@pytest.mark.parametrize(("count", "cost"), [(0, 0), (1, 11), (30, 330), (31, 360), (60, 1230), (100, 2430)])
def test_tiers_are_stepped(count, cost):
    assert cost_of(_item("forms", "Forms", 1, STEPPED), _fact("forms"), count) == cost


def test_without_tiers_the_rate_is_the_number_of_the_fact():
    assert cost_of(_item("test", "Tests", 1), _fact("test", 695), 2) == 1390


def test_groups_and_the_whole_are_the_sums_of_their_rows():
    items = (_item("test", "Tests", 2), _item("book", "Tests", 0), _item("forms", "Forms", 31, STEPPED))
    facts = {"test": _fact("test", 695), "book": _fact("book", 50), "forms": _fact("forms")}
    budget = add_up(items, facts)
    assert [(group.label, group.cost) for group in budget.groups] == [("Tests", "$1,390"), ("Forms", "$360")]
    assert [row.cost for group in budget.groups for row in group.rows] == ["$1,390", "$0", "$360"]
    assert budget.cost == "$1,750"


def test_the_total_of_a_page_is_the_sum_of_its_items(small_site):
    assert small_library().editorial.costs
    _hold_to_its_sums(small_site, small_library().editorial)


@pytest.mark.site
@pytest.mark.content
def test_the_totals_of_the_content_are_the_sums_of_its_items(real_site):
    _hold_to_its_sums(real_site, real_library().editorial)


def _hold_to_its_sums(site: Path, editorial: Editorial) -> None:
    """Whatever the content lists and whatever it costs: rows add up to groups, and groups to the total."""
    shown = [guide for guide in editorial.guides if "[[costs]]" in guide.body]
    assert bool(shown) == bool(editorial.costs)
    for guide in shown:
        html = (site / "guides" / guide.slug / "index.html").read_text(encoding="utf-8")
        told = re.search(r'data-part="total"[^>]*>[^<]*<strong>(\$[\d,.]+)', html)
        assert told is not None
        groups = [_sums(body) for body in re.findall(r"<tbody>.*?</tbody>", html, re.S) if "group-sum" in body]
        assert all(group == pytest.approx(sum(rows)) for group, rows in groups)
        assert sum(group for group, _ in groups) == pytest.approx(_dollars(told[1]))
        assert sum(len(rows) for _, rows in groups) == len(editorial.costs)


def _sums(body: str) -> tuple[float, list[float]]:
    """The sum that a group shows, and the costs of its rows."""
    group = re.search(r'data-part="group-sum">([^<]*)<', body)
    assert group is not None
    return _dollars(group[1]), [_dollars(text) for text in re.findall(r'data-part="sum">([^<]*)<', body)]


def _dollars(text: str) -> float:
    return float(text.replace("$", "").replace(",", ""))
