"""Several builds on one site: one waits for the other, and each leaves the site that its own content makes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.build.flow import build
from generator.build.order import Order
from tests.conftest import ROOT, SMALL_TODAY, small_root

PROFILE = "content/programs/sb/hill-kiln-pottery.md"


@pytest.fixture
def roots(tmp_path: Path) -> tuple[Path, Path]:
    """Two states of one content."""
    first, second = small_root(tmp_path / "first"), small_root(tmp_path / "second")
    changed = (second / PROFILE).read_text(encoding="utf-8").replace("t2b: {answer: no", "t2b: {answer: yes")
    (second / PROFILE).write_text(changed, encoding="utf-8")
    return first, second


def start(root: Path, site: Path, cache: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "generator", "build", "--root", str(root), "--site", str(site)]
    options = ["--cache", str(cache), "--today", SMALL_TODAY.isoformat(), "--jobs", "1", "--no-index"]
    return subprocess.Popen([*command, *options], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def build_here(root: Path, site: Path, cache: Path) -> None:
    report = build(Order(root=root, site=site, cache=cache, today=SMALL_TODAY, index=False, jobs=1))
    assert report.problems == ()


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def cold(root: Path, place: Path) -> dict[str, bytes]:
    build_here(root, place / "site", place / "cache")
    found = files(place / "site")
    shutil.rmtree(place)
    return found


def test_two_builds_with_two_caches_leave_one_whole_site(roots, tmp_path):
    wanted = [cold(root, tmp_path / "cold") for root in roots]
    for round_ in range(2):
        site = tmp_path / f"site{round_}"
        running = [start(root, site, tmp_path / f"cache{number}-{round_}") for number, root in enumerate(roots)]
        said = [each.communicate(timeout=120)[0].decode() for each in running]
        assert [each.returncode for each in running] == [0, 0], said
        assert files(site) in wanted


def test_a_build_knows_that_another_one_wrote_the_site(roots, tmp_path):
    site, caches = tmp_path / "site", (tmp_path / "cache0", tmp_path / "cache1")
    wanted = [cold(root, tmp_path / "cold") for root in roots]
    for number in (0, 1, 0, 1):
        build_here(roots[number], site, caches[number])
        assert files(site) == wanted[number]
