"""What tests share: the real site and the small one, each built once a run, and a browser.

Browser tests fail instead of skipping where REQUIRE_BROWSER is set (CI), so that none is silently left out.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from generator.build.flow import build
from generator.build.order import Order
from generator.publish.site_server import open_server
from tests.compiled import compile_once
from tests.faults import copy_small
from tests.many import add_copies

ROOT = Path(__file__).parent.parent
TODAY = date.today()  # the real content is held to the real day; a fixed day is for fixtures
SMALL_TODAY = date(2026, 11, 21)  # the day on which the small directory is read


@pytest.fixture(scope="session", autouse=True)
def _compile_once() -> Iterator[None]:
    """Each template is compiled once a worker, however many sites are built of it."""
    with compile_once():
        yield


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content, built once a run, with its search index: for what every sound content fulfils."""
    return _build_once("real", ROOT, TODAY, tmp_path_factory)


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small directory of another field, built once a run, with its search index: for what the generator does."""
    return _build_once("small", small_root(tmp_path_factory.mktemp("small")), SMALL_TODAY, tmp_path_factory)


@pytest.fixture(scope="session")
def many_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small directory with ten times its programs, built once a run, without a search index: for long lists."""
    root = add_copies(small_root(tmp_path_factory.mktemp("many")))
    return _build_once("many", root, SMALL_TODAY, tmp_path_factory, index=False)


def small_root(root: Path) -> Path:
    """Lay the small directory and the templates under a folder, ready to be built."""
    shutil.copytree(ROOT / "templates", root / "templates", dirs_exist_ok=True)
    return copy_small(root)


def _build_once(
    name: str, root: Path, today: date, tmp_path_factory: pytest.TempPathFactory, *, index: bool = True
) -> Path:
    """Build a site where all workers of this run find it; whoever comes first builds, the others wait."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / name
    shared.mkdir(exist_ok=True)
    with FileLock(shared / "lock"):
        if not (shared / "site").is_dir():
            order = Order(
                root=root, site=shared / "site", cache=shared / "cache", today=today, index=index, extracts=index
            )
            report = build(order)
            assert report.problems == ()
    return shared / "site"


@pytest.fixture(scope="session")
def site_url(real_site: Path) -> Iterator[str]:
    """The address of the real site on this machine."""
    yield from _serve(real_site)


@pytest.fixture(scope="session")
def small_url(small_site: Path) -> Iterator[str]:
    """The address of the small site on this machine."""
    yield from _serve(small_site)


@pytest.fixture(scope="session")
def many_url(many_site: Path) -> Iterator[str]:
    """The address of the site with many programs on this machine."""
    yield from _serve(many_site)


def _serve(site: Path) -> Iterator[str]:
    server = open_server(site, port=0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium."""
    names = ("chromium-headless-shell", "chromium", "google-chrome")
    path = os.environ.get("CHROMIUM") or next((found for name in names if (found := shutil.which(name))), None)
    if path is None:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail("no Chromium was found, and REQUIRE_BROWSER asks for one")
        pytest.skip("no Chromium here")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A fresh phone-sized page with empty storage; a script error or a failed request fails the test."""
    yield from _open(browser, strict=True)


@pytest.fixture
def loose_page(browser: Any) -> Iterator[Any]:
    """A page whose failed requests are part of the test; a script error still fails it."""
    yield from _open(browser, strict=False)


def _open(browser: Any, *, strict: bool) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    if strict:
        opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield opened
    context.close()
    assert errors == []
