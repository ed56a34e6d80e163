"""The build as a whole: the same bytes from the same content, and nothing lost when it fails."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.build import pool, rendering
from generator.build.flow import Report, build
from generator.build.order import Order
from tests.conftest import SMALL_TODAY, small_root


def _order(root: Path, name: str) -> Order:
    return Order(
        root=root, site=root / f"{name}-site", cache=root / f"{name}-cache", today=SMALL_TODAY, index=False, jobs=1
    )


def _build(root: Path, name: str = "warm") -> Report:
    return build(_order(root, name))


def _bytes(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def _cold(root: Path) -> tuple[Report, dict[str, bytes]]:
    """What a build that remembers nothing makes of a root."""
    order = _order(root, "cold")
    shutil.rmtree(order.cache, ignore_errors=True)
    shutil.rmtree(order.site, ignore_errors=True)
    report = build(order)
    return report, _bytes(order.site) if order.site.exists() else {}


@pytest.fixture(scope="session")
def small_content(tmp_path_factory) -> Path:
    """The small directory with its templates, ready to be built."""
    return small_root(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def untouched(small_content, tmp_path_factory) -> dict[str, bytes]:
    """What a build that remembers nothing makes of it as it is."""
    return _cold(Path(shutil.copytree(small_content, tmp_path_factory.mktemp("untouched") / "root")))[1]


@pytest.fixture(scope="session")
def edited(small_content, tmp_path_factory) -> dict[str, bytes]:
    """The same after the first edit."""
    root = Path(shutil.copytree(small_content, tmp_path_factory.mktemp("edited") / "root"))
    _add_sentence(root, 1)
    return _cold(root)[1]


@pytest.fixture
def root(small_content, tmp_path) -> Path:
    """A copy of it to change."""
    return Path(shutil.copytree(small_content, tmp_path / "root"))


def _profiles(root: Path) -> list[Path]:
    return sorted((root / "content" / "programs").rglob("*.md"))


def test_two_builds_give_the_same_bytes(root):
    assert _build(root, "one").problems == ()
    assert _build(root, "two").problems == ()
    assert _bytes(root / "one-site") == _bytes(root / "two-site")


def test_processes_do_not_change_the_bytes(root, monkeypatch):
    monkeypatch.setattr(pool, "FEW", 2)
    monkeypatch.setattr(rendering, "CHUNK", 4)
    one, two = _order(root, "one"), _order(root, "two")
    build(one)
    build(Order(root=root, site=two.site, cache=two.cache, today=SMALL_TODAY, index=False, jobs=2))
    assert _bytes(one.site) == _bytes(two.site)


def test_one_edit_is_checked_alone_and_writes_few_files(root):
    _build(root)
    _add_sentence(root, 1)
    said: list[str] = []
    report = build(_order(root, "warm"), said.append)
    assert said[0] == f"Checking 1 of {len(_profiles(root))} programs"
    assert 0 < report.written < report.files / 4


def test_nothing_is_written_when_nothing_changed(root):
    _build(root)
    before = {path: path.stat().st_mtime_ns for path in (root / "warm-site").rglob("*")}
    assert _build(root).written == 0
    assert {path: path.stat().st_mtime_ns for path in (root / "warm-site").rglob("*")} == before


def test_a_failed_build_leaves_the_site_as_it_was(root):
    _build(root)
    before = _bytes(root / "warm-site")
    broken = _profiles(root)[0]
    broken.write_text(broken.read_text().replace("sources:", "sorces:"))
    assert _build(root).problems != ()
    assert _bytes(root / "warm-site") == before
    assert not [path.name for path in root.iterdir() if path.name in (".warm-site.new", ".warm-site.old")]


def test_a_build_that_stops_midway_leaves_the_site_as_it_was(root, monkeypatch):
    _build(root)
    before = _bytes(root / "warm-site")
    changed = _profiles(root)[0]
    changed.write_text(changed.read_text() + "\nOne sentence more.\n")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("generator.build.publishing.move_in", stop)
    monkeypatch.setattr("generator.build.publishing.swap_in", stop)
    with pytest.raises(KeyboardInterrupt):
        _build(root)
    assert _bytes(root / "warm-site") == before
    monkeypatch.undo()
    assert _build(root).problems == ()
    assert _bytes(root / "warm-site") == _cold(root)[1]


def test_what_a_build_extracted_that_stopped_midway_is_not_indexed(root, monkeypatch):
    _build(root)
    changed = _profiles(root)[0]
    before = changed.read_text()
    changed.write_text(before + "\nOne sentence more.\n")
    monkeypatch.setattr("generator.build.publishing.move_in", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        _build(root)
    changed.write_text(before)
    monkeypatch.undo()
    assert _build(root).problems == ()
    _cold(root)
    assert _bytes(root / "warm-cache" / "extracts") == _bytes(root / "cold-cache" / "extracts")


DAMAGES = {
    "cut": lambda content: content[: len(content) // 2],
    "flipped": lambda content: content[:-9] + bytes([content[-9] ^ 1]) + content[-8:],
    "empty": lambda content: b"",
    "foreign": lambda content: b"not a cache at all, " * 40,
}


@pytest.mark.parametrize("damage", [*DAMAGES.values(), None], ids=[*DAMAGES, "gone"])
def test_a_damaged_ledger_is_not_believed(root, untouched, damage):
    _build(root)
    _damage(root / "warm-cache" / "ledger", damage)
    report = _build(root)
    assert report.problems == ()
    assert report.written == report.files
    assert _bytes(root / "warm-site") == untouched


@pytest.mark.parametrize("damage", [*DAMAGES.values(), None], ids=[*DAMAGES, "gone"])
def test_damaged_programs_are_checked_again(root, edited, damage):
    _build(root)
    for kept in (root / "warm-cache" / "programs").iterdir():
        _damage(kept, damage)
    _add_sentence(root, 1)
    assert _build(root).problems == ()
    assert _bytes(root / "warm-site") == edited


def _damage(kept: Path, damage: Callable[[bytes], bytes] | None) -> None:
    if damage:
        kept.write_bytes(damage(kept.read_bytes()))
    else:
        kept.unlink()


def test_programs_of_an_earlier_build_are_checked_again_where_they_changed(root):
    _build(root)
    kept = {path: path.read_bytes() for path in (root / "warm-cache" / "programs").iterdir()}
    _add_sentence(root, 1)
    _build(root)
    for path, content in kept.items():
        path.write_bytes(content)
    _add_sentence(root, 2)
    assert _build(root).problems == ()
    assert _bytes(root / "warm-site") == _cold(root)[1]


def test_after_one_edit_only_the_programs_beside_it_are_kept_anew(root):
    _build(root)
    kept = root / "warm-cache" / "programs"
    before = {path.name: path.stat().st_mtime_ns for path in kept.iterdir()}
    _add_sentence(root, 1)
    _build(root)
    edited = _profiles(root)[1 % len(_profiles(root))].parent
    changed = {path.name for path in kept.iterdir() if path.stat().st_mtime_ns != before[path.name]}
    assert changed == {edited.relative_to(root).as_posix().replace("/", ".")}
    assert len(before) > 1


def test_a_file_of_the_site_that_somebody_touched_is_made_again(root, untouched):
    _build(root)
    home = root / "warm-site" / "index.html"
    home.write_text("changed by hand")
    assert _build(root).problems == ()
    assert _bytes(root / "warm-site") == untouched


# --- Whatever is changed, a warm build gives a cold build's bytes ---------------------------------


def _add_sentence(root: Path, pick: int) -> None:
    path = _profiles(root)[pick % len(_profiles(root))]
    path.write_text(path.read_text().rstrip("\n") + f"\nSentence number {pick} was added.\n")


def _drop_claim(root: Path, pick: int) -> None:
    path = _profiles(root)[pick % len(_profiles(root))]
    lines = path.read_text().splitlines(keepends=True)
    claims = [n for n, line in enumerate(lines) if re.match(r"  [a-z0-9-]+: \{answer:", line)]
    if claims:
        del lines[claims[pick % len(claims)]]
        path.write_text("".join(lines))


def _delete_program(root: Path, pick: int) -> None:
    _profiles(root)[pick % len(_profiles(root))].unlink()


def _bring_back(root: Path, pick: int, source: Path) -> None:
    path = _profiles(source)[pick % len(_profiles(source))]
    shutil.copy(path, root / path.relative_to(source))


def _rename_program(root: Path, pick: int) -> None:
    path = _profiles(root)[pick % len(_profiles(root))]
    text = path.read_text()
    if "\naliases:" not in text:
        path.write_text(text.replace("\nname:", f"\naliases: [{path.stem}]\nname:", 1))
        path.rename(path.with_name(f"{path.stem}-renamed-{pick}.md"))


def _edit_house(root: Path, pick: int) -> None:
    houses = sorted((root / "content" / "institutions").glob("*.yml"))
    path = houses[pick % len(houses)]
    path.write_text(re.sub(r"^name: .*", f"name: House number {pick}", path.read_text(), count=1, flags=re.M))


def _edit_question(root: Path, pick: int) -> None:
    files = sorted((root / "content" / "questions").glob("*.yml"))
    path = files[pick % len(files)]
    text = path.read_text()
    labels = re.findall(r"^    label: .*$", text, re.M)
    path.write_text(text.replace(labels[pick % len(labels)], f"    label: Label number {pick}", 1))


def _edit_fact(root: Path, pick: int) -> None:
    path = root / "content" / "facts.yml"
    text = path.read_text()
    values = re.findall(r"\bfact: [^,\n]*", text)
    path.write_text(text.replace(values[pick % len(values)], f"fact: Fact number {pick}", 1))


def _edit_guide(root: Path, pick: int) -> None:
    guides = sorted((root / "content" / "guides").glob("*.md"))
    path = guides[pick % len(guides)]
    path.write_text(path.read_text().rstrip("\n") + f"\n\nParagraph number {pick}.\n")


def _edit_template(root: Path, pick: int) -> None:
    pages = sorted((root / "templates" / "pages").glob("*.html"))
    path = pages[pick % len(pages)]
    path.write_text(path.read_text().replace("{% block main %}", f"{{% block main %}}<p>Template {pick}</p>", 1))


def _edit_style(root: Path, pick: int) -> None:
    path = root / "templates" / "styles" / "base.css"
    path.write_text(path.read_text() + f"\n/* {pick} */ .number-{pick} {{ color: red; }}\n")


CHANGES = {
    change.__name__.removeprefix("_"): change
    for change in (
        *(_add_sentence, _drop_claim, _delete_program, _rename_program, _edit_house, _edit_question),
        *(_edit_fact, _edit_guide, _edit_template, _edit_style),
    )
} | {"bring_back": None}


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    rounds=st.lists(
        st.lists(st.tuples(st.sampled_from(sorted(CHANGES)), st.integers(0, 99)), min_size=1, max_size=3),
        min_size=1,
        max_size=3,
    ),
)
def test_a_warm_build_gives_the_bytes_of_a_cold_one(small_content, tmp_path_factory, rounds):
    root = tmp_path_factory.mktemp("changed") / "root"
    shutil.copytree(small_content, root)
    assert _build(root).problems == ()
    standing = _bytes(root / "warm-site")
    for changes in rounds:
        for name, pick in changes:
            change = CHANGES[name]
            if change:
                change(root, pick)
            else:
                _bring_back(root, pick, small_content)
        warm = _build(root)
        cold, expected = _cold(root)
        assert warm.problems == cold.problems
        if warm.problems:  # a change may break something else, such as a comparison; then nothing moves
            assert _bytes(root / "warm-site") == standing
        else:
            assert _bytes(root / "warm-site") == expected
            standing = expected
    shutil.rmtree(root.parent)
