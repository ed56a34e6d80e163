"""How fast the facets of /programs/ answer on a slow phone, and what a browser loads for them.

Chromium runs with its CPU slowed down six times; each click on a checkbox is timed inside the page.
"""

from __future__ import annotations

import gzip
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import unquote, urlsplit

from generator.publish.site_server import open_server

SLOWDOWN = 6
CLICKS = 12
STILL = 400  # milliseconds without a change that end a click
WORDS = "bench hospital"

# Clicks a box and waits until the page has been still for a while: when the numbers stand (of programs, and beside
# each choice), when the first rows do, when everything does, and when that is painted.
_CLICK = """
async ([number, still]) => new Promise((done) => {
  const filter = document.querySelector("program-filter");
  const box = filter.querySelectorAll("input[type=checkbox]")[number];
  const took = {numbers: 0, rows: 0, all: 0, painted: 0};
  const start = performance.now();
  const finish = () => { watch.disconnect(); done(took); };
  let rest = setTimeout(finish, 20 * still);
  const watch = new MutationObserver((changes) => {
    const now = performance.now() - start;
    for (const change of changes) {
      const at = change.target.nodeType === 1 ? change.target : change.target.parentElement;
      if (at?.closest("[role=status], [data-part=count]")) took.numbers = now;
      if (at?.closest("[data-part=results]")) took.rows ||= now;
    }
    took.all = now;
    requestAnimationFrame(() => setTimeout(() => { took.painted = performance.now() - start; }, 0));
    clearTimeout(rest);
    rest = setTimeout(finish, still);
  });
  watch.observe(filter, {childList: true, characterData: true, attributes: true, subtree: true});
  box.click();
})
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetMeasure:
    """Milliseconds from a click to the numbers, the first rows, all of it, and the painted page; bytes are gzip."""

    boxes: int
    first_ms: float  # until the first rows; the first click has to wait for what it loads
    numbers_ms: float
    worst_ms: float  # of the numbers
    rows_ms: float
    all_ms: float
    painted_ms: float
    loaded_bytes: int
    loaded: dict[str, int]
    search_bytes: int


def find_chromium() -> str | None:
    """The browser that $CHROMIUM names, else one that is installed."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chrome"))), None)


def measure_facets(site: Path, chromium: str) -> FacetMeasure:
    """Serve a built site on this machine and click its facets; raises LookupError where none answers."""
    from playwright.sync_api import sync_playwright

    with _serving(site) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        try:
            page = browser.new_page(viewport={"width": 412, "height": 915})
            loaded = _collect(page, site)
            page.goto(f"{address}programs/")
            if not page.locator("program-filter input[type=checkbox]").count():
                raise LookupError("/programs/ has no checkboxes in a program-filter element")
            page.wait_for_load_state("networkidle")
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
            clicks = _click_boxes(page)
            facets = {path: size for path, size in loaded().items() if path.endswith((".json", ".bin", ".txt"))}
            return _sum_up(clicks, facets, _search(page, address, loaded))
        finally:
            browser.close()


@contextmanager
def _serving(site: Path) -> Iterator[str]:
    with open_server(site, port=0) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield server.address
        finally:
            server.shutdown()


def _collect(page: Any, site: Path) -> Any:
    """Keep what the page loads; the function that it gives back returns the bytes of each address in gzip."""
    paths: dict[str, None] = {}

    def note(response: Any) -> None:
        if response.ok:
            paths[urlsplit(response.url).path] = None

    page.on("response", note)
    return lambda: {path: _size(site, unquote(path)) for path in paths if (site / unquote(path)[1:]).is_file()}


def _size(site: Path, path: str) -> int:
    """The bytes of a file as a host sends it; most of Pagefind's own files are compressed already."""
    body = (site / path[1:]).read_bytes()
    packed = "/pagefind/" in path and not path.endswith((".js", ".json", ".css"))
    return len(body) if packed else len(gzip.compress(body, 6))


def _click_boxes(page: Any) -> list[dict[str, float]]:
    """Click boxes from all over the list, each twice: on and off."""
    count = page.locator("program-filter input[type=checkbox]").count()
    chosen = sorted({number * count // CLICKS for number in range(CLICKS)})
    page.wait_for_timeout(500)
    clicks: list[dict[str, float]] = []
    for number in (number for number in chosen for _ in range(2)):
        clicks.append(page.evaluate(_CLICK, [number, STILL]))
        if not any(clicks[0].values()):
            raise LookupError("a click on a facet changes nothing")
    return clicks


def _search(page: Any, address: str, loaded: Any) -> int:
    """The bytes that a first search loads, or 0 where the home page has no search."""
    page.goto(address)
    box = page.locator("input[name=q]").first
    if not box.count():
        return 0
    box.click()
    box.press_sequentially(WORDS, delay=60)
    page.wait_for_timeout(3000)
    return sum(size for path, size in loaded().items() if "/pagefind/" in path)


def _sum_up(clicks: list[dict[str, float]], loaded: dict[str, int], search: int) -> FacetMeasure:
    first, later = clicks[0], clicks[1:] or clicks
    return FacetMeasure(
        boxes=len(clicks),
        first_ms=first["rows"],
        numbers_ms=median(click["numbers"] for click in later),
        worst_ms=max(click["numbers"] for click in later),
        rows_ms=median(click["rows"] for click in later),
        all_ms=median(click["all"] for click in later),
        painted_ms=median(click["painted"] for click in later),
        loaded_bytes=sum(loaded.values()),
        loaded=loaded,
        search_bytes=search,
    )


def tell_facets(found: FacetMeasure) -> str:
    """The measure in plain lines."""
    files = ", ".join(f"{path.rpartition('/')[2]} {size / 1000:.1f}" for path, size in found.loaded.items())
    return (
        f"Facets, CPU slowed down {SLOWDOWN} times, {found.boxes} clicks: the numbers after {found.numbers_ms:.0f} ms, "
        f"at worst {found.worst_ms:.0f}; the first rows after {found.rows_ms:.0f} ms, with the first loading "
        f"{found.first_ms:.0f}; all after {found.all_ms:.0f} ms, painted after {found.painted_ms:.0f} ms.\n"
        f"Loaded for the facets: {found.loaded_bytes / 1000:.1f} KB in gzip ({files or 'nothing'}).\n"
        f"Loaded for a first search: {found.search_bytes / 1000:.1f} KB."
    )


def main(arguments: list[str]) -> None:
    """`python -m tests.bench.facets SITE`: measure a site that is built."""
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit("There is no Chromium: install chromium-headless-shell, or set CHROMIUM.")
    print(tell_facets(measure_facets(Path(arguments[0]), chromium)))


if __name__ == "__main__":
    main(sys.argv[1:])
