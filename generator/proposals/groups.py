"""Groups: plain fields compared and changed in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.model.proposals import CUT, Plain

Group = dict[str, Plain]
_ENOUGH = 24  # characters


class Unfit(Exception):
    """A proposal does not fit what the file says; the text says what it does say."""


def holds(claim: Group, fields: Mapping[str, Plain]) -> bool:
    return all(same(claim.get(key, ""), value) for key, value in fields.items())


def same(one: Plain, other: Plain) -> bool:
    """A list and its items with commas between say the same, as one text alone and a list of one do."""
    if one == other or _joined(one) == _joined(other):
        return True
    # A long answer that was seen may be cut, as long as what is left is enough to know it by.
    seen = other if isinstance(other, str) else ""
    return seen.endswith(CUT) and len(seen) > _ENOUGH and str(_joined(one)).startswith(seen[:-1])


def _joined(value: Plain) -> Plain:
    return ", ".join(map(str, value)) if isinstance(value, list) else value


def group_of(group: Group, key: str) -> Group:
    """The group under a key; an empty one where there is none."""
    found = group.get(key)
    return found if isinstance(found, dict) else {}


def groups_in(value: Plain | None) -> list[Group]:
    """The groups that stand at a place: one alone, or several in a list."""
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict)]


def merge(group: Group, given: Mapping[str, Plain], order: Sequence[str]) -> Group:
    """The group with the given fields; an empty text takes one out, and what is the same stays as it is written."""
    merged = dict(group)
    for key, value in given.items():
        if value == "":
            merged.pop(key, None)
        elif not same(merged.get(key, ""), value):
            put(merged, key, value, order)
    return merged


def put(group: Group, key: str, value: Plain, order: Sequence[str]) -> None:
    """Set a key; a new one goes behind the last that comes before it in the order, or in front of those that follow."""
    if key in group:
        group[key] = value
        return
    earlier = order[: order.index(key)]
    outside = [name for name in group if name not in order]
    put_behind(group, key, value, [*outside, *earlier])


def put_behind(group: Group, key: str, value: Plain, earlier: Sequence[str]) -> None:
    names = list(group)
    at = max((names.index(name) + 1 for name in earlier if name in group), default=0)
    pairs = [*group.items()]
    pairs.insert(at, (key, value))
    group.clear()
    group.update(pairs)


def copy_group(value: Group) -> Group:
    return {key: _copy_value(part) for key, part in value.items()}


def _copy_value(value: Plain) -> Plain:
    if isinstance(value, dict):
        return copy_group(value)
    return [_copy_value(part) for part in value] if isinstance(value, list) else value
