"""Every vector through every field of the small library: what check lets through is built and opened in Chromium.

By hand: `python -m tests.hostile.fields 600 [SEED]`, with the number of vectors. For each vector every field that lets
it through holds it in one site, of which all files are parsed and a page of each kind is opened, with the content
security policy and without it.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import yaml

from generator.build.flow import build
from generator.build.order import Order
from generator.commands.outcome import check_all
from generator.model.problem import Problem
from generator.read.documents import parse_document
from generator.read.folders import list_content
from tests.faults import HERE, copy_small
from tests.hostile.builds import TODAY, read_site
from tests.hostile.vectors import list_vectors

_FORMS = (
    "{}", "# {}", "- {}", "> {}", "`{}`", "[{}](https://ok.test)", '[x](https://ok.test "{}")', "[x](https://ok.test/{})",
    "[[page:home|{}]]", "| {} |\n|---|\n| {} |", "**{}**", "![{}](https://ok.test)",
)  # fmt: skip
PROBES = ("Some benign words", "https://ok.test/some/address")
_WATCH = """window.pwn = () => { window.ran = true; };
  window.alert = window.prompt = window.confirm = window.pwn;"""


class Field(NamedTuple):
    """A place in a file that may hold a vector: from where to where, and the form around it."""

    path: str
    start: int
    end: int
    form: str  # "" for a value of the fields
    kind: str  # fields of one kind, such as the titles of sources in programs, take the same texts


@dataclass(slots=True)
class Result:
    """What a run did and found."""

    fields: int = 0
    tried: int = 0
    passed: int = 0
    pages: int = 0
    faults: list[str] = field(default_factory=list)


def list_fields(root: Path) -> list[Field]:
    """Every value of every file, and every form that a text can have in a body."""
    found = []
    for path in list_content(root).everything:
        text = (root / path).read_text(encoding="utf-8")
        document = parse_document(path, text.encode())
        if isinstance(document, Problem):
            raise SystemExit(document.as_text())
        shift = len("---\n") if path.endswith(".md") else 0
        folder = "/".join(path.split("/")[:2])
        for keys, node in _scalars(document.front, ()):
            kind = " ".join((folder, *keys[-2 if keys[-1] == "answer" else -1 :]))
            found.append(Field(path, node.start_mark.index + shift, node.end_mark.index + shift, "", kind))
        if path.endswith(".md"):
            found += [Field(path, len(text), len(text), form, f"{folder} {form}") for form in _FORMS]
    return found


def _scalars(node: yaml.Node | None, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(value, (*keys, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item, keys)
    elif node is not None:
        yield keys, node


class Library:
    """The small library, whose files hold a vector or do not."""

    def __init__(self, root: Path) -> None:
        self.root = copy_small(root)
        shutil.copytree(HERE.parent / "templates", root / "templates")
        found = list_fields(root)
        self._sound = {each.path: (root / each.path).read_text(encoding="utf-8") for each in found}
        self.fields = self._list_open(found)
        self.closed = len(found) - len(self.fields)  # fields of ids, dates, options and patterns, which take neither
        self.write([], "")

    def _list_open(self, found: Sequence[Field]) -> list[Field]:
        """The forms of a body, and the fields of a kind of which the first or the last takes a benign text; `write_all`
        leaves out what does not.
        """
        kinds: dict[str, list[Field]] = {}
        for each in found:
            kinds.setdefault(each.kind, []).append(each)
        tried = {kind: dict.fromkeys((fields[0], fields[-1])) for kind, fields in kinds.items()}
        open_kinds = {
            kind
            for kind, ends in tried.items()
            if any(end.form or self._passes(end, probe) for end in ends for probe in PROBES)
        }
        return [each for each in found if each.kind in open_kinds]

    def _passes(self, each: Field, text: str) -> bool:
        self.write([each], text)
        return not check_all(self.root, TODAY, 1).problems

    def write(self, fields: Sequence[Field], vector: str) -> dict[tuple[str, int], list[tuple[int, Field]]]:
        """Put the vector into these fields and into no other; by line, the columns at which they stand now."""
        places: dict[tuple[str, int], list[tuple[int, Field]]] = {}
        for path, sound in self._sound.items():
            text, end = "", 0
            for each in sorted(
                (each for each in fields if each.path == path), key=lambda each: (each.start, each.form)
            ):
                text += sound[end : each.start]
                value = f"\n\n{each.form.replace('{}', vector)}\n" if each.form else json.dumps(vector)
                first, column = text.count("\n") + 1, len(text) - text.rfind("\n")
                for line in range(first, first + value.count("\n") + 1):
                    places.setdefault((path, line), []).append((column, each))
                text, end = text + value, each.end
            fresh = (text + sound[end:]).encode("utf-8", "surrogatepass")
            if (self.root / path).read_bytes() != fresh:
                (self.root / path).write_bytes(fresh)
        return places

    def write_all(self, fields: Sequence[Field], vector: str) -> list[Field]:
        """The vector in every one of these fields that check lets through, all of them together."""
        left = list(fields)
        while left:
            places = self.write(left, vector)
            problems = check_all(self.root, TODAY, 1).problems
            if not problems:
                break
            drop = {each for problem in problems if (each := _field_of(problem, places))}
            # A Problem of a whole file, or of what two of them say together.
            paths = {problem.path for problem in problems}
            drop = drop or set([each for each in left if each.path in paths][-1:] or left[-1:])
            left = [each for each in left if each not in drop]
        if not left:
            self.write([], vector)
        return left


def _field_of(problem: Problem, places: dict[tuple[str, int], list[tuple[int, Field]]]) -> Field | None:
    """The field that a Problem is about: at its place, or the next one after the key at its place."""
    here = places.get((problem.path, problem.line), [])
    after = [each for column, each in here if each.form or column >= problem.column]
    return next(iter(after or [each for _, each in here[-1:]]), None)


def attack(root: Path, vectors: Sequence[str], browser: Any, most_fields: int = 0, seed: int = 1) -> Result:
    """Each vector through the fields (a sample of `most_fields` of them, or all)."""
    library = Library(root)
    result = Result(fields=len(library.fields))
    order = Order(root=root, site=root / "out" / "site", cache=root / ".cache", today=TODAY, index=False, jobs=1)
    random = Random(seed)
    with _Visitor(order.site, browser) as visitor:
        for vector in vectors:
            tried = random.sample(library.fields, most_fields) if most_fields else library.fields
            together = library.write_all(tried, vector)
            result.tried += len(tried)
            result.passed += len(together)
            before = _files(root)
            report = build(order)
            faults = [problem.as_text() for problem in report.problems] + list(read_site(order.site))
            faults += [f"wrote {path}" for path in _files(root) - before]
            # What runs with the policy runs without it too: with it, once is enough to see that it breaks no page.
            faults += visitor.open_pages(result, alone=vector != vectors[0])
            result.faults += [f"{vector[:80]!r} in {len(together)} fields: {fault}" for fault in faults]
    return result


def _files(root: Path) -> set[str]:
    inside = {path.relative_to(root.parent).as_posix() for path in root.parent.rglob("*")}
    return {path for path in inside if not path.startswith((f"{root.name}/.cache", f"{root.name}/out"))}


class _Visitor:
    """Opens a page of each kind, with the policy and without it, and tells what ran or left the site."""

    def __init__(self, site: Path, browser: Any) -> None:
        self._site, self._browser = site, browser
        quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=str(site)))
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/"

    def __enter__(self) -> _Visitor:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self._pages = [self._open(bypass) for bypass in (False, True)]
        return self

    def __exit__(self, *_: object) -> None:
        for page, _told in self._pages:
            page.context.close()
        self._server.shutdown()
        self._server.server_close()

    def _open(self, bypass: bool) -> tuple[Any, list[str]]:
        context = self._browser.new_context(bypass_csp=bypass)
        context.add_init_script(_WATCH)
        page, told = context.new_page(), list[str]()
        page.on("dialog", lambda dialog: (told.__iadd__(["a dialog"]), dialog.dismiss()))
        page.on("pageerror", lambda error: told.append(f"script error: {error}"))

        def look(route: Any) -> None:
            inside = route.request.url.startswith((self.address, "data:", "blob:"))
            if not inside:
                told.append(f"asked for {route.request.url[:80]}")
            route.continue_() if inside else route.abort()

        context.route("**/*", look)
        return page, told

    def open_pages(self, result: Result, *, alone: bool = False) -> list[str]:
        """What went wrong on a page of each kind; `alone` opens them without the policy only."""
        faults = []
        for address in self._addresses():
            for page, told in self._pages[1:] if alone else self._pages:
                try:
                    page.goto(self.address + address, wait_until="load", timeout=10_000)
                    page.wait_for_timeout(5)
                    if page.evaluate("window.ran === true"):
                        told.append("a script ran")
                    if not page.url.startswith(self.address):
                        told.append(f"led to {page.url[:80]}")
                except Exception as error:  # a page that cannot be opened is a fault like the others
                    told.append(str(error)[:120])
                result.pages += 1
                faults += [f"{address}: {each}" for each in told]
                told.clear()
        return faults

    def _addresses(self) -> list[str]:
        """One page of each folder, and the tools with something to show."""
        kinds: dict[str, str] = {}
        for path in sorted(self._site.rglob("*.html")):
            name = path.relative_to(self._site).as_posix()
            kinds.setdefault("/".join((*name.split("/")[:1], str(name.count("/")))), name)
        slugs = sorted(path.parent.name for path in (self._site / "programs").glob("*/index.html"))
        pair = ",".join(slugs[:2])
        return [
            *kinds.values(),
            f"compare/?p={pair}",
            f"checklist/?program={slugs[0]}",
            "search/?q=a",
            f"contribute/program/?p={slugs[0]}",
        ]


def main() -> int:
    from playwright.sync_api import sync_playwright

    from tests.hostile.chromium import launch

    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    vectors = list_vectors()
    Random(seed).shuffle(vectors)
    folder = Path(tempfile.mkdtemp())
    try:
        with sync_playwright() as playwright:
            result = attack(folder / "root", vectors[:count], launch(playwright))
    finally:
        shutil.rmtree(folder)
    for fault in dict.fromkeys(result.faults):
        print(fault)
    vectors_tried = min(count, len(vectors))
    print(
        f"{vectors_tried:,} vectors, {result.tried:,} checks, {result.passed:,} let through, {result.pages:,} pages opened."
    )
    print(f"{len(result.faults):,} faults.")
    return 1 if result.faults else 0


if __name__ == "__main__":
    sys.exit(main())
