"""`python -m tests.bench`: how fast the build is, by itself and beside Hugo. See README.md in this folder."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tests.bench.builds import Place, Result, measure_builds, measure_check
from tests.bench.corpus import PROJECT, Corpus
from tests.bench.facets import find_chromium, measure_facets, tell_facets
from tests.bench.hugo import count_pages, find_hugo, measure_hugo, write_site
from tests.bench.measure import CommandFailed
from tests.bench.report import table, tell_ratios, tell_steps


def main() -> int:
    """Run the benchmark; 0 when it ran to its end, whatever the figures are."""
    options = _parse()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="bench-"))
    found: dict[str, object] = {"machine": describe_machine()}
    say(f"{found['machine']}; files in {folder}")
    try:
        for programs in options.sizes:
            found[str(programs)] = bench_corpus(programs, folder / str(programs), options)
        if options.real:
            found["real site"] = bench_real_site(folder / "real", options)
    except CommandFailed as failed:
        print(failed, file=sys.stderr)
        return 1
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


def _parse() -> argparse.Namespace:
    switch = argparse.BooleanOptionalAction
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--sizes", type=_sizes, default=(1000, 13000), help="programs, such as 1000,13000")
    parser.add_argument("--runs", type=int, default=3, help="how often each build is measured (the median counts)")
    parser.add_argument("--hugo", action=switch, default=True, help="build the same content with Hugo")
    parser.add_argument("--index", action=switch, default=True, help="build with the search index too")
    parser.add_argument("--check", action=switch, default=True, help="measure `check`")
    parser.add_argument("--real", action=switch, default=True, help="build the project's own content too")
    parser.add_argument("--facets", action="store_true", help="click the facets in a slowed-down Chromium")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="work there and leave the files")
    return parser.parse_args()


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(size) for size in text.split(",") if size)


def say(text: str) -> None:
    """A line of progress, apart from the results."""
    print(f"[{time.strftime('%H:%M:%S')}] {text}", file=sys.stderr, flush=True)


def describe_machine() -> str:
    """Cores, Python and system: figures of two machines are not compared."""
    system = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {system}"


def bench_corpus(programs: int, folder: Path, options: argparse.Namespace) -> dict[str, object]:
    """All measures of a corpus of one size."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    corpus, place = Corpus(programs), Place(root=folder / "root", work=folder)
    say(f"{programs:,} programs: writing them")
    corpus.write(place.root)
    hugo = _build_with_hugo(corpus, folder / "hugo", options)
    results = [_cold(place, options), *_warm(corpus, place, options)]
    if options.index:
        results.append(_indexed("cold, with search index", place, options))
    if hugo:
        results.append(hugo)
    _print(f"{programs:,} programs", results, hugo)
    measured: dict[str, object] = {result.label: asdict(result) for result in results}
    if options.facets:
        measured["facets"] = _click(place)
    return measured


def _build_with_hugo(corpus: Corpus, folder: Path, options: argparse.Namespace) -> Result | None:
    hugo = find_hugo() if options.hugo else None
    if hugo is None:
        say("no Hugo: left out" if options.hugo else "Hugo left out")
        return None
    say("building with Hugo")
    folder.mkdir()
    write_site(corpus, folder)
    measure = measure_hugo(hugo, folder, options.runs)
    result = Result(label="Hugo, cold", measure=measure, runs=options.runs, pages=count_pages(folder), steps={})
    shutil.rmtree(folder)
    return result


def _cold(place: Place, options: argparse.Namespace) -> Result:
    say("building cold")
    return measure_builds("cold", place, options.runs, before=lambda number: place.clear())


def _warm(corpus: Corpus, place: Place, options: argparse.Namespace) -> list[Result]:
    """On top of the last cold build."""
    say("building with nothing to do, and after one edit")
    idle = measure_builds("nothing to do", place, options.runs, before=lambda number: None)

    def edit(number: int) -> None:
        corpus.write_profile(place.root, corpus.first_profile(str(number)))

    results = [idle, measure_builds("after one edited profile", place, options.runs, before=edit)]
    if options.check:
        say("checking")
        results.append(measure_check(place, options.runs))
    return results


def _indexed(label: str, place: Place, options: argparse.Namespace) -> Result:
    say("building cold, with the search index")
    return measure_builds(label, place, options.runs, index=True, before=lambda number: place.clear())


def _click(place: Place) -> dict[str, object]:
    chromium = find_chromium()
    if chromium is None:
        say("no Chromium: facets left out")
        return {}
    say("clicking facets")
    try:
        found = measure_facets(place.site, chromium)
    except LookupError as missing:
        say(f"facets left out: {missing}")
        return {}
    print(tell_facets(found), flush=True)
    return asdict(found)


def bench_real_site(folder: Path, options: argparse.Namespace) -> dict[str, object]:
    """The project's own content, cold, with its search index."""
    folder.mkdir(parents=True, exist_ok=True)
    say("building the real site")
    result = _indexed("real site, cold, with index", Place(root=PROJECT, work=folder), options)
    _print("The real site", [result], None)
    return asdict(result)


def _print(title: str, results: Sequence[Result], hugo: Result | None) -> None:
    print(f"\n{title} (medians of {results[0].runs})\n{table(results)}")
    for result in results:
        if result.steps:
            print(tell_steps(result))
    if hugo:
        print("\n".join(tell_ratios(results, hugo)))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
