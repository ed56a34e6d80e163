"""Similar programs: for each program the few that are most like it, to compare it with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import eq

from generator.answers.context import Context
from generator.answers.summaries import Summaries
from generator.answers.summary import Summary
from generator.model.digests import digest

# The programs most like each program of a specialty, by their places among them, and the key of what that rests on.
Alike = tuple[str, tuple[tuple[int, ...], ...]]

MOST = 3
_WINDOW = 8  # neighbors on each side


def choose_similar(
    groups: Mapping[str, Summaries], context: Context, known: Mapping[str, Alike], base: str
) -> dict[str, Alike]:
    """What is most like each program of each specialty.

    `known` is what the last build chose: a specialty whose programs show what they did is not looked at again.
    """
    return {id: _choose(programs, context, known.get(id), base) for id, programs in groups.items()}


def _choose(programs: Summaries, context: Context, known: Alike | None, base: str) -> Alike:
    key = digest(base, *programs.column("shown"))
    return known if known and known[0] == key else (key, _compare_neighbors(list(programs), context))


def _compare_neighbors(programs: Sequence[Summary], context: Context) -> tuple[tuple[int, ...], ...]:
    """Near first, then those that answer alike.

    Only a window of neighbors is looked at, so that the work grows with the number of programs and no faster.
    """
    states = context.editorial.states
    order = sorted(range(len(programs)), key=lambda place: (states[programs[place].state].region, place))
    # Sixteen comparisons a program: what is compared is laid out once, and compared in one step of C.
    shown = [[cell.said for cell in program.cells] for program in programs]
    known = [[cell.said if cell.state == "answered" else None for cell in program.cells] for program in programs]
    found: list[tuple[int, ...]] = [()] * len(programs)
    for number, place in enumerate(order):
        one, answers = programs[place], known[place]
        alike = sorted(
            (one.state != programs[other].state, one.city != programs[other].city, -sum(map(eq, answers, shown[other])),
             programs[other].slug, other)
            for other in order[max(0, number - _WINDOW) : number + _WINDOW + 1]
            if other != place
        )  # fmt: skip
        found[place] = tuple(other for *_, other in alike[:MOST])
    return tuple(found)
