"""The figures as plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.bench.builds import Result

_HEADS = ("", "wall s", "CPU s", "peak MB", "pages", "pages/s")


def table(results: Sequence[Result]) -> str:
    """A line a result; the memory column says how it was counted."""
    kinds = sorted({result.measure.memory for result in results if result.measure.memory})
    rows = [tuple(head if head != "peak MB" else f"peak MB ({'/'.join(kinds)})" for head in _HEADS)]
    rows += [_row(result) for result in results]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADS))]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    numbers = (f"{cell:>{width}}" for cell, width in zip(row[1:], widths[1:], strict=True))
    return f"  {row[0]:<{widths[0]}}  {'  '.join(numbers)}"


def _row(result: Result) -> tuple[str, ...]:
    measure = result.measure
    speed = f"{result.pages / measure.wall:,.0f}" if result.pages else ""
    pages = f"{result.pages:,}" if result.pages else ""
    return (
        result.label,
        f"{measure.wall:.2f}",
        f"{measure.cpu:.2f}",
        f"{measure.peak_mb:,.0f}",
        pages,
        speed,
    )


def tell_steps(result: Result) -> str:
    """Where the time of a build went, and what the search index took."""
    steps = ", ".join(f"{name} {seconds:.2f}" for name, seconds in result.steps.items())
    text = f"  Steps of {result.label}: {steps} s"
    if result.index_bytes:
        memory = f"{result.measure.watched_mb:,.0f} MB" if result.measure.watched_mb else "not seen"
        text += f"\n  Search index: {result.index_bytes / 1e6:.1f} MB on disk, peak memory of its maker {memory}"
    return text


def tell_ratios(results: Sequence[Result], hugo: Result) -> Iterator[str]:
    """Each build against Hugo's, measured in the same run."""
    yield "  Against Hugo's full build:"
    for result in results:
        if result is not hugo and result.pages:
            wall = result.measure.wall / hugo.measure.wall
            memory = result.measure.peak_mb / hugo.measure.peak_mb
            yield f"    {result.label}: {wall:.3f} of its wall time, {memory:.3f} of its peak memory"
