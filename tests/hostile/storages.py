"""Spoiled storages in a browser: no exception, nothing lost, nothing written over before it was put aside.

By hand: `python -m tests.hostile.storages 2000 [SEED]`.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from generator.build.flow import build
from generator.build.order import Order
from generator.publish.site_server import open_server
from tests.conftest import SMALL_TODAY, small_root

_WAIT = "() => new Promise((done) => setTimeout(done, 30))"
_WRITE = """() => { const { list } = customElements.get('save-program');
  return [list.set({ 'must/some-question': true }), list.problem]; }"""
_STATE = """([key]) => ({ kept: localStorage.getItem(key), aside: localStorage.getItem(`${key}-rescued`),
  raw: customElements.get('save-program').list.raw || '' })"""
_ODD: tuple[Any, ...] = (
    *(
        None,
        True,
        0,
        -1,
        1e308,
        "",
        "x",
        "x" * 5000,
        [],
        {},
        [None, 1],
        ["x"],
        ["x", "y"],
        ["x", None],
        [1, 2, 3],
        {"a": 1},
    ),
    *(
        [{}, 1],
        [[], 1],
        ["constructor", 1],
        ["strong", 1e308],
        [{"toString": 1}, 1],
        {"toString": 1, "valueOf": 1},
        "__proto__",
    ),
    *(
        [{"date": "2026-99-99", "who": 1, "text": None}, 1],
        [{"date": "2026-11-20", "who": "", "text": "x"}, 1],
        [None, None],
    ),
)
_PATHS = (
    *("p/SLUG/title", "p/SLUG/interest", "p/SLUG/tier", "p/SLUG/status", "p/SLUG/note/n1", "p/SLUG/answer/ID/verdict"),
    *(
        "p/SLUG/answer/ID/note",
        "p/SLUG/answer/ID/ticked",
        "p/SLUG/answer/ID/date",
        "p/-/answer/ID/verdict",
        "must/ID",
        "me/ID",
    ),
    *(
        "s/preparing/ID",
        "p//title",
        "p/SLUG",
        "",
        "__proto__",
        "constructor",
        "p/__proto__/title",
        "p/../title",
        "toString",
        "p/SLUG/title/x",
    ),
)
_SOUND = {
    "p/some-program/title": ["Some program", 5],
    "p/some-program/tier": ["reach", 5],
    "p/some-program/note/n1": [{"date": "2026-11-20", "who": "A", "text": "Said so."}, 6],
    "must/some": [True, 7],
}


def spoil(random: Random) -> str:
    """The text of a storage as no page of ours wrote it."""
    fields: dict[str, Any] = dict(_SOUND)
    for _ in range(random.randrange(1, 6)):
        path = (
            random.choice(_PATHS)
            .replace("SLUG", random.choice(("a-b", "some-program", "x" * 130)))
            .replace("ID", random.choice(("t1", "x-y")))
        )
        fields[path] = random.choice(_ODD)
    found: Any = {"version": 2, "fields": fields}
    way = random.randrange(8)
    if way == 0:
        found = {"version": random.choice((0, 1, 3, "2", None, 2.5, [], {})), "fields": fields}
    elif way == 1:
        found = {
            "version": 1,
            **random.choice(({}, {"programs": random.choice(_ODD)}, {"programs": {"a-b": random.choice(_ODD)}})),
        }
    elif way == 2:
        found = {
            "version": 1,
            "programs": {"a-b": {"title": "T", "tier": random.choice(_ODD), "notes": random.choice(_ODD)}},
        }
    elif way == 3:
        found = {"version": 2, "fields": random.choice(_ODD), "other": "kept?"}
    elif way == 4:
        found = random.choice(_ODD)
    text = json.dumps(found)
    if random.random() < 0.15:
        place = random.randrange(len(text) + 1)
        text = random.choice(
            (text[:place], text[:place] + random.choice('{}[],:"\\ \u2028') + text[place + 1 :], text + text)
        )
    return text


def is_kept(text: str, state: dict[str, str | None]) -> bool:
    """Whether all that was stored is still there: as it was, put aside, or entry by entry."""
    if text in (state["kept"] or "") or text in (state["aside"] or "") or text == state["raw"]:
        return True
    try:
        before, after = json.loads(text), json.loads(state["kept"] or "null")
        if before["version"] == 1:
            said = [value for entry in before["programs"].values() for value in entry.values() if value]
            return all(json.dumps(value) in json.dumps(after) for value in said)
        if before["version"] != 2 or set(before) - {"version", "fields"}:
            return False
        # A removal is forgotten after some months, and a time in the future is brought down to now.
        return all(
            change[0] is None or (path in after["fields"] and after["fields"][path][0] == change[0])
            for path, change in before["fields"].items()
        )
    except (ValueError, TypeError, KeyError, IndexError):
        return False


@contextmanager
def open_small(folder: Path) -> Iterator[str]:
    """The address of the small library's site."""
    small_root(folder)
    report = build(
        Order(root=folder, site=folder / "site", cache=folder / ".cache", today=SMALL_TODAY, index=False, jobs=1)
    )
    if report.problems:
        raise SystemExit(f"The small library does not build: {report.problems[0].as_text()}")
    server = open_server(folder / "site", port=0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def attack(browser: Any, address: str, site: Path, count: int, seed: int) -> list[str]:
    """Open the pages that read the storage with one spoiled text after the other; what went wrong."""
    faults, errors = list[str](), list[str]()
    profile = next(path.parent.name for path in sorted((site / "programs").glob("*/index.html")))
    guides = sorted((site / "guides").glob("*/index.html"))
    steps = next(path.parent.name for path in guides if 'data-kind="steplist"' in path.read_text("utf-8"))
    pages = ("my-list/", "my-list/", "checklist/", f"programs/{profile}/", f"guides/{steps}/")
    context = browser.new_context()
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}")
    key = page.evaluate(
        "customElements.get('save-program')?.list.KEY || `${document.documentElement.dataset.storage}-list`"
    )
    for number in range(count):
        random = Random(seed * 1_000_003 + number)
        text, where = spoil(random), random.choice(pages)
        page.goto(f"{address}robots.txt")
        page.evaluate("([key, text]) => { localStorage.clear(); localStorage.setItem(key, text); }", [key, text])
        page.goto(f"{address}{where}")
        page.evaluate(_WAIT)
        page.evaluate(_WRITE)
        state = page.evaluate(_STATE, [key])
        name = f"{seed}/{number} on {where}: {text[:200]}"
        if not is_kept(text, state):
            faults.append(f"lost: {name}")
        faults += [f"{error}: {name}" for error in errors]
        errors.clear()
    context.close()
    return faults


def main() -> int:
    from playwright.sync_api import sync_playwright

    from tests.hostile.chromium import launch

    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    folder = Path(tempfile.mkdtemp())
    try:
        with sync_playwright() as playwright, open_small(folder) as address:
            faults = attack(launch(playwright), address, folder / "site", count, seed)
    finally:
        shutil.rmtree(folder)
    for fault in faults:
        print(fault)
    print(f"{count:,} storages. {len(faults):,} faults.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
