"""Where a build may write, what it leaves alone, and that a site is whole whatever happens to the build."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from generator.build.flow import build
from generator.build.order import Order
from generator.build.planning import plan_site
from generator.commands.command_line import main
from generator.publish.site_folder import MARK
from generator.publish.staging import Staging, staging_of
from tests.conftest import SMALL_TODAY, small_root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small library with our templates."""
    return small_root(tmp_path / "root")


def order_of(root: Path, site: Path | None = None, *, index: bool = False) -> Order:
    return Order(root=root, site=site or root / "site", cache=root / ".cache", today=SMALL_TODAY, index=index, jobs=1)


def run(root: Path, *options: str) -> int:
    return main(
        ["build", "--root", str(root), "--no-index", "--today", SMALL_TODAY.isoformat(), "--jobs", "1", *options]
    )


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site of the small library as it is."""
    place = tmp_path_factory.mktemp("untouched")
    return cold(small_root(place / "root"), place)


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def cold(root: Path, tmp_path: Path, *, index: bool = False) -> dict[str, bytes]:
    place = tmp_path / "cold"
    shutil.rmtree(place, ignore_errors=True)
    order = Order(root=root, site=place / "site", cache=place / "cache", today=SMALL_TODAY, index=index, jobs=1)
    assert build(order).problems == ()
    return files(place / "site")


# --- Where a build may write ------------------------------------------------------------------------------


def test_a_folder_with_files_that_no_build_made_is_refused(root, tmp_path, capsys):
    out = tmp_path / "out"
    out.mkdir()
    (out / "CNAME").write_text("example.org")
    assert run(root, "--site", str(out)) == 1
    assert f"{out}: holds files that no build made" in capsys.readouterr().err
    assert files(out) == {"CNAME": b"example.org"}


@pytest.mark.parametrize(
    "place", [".", "..", "content", "content/programs", "templates/pages", ".cache", ".cache/site"]
)
def test_a_folder_of_the_sources_is_refused(root, place, capsys):
    before = files(root)
    assert run(root, "--site", str((root / place).resolve())) == 1
    assert "choose" in capsys.readouterr().err
    assert {path: content for path, content in files(root).items() if not path.startswith(".cache")} == before


def test_a_file_in_place_of_the_site_is_told(root, tmp_path, capsys):
    (tmp_path / "out").write_text("mine")
    assert run(root, "--site", str(tmp_path / "out")) == 1
    assert "is a file, and the site is a folder" in capsys.readouterr().err


def test_an_empty_folder_is_taken(root, tmp_path):
    (tmp_path / "out").mkdir()
    assert run(root, "--site", str(tmp_path / "out")) == 0
    assert (tmp_path / "out" / MARK).read_text().splitlines() == sorted(
        path for path in files(tmp_path / "out") if path != MARK
    )


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/etc/x", "a\\..\\x"])
def test_no_path_leads_out_of_the_staging_folder(tmp_path, path):
    with pytest.raises(ValueError, match="leads out of the site"):
        Staging(tmp_path / "new").write(path, b"x")
    assert not (tmp_path / "x").exists()


# --- What it leaves alone -----------------------------------------------------------------------------------


def lay_foreign(site: Path) -> dict[str, bytes]:
    foreign = {"CNAME": b"example.org", ".git": b"gitdir: elsewhere", ".nojekyll": b"", "mine/note.txt": b"mine"}
    for path, content in foreign.items():
        (site / path).parent.mkdir(exist_ok=True)
        (site / path).write_bytes(content)
    return foreign


@pytest.mark.parametrize("forget", [False, True], ids=["warm", "cold"])
def test_files_that_no_build_made_stay(root, forget):
    assert build(order_of(root)).problems == ()
    foreign = lay_foreign(root / "site")
    profile = next((root / "content" / "programs").rglob("*.md"))
    profile.write_text(profile.read_text() + "\nOne sentence more.\n")
    if forget:
        shutil.rmtree(root / ".cache")
    assert build(order_of(root)).written
    found = files(root / "site")
    assert {path: found[path] for path in foreign} == foreign


def test_a_page_that_is_no_more_goes_though_the_cache_was_lost(root):
    assert build(order_of(root)).problems == ()
    guide = next((root / "content" / "guides").glob("*.md"))
    assert (root / "site" / "guides" / guide.stem).is_dir()
    stale = root / "site" / "guides" / "old" / "index.html"
    stale.parent.mkdir()
    stale.write_text("made once")
    (root / "site" / MARK).write_text((root / "site" / MARK).read_text() + "guides/old/index.html\n")
    shutil.rmtree(root / ".cache")
    assert build(order_of(root)).problems == ()
    assert not stale.exists()


# --- A build that is cut off ----------------------------------------------------------------------------------


ASKED = re.compile(r"assets/([\w.-]+\.(?:css|json|js))")  # what a page asks for


class Killed(BaseException):
    """As if the process had been ended."""


def cut_off(root: Path, monkeypatch: pytest.MonkeyPatch, name: str, after: int, *, index: bool = False) -> bool:
    """Build, and end the build at the n-th call of a function of the disk; whether it came so far."""
    with monkeypatch.context() as patch:
        calls = iter(range(after))
        real = getattr(os, name)

        def end(*arguments: object) -> object:
            if (
                str(arguments[0]).startswith(str(root))
                and ".cache" not in str(arguments[0])
                and next(calls, None) is None
            ):
                raise Killed
            return real(*arguments)

        patch.setattr(os, name, end)
        try:
            build(order_of(root, index=index))
        except Killed:
            return True
    return False


def add_style(root: Path) -> None:
    style = root / "templates" / "styles" / "base.css"
    style.write_text(f"{style.read_text()}\n.added {{ color: red; }}\n")


@pytest.fixture(scope="module")
def styled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site with a style more, as a build makes it that nobody cuts off."""
    place = tmp_path_factory.mktemp("styled")
    add_style(small_root(place / "root"))
    return cold(place / "root", place)


@pytest.mark.parametrize("after", range(0, 60, 7))
def test_each_page_finds_what_it_asks_for_and_the_next_build_ends_the_move(root, styled, monkeypatch, after):
    assert build(order_of(root)).problems == ()
    add_style(root)
    assert cut_off(root, monkeypatch, "replace", after)
    for page in (root / "site").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        missing = [name for name in ASKED.findall(text) if not (root / "site" / "assets" / name).exists()]
        assert missing == [], page
    assert build(order_of(root)).problems == ()
    assert files(root / "site") == styled
    assert not staging_of(root / "site").exists()


def test_a_move_that_was_cut_off_is_ended_by_a_build_that_fails(root, monkeypatch):
    assert build(order_of(root)).problems == ()
    add_style(root)
    assert cut_off(root, monkeypatch, "replace", 20)
    (root / "content" / "site.yml").write_text("title: [")
    assert build(order_of(root)).problems != ()
    styles = {path.name for path in (root / "site" / "assets").glob("site.*.css")}
    pages = [page.read_text(encoding="utf-8") for page in (root / "site").rglob("index.html")]
    assert {
        name for text in pages for name in ASKED.findall(text) if name.startswith("site.") and ".css" in name
    } == styles


# --- The search index is part of what is whole -------------------------------------------------------------------


def test_an_index_comes_with_the_pages_that_it_speaks_of(root, tmp_path):
    assert build(order_of(root, index=True)).problems == ()
    profile = next((root / "content" / "programs").rglob("*.md"))
    profile.write_text(profile.read_text() + "\nA word for the index: quokka.\n")
    assert build(order_of(root, index=True)).written
    assert {path for path in files(root / "site") if "pagefind" in path} == {
        path for path in cold(root, tmp_path, index=True) if "pagefind" in path
    }


def test_damage_to_the_index_is_mended(root):
    assert build(order_of(root, index=True)).problems == ()
    before = files(root / "site")
    damaged = next((root / "site" / "pagefind" / "fragment").iterdir())
    damaged.write_bytes(b"damaged")
    assert build(order_of(root, index=True)).written
    assert set(files(root / "site")) == set(before)
    assert damaged.read_bytes() != b"damaged"


def test_a_build_without_an_index_keeps_the_one_that_is_there(root):
    assert build(order_of(root, index=True)).problems == ()
    indexed = {path for path in files(root / "site") if path.startswith("pagefind/")}
    profile = next((root / "content" / "programs").rglob("*.md"))
    profile.write_text(profile.read_text() + "\nOne sentence more.\n")
    assert build(order_of(root)).written
    assert {path for path in files(root / "site") if path.startswith("pagefind/")} == indexed
    assert build(order_of(root, index=True)).written, "and the next one with an index makes it again"


# --- What else a warm build must see ------------------------------------------------------------------------------


def test_a_stray_file_is_found_by_a_build_that_has_nothing_else_to_do(root):
    assert build(order_of(root)).problems == ()
    (root / "content" / "programs" / "note.txt").write_text("astray")
    assert [problem.code for problem in build(order_of(root)).problems] == ["stray-file"]


@pytest.fixture
def change_after_check(root, monkeypatch):
    """A profile that somebody saves between its check and its page."""
    profile = root / "content" / "programs" / "sb" / "mill-yard-pottery.md"

    def change(*arguments):
        profile.write_text(profile.read_text() + "\nUnchecked.\n")
        return plan_site(*arguments)

    def begin():
        monkeypatch.setattr("generator.build.flow.plan_site", change)

    return begin


def test_what_was_checked_is_published_and_what_changed_since_comes_with_the_next_build(
    root, untouched, tmp_path, change_after_check, monkeypatch
):
    change_after_check()
    assert build(order_of(root)).problems == ()
    assert files(root / "site") == untouched
    monkeypatch.undo()
    assert build(order_of(root)).problems == ()
    assert files(root / "site") == cold(root, tmp_path) != untouched


def test_a_profile_that_is_read_again_and_was_changed_since_its_check_is_not_published(root, change_after_check):
    assert build(order_of(root)).problems == ()
    old = files(root / "site")
    similar = root / "content" / "programs" / "sb" / "hill-kiln-pottery.md"
    similar.write_text(similar.read_text().replace("name: Pottery", "name: Tile and Pottery"))
    change_after_check()
    with pytest.raises(OSError, match="was changed while the site was built"):
        build(order_of(root))
    assert files(root / "site") == old


# --- What was damaged in the cache, and what stands in place of what ------------------------------------------------


def replace_by_file(path: Path) -> None:
    shutil.rmtree(path)
    path.write_text("x")


def change_another(root: Path) -> None:
    """A change whose tables and index need what was laid by for all the other programs."""
    profile = root / "content" / "programs" / "sb" / "mill-yard-pottery.md"
    profile.write_text(profile.read_text() + "\nA word for the index: quokka.\n")


@pytest.mark.parametrize("place", ["claims", "extracts/0"])
def test_a_file_in_place_of_a_folder_of_the_cache_is_no_hindrance(root, tmp_path, place):
    assert build(order_of(root, index=True)).problems == ()
    replace_by_file(root / ".cache" / place)
    change_another(root)
    assert build(order_of(root, index=True)).written
    assert files(root / "site") == cold(root, tmp_path, index=True)


@pytest.mark.parametrize("make", [Path.mkdir, Path.touch, os.mkfifo, lambda path: path.symlink_to("nowhere")])
def test_nothing_beside_the_site_holds_a_build_up(root, make):
    (root / ".cache").mkdir()
    for place in (".cache/lock", ".site.lock", ".site.new", ".site.old"):
        make(root / place)
    assert build(order_of(root)).written
    assert (root / "site" / "index.html").is_file() and not staging_of(root / "site").exists()


@pytest.mark.parametrize("place", ["claims/hill-kiln-pottery", "extracts/0/programs/hill-kiln-pottery/index.html"])
def test_what_was_laid_by_for_others_is_not_believed_where_it_is_damaged(root, tmp_path, place):
    assert build(order_of(root, index=True)).problems == ()
    path = root / ".cache" / place
    content = path.read_bytes()
    path.write_bytes(content.replace(b"Pottery", b"Joinery"))
    assert path.read_bytes() != content
    change_another(root)
    assert build(order_of(root, index=True)).written
    assert files(root / "site") == cold(root, tmp_path, index=True)


@pytest.mark.parametrize("content", [b"", b"[1, 2]", b"\xff\xfe"])
def test_a_damaged_list_of_moves_or_of_files_stops_no_build(root, untouched, content):
    assert build(order_of(root)).problems == ()
    staging = staging_of(root / "site")
    staging.mkdir()
    (staging / ".moves").write_bytes(content)
    (root / "site" / MARK).write_bytes(content)
    assert build(order_of(root)).written
    assert files(root / "site") == untouched
