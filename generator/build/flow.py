"""The build on one page: read, check, plan, render, publish.

What was made from unchanged inputs by the last build is kept; everything else is made again,
so a warm build gives the bytes that a cold one gives.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from generator.build.inputs import is_up_to_date, read_inputs
from generator.build.ledger import Ledger
from generator.build.library import check_library
from generator.build.order import Order
from generator.build.planning import plan_site
from generator.build.pool import Pool
from generator.build.publishing import index_site, publish_site
from generator.build.rendering import list_changed, render_site
from generator.model.problem import Problem, in_order
from generator.publish.site_folder import recover, refuse_place
from generator.publish.staging import alone


@dataclass(slots=True, kw_only=True)
class Report:
    """What came of a build: with any Problem, nothing was published."""

    problems: tuple[Problem, ...] = ()
    programs: int = 0
    files: int = 0
    written: int = 0
    timings: dict[str, float] = field(default_factory=dict)  # seconds of each step


def build(order: Order, say: Callable[[str], None] = lambda text: None) -> Report:
    """Build the site: read, check, plan, render, publish.

    OSError where the site must not be written, or where a file was changed meanwhile; SearchIndexFailed.
    """
    report = Report()
    refuse_place(order.site, order.root, order.cache)
    with alone(order.site, order.cache), Pool(order.jobs) as pool:
        _tidy_up(order)
        with _timed(report, "read"):
            inputs = read_inputs(order)
        if is_up_to_date(inputs, order):
            return _fill(report, inputs.ledger)
        with _timed(report, "check"):
            library, problems = check_library(order, inputs, pool, say)
        if library is None:
            report.problems = in_order(problems)
            return report
        with _timed(report, "plan"):
            plan = plan_site(library, inputs, order)
        with _timed(report, "render"):
            made = render_site(plan, library, inputs, order, pool, say)
            pool.end_processes()
        with _timed(report, "index"):
            made |= index_site(library, inputs.ledger, order, say)
        with _timed(report, "publish"):
            ledger = publish_site(made, plan, library, inputs, order)
        report.written = len(list_changed(made, inputs.ledger.made))
        return _fill(report, ledger)


def _tidy_up(order: Order) -> None:
    """After a build that was cut off: it may have extracted what was never published."""
    if recover(order.site):
        shutil.rmtree(order.cache / "extracts", ignore_errors=True)


@contextmanager
def _timed(report: Report, step: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    report.timings[step] = time.perf_counter() - started


def _fill(report: Report, ledger: Ledger) -> Report:
    report.programs, report.files = ledger.programs, sum(len(made.files) for made in ledger.made.values())
    return report
