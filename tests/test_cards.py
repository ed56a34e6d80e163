"""Cards: drawn for each page that people link to, small, readable in a square, and kept in the cache."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from generator.build.flow import build
from generator.build.order import Order
from generator.commands import command_line as command
from generator.pages.parts import Picture, PictureAnswer
from generator.render import cards, draw
from generator.render.draw import COVER, GOLD, INK, PAPER, RULE, SOFT, TONES, draw_card, plain
from tests.conftest import ROOT, SMALL_TODAY, small_root
from tests.faults import SMALL

LONG = "University of North Dakota School of Medicine and Health Sciences: Internal medicine and pediatrics (Sanford)"
YES = PictureAnswer(label="J-1", shown="Case by case", age="undated", tone="mixed")
NO = PictureAnswer(label="", shown="No preferred", age="2017, old", tone="bad", note="sources disagree")
FULL = Picture(eyebrow="Residency program", title=LONG, text="Fargo", answers=(YES, NO, YES, NO), foot="The site")
EMPTY = Picture(eyebrow="", title="", text="", foot="")


def open_card(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content)).convert("RGB")


@pytest.fixture(scope="module")
def carded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small directory, built with cards."""
    root = small_root(tmp_path_factory.mktemp("cards"))
    assert build(_order(root, root / "site")).problems == ()
    return root


def _order(root: Path, site: Path) -> Order:
    return Order(root=root, site=site, cache=root / "cache", today=SMALL_TODAY, index=False, cards=True)


def test_every_page_for_linking_has_a_card_of_its_own(carded: Path) -> None:
    site, drawn = carded / "site", set()
    for folder in ("programs", "compare", "checklist", "guides"):
        for page in (site / folder).glob("*/index.html"):
            text = page.read_text(encoding="utf-8")
            if 'http-equiv="refresh"' in text or page.parent.name == "page":
                continue
            match = re.search(r'og:image" content="[^"]*?(cards/[^"]*)"', text)
            assert match and match[1] == f"cards/{folder}/{page.parent.name}.png"
            drawn.add(match[1])
    found = {path.relative_to(site).as_posix() for path in (site / "cards").rglob("*.png")}
    assert found == drawn | {"cards/site.png"}


def test_every_page_names_a_card_that_is_there(carded: Path) -> None:
    site = carded / "site"
    for page in site.rglob("*.html"):
        match = re.search(r'og:image" content="[^"]*?(cards/[^"]*)"', page.read_text(encoding="utf-8"))
        assert match and (site / match[1]).is_file(), page


def test_no_card_is_large_and_all_have_the_size_that_the_page_says(carded: Path) -> None:
    for path in (carded / "site" / "cards").rglob("*.png"):
        assert path.stat().st_size < 300_000
        with Image.open(path) as image:
            assert image.size == (1200, 630)


def test_all_words_stand_in_the_middle_square(carded: Path) -> None:
    bare = open_card(draw_card(EMPTY))
    for path in (carded / "site" / "cards").rglob("*.png"):
        image = open_card(path.read_bytes())
        for box in ((0, 0, draw.LEFT, 630), (draw.RIGHT, 0, 1200, 630)):
            assert image.crop(box).tobytes() == bare.crop(box).tobytes(), path


def test_a_warm_build_takes_cards_from_the_cache_and_gives_the_same_bytes(
    carded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(picture: Picture) -> bytes:
        raise AssertionError(f"drawn again: {picture.title}")

    monkeypatch.setattr(draw, "draw_card", refuse)
    again = tmp_path / "site"
    assert build(_order(carded, again)).problems == ()
    for path in (carded / "site").rglob("*"):
        if path.is_file():
            assert (again / path.relative_to(carded / "site")).read_bytes() == path.read_bytes()


def test_a_card_is_drawn_once_and_always_alike(tmp_path: Path) -> None:
    first = cards.card_of(FULL, tmp_path)
    assert first == cards.card_of(FULL, tmp_path) == draw_card(FULL)
    assert len(list(tmp_path.iterdir())) == 1
    assert cards.card_of(EMPTY, tmp_path) != first


def test_the_longest_card_keeps_clear_of_its_edges_and_its_foot() -> None:
    image, bare = open_card(draw_card(FULL)), open_card(draw_card(EMPTY))
    for box in ((0, 0, draw.FIRST - 2, 630), (draw.LAST + 2, 0, 1200, 630), (0, draw.FOOT - 6, 1200, draw.FOOT + 10)):
        assert image.crop(box).tobytes() == bare.crop(box).tobytes()


def test_colors_are_those_of_the_site() -> None:
    tokens = (ROOT / "templates" / "styles" / "tokens.css").read_text(encoding="utf-8")
    for color in (COVER, GOLD, PAPER, INK, SOFT, RULE, *(color for pair in TONES.values() for color in pair)):
        assert f" {color};" in tokens


def test_letters_that_the_font_lacks_are_spelt_with_those_it_has() -> None:
    assert plain("4–5 years, São José, ≥ 220, 😀") == "4-5 years, Sao Jose, >= 220, "


def test_alt_says_what_the_picture_shows() -> None:
    assert FULL.alt.endswith("J-1: Case by case (undated). or No preferred (2017, old), sources disagree")


def test_without_pillow_a_sentence_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("generator.commands.build.drawn_by", lambda: "")
    places = ["--root", str(SMALL), "--site", str(tmp_path / "site"), "--cache", str(tmp_path / "cache")]
    assert command.main(["build", "--cards", *places]) == 1
    assert "Cards need Pillow" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()
